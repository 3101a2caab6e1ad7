"""Mutated files of every format, for minutes: nothing but the project's own errors may come out.

python -m benchmarks.reader_fuzz [--minutes 10] [--seed N] [--write]

Begins with the files that the tests read, one format after another by turns, and changes each at
random: bytes flipped, cut out, doubled, replaced by ones that mean something (tags, quotes, numbers
too large, bytes of other encodings); parts of two files joined; of archives also the XML inside,
packed again. What comes out has to be an article with blocks, or a SourceError, within
`LONGEST_SECONDS`. A file that does otherwise is kept in the current folder.
"""

import argparse
import io
import json
import random
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.keep import write_results
from pipeline.errors import SourceError
from pipeline.limits import require_readable_size
from pipeline.readers import SUFFIXES, read

ROOT: Final = Path(__file__).resolve().parent.parent
LARGEST: Final = 300_000
"""Bytes of a file to begin with; mutants of larger ones would be few."""
LONGEST_SECONDS: Final = 30.0
"""Time for one file of such a size, on a machine that does other things too."""
_MEANINGFUL: Final = (
    *(b"<", b">", b"&", b"&#0;", b"&#x110000;", b'"', b"'", b"]]>", b"<!--", b"-->", b"<!DOCTYPE"),
    *(
        b"<!ENTITY a 'b'>",
        b"<p>",
        b"</p>",
        b"<table>",
        b"<div>" * 50,
        b"<li>",
        b"\x00",
        b"\xff\xfe",
    ),
    *(
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
        b"\xcc\x81",
        b"\xed\xa0\x80",
        b"99999999999999999999",
    ),
    *(b"-1", b"0", b"1e999", b"00:00:01,000 --> 00:00:00,000", b"WEBVTT\n", b"\r", b"\n\n", b"#"),
    *(
        b"> " * 60,
        b"[" * 60,
        b"*" * 60,
        b"|",
        b"---\n",
        b"%PDF-",
        b"endobj",
        b"stream",
        b"PK\x05\x06",
    ),
)


def files() -> dict[str, list[tuple[str, bytes]]]:
    """Return the files to begin with, by their suffix."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for folder in (ROOT / "seeds", ROOT / "tests" / "data" / "readers"):
        for path in sorted(folder.rglob("*")):
            suffix = path.suffix.lower()
            if path.is_file() and suffix in SUFFIXES and path.stat().st_size <= LARGEST:
                found.setdefault(suffix, []).append((path.name, path.read_bytes()))
    return found


def mutated(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Return bytes with some random changes; archives are sometimes changed inside."""
    if raw.startswith(b"PK\x03\x04") and chance.random() < 0.7:  # noqa: PLR2004
        return _mutated_inside(raw, others, chance)
    return _mutated_bytes(raw, others, chance)


def _mutated_bytes(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 2, 10, 100, 5_000))
        stretch = bytes(changed[at : at + length])
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        changed[at : at + chance.choice((0, length))] = chance.choice(
            (
                b"",
                stretch * chance.choice((2, 3, 100)),
                chance.choice(_MEANINGFUL),
                chance.randbytes(min(length, 100)),
                other[start : start + length],
            )
        )
    return bytes(changed[: 4 * LARGEST])


def _mutated_inside(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(packed, "w") as after:
            names = before.namelist()
            chosen = chance.choice(names)
            for name in names:
                content = before.read(name)
                if name == chosen:
                    content = _mutated_bytes(content, others, chance)
                after.writestr(name, content, zipfile.ZIP_DEFLATED)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        IndexError,
    ):
        return _mutated_bytes(raw, others, chance)
    return packed.getvalue()


def mutants(seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents without end, one format after another."""
    chance = random.Random(seed)  # noqa: S311 - to repeat it
    formats = files()
    everything = [raw for several in formats.values() for _, raw in several]
    while True:
        for several in formats.values():
            name, raw = chance.choice(several)
            others = chance.choice(([raw for _, raw in several], everything))
            yield name, mutated(raw, others, chance)


def fuzz(minutes: float, seed: int, faults: Path) -> dict[str, Any]:
    """Read mutants for some minutes and return what came of them.

    Args:
        minutes: How long.
        seed: Which mutants.
        faults: Where those are kept that did what none may do.
    """
    until = time.monotonic() + 60 * minutes
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    slowest, slowest_name, failed = 0.0, "", []
    for name, raw in mutants(seed):
        started = time.monotonic()
        if started > until:
            break
        counts[Path(name).suffix] += 1
        try:
            article = read(raw, name)
            require_readable_size(article, name)
            outcome = "" if article.blocks else "no blocks"
        except SourceError as error:
            errors[type(error).__name__] += 1
            outcome = "" if "\n" not in str(error) else "a message of several lines"
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            outcome = f"{type(error).__name__}: {error}"
        seconds = time.monotonic() - started
        if seconds > slowest:
            slowest, slowest_name = seconds, name
        if seconds > LONGEST_SECONDS:
            outcome = f"{seconds:.0f} s"
        if outcome:
            failed.append(f"{name}: {outcome}"[:300])
            (faults / f"fault-{len(failed)}{Path(name).suffix}").write_bytes(raw)
    return {
        "minutes": minutes,
        "seed": seed,
        "files": sum(counts.values()),
        "by_format": dict(sorted(counts.items())),
        "refused": dict(sorted(errors.items())),
        "slowest_seconds": round(slowest, 2),
        "slowest": slowest_name,
        "failed": failed,
    }


def main() -> None:
    """Fuzz and print what came of it; --write keeps it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    figures = fuzz(arguments.minutes, arguments.seed, Path())
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results("reader-fuzz", figures)


if __name__ == "__main__":
    main()
