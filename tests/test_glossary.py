"""Reading glossaries and finding their terms in sentences."""

from pathlib import Path

import pytest

from pipeline.errors import GlossaryError, PathNotFoundError
from pipeline.glossary import MAX_TERM_CHARACTERS, Glossary, Term


def glossary(*lines: str) -> Glossary:
    """Make a glossary of lines "Italian = English"; without English the term is kept."""
    pairs = [(line + " =").split(" =") for line in lines]
    return Glossary(Term(it.strip(), en.strip()) for it, en, *_ in pairs)


def read(tmp_path: Path, content: str | bytes) -> Glossary:
    """Read a glossary file with this content."""
    path = tmp_path / "terms.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Glossary.read(path)


@pytest.mark.parametrize(
    ("content", "terms"),
    [
        ("accordo\tsettlement\n", [("accordo", "settlement")]),
        ("accordo\tsettlement", [("accordo", "settlement")]),
        ("it\ten\naccordo\tsettlement\n", [("accordo", "settlement")]),
        ("Italiano\tInglese\naccordo\tsettlement\n", [("accordo", "settlement")]),
        ("# mine\n\naccordo\tsettlement\n   \n", [("accordo", "settlement")]),
        ("accordo\tsettlement\tsee contract law\n", [("accordo", "settlement")]),
        ("  accordo \t  settlement  \n", [("accordo", "settlement")]),
        ("accordo\tsettlement\r\nLega\tLega\r\n", [("accordo", "settlement"), ("Lega", "")]),
        ("Lega\n", [("Lega", "")]),
        ("Lega\t\n", [("Lega", "")]),
        ("Lega\tLega\n", [("Lega", "")]),
        ("Lega\tLeague\nlega\tLeague\n", [("Lega", "League")]),
        ("en\tin\n", [("en", "in")]),
        ("", []),
    ],
)
def test_lines_become_terms(tmp_path: Path, content: str, terms: list[tuple[str, str]]) -> None:
    """Comments, blank lines, headings, further columns and line ends do not matter."""
    assert [(term.it, term.en) for term in read(tmp_path, content).terms] == terms


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    """Spreadsheets save UTF-8 with a mark, UTF-16 and Windows-1252."""
    found = read(tmp_path, "città\tmunicipality\nperché\treason\n".encode(encoding))

    assert [term.it for term in found.terms] == ["città", "perché"]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("accordo\tdeal\naccordo\tsettlement\n", 2, '"accordo" has two translations'),
        ("Lega\nlega\tLeague\n", 2, '"lega" has two translations'),
        ("\tsettlement\n", 1, "no Italian term"),
        ("...\tdots\n", 1, "no Italian term"),
        ("# mine\naccordo = settlement\n", 2, "no tab"),
        ("accordo;settlement\n", 1, "no tab"),
        ("accordo   settlement\n", 1, "no tab"),
        (f"accordo\t{'x' * (MAX_TERM_CHARACTERS + 1)}\n", 1, "more than 300 characters"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, content: str, line: int, reason: str) -> None:
    """The message names the file, the line and what is wrong with it."""
    with pytest.raises(GlossaryError) as caught:
        read(tmp_path, content)

    assert f"terms.tsv, line {line} " in caught.value.message
    assert reason in caught.value.message
    assert caught.value.remedy


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Such as a spreadsheet in its own format."""
    with pytest.raises(GlossaryError, match="not a text file"):
        read(tmp_path, b"PK\x03\x04\x00\x00\x08\x00\x99\x00\x00")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """As with articles."""
    with pytest.raises(PathNotFoundError, match=r"none\.tsv"):
        Glossary.read(tmp_path / "none.tsv")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """The system's reason is given."""
    with pytest.raises(GlossaryError, match="cannot be used"):
        Glossary.read(tmp_path)


@pytest.mark.parametrize(
    ("term", "sentence", "surface"),
    [
        ("accordo", "Ecco l'accordo.", "accordo"),
        ("accordo", "I termini dell’accordo.", "accordo"),
        ("accordo", "Gli accordi di ieri", "accordi"),
        ("Accordo", "ACCORDO FATTO", "ACCORDO"),
        ("dazio", "I dazi salgono", "dazi"),
        ("banca", "Le banche chiudono", "banche"),
        ("uomo", "Due uomini", "uomini"),
        ("città", "Le città", "città"),
        ("reti", "Una rete", "rete"),
        ("stipulare", "Hanno stipulato un patto", "stipulato"),
        ("rete neurale", "Le reti neurali imparano", "reti neurali"),
        ("rete privata", "reti private", "reti private"),
        ("stato di emergenza", "Lo stato d'emergenza finisce", "stato d'emergenza"),
        ("consiglio di Stato", "Il Consiglio dello Stato", "Consiglio dello Stato"),
        ("zorfilo", "Tre zorfili", "zorfili"),
        ("OpenAI", "Da OpenAI a Roma", "OpenAI"),
        ("5G", "La rete 5G", "5G"),
        ("Wi-Fi", "il Wi-Fi libero", "Wi-Fi"),
    ],
)
def test_a_term_is_found_in_its_forms(term: str, sentence: str, surface: str) -> None:
    """By lemma or regular ending, behind elided and joined articles, in other capitals."""
    (match,) = glossary(f"{term} = x").terms_in(sentence)

    assert match.surface == surface
    assert sentence[match.start : match.end] == surface


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("accordo", "Lo accordano volentieri"),
        ("porti", "La porta e le porte"),
        ("porta", "I porti del sud"),
        ("ONU", "onu"),
        ("OpenAI", "openai"),
        ("rete neurale", "la rete, neurale"),
        ("conto", "raccontò il conte"),
    ],
)
def test_other_words_are_not_taken_for_a_term(term: str, sentence: str) -> None:
    """Neither words that look alike nor acronyms written otherwise."""
    assert glossary(f"{term} = x").terms_in(sentence) == ()


def test_the_longest_term_wins_and_none_overlap() -> None:
    """A term within a longer one is not found by itself."""
    terms = glossary("rete = web", "rete neurale = neural net", "neurale artificiale = y")

    found = terms.terms_in("Una rete neurale artificiale e una rete")

    assert [match.surface for match in found] == ["rete neurale", "rete"]


def test_the_digest_depends_on_the_terms_alone(tmp_path: Path) -> None:
    """Order, comments, headings and line ends change nothing; an English term does."""
    first = read(tmp_path, "dazio\tlevy\naccordo\tdeal\n").digest

    assert read(tmp_path, "it\ten\r\n# mine\r\naccordo\tdeal\r\ndazio\tlevy\r\n").digest == first
    assert read(tmp_path, "dazio\tduty\naccordo\tdeal\n").digest != first


def test_a_changed_line_touches_only_the_articles_that_have_the_term() -> None:
    """The digest of an article's own terms stays the same elsewhere."""
    before = glossary("dazio = levy", "accordo = deal")
    after = glossary("dazio = duty", "accordo = deal", "rete = web")
    touched, untouched, bare = ["I dazi", "Un accordo"], ["Gli accordi", "Sì"], ["Niente"]

    assert before.relevant_digest(touched) != after.relevant_digest(touched)
    assert before.relevant_digest(untouched) == after.relevant_digest(untouched) != ""
    assert before.relevant_digest(bare) == after.relevant_digest(bare) == ""
