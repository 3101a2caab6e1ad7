"""Finding a line by its first field in a block of sorted lines, without splitting the block."""


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
