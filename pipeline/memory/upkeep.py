"""Looking after a memory: what is in it, finding units, removing the machine's, joining files."""

import contextlib
import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from pipeline.errors import BusyMemoryError
from pipeline.memory.database import Database, Readable, Values
from pipeline.memory.stored import all_units
from pipeline.memory.units import MemoryUnit, moment, normalised
from pipeline.memory.writing import add_units

_PORTION: Final = 5_000


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a memory."""

    human: int
    """Units that people made in tables of ours."""
    tm: int
    """Units that people made elsewhere."""
    mt: int
    """Units that the machine made."""
    sentences: int
    """Different Italian sentences."""
    ambiguous: int
    """Sentences that people translated in different ways."""
    documents: int
    """Articles and files that units come from."""
    digests: tuple[tuple[str, int], ...]
    """Translation digests of the machine's units with their numbers, the most frequent first."""
    oldest: str
    """When the oldest unit was written; empty where there is none."""
    newest: str
    """When the newest was."""
    bytes: int
    """Size of the file."""
    damage: str
    """What SQLite finds wrong with the file; empty where nothing is."""


def stats(memory: Readable) -> Stats:
    """Return what is in a memory, after a look at the whole file.

    Raises:
        MemoryFileError: it cannot be read at all.
    """
    counts: dict[str, int] = dict(memory.rows("SELECT origin, count(*) FROM units GROUP BY origin"))
    ((sentences, documents, oldest, newest),) = memory.rows(
        "SELECT count(DISTINCT sentence), count(DISTINCT nullif(document, '')), "
        "coalesce(min(changed), ''), coalesce(max(changed), '') FROM units"
    )
    digests = memory.rows(
        "SELECT digest, count(*) FROM units WHERE origin = 'mt' GROUP BY digest "
        "ORDER BY count(*) DESC, digest"
    )
    ((ambiguous,),) = memory.rows(
        "SELECT count(*) FROM (SELECT sentence FROM units WHERE origin <> 'mt' "
        "GROUP BY sentence HAVING count(DISTINCT en) > 1)"
    )
    ((pages,),), ((page_size,),) = memory.rows("PRAGMA page_count"), memory.rows("PRAGMA page_size")
    ((verdict,), *_) = memory.rows("PRAGMA integrity_check(1)")
    return Stats(
        human=counts.get("human", 0),
        tm=counts.get("tm", 0),
        mt=counts.get("mt", 0),
        sentences=sentences,
        ambiguous=ambiguous,
        documents=documents,
        digests=tuple((digest, number) for digest, number in digests),
        oldest=oldest,
        newest=newest,
        bytes=pages * page_size,
        damage="" if verdict == "ok" else str(verdict),
    )


def search(memory: Readable, text: str, limit: int | None = None) -> list[MemoryUnit]:
    """Return the units with `text` in their Italian or English, people's first.

    Case, accents and the kind of apostrophe do not count: `perche` finds perché.

    Raises:
        MemoryFileError: the memory cannot be read.
    """
    wanted = folded(text)
    found = (
        unit for unit in all_units(memory) if wanted in folded(unit.it) or wanted in folded(unit.en)
    )
    ordered = sorted(found, key=lambda unit: unit.origin == "mt")
    return list(islice(ordered, limit))


def folded(text: str) -> str:
    """Return `text` without case, accents and differences of apostrophes and white space."""
    plain = normalised(text).replace("’", "'").casefold()
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain)
    return "".join(part for part in parts if not unicodedata.combining(part))


def prune(
    memory: Database,
    *,
    origin: Literal["mt", "tm"] = "mt",
    digest: str | None = None,
    before: dt.datetime | None = None,
    dry_run: bool = False,
) -> int:
    """Remove units that can be had again, and return their number.

    What a person wrote in a table of ours is never removed.

    Args:
        memory: The memory.
        origin: The machine's units, or those imported from elsewhere.
        digest: Only those with this translation digest.
        before: Only those written before this time.
        dry_run: Only count.

    Raises:
        MemoryFileError: it cannot be written.
        ValueError: `origin` is neither of the two.
    """
    if origin not in {"mt", "tm"}:
        message = f"{origin!r} units are never pruned"
        raise ValueError(message)
    condition, values = _condition(origin, digest, before)
    if dry_run:
        ((number,),) = memory.rows(f"SELECT count(*) FROM units WHERE {condition}", values)  # noqa: S608
        return int(number)
    with memory.transaction() as transaction:
        removed = transaction.run(f"DELETE FROM units WHERE {condition}", values)  # noqa: S608
    if removed:
        # Others may be reading for longer than anyone waits: then the room is reused, not freed.
        with contextlib.suppress(BusyMemoryError):
            memory.compact()
    return removed


def _condition(origin: str, digest: str | None, before: dt.datetime | None) -> tuple[str, Values]:
    conditions, values = ["origin = ?"], [origin]
    if digest is not None:
        conditions.append("digest = ?")
        values.append(digest)
    if before is not None:
        conditions.append("changed < ?")
        values.append(moment(before))
    return " AND ".join(conditions), values


def merge(memory: Database, others: Sequence[Readable]) -> int:
    """Write the units of other memories into one, and return how many there were.

    Where people differ, both texts are kept, even for the same place of the same article.

    Raises:
        MemoryFileError: one cannot be read, or the first cannot be written.
    """
    number = 0
    for other in others:
        units = all_units(other)
        while portion := list(islice(units, _PORTION)):
            number += add_units(memory, portion, keep_older=True)
    return number
