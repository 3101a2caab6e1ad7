"""Reading translation memories (TMX 1.1 to 1.4) of OmegaT, memoQ, Trados and of our own."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.article import Origin, clean_text
from pipeline.exports.tmx import MACHINE
from pipeline.exports.xml_reading import (
    attribute_of,
    children,
    elements,
    language_of,
    moment_of,
    name_of,
    text_of,
)
from pipeline.memory.units import MemoryUnit

if TYPE_CHECKING:
    from lxml import etree

# OmegaT's own files have the document's codes as text: <b0>word</b0>, <br1/>.
_OMEGAT_CODE: Final = re.compile(r"</?[A-Za-z]+\d+/?>")
# memoQ has the neighbours' markup as text, codes included.
_MEMOQ_CODE: Final = re.compile(r"<(bpt|ept|ph|it)\b[^>]*>.*?</\1>|<[^>]*>")
# What Trados Studio calls the engines that it asks.
_TRADOS_MACHINES: Final = frozenset(
    {"mt", "nmt", "amt", "automatictranslation", "machinetranslation", "adaptivemachinetranslation"}
)


def read_tmx(path: Path) -> Iterator[MemoryUnit]:
    """Yield the Italian-English units of a memory in the file's order.

    Of each unit the first Italian and the first English variant count, whatever their regions
    and whichever is the source; units without both are left out. A unit is the machine's where
    its last hand is "MT!" or Trados names an engine.

    Raises:
        MemoryImportError: the file cannot be read to its end. What came before was yielded.
    """
    program = ""
    for element in elements(path, "tmx", ("header", "tu")):
        if name_of(element) == "header":
            program = element.get("creationtool", "").lower()
            continue
        unit = _unit(element, program)
        if unit:
            yield unit


def _unit(tu: "etree._Element", program: str) -> MemoryUnit | None:
    variants: dict[str, etree._Element] = {}
    for variant in children(tu, "tuv"):
        variants.setdefault(language_of(attribute_of(variant, "lang")), variant)
    if not {"it", "en"} <= variants.keys():
        return None
    english = variants["en"]
    italian_text, english_text = (
        _segment(variants[language], program) for language in ("it", "en")
    )
    if not (italian_text and english_text):
        return None
    properties = _properties(tu)
    origin = _origin(tu, english, properties, program)
    doubts = _properties(english) if origin == "mt" and program == "bilingue" else {}
    return MemoryUnit(
        it=italian_text,
        en=english_text,
        origin=origin,
        previous=_neighbour(properties, "prev", "x-context-pre"),
        next=_neighbour(properties, "next", "x-context-post"),
        document=clean_text(properties.get("file") or properties.get("x-document", "")),
        score=_score(doubts.get("x-score")),
        flags=tuple(doubts.get("x-flags", "").split()),
        changed=_changed(tu, english),
    )


def _segment(variant: "etree._Element", program: str) -> str:
    segments = children(variant, "seg")
    text = text_of(segments[0]) if segments else ""
    return clean_text(_OMEGAT_CODE.sub("", text)) if program == "omegat" else text


def _properties(element: "etree._Element") -> dict[str, str]:
    return {prop.get("type", ""): prop.text or "" for prop in children(element, "prop")}


def _origin(
    tu: "etree._Element", english: "etree._Element", properties: dict[str, str], program: str
) -> Origin:
    hands = (element.get(name) for name in ("changeid", "creationid") for element in (english, tu))
    last = next((hand for hand in hands if hand), "")
    engine = properties.get("x-Origin", "").lower()
    if last == MACHINE or engine in _TRADOS_MACHINES:
        return "mt"
    return "human" if program == "bilingue" else "tm"


def _neighbour(properties: dict[str, str], omegat: str, memoq: str) -> str | None:
    """Return the Italian before or behind; memoQ's stands in a segment's markup, as text."""
    if omegat in properties:
        return clean_text(properties[omegat])
    if memoq in properties:
        return clean_text(html.unescape(_MEMOQ_CODE.sub("", properties[memoq])))
    # OmegaT leaves out what is unknown of a unit with a context, and writes what is empty.
    return None


def _changed(tu: "etree._Element", english: "etree._Element") -> str:
    dates = (
        moment_of(element.get(name))
        for element in (english, tu)
        for name in ("changedate", "creationdate")
    )
    return next((date for date in dates if date), "")


def _score(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
