"""Reading XML files of other programs, element by element, whatever somebody put into them.

No entity is resolved, no address is opened, and what was read is forgotten at once, so that a
file of any size needs the memory of one of its units.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.article import clean_text
from pipeline.errors import MemoryImportError, system_reason

if TYPE_CHECKING:
    from lxml import etree

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
MAX_ELEMENTS: Final = 100_000
"""More elements than this in one unit, or around the units, are no translation memory."""

_TIME: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?Z?")
# Their text is code of a document format, not words; what stands behind them is text again.
_CODE: Final = frozenset("bpt ept ph it ut sub x bx ex sc ec sm em".split())


def elements(path: Path, root: str, wanted: Collection[str]) -> Iterator["etree._Element"]:
    """Yield the elements with one of the names `wanted`, complete, in the file's order.

    An element is emptied when the next one is asked for; its ancestors have their attributes.

    Args:
        path: An XML file in any encoding that it declares.
        root: Name of its outermost element, without namespace as all names here.
        wanted: Names of elements, none of which lies inside another.

    Raises:
        MemoryImportError: the file cannot be read, is no XML, broken or cut off, has another
            outermost element, uses entities of its own, or is not built like a memory.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    try:
        with path.open("rb") as file:
            events = etree.iterparse(
                file,
                events=("start", "end"),
                resolve_entities=False,
                no_network=True,
                remove_comments=True,
                remove_pis=True,
            )
            yield from _complete(events, path, root, wanted)
    except OSError as error:
        raise MemoryImportError(str(path), system_reason(error)) from error
    except etree.XMLSyntaxError as error:
        raise MemoryImportError(str(path), f"it is no complete XML: {error.msg}") from error


def _complete(
    events: Iterable[tuple[str, "etree._Element"]], path: Path, root: str, wanted: Collection[str]
) -> Iterator["etree._Element"]:
    waiting = 0
    for number, (event, element) in enumerate(events):
        if event == "start":
            waiting += 1
            if number == 0 and name_of(element) != root:
                raise MemoryImportError(str(path), f"it begins with {name_of(element)}")
            if waiting > MAX_ELEMENTS:
                raise MemoryImportError(str(path), "it is not built like a memory")
        elif name_of(element) in wanted:
            _refuse_entities(element, path)
            yield element
            _forget(element)
            waiting = 0


def name_of(element: "etree._Element") -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute_of(element: "etree._Element", name: str) -> str:
    """Return the value of an attribute, whatever its namespace, or nothing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def children(element: "etree._Element", *names: str) -> list["etree._Element"]:
    """Return the children that have one of the names."""
    return [child for child in element if name_of(child) in names]


def language_of(code: str | None) -> str:
    """Return the language of a code, without region and in small letters: "it" for "IT-CH"."""
    return re.split("[-_]", code or "")[0].strip().lower()


def text_of(element: "etree._Element") -> str:
    """Return an element's words, as they may stand in an article, without inline codes.

    The words inside a highlighted stretch stay; a line break becomes a space.
    """
    if not len(element):
        return clean_text(element.text or "")
    text = "".join(_pieces(element))
    # Where a code stood between two spaces, one of them is left over.
    return clean_text(re.sub(" {2,}", " ", text))


def moment_of(text: str | None) -> str:
    """Return a date of TMX or XLIFF as 2026-11-24T15:00:00Z; nothing where it is none."""
    match = _TIME.fullmatch((text or "").strip())
    if not match:
        return ""
    try:
        moment = dt.datetime(*map(int, match.groups()), tzinfo=dt.UTC)  # type: ignore[misc, arg-type]
    except ValueError:  # the 31st of February
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _pieces(element: "etree._Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = name_of(child)
        if name == "cp":  # XLIFF 2: a character that XML forbids
            pass
        elif name not in _CODE:
            yield from _pieces(child)
        elif "lb" in (child.get("ctype"), child.get("type")) or child.get("subType") == "xlf:lb":
            yield " "
        yield child.tail or ""


def _refuse_entities(element: "etree._Element", path: Path) -> None:
    from lxml import etree  # noqa: PLC0415

    if next(element.iter(etree.Entity), None) is not None:
        raise MemoryImportError(str(path), "it uses entities of its own")


def _forget(element: "etree._Element") -> None:
    parent = element.getparent()
    element.clear()
    if parent is None:
        return
    while element.getprevious() is not None:
        del parent[0]
