"""XLIFF 2.1: a file a document, a unit a block, a segment a sentence.

Text of a machine has the state "translated", a person's "reviewed", a sentence without English
"initial". Score, flags, origin and key of each segment stand in the metadata of its unit (the
standard's metadata module), in a group that is named like the segment.

https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, Final

from pipeline.exports.units import Document, ExportOptions, Unit, chosen, is_machine, stable_id

if TYPE_CHECKING:
    from lxml import etree

CORE: Final = "urn:oasis:names:tc:xliff:document:2.0"
"""Namespace of XLIFF 2.0 and 2.1 alike."""
METADATA: Final = "urn:oasis:names:tc:xliff:metadata:2.0"
_NAMESPACES: Final[dict[str | None, str]] = {None: CORE, "mda": METADATA}
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

# What an id may be made of (NMTOKEN, here without the letters beyond ASCII).
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")


def write(documents: Sequence[Document], file: BinaryIO, options: ExportOptions) -> None:
    """Write all units, those without English too.

    Args:
        documents: The articles.
        file: Where to write.
        options: `machine` counts.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    attributes = {"version": "2.1", "srcLang": "it", "trgLang": "en"}
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{CORE}}}xliff", attributes, nsmap=_NAMESPACES):
            xml.write("\n")
            for number, document in enumerate(documents, start=1):
                units = list(chosen(document.units, options))
                if not units:  # a file holds a unit at least
                    continue
                about = {"id": f"f{number}", "original": document.name, "canResegment": "no"}
                with xml.element(f"{{{CORE}}}file", about):
                    xml.write("\n", _file_notes(document), "\n")
                    for block, group in groupby(units, key=lambda unit: unit.block):
                        xml.write(_unit(block, list(group)), "\n")
                xml.write("\n")
    file.write(b"\n")


def _element(parent: "etree._Element | None", name: str, **attributes: str) -> "etree._Element":
    from lxml import etree  # noqa: PLC0415

    space, _, tag = name.rpartition(":")
    qualified = f"{{{METADATA if space else CORE}}}{tag}"
    if parent is None:
        # The type hints do not know that None stands for the namespace without a prefix.
        return etree.Element(qualified, attributes, nsmap=_NAMESPACES)  # type: ignore[arg-type]
    return etree.SubElement(parent, qualified, attributes)


def _file_notes(document: Document) -> "etree._Element":
    notes = _element(None, "notes")
    about = {"title": document.title, "source": document.source, **document.metadata}
    for category, text in about.items():
        if text:
            _element(notes, "note", category=category).text = text
    return notes


def _unit(block: int, sentences: Sequence[Unit]) -> "etree._Element":
    unit = _element(None, "unit", id=f"p{block}", type=f"bilingue:{sentences[0].kind}")
    unit.set(XML_SPACE, "preserve")
    named = list(zip(sentences, _segment_ids(sentences), strict=True))
    metadata = _element(unit, "mda:metadata")
    for sentence, name in named:
        group = _element(metadata, "mda:metaGroup", category=name)
        for kind, value in _details(sentence):
            _element(group, "mda:meta", type=kind).text = value
    for sentence, name in named:
        if sentence is not sentences[0]:
            _add_space(unit)
        segment = _element(unit, "segment", id=name, state=_state(sentence))
        _element(segment, "source").text = sentence.it
        if sentence.en:
            _element(segment, "target").text = sentence.en
    return unit


def _add_space(unit: "etree._Element") -> None:
    """Add what stands between two sentences and is nobody's to translate."""
    between = _element(unit, "ignorable")
    for name in ("source", "target"):
        _element(between, name).text = " "


def _segment_ids(sentences: Sequence[Unit]) -> list[str]:
    """Return an id for each segment: the stable one, unless a table's key does not make one."""
    ids: list[str] = []
    for number, sentence in enumerate(sentences, start=1):
        name = stable_id(sentence)
        usable = _ID.fullmatch(name) and name not in ids
        ids.append(name if usable else f"s{number}")
    return ids


def _state(sentence: Unit) -> str:
    if not sentence.en:
        return "initial"
    return "translated" if is_machine(sentence) else "reviewed"


def _details(sentence: Unit) -> Iterator[tuple[str, str]]:
    yield "origin", sentence.origin
    # The key of a whole block is its first sentence's, which would tell of another English.
    if sentence.sentence:
        yield "key", sentence.key
    if sentence.score is not None:
        yield "score", f"{round(sentence.score, 3) + 0.0:.3f}"  # no minus zero
    if sentence.flags:
        yield "flags", " ".join(sentence.flags)
