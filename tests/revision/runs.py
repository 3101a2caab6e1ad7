"""Runs over small articles, and what a person does to their tables in between."""

import csv
from collections.abc import Sequence
from pathlib import Path

from pipeline.batch import run
from pipeline.record import Record
from pipeline.report import ArticleResult
from pipeline.run_options import RunOptions
from pipeline.store import Store
from pipeline.watcher import Watcher

FIRST = "La biblioteca del paese resterà aperta anche la domenica mattina."
SECOND = "Lo ha deciso il consiglio comunale dopo una lunga discussione."
THIRD = "I lettori ringraziano, i bibliotecari un po’ meno."
OTHER = "Il sindaco non ha risposto alle domande dei giornalisti presenti in sala."
MINE = "The village library stays open on Sunday mornings, too."


def write_article(options: RunOptions, *sentences: str, name: str = "uno") -> None:
    """Write an article of these sentences, in paragraphs of two."""
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    path = options.paths[0] / f"{name}.txt"
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def again(options: RunOptions, name: str = "uno") -> ArticleResult:
    """Run once more and return what became of the article."""
    return next(one for one in run(options, Watcher()).results if one.name == name)


def rows(options: RunOptions, name: str = "uno.tsv") -> list[dict[str, str]]:
    """Return the rows of a table."""
    lines = (options.out / name).read_text(encoding="utf-8").splitlines()
    return [dict(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def english(options: RunOptions, italian: str, name: str = "uno.tsv") -> tuple[str, str]:
    """Return origin and English of a sentence."""
    row = next(row for row in rows(options, name) if row["it"] == italian)
    return row["origin"], row["en"]


def write_rows(path: Path, changed: Sequence[dict[str, str]]) -> None:
    """Write a table with these rows."""
    lines = ["\t".join(changed[0]), *("\t".join(row.values()) for row in changed)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def correct(
    options: RunOptions, italian: str, text: str, *, name: str = "uno.tsv", to: str = ""
) -> None:
    """Change the English of a sentence in a table, as a person would in an editor."""
    changed = rows(options, name)
    for row in changed:
        if row["it"] == italian:
            row["en"] = text
    write_rows(options.out / (to or name), changed)


def record_of(options: RunOptions, name: str = "uno") -> Record:
    """Return an article's record."""
    record = Store(options.out).read_record(name)
    assert record is not None
    return record
