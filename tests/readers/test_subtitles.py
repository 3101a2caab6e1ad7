"""Cues joined to whole sentences, with their times."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue, cues_of
from pipeline.errors import EmptySourceError, SourceError
from pipeline.readers.subtitles import LONGEST_BLOCK, blocks_of, read

FOLDER = Path(__file__).resolve().parents[1] / "data" / "readers" / "subtitles"


def joined(*cues: str, pause: int = 0) -> list[str]:
    """Return the blocks of cues of a second each, with a pause in ms between them."""
    step = 1000 + pause
    return [
        block.text
        for block in blocks_of(
            "\n".join(
                f"{n}\n00:{n * step // 1000:02},{n * step % 1000:03} --> "
                f"00:{(n * step + 1000) // 1000:02},{(n * step + 1000) % 1000:03}\n{cue}\n"
                for n, cue in enumerate(cues)
            )
        )
    ]


def test_a_subrip_file_becomes_whole_sentences() -> None:
    """A mark of order, tags, sounds, songs, a dialogue, an interrupted sentence."""
    article = read((FOLDER / "alluvione.srt").read_bytes(), "alluvione.srt")
    assert article.title == "alluvione"
    assert {block.kind for block in article.blocks} == {"cue"}
    assert [block.text for block in article.blocks] == [
        (
            "La mattina in cui il fiume uscì dagli argini, "
            "nessuno in paese aveva ancora acceso la luce."
        ),
        "[scroscio di pioggia]",
        "- Avete sentito le sirene? - Sì, ma pensavamo... a un'esercitazione.",
        (
            "Il comune ha aperto la palestra della scuola alle 5.40, "
            "e prima delle sette c'erano già 120 persone."
        ),
        "♪ Torna il sole sulla piazza ♪",
        "Oggi l'acqua è tornata nel suo letto.",
    ]


def test_a_block_remembers_its_cues() -> None:
    """Times, places of the words and the position on the screen."""
    blocks = read((FOLDER / "alluvione.srt").read_bytes(), "alluvione.srt").blocks
    assert dict(blocks[3].attributes) == {
        "start": "00:00:17.500",
        "end": "00:00:23.300",
        "cues": "0@17500-20100 line:0; 56@20100-23300",
    }
    assert blocks[3].text[56:].startswith("e prima delle sette")
    assert cues_of(blocks[0]) == (Cue(0, 1200, 3900), Cue(46, 4000, 6800))


def test_italics_over_two_cues_are_one_stretch() -> None:
    """As they are for the eye."""
    block = read((FOLDER / "alluvione.srt").read_bytes(), "alluvione.srt").blocks[-1]
    assert [(span.type, span.start, span.end) for span in block.spans] == [
        ("emphasis", 0, len(block.text))
    ]


def test_a_webvtt_file_keeps_its_voices_and_settings() -> None:
    """Notes, styles, regions and karaoke times leave no trace."""
    blocks = read((FOLDER / "museo.vtt").read_bytes(), "museo.vtt").blocks
    assert [(block.text, block.attributes.get("speaker")) for block in blocks] == [
        (
            "Quando l'ultimo visitatore esce, il museo non si spegne: cambia soltanto voce.",
            "Guida",
        ),
        ("- Io conto le finestre. - Tutte e ottantadue?", None),
        ("Tutte, dalla prima all'ultima.", "Custode"),
        ("Arte & Memoria, un programma di public history per 漢 e altri segni.", None),
    ]
    assert cues_of(blocks[0])[1] == Cue(64, 5250, 8000, "align:start position:10%")


@pytest.mark.parametrize(
    ("cues", "blocks"),
    [
        (["Il fiume", "scende piano."], 1),
        (["Il fiume scende.", "Piove ancora."], 2),
        (["Lo dice l'E.N.E.A.", "in una nota."], 1),
        (["«Basta!»", "disse l'oste."], 1),
        (["Il treno per", "Roma è in ritardo."], 1),
        (["Aspetta, io", "- Che cosa?"], 2),
        (["la città", "– quella vecchia – dorme"], 1),
        (["Aspetta, io", "[tuono]", "non ho finito."], 3),
        (["Parliamo con", "SINDACO: Eccomi."], 2),
        (["Pensavo che…", "… non venissi."], 1),
    ],
)
def test_where_a_block_ends(cues: list[str], blocks: int) -> None:
    """By sentences, sounds and speakers."""
    assert len(joined(*cues)) == blocks


def test_a_pause_ends_a_block() -> None:
    """After three seconds something else begins."""
    assert len(joined("Il fiume", "scende", pause=2999)) == 1
    assert len(joined("Il fiume", "scende", pause=3000)) == 2


def test_captions_without_sentences_are_cut_at_a_length() -> None:
    """So that no block grows without end."""
    texts = joined(*(f"parole senza un punto che le chiuda {n}" for n in range(40)))
    assert len(texts) > 3
    assert max(map(len, texts)) <= LONGEST_BLOCK + 40


def test_an_ellipsis_that_only_says_that_it_goes_on_is_left_out() -> None:
    """One of the two is enough; a cue that begins with one by itself keeps it."""
    assert joined("Pensavo che...", "...non venissi.") == ["Pensavo che... non venissi."]
    assert joined("...e poi venne.") == ["...e poi venne."]


@pytest.mark.parametrize("raw", [b"", b"WEBVTT\n\nNOTE niente\n", b"solo parole\n"])
def test_a_file_without_cues_is_refused(raw: bytes) -> None:
    """It names the file."""
    with pytest.raises(EmptySourceError, match=r"x\.srt holds no text"):
        read(raw, "x.srt")


_PIECES = st.sampled_from(
    [
        "WEBVTT\n",
        "\n",
        "1\n",
        "00:01,0 --> 00:02,0\n",
        "00:01.500 --> 99:02.0 line:0;\n",
        "Ciao",
        "...",
        "- E tu?",
        "<i>",
        "</i>",
        "<v Guida>",
        "♪",
        "[",
        "]",
        "́",
        "&lt;",
        "{\\an8}",
        " ",
    ]
)


@given(st.lists(_PIECES).map("".join) | st.text())
def test_any_text_gives_blocks_whose_cues_hold_together(text: str) -> None:
    """Every cue of a block has words of its own, and no exception but ours comes out."""
    try:
        blocks = read(text.encode("utf-8", "replace"), "x.srt").blocks
    except SourceError:
        return
    for block in blocks:
        cues = cues_of(block)
        assert cues
        ends = [*(cue.begin for cue in cues[1:]), len(block.text) + 1]
        for cue, end in zip(cues, ends, strict=True):
            assert block.text[cue.begin : end - 1].strip()
