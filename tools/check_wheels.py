"""Check that every release in requirements.txt has a wheel for each supported Python and system.

pip takes the tags of another system but would judge markers by this one's, so the pins are chosen
here. The table goes into docs/platforms.md between its marks; the wheels go to build/check-wheels.
"""

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.requirements import Pin, read_lock

ROOT = Path(__file__).resolve().parent.parent
DOWNLOADS = ROOT / "build" / "check-wheels"
PAGE = ROOT / "docs" / "platforms.md"
BEGIN, END = "<!-- check-wheels: begin -->", "<!-- check-wheels: end -->"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True, slots=True)
class System:
    """A kind of computer, as wheel tags and as dependency markers describe it."""

    label: str
    """What people call it."""
    tags: tuple[str, ...]
    """The platform tags of wheels that it takes, best first."""
    markers: tuple[tuple[str, str], ...]
    """The marker variables that tell it from others."""
    claimed: bool = True
    """Whether the project says that it runs there; a missing wheel is an error then."""


def _glibc(machine: str, minor: int) -> tuple[str, ...]:
    """Return the tags that a Linux with glibc 2.`minor` takes."""
    modern = tuple(f"manylinux_2_{number}_{machine}" for number in range(minor, 4, -1))
    return (*modern, *(f"manylinux{year}_{machine}" for year in ("2014", "2010", "1")))


def _macos(machine: str, newest: int) -> tuple[str, ...]:
    """Return the tags that macOS `newest` takes."""
    kinds = (machine, "universal2")
    modern = tuple(f"macosx_{n}_0_{kind}" for n in range(newest, 10, -1) for kind in kinds)
    old = tuple(f"macosx_10_{n}_{kind}" for n in range(16, 8, -1) for kind in kinds)
    return modern if machine == "arm64" else modern + old


def _markers(system: str, platform: str, name: str, machine: str) -> tuple[tuple[str, str], ...]:
    """Return the marker variables of a system."""
    return (
        ("platform_system", system),
        ("sys_platform", platform),
        ("os_name", name),
        ("platform_machine", machine),
        ("platform_python_implementation", "CPython"),
        ("implementation_name", "cpython"),
    )


_LINUX = _markers("Linux", "linux", "posix", "x86_64")
_LINUX_ARM = _markers("Linux", "linux", "posix", "aarch64")
_MAC = _markers("Darwin", "darwin", "posix", "arm64")
_MAC_INTEL = _markers("Darwin", "darwin", "posix", "x86_64")
SYSTEMS = (
    System("Linux x86-64, glibc 2.28", _glibc("x86_64", 28), _LINUX),
    System("Linux x86-64, glibc 2.27", _glibc("x86_64", 27), _LINUX),
    System("Linux arm64, glibc 2.28", _glibc("aarch64", 28), _LINUX_ARM),
    System("macOS 11, arm64", _macos("arm64", 11), _MAC),
    System("macOS 14, arm64", _macos("arm64", 14), _MAC),
    System("macOS 14, x86-64", _macos("x86_64", 14), _MAC_INTEL, claimed=False),
    System("Windows, x86-64", ("win_amd64",), _markers("Windows", "win32", "nt", "AMD64")),
)


def missing(pins: tuple[Pin, ...], system: System, python: str) -> list[str]:
    """Return the names of the releases that have no wheel for `system` and `python`."""
    environment = dict(system.markers)
    environment |= {"python_version": python, "python_full_version": f"{python}.0"}
    needed = [pin for pin in pins if pin.needed_in(environment)]
    if _download(needed, system, python):
        return []
    return [pin.name for pin in needed if not _download([pin], system, python)]


def _download(pins: list[Pin], system: System, python: str) -> bool:
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    lock = DOWNLOADS / "requirements.txt"
    lock.write_text("".join(pin.lines() for pin in pins), encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    command += ["--only-binary=:all:", "--no-deps", "--require-hashes", "--dest", str(DOWNLOADS)]
    command += ["--python-version", python, "--implementation", "cp"]
    command += [argument for tag in system.tags for argument in ("--platform", tag)]
    done = subprocess.run([*command, "--requirement", str(lock)], check=False, capture_output=True)
    return done.returncode == 0


def table(results: dict[tuple[str, str], list[str]], day: str) -> str:
    """Return the results as a Markdown table with the day they were had."""
    rows = [f"Checked on {day}:", "", "| System | " + " | ".join(PYTHONS) + " |"]
    rows.append("|---" * (len(PYTHONS) + 1) + "|")
    for system in SYSTEMS:
        found = [results[system.label, python] for python in PYTHONS]
        cells = [f"no: {', '.join(names)}" if names else "yes" for names in found]
        rows.append(f"| {system.label} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def main() -> int:
    """Check every pair of system and Python, rewrite the page; return 1 if a claimed one fails."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--day", required=True, help="the day of the check, as YYYY-MM-DD")
    day = parser.parse_args().day
    pins = read_lock(ROOT / "requirements.txt")
    results = {}
    for system in SYSTEMS:
        for python in PYTHONS:
            names = results[system.label, python] = missing(pins, system, python)
            print(f"{system.label}, Python {python}: {', '.join(names) or 'all there'}", flush=True)
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    text = f"{before}{BEGIN}\n{table(results, day)}\n{END}{after}"
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return int(any(results[s.label, python] for s in SYSTEMS if s.claimed for python in PYTHONS))


if __name__ == "__main__":
    sys.exit(main())
