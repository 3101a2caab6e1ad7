"""Files of sorted lines: loaded as one block, and a line found in it without splitting it.

Such a file is compressed with zlib. It holds a header, a field a line, an empty line, and then the
lines, each with an end and sorted by the bytes of its first field.
"""

import zlib
from pathlib import Path

from pipeline.errors import LexiconError, NewerSchemaError


def load_lines(path: Path, schema: int) -> tuple[dict[str, str], bytes]:
    """Return the header of a file and its lines as one block.

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
    return header, lines


def find_line(lines: bytes, form: str) -> bytes | None:
    """Return the line whose first field, up to a tab, is `form`, or None.

    Args:
        lines: Lines with an end each, sorted by the bytes of their first field.
        form: The field.
    """
    key = form.encode()
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        begin = lines.rfind(b"\n", low, middle) + 1 or low
        end = lines.find(b"\n", middle)
        end = len(lines) if end < 0 else end
        line = lines[begin:end]
        found = line.partition(b"\t")[0]
        if found == key:
            return line
        if found < key:
            low = end + 1
        else:
            high = begin
    return None
