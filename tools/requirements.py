"""Read the lock files: which releases they pin, for which systems, with which hashes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PROJECT_MARK = "# via bilingue (pyproject.toml)"


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked release."""

    name: str
    """The distribution's name, normalised."""
    version: str
    """The only version allowed."""
    requirement: Requirement
    """Name, version and the systems that need it (its marker)."""
    hashes: tuple[str, ...]
    """SHA-256 digests of the files allowed, in hexadecimal."""
    direct: bool
    """Whether pyproject.toml names it itself."""

    def needed_in(self, environment: Mapping[str, str]) -> bool:
        """Tell whether a system with these marker values installs it."""
        marker = self.requirement.marker
        return marker is None or marker.evaluate(dict(environment))

    def lines(self) -> str:
        """Return the pin as a requirements file has it, without its marker."""
        hashes = "".join(f" \\\n    --hash=sha256:{digest}" for digest in self.hashes)
        return f"{self.name}=={self.version}{hashes}\n"


def read_lock(path: Path) -> tuple[Pin, ...]:
    """Return the pins of a lock file in its order."""
    text = path.read_text(encoding="utf-8")
    return tuple(
        _pin(entry) for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    )


def _pin(entry: str) -> Pin:
    requirement = Requirement(entry.partition("\\")[0].strip())
    comments = [line.strip() for line in entry.splitlines() if line.lstrip().startswith("#")]
    joined = " ".join(comment.removeprefix("#").strip() for comment in comments)
    return Pin(
        name=canonicalize_name(requirement.name),
        version=str(requirement.specifier).removeprefix("=="),
        requirement=requirement,
        hashes=tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)),
        direct=_PROJECT_MARK.removeprefix("# via ") in joined,
    )
