"""Captions and credits of pictures."""

import pytest

from pipeline.readers.captions import is_caption


@pytest.mark.parametrize(
    "text",
    [
        "(Immagine: Amazon)",
        "(Foto: archivio)",
        "[Foto: l’agenzia]",
        "(foto di repertorio)",
        "Foto di repertorio",
        "Foto: archivio",
        "Nella foto: il sindaco con la fascia.",
        "(Ph. x)",
        "Nella foto, la piazza dopo il restauro.",
        "Credits: ufficio stampa",
        "© Ansa",
        "Didascalia: la piazza nel 1950.",
        "Nell’immagine: il ponte.",
        "(Immagine: a (b) c)",
    ],
)
def test_a_line_about_a_picture_is_a_caption(text: str) -> None:
    """Credits in brackets, labels and signatures are recognised."""
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "(Fotografare è un’arte)",
        "Fotografare costa.",
        "Foto di gruppo ne abbiamo fatte tante.",
        "Nella foto di ieri si vedeva un cane.",
        "Immagini di questo genere non si dimenticano.",
        "(E invece no)",
        "Foto: " + "a" * 200,
        "(Immagine: a) e poi (b)",
        "Phuket: il mare",
        "",
    ],
)
def test_a_sentence_that_begins_like_one_is_not(text: str) -> None:
    """Prose about pictures stays a paragraph."""
    assert not is_caption(text)
