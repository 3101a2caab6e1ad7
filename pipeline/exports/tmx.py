"""Translation memory eXchange 1.4, as the programs of translators read it.

Whoever reads the file must be able to tell a machine's text from a person's: the English of a
machine's unit was created by "MT!", as translators' programs name a machine, and carries its
score and flags. A sentence that is translated in several ways carries what OmegaT tells the ways
apart by: the file, and the segment before and after, which may be empty but must be there.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, Final

from pipeline._version import __version__
from pipeline.exports.units import (
    Document,
    ExportOptions,
    Unit,
    is_machine,
    stable_id,
    translated,
)

if TYPE_CHECKING:
    from lxml import etree

MACHINE: Final = "MT!"
"""Creator of a machine's segment, known from MyMemory, Trados and Okapi."""
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def write(
    documents: Sequence[Document],
    file: BinaryIO,
    options: ExportOptions,
    *,
    source_suffix: str = "",
) -> None:
    """Write the units that have English as a memory, valid against tmx14.dtd.

    Args:
        documents: The articles.
        file: Where to write.
        options: `machine` and `paragraphs` count.
        source_suffix: What follows a document's name in the name of its source file, for a
            program that knows the file by it.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    several = _translated_in_several_ways(documents, options)
    header = {
        "creationtool": "bilingue",
        "creationtoolversion": __version__,
        "segtype": "paragraph" if options.paragraphs else "sentence",
        "o-tmf": "bilingue",
        "adminlang": "en",
        "srclang": "it",
        "datatype": "plaintext",
    }
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            xml.write("\n", etree.Element("header", header), "\n")
            with xml.element("body"):
                xml.write("\n")
                for document in documents:
                    name = f"{document.name}{source_suffix}"
                    for unit in translated(document.units, options):
                        context = _context(unit, name) if unit.it in several else ()
                        xml.write(_tu(unit, context), "\n")
            xml.write("\n")
    file.write(b"\n")


def _translated_in_several_ways(
    documents: Iterable[Document], options: ExportOptions
) -> frozenset[str]:
    ways: dict[str, set[str]] = {}
    for document in documents:
        for unit in translated(document.units, options):
            ways.setdefault(unit.it, set()).add(unit.en)
    return frozenset(it for it, english in ways.items() if len(english) > 1)


def _context(unit: Unit, file_name: str) -> tuple[tuple[str, str], ...]:
    return ("file", file_name), ("prev", unit.previous), ("next", unit.next)


def _tu(unit: Unit, context: Sequence[tuple[str, str]]) -> "etree._Element":
    from lxml import etree  # noqa: PLC0415

    # OmegaT takes a tuid for a part of the context, and its plain text files have none.
    tu = etree.Element("tu", {} if context else {"tuid": stable_id(unit)})
    _add_properties(tu, context)
    _add_variant(tu, {XML_LANG: "it"}, (), unit.it)
    creator = {"creationid": MACHINE} if is_machine(unit) else {}
    _add_variant(tu, {XML_LANG: "en", **creator}, _doubts(unit), unit.en)
    return tu


def _doubts(unit: Unit) -> Iterator[tuple[str, str]]:
    if is_machine(unit) and unit.score is not None:
        yield "x-score", f"{round(unit.score, 3) + 0.0:.3f}"  # no minus zero
    if is_machine(unit) and unit.flags:
        yield "x-flags", " ".join(unit.flags)


def _add_variant(
    tu: "etree._Element",
    attributes: dict[str, str],
    properties: Iterable[tuple[str, str]],
    text: str,
) -> None:
    from lxml import etree  # noqa: PLC0415

    tuv = etree.SubElement(tu, "tuv", attributes)
    _add_properties(tuv, properties)
    etree.SubElement(tuv, "seg").text = text


def _add_properties(parent: "etree._Element", properties: Iterable[tuple[str, str]]) -> None:
    from lxml import etree  # noqa: PLC0415

    for kind, value in properties:
        etree.SubElement(parent, "prop", type=kind).text = value
