"""Files of sorted lines: loaded as one block, and a line found in it without splitting it.

Such a file is compressed with zlib. It holds a header, a field a line, an empty line, and then the
lines, each with an end and sorted by the bytes of its first field.
"""

import zlib
from bisect import bisect_right
from pathlib import Path
from typing import Final

from pipeline.errors import LexiconError, NewerSchemaError

_STRETCH: Final = 4096
"""Bytes between two fields of the index: few enough for `bytes.find`, and the index stays small."""


class SortedLines:
    """Lines with an end each, sorted by the bytes of their first field, up to a tab."""

    def __init__(self, block: bytes) -> None:
        """Take the lines, and make a small index of them."""
        self.block = block
        """All lines."""
        self._begins, self._fields, place = [0], [b""], 0
        while (place := block.find(b"\n", place + _STRETCH) + 1) and place < len(block):
            self._begins.append(place)
            self._fields.append(block[place : block.find(b"\t", place)])
        self._begins.append(len(block))

    def find(self, form: str) -> bytes | None:
        """Return the line whose first field is `form`, or None."""
        field = form.encode()
        if not field or b"\t" in field or b"\n" in field:
            return None
        stretch = bisect_right(self._fields, field) - 1
        begin, end = self._begins[stretch], self._begins[stretch + 1]
        start = field + b"\t"
        if not self.block.startswith(start, begin, end):
            begin = self.block.find(b"\n" + start, begin, end) + 1
            if not begin:
                return None
        return self.block[begin : self.block.find(b"\n", begin)]


def load_lines(path: Path, schema: int) -> tuple[dict[str, str], SortedLines]:
    """Return the header of a file and its lines.

    Args:
        path: The file.
        schema: The newest schema that is understood.

    Raises:
        LexiconError: the file is missing or damaged.
        NewerSchemaError: a newer version made it.
    """
    try:
        head, _, lines = zlib.decompress(path.read_bytes()).partition(b"\n\n")
        header = dict(line.split(": ", 1) for line in head.decode().splitlines())
        found = int(header["schema"])
    except (OSError, zlib.error, ValueError, KeyError) as error:
        raise LexiconError(str(path), str(error)) from error
    if found > schema:
        raise NewerSchemaError(str(path), found)
    return header, SortedLines(lines)
