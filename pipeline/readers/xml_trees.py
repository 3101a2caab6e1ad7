"""Parsing XML of unknown origin, as it lies in office documents and books.

No entity is replaced, no definition or address is opened. libxml2 itself refuses a depth of more
than 256 elements and a text of more than 10 million characters in one piece.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import DamagedSourceError

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES: Final = 60_000_000
"""Bytes of one XML part; a book of a thousand pages takes 10 million in Word."""
MAX_MARKS: Final = 6_000_000
"""Tags and attributes of one part: each takes some 100 bytes of memory, however short it is."""

_DOCTYPE: Final = b"<!DOCTYPE"
_ENTITY: Final = b"<!ENTITY"


def parse(raw: bytes, path: str, part: str, *, allow_doctype: bool = False) -> "etree._Element":
    """Return the root element of an XML part.

    Comments and processing instructions are left out.

    Args:
        raw: The bytes, in any encoding that they declare.
        path: The file that the part is of, for messages.
        part: The part's name, for messages.
        allow_doctype: Whether it may name a document type, as XHTML does. Office documents do not.

    Raises:
        DamagedSourceError: it is no well-formed XML, defines entities, or is too large or deep.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    danger = _danger(raw, allow_doctype=allow_doctype)
    if danger:
        raise DamagedSourceError(path, f"{danger} in its part {part}")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    # LookupError and ValueError: an encoding that is none.
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        reason = f"no sound XML in its part {part}: {_first_line(error)}"
        raise DamagedSourceError(path, reason) from error
    # In an encoding unlike ASCII, the look at the bytes has missed it.
    document_type: Any = root.getroottree().docinfo.internalDTD
    if document_type is not None and (not allow_doctype or any(document_type.iterentities())):
        raise DamagedSourceError(path, f"definitions of its own in its part {part}")
    return root


def _danger(raw: bytes, *, allow_doctype: bool) -> str:
    """Return why some XML must not be parsed, or nothing."""
    if len(raw) > MAX_BYTES:
        return f"more than {MAX_BYTES:,} bytes"
    if raw.count(b"<") + raw.count(b"=") > MAX_MARKS:
        return f"more than {MAX_MARKS:,} tags"
    # Without its zeros UTF-16 reads like ASCII.
    seen = raw.replace(b"\0", b"") if b"\0" in raw else raw
    is_defined = _ENTITY in seen or (not allow_doctype and _DOCTYPE in seen)
    return "definitions of its own" if is_defined else ""


def _first_line(error: Exception) -> str:
    # The last bracket of lxml's messages names a file that there is not.
    return re.sub(r" \(<string>, line \d+\)", "", str(error).split("\n", 1)[0])


class Names:
    """Short names for elements and attributes: the prefix that a table gives, a colon, the name.

    Files name namespaces as they like, so a prefix of theirs says nothing.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Take the table: namespace to prefix; one without a prefix of its own gets none."""
        self._prefixes = prefixes
        self._known: dict[str, str] = {}

    def of(self, element: "etree._Element") -> str:
        """Return an element's short name, such as w:p; nothing for what is no element."""
        tag: Any = element.tag  # a function where the file has an entity of its own
        return self.short(tag) if isinstance(tag, str) else ""

    def short(self, tag: str) -> str:
        """Return the short name of a tag or attribute in lxml's notation, {namespace}name."""
        found = self._known.get(tag)
        if found is None:
            space, _, name = tag.rpartition("}")
            prefix = self._prefixes.get(space[1:], "?") if space else ""
            found = self._known[tag] = f"{prefix}:{name}" if prefix else name
        return found

    def attributes(self, element: "etree._Element") -> dict[str, str]:
        """Return an element's attributes by short name."""
        return {self.short(str(key)): str(value) for key, value in element.attrib.items()}

    def get(self, element: "etree._Element", name: str, default: str = "") -> str:
        """Return one attribute by short name, or `default`."""
        for key, value in element.attrib.items():
            if self.short(str(key)) == name:
                return str(value)
        return default
