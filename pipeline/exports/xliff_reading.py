"""Reading XLIFF 1.2 and 2.x, with what Trados (SDLXLIFF) and memoQ (MQXLIFF) add to it.

Only what is translated is read: a segment that its program calls new, untranslated, rejected or a
draft is no memory of anything. Such segments still count as the neighbours of others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.article import Origin, clean_text
from pipeline.exports.xml_reading import (
    XML_LANG,
    attribute_of,
    children,
    elements,
    language_of,
    moment_of,
    name_of,
    text_of,
)
from pipeline.keys import is_edited
from pipeline.memory.units import MemoryUnit

if TYPE_CHECKING:
    from lxml import etree

_UNFINISHED: Final = frozenset(
    # XLIFF's own, Trados's and memoQ's
    "new needs-translation needs-adaptation needs-l10n initial "
    "draft rejectedtranslation rejectedsignoff "
    "notstarted rejected partiallyedited".split()
)
_VOUCHED: Final = frozenset("final signed-off reviewed".split())
_MACHINE: Final = frozenset("leveraged-mt mt-suggestion machinetranslated mt nmt amt".split())


@dataclass(frozen=True, slots=True)
class _Segment:
    """A pair of source and target, translated or not."""

    document: str
    source: str
    target: str
    source_language: str
    target_language: str
    state: str
    origin: Origin
    changed: str = ""
    key: str = ""

    @property
    def italian(self) -> str:
        """The Italian side."""
        return self.target if self.source_language == "en" else self.source


def read_xliff(path: Path) -> Iterator[MemoryUnit]:
    """Yield the translated Italian-English segments of an XLIFF file in its order.

    Raises:
        MemoryImportError: the file cannot be read to its end. What came before was yielded.
    """
    units = elements(path, "xliff", ("trans-unit", "unit"))
    segments = (segment for unit in units for segment in _segments(unit))
    for _, document in groupby(segments, key=lambda segment: segment.document):
        for previous, segment, following in _neighbours(document):
            unit = _memory_unit(segment)
            if unit:
                yield replace(unit, previous=previous, next=following)


def _neighbours(segments: Iterable[_Segment]) -> Iterator[tuple[str, _Segment, str]]:
    before, current = "", None
    for segment in segments:
        if current:
            yield before, current, segment.italian
            before = current.italian
        current = segment
    if current:
        yield before, current, ""


def _memory_unit(segment: _Segment) -> MemoryUnit | None:
    languages = (segment.source_language, segment.target_language)
    if languages not in {("it", "en"), ("en", "it")} or segment.state.lower() in _UNFINISHED:
        return None
    it, en = segment.source, segment.target
    if languages[0] == "en":
        it, en = en, it
    if not (it and en):
        return None
    return MemoryUnit(
        it=it,
        en=en,
        origin=segment.origin,
        document=segment.document,
        key=segment.key,
        changed=segment.changed,
    )


def _segments(unit: "etree._Element") -> Iterator[_Segment]:
    return _segments_of_2(unit) if name_of(unit) == "unit" else _segments_of_1(unit)


def _ancestor(element: "etree._Element", name: str) -> "etree._Element":
    return next(one for one in element.iterancestors() if name_of(one) == name)


def _segments_of_1(unit: "etree._Element") -> Iterator[_Segment]:
    """Yield the segments of a trans-unit: those marked in it, or it as a whole."""
    file = _ancestor(unit, "file")
    targets = children(unit, "target")
    target = targets[0] if targets else None
    common = _Segment(
        document=clean_text(file.get("original", "")),
        source="",
        target="",
        source_language=language_of(file.get("source-language")),
        # Without a word about it, the target is what this program is about.
        target_language=language_of(
            (target.get(XML_LANG) if target is not None else "")
            or file.get("target-language", "en")
        ),
        state="",
        origin="tm",
        changed=moment_of(attribute_of(unit, "lastchangedtimestamp")),
    )
    definitions = _trados_definitions(unit)
    approved = unit.get("approved") == "yes"
    for number, source, english in _pairs_of_1(unit, target):
        words = _status(unit, target, definitions.get(number))
        state = next((word for word in words if word.lower() in _UNFINISHED), "")
        vouched = approved or any(word.lower() in _VOUCHED for word in words)
        is_machine = not vouched and any(word.lower() in _MACHINE for word in words)
        yield replace(
            common,
            source=source,
            target=english,
            state="" if approved else state,
            origin="mt" if is_machine else "tm",
        )


def _pairs_of_1(
    unit: "etree._Element", target: "etree._Element | None"
) -> Iterator[tuple[str, str, str]]:
    """Yield number, source and target of the segments; numbers are empty without segmentation."""
    translated = _marked(target) if target is not None else {}
    for segmented in children(unit, "seg-source"):
        marked = _marked(segmented)
        if marked:
            for number, source in marked.items():
                yield number, source, translated.get(number, "")
            return
    whole = text_of(target) if target is not None else ""
    for source_element in children(unit, "source")[:1]:
        yield "", text_of(source_element), whole


def _marked(element: "etree._Element") -> dict[str, str]:
    return {
        mark.get("mid", ""): text_of(mark)
        for mark in element.iter("{*}mrk")
        if mark.get("mtype") == "seg"
    }


def _trados_definitions(unit: "etree._Element") -> dict[str, "etree._Element"]:
    return {
        definition.get("id", ""): definition
        for definitions in children(unit, "seg-defs")
        for definition in children(definitions, "seg")
    }


def _status(
    unit: "etree._Element",
    target: "etree._Element | None",
    definition: "etree._Element | None",
) -> list[str]:
    """Return every word that the file has about the state of a segment."""
    words = [attribute_of(unit, "status")]
    if target is not None:
        words += [target.get("state", ""), target.get("state-qualifier", "")]
    if definition is not None:
        words += [definition.get("conf", ""), definition.get("origin", "")]
    return words


def _segments_of_2(unit: "etree._Element") -> Iterator[_Segment]:
    root = _ancestor(unit, "xliff")
    common = _Segment(
        document=clean_text(_ancestor(unit, "file").get("original", "")),
        source="",
        target="",
        source_language=language_of(root.get("srcLang")),
        target_language=language_of(root.get("trgLang") or "en"),
        state="",
        origin="tm",
    )
    details = _our_details(unit)
    for segment in children(unit, "segment"):
        texts = {name_of(child): text_of(child) for child in children(segment, "source", "target")}
        ours = details.get(segment.get("id", ""), {})
        target, state = texts.get("target", ""), segment.get("state", "initial")
        yield replace(
            common,
            source=texts.get("source", ""),
            target=target,
            # A target without a state was translated by whoever knows no states.
            state="" if "state" not in segment.attrib and target else state,
            origin=_origin(ours, state, target),
            key=ours.get("key", ""),
        )


def _our_details(unit: "etree._Element") -> dict[str, dict[str, str]]:
    """Return what `xliff.write` noted of the segments, by their ids."""
    return {
        group.get("category", ""): {
            meta.get("type", ""): meta.text or "" for meta in children(group, "meta")
        }
        for metadata in children(unit, "metadata")
        for group in children(metadata, "metaGroup")
    }


def _origin(ours: dict[str, str], state: str, target: str) -> Origin:
    """Tell whose text it is: a machine's only where it is as we wrote it and nobody vouched."""
    origin, key = ours.get("origin"), ours.get("key", "")
    # A whole block has no key.
    is_changed = bool(key) and is_edited(key, target)
    if origin == "mt" and state not in _VOUCHED and not is_changed:
        return "mt"
    return "human" if origin in {"mt", "human"} else "tm"
