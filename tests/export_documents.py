"""Documents of translation units, for the tests of exports."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final, Protocol

from hypothesis import strategies as st

from pipeline.article import EMPTY_MAPPING, FrozenMapping, Origin, clean_text
from pipeline.exports.units import Document, ExportOptions, Unit
from pipeline.keys import sentence_keys

ANY_TEXT: Final = st.text(min_size=1).map(clean_text).filter(bool)
"""Any text that can stand in an article."""
SPECIAL: Final = (
    '"«Ciao» & <b>addio</b>',
    "]]> &amp; <!-- -->",
    "a  b",
    "=1+1",
    "🇮🇹 𝄞 \U0001fffe",
    "\ufeffs\u200b",
)
"""Texts that break a program which does not treat them as text."""


class Write(Protocol):
    """The function `write` of a format."""

    def __call__(
        self, documents: Sequence[Document], file: BytesIO, options: ExportOptions, /
    ) -> None:
        """Write the documents."""


def document(
    *sentences: tuple[str, str] | tuple[str, str, Origin],
    name: str = "sub/articolo",
    title: str = "Un articolo",
    metadata: FrozenMapping = EMPTY_MAPPING,
) -> Document:
    """Return an article of blocks with one sentence each; a sentence is the machine's by itself."""
    keys = sentence_keys([(it, en) for it, en, *_ in sentences])
    texts = ["", *(it for it, *_ in sentences), ""]
    units = [
        Unit(
            block=number,
            sentence=1,
            kind="paragraph",
            it=it,
            en=en,
            origin=rest[0] if rest else "mt",
            score=None if rest else -0.25,
            flags=() if rest else ("name", "number"),
            key=key,
            previous=texts[number - 1],
            next=texts[number + 1],
        )
        for number, ((it, en, *rest), key) in enumerate(zip(sentences, keys, strict=True), start=1)
    ]
    return Document(name, title, "it", metadata, "articolo.txt", tuple(units))


def of_one_block(one: Document) -> Document:
    """Return the document with all its sentences in the first block."""
    units = [
        replace(unit, block=1, sentence=number) for number, unit in enumerate(one.units, start=1)
    ]
    return replace(one, units=tuple(units))


def written(write: Write, *documents: Document, options: ExportOptions | None = None) -> bytes:
    """Return what a format writes."""
    file = BytesIO()
    write(documents, file, options or ExportOptions())
    return file.getvalue()


def saved(path: Path, content: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(content)
    return path
