"""Say in one line what this Python lacks for `make`, before anything is installed.

Run by the interpreter that the user has, so this file keeps to what Python 3.6 understands.
"""

import importlib.util
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

OLDEST = (3, 11)
NEWEST = (3, 14)


def problem(version: "tuple[int, int]", has_module: "Callable[[str], bool]") -> str:
    """Return what is wrong with a Python of `version` in one line, or "" if nothing is.

    `has_module` tells of a module's name whether that Python has it.
    """
    short = ".".join(map(str, version))
    if not OLDEST <= version <= NEWEST:
        return (
            f"This is Python {short}; bilingue needs 3.11 to 3.14: install one of them and run, "
            "for example, make PYTHON=python3.11"
        )
    if not has_module("venv") or not has_module("ensurepip"):
        return (
            f"Python {short} lacks its venv module: install the package python3-venv "
            "(Debian, Ubuntu: apt-get install python3-venv) and run make again"
        )
    return ""


def main() -> int:
    """Print the problem on stderr, if any; return the exit status."""
    line = problem(sys.version_info[:2], lambda name: importlib.util.find_spec(name) is not None)
    if line:
        sys.stderr.write(line + "\n")
    return 1 if line else 0


if __name__ == "__main__":
    sys.exit(main())
