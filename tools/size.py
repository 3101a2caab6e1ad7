"""Print how much disk a folder takes, by its largest parts, and fail if that is over a limit.

python -m tools.size FOLDER LIMIT_IN_MB
"""

import sys
from collections import Counter
from pathlib import Path

MEGABYTE = 2**20
_SHOWN = 8


def bytes_on_disk(path: Path) -> int:
    """Return the bytes that a file takes on disk; its length where the system does not say."""
    status = path.lstat()
    blocks = getattr(status, "st_blocks", None)
    return status.st_size if blocks is None else int(blocks) * 512


def sizes(folder: Path) -> Counter[str]:
    """Return the bytes on disk by package, or by top-level folder for what is none."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        inside = parts.index("site-packages") + 1 if "site-packages" in parts else 0
        found[parts[min(inside, len(parts) - 1)]] += bytes_on_disk(path)
    return found


def main(arguments: list[str]) -> int:
    """Print the parts and the sum; return 1 over the limit."""
    folder, limit = Path(arguments[0]), int(arguments[1])
    found = sizes(folder)
    for name, size in found.most_common(_SHOWN):
        print(f"{size / MEGABYTE:8.1f} MB  {name}")
    total = found.total() / MEGABYTE
    print(f"{total:8.1f} MB  in all (at most {limit})")
    return int(total > limit)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
