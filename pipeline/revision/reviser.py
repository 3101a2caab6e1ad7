"""What the revision of all articles of a run has in common.

Most runs meet no correction and no memory. So what deals with these is loaded only where there is
one: reading tables, telling edits from damage, looking sentences up.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.article import EMPTY_MAPPING, Article, Pair
from pipeline.attempts import Translation
from pipeline.checks import Flag
from pipeline.errors import BilingueError, OutputError, RecordError, TableError
from pipeline.exports.tsv import write_tsv
from pipeline.files import read_source, sha256
from pipeline.pairs import split_article
from pipeline.planning import Task
from pipeline.readers import read
from pipeline.record import Record
from pipeline.revision.revised import Revised
from pipeline.store import Store
from pipeline.table_files import Tables

if TYPE_CHECKING:
    from pipeline.edits.table import Table
    from pipeline.memory.memories import Memories

MEMORY_CHANGED: Final = "the translation memory changed"
"""Why an article is looked at whose sentences a memory may know better now."""
_HEADER: Final = write_tsv(()).encode()


@dataclass(frozen=True, slots=True)
class Reviser:
    """Puts what people made of articles onto their pairs."""

    store: Store
    """The output folder."""
    memories: "Memories | None" = None
    """The memories that the user named."""
    handed: "Mapping[str, Sequence[Table]]" = EMPTY_MAPPING  # type: ignore[assignment]
    """The tables that the user handed in, by the article's output name."""
    unused: tuple[tuple[str, BilingueError], ...] = ()
    """The files handed in that could not be used, and why."""
    state: str = ""
    """State of the memories; empty without memories. While articles are revised it is that after
    the edits of the whole run went in."""

    def concern(self, name: str, record: Record) -> str:
        """Return why an article that is up to date has to be looked at all the same, or nothing."""
        if name in self.handed:
            return "a table given with --edits has sentences of it"
        if self.memories and record.memory != self.state:
            return MEMORY_CHANGED
        return ""

    def machine_pairs(self, record: Record) -> tuple[Pair, ...]:
        """Return a record's pairs with the machine's own English.

        What a memory gave besides is taken off where one is there to give it anew.
        """
        machine = (
            pair if pair.origin == "mt" else replace(pair, en=pair.mt, origin="mt")
            for pair in record.pairs
        )
        if self.memories is None:
            return tuple(machine)
        from pipeline.revision.recall import without_memory  # noqa: PLC0415

        return tuple(
            replace(pair, hint="", hint_score=None, flags=without_memory(pair.flags))
            for pair in machine
        )

    def machine_texts(
        self, article: Article, sentences: Sequence[str], digest: str
    ) -> dict[int, Translation]:
        """Return what the memories hold of the machine's translations, by sentence from 0.

        Args:
            article: The article.
            sentences: Its sentences.
            digest: Translation digest of the texts that may be used.

        Raises:
            MemoryFileError: a memory cannot be read.
        """
        if self.memories is None or _has_code(article):
            return {}
        from pipeline.memory.look_up import Ambiguous, Query  # noqa: PLC0415

        texts = ["", *sentences]
        queries = [Query(it, before) for it, before in zip(sentences, texts, strict=False)]
        return {
            number: Translation(one.en, one.score, tuple(map(Flag, one.flags)))
            for number, found in enumerate(self.memories.look_up(queries, digest))
            if (one := found.machine if isinstance(found, Ambiguous) else found)
            and one.origin == "mt"
        }

    def revise(
        self, name: str, record: Record | None, pairs: tuple[Pair, ...], digest: str
    ) -> Revised:
        """Return `pairs` with what people made of them; see `revise.revise`.

        Raises:
            OutputError: a table is there but cannot be read.
            MemoryFileError: a memory cannot be read.
        """
        if self._is_untouched(name, record):
            return Revised(pairs, Tables(write_tsv(pairs)))
        from pipeline.revision.revise import revise  # noqa: PLC0415

        return revise(self, name, record, pairs, digest)

    def _is_untouched(self, name: str, record: Record | None) -> bool:
        """Tell whether no person has written anything that could concern an article."""
        if self.memories is not None or name in self.handed or any(self.store.leftovers(name)):
            return False
        if record is None:
            return not any(self.store.tables(name, None))
        # A run writes the columns that a person added, so a table with them is no edited one.
        if not all(raw.startswith(_HEADER) for _, raw in self.store.tables(name, record)):
            return False
        is_machine = not record.refused and all(pair.origin == "mt" for pair in record.pairs)
        return is_machine and not self.store.is_edited(record)

    def remember(self, record: Record, revised: Revised, before: Record | None) -> None:
        """Write an article's edits and machine texts into the first memory.

        Args:
            record: The article.
            revised: What people made of it.
            before: Its record of the last run.

        Raises:
            MemoryFileError: it cannot be written.
        """
        if self.memories is not None:
            from pipeline.revision.recall import moved_units, units_of  # noqa: PLC0415

            # What became of code depends on where it stands, which a memory does not know.
            digest = "" if _has_code(record.article) else record.digests.translation
            self.memories.remember(units_of(record.name, revised.pairs, digest, revised.own))
            if before is not None:
                self.memories.forget(moved_units(before, revised))

    def harvest(self, name: str, record: Record | None) -> None:
        """Write the edits in an article's tables into the first memory, ahead of its revision.

        So they hold in the other articles of the same run; and what a person took back no longer
        does.

        Raises:
            OutputError: a table is there but cannot be read.
            TableError: a table of orphans or conflicts is not understood.
            MemoryFileError: the memory cannot be written.
        """
        if self.memories is None or record is None:
            return
        from pipeline.revision.recall import own_places, units_of  # noqa: PLC0415

        if not (name in self.handed or self.store.is_edited(record)):
            if record.memory != self.state:
                self.memories.remember(units_of(name, record.pairs, "", own_places(record)))
            return
        revised = replace(self, memories=None).revise(
            name, record, self.machine_pairs(record), record.digests.translation
        )
        self.memories.forget(units_of(name, record.pairs, "", revised.rejected))
        self.memories.remember(units_of(name, revised.pairs, "", revised.own))


def _has_code(article: Article) -> bool:
    return any(span.type == "code" for block in article.blocks for span in block.spans)


def make_reviser(
    store: Store, tasks: Sequence[Task], edits: Sequence[Path], memories: "Memories | None"
) -> Reviser:
    """Return what revises the articles of a run; the edits of all go into the memory first.

    Args:
        store: The output folder.
        tasks: The articles.
        edits: Tables and folders that the user handed in.
        memories: The memories that the user named.

    Raises:
        PathNotFoundError: one of `edits` does not exist.
        MemoryFileError: a memory cannot be used.
    """
    reviser = Reviser(store, memories)
    if edits:
        from pipeline.revision.handed_tables import read_handed_tables  # noqa: PLC0415

        handed = read_handed_tables(edits, _articles(store, tasks))
        reviser = replace(reviser, handed=handed.by_article, unused=handed.unused)
    if memories is None:
        return reviser
    reviser = replace(reviser, state=memories.state)
    for task in tasks:
        # What is wrong with an article is told when its turn comes.
        with contextlib.suppress(RecordError, OutputError, TableError):
            reviser.harvest(task.name, store.read_record(task.name))
    return replace(reviser, state=memories.state)


def _articles(store: Store, tasks: Sequence[Task]) -> Iterator[tuple[str, set[str]]]:
    """Yield name and sentences of each article: those of its record and of its source."""
    for task in tasks:
        record, sentences = None, set[str]()
        with contextlib.suppress(RecordError):
            record = store.read_record(task.name)
        if record is not None:
            sentences |= {pair.it for pair in record.pairs}
        with contextlib.suppress(BilingueError):
            raw = read_source(task.source.path, task.source.relative)
            if record is None or record.source_sha256 != sha256(raw):
                article = read(raw, task.source.relative)
                sentences |= {one.sentence.text for one in split_article(article)}
        yield task.name, sentences
