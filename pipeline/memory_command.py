"""The commands `bilingue memory ...`: their arguments and what they print."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from pipeline.command_line import SOME_FAILED

if TYPE_CHECKING:
    from pipeline.memory.importing import ImportResult, Progress
    from pipeline.memory.units import MemoryUnit

_FILE: Final = click.Path(path_type=Path)
_MEMORY: Final = click.option(
    "--memory",
    "name",
    default="default",
    show_default=True,
    metavar="FILE",
    help="The memory; default is the one in your data folder.",
)


@click.group()
def memory() -> None:
    """Keep translations for other articles: import, export, search and look after a memory."""


@memory.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@_MEMORY
@click.option("--mt", "machine", is_flag=True, help="Take the machine's units as well.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def import_command(*, files: tuple[Path, ...], name: str, machine: bool, quiet: bool) -> None:
    """Take tables (TSV, XLSX), TMX and XLIFF files into a memory; it is made if missing.

    A table is one that 'bilingue run' or 'bilingue memory export' wrote, or has Italian, a tab and
    English on each line.
    """
    from pipeline.errors import MemoryFileError, UsageError  # noqa: PLC0415
    from pipeline.memory.database import Database  # noqa: PLC0415
    from pipeline.memory.importing import import_units  # noqa: PLC0415
    from pipeline.memory.places import memory_path  # noqa: PLC0415

    failed = False
    with Database(memory_path(name)) as database:
        for file in files:
            try:
                with _bar(file.name, quiet=quiet) as progress:
                    result = import_units(database, file, progress, machine=machine)
            except MemoryFileError:
                raise
            except UsageError as error:
                failed = True
                click.echo(f"failed: {error}", err=True)
            else:
                if not quiet:
                    _say_imported(file, result)
    if failed:
        sys.exit(SOME_FAILED)


def _say_imported(file: Path, result: "ImportResult") -> None:
    click.echo(f"{result.units:,} units: {file}")
    if result.machine_left_out:
        click.echo(
            f"left out: {result.machine_left_out:,} of the machine's; take them with --mt", err=True
        )
    if result.incomplete:
        click.echo(f"left out: {result.incomplete:,} without Italian or English", err=True)


@memory.command("export")
@_MEMORY
@click.option(
    "-o",
    "--output",
    required=True,
    type=_FILE,
    metavar="FILE",
    help="The file to write; .tmx or .tsv at its end tells the format.",
)
@click.option(
    "--mt", "machine_output", type=_FILE, metavar="FILE", help="A second file, for the machine's."
)
def export_command(*, name: str, output: Path, machine_output: Path | None) -> None:
    """Write what people made to a TMX file or a table."""
    from pipeline.memory.exporting import export_memory  # noqa: PLC0415
    from pipeline.memory.places import memory_path  # noqa: PLC0415
    from pipeline.memory.read_only import ReadOnlyDatabase  # noqa: PLC0415

    if output == machine_output:
        message = "--mt names a second file, another than -o"
        raise click.UsageError(message)
    with ReadOnlyDatabase(memory_path(name)) as database:
        done = export_memory(database, output, machine_output)
    click.echo(f"{done.human:,} units: {output}")
    if machine_output:
        click.echo(f"{done.machine:,} units of the machine's: {machine_output}")
    elif done.machine:
        click.echo(f"left out: {done.machine:,} of the machine's; name a file with --mt", err=True)


@memory.command()
@_MEMORY
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def stats(*, name: str, as_json: bool) -> None:
    """Show what is in a memory, and whether its file is sound."""
    import json  # noqa: PLC0415
    from dataclasses import asdict  # noqa: PLC0415

    from pipeline.memory.places import memory_path  # noqa: PLC0415
    from pipeline.memory.read_only import ReadOnlyDatabase  # noqa: PLC0415
    from pipeline.memory.upkeep import stats as stats_of  # noqa: PLC0415

    path = memory_path(name)
    with ReadOnlyDatabase(path) as database:
        found = stats_of(database)
    if as_json:
        content = {"path": str(path), **asdict(found), "digests": dict(found.digests)}
        click.echo(json.dumps(content, ensure_ascii=False))
    else:
        lines = [
            (f"{found.human:,}", "units of people, from tables of bilingue"),
            (f"{found.tm:,}", "units of people, from elsewhere"),
            (f"{found.mt:,}", "units of the machine"),
            *((f"  {number:,}", digest or "no digest") for digest, number in found.digests),
            (f"{found.sentences:,}", "different sentences"),
            (f"{found.ambiguous:,}", "sentences that people translated in different ways"),
            (f"{found.documents:,}", "articles and files"),
            (f"{found.bytes / 1e6:,.1f}", "MB"),
        ]
        click.echo(path)
        for figure, what in lines:
            click.echo(f"{figure:>12} {what}")
        if found.oldest:
            click.echo(f"written {found.oldest} to {found.newest}")
    if found.damage:
        click.echo(f"damaged: {found.damage}", err=True)
        sys.exit(SOME_FAILED)


@memory.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@_MEMORY
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most N."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line a unit.")
def search(*, words: tuple[str, ...], name: str, limit: int, as_json: bool) -> None:
    """Find units with TEXT in their Italian or English; accents and capitals do not count."""
    from pipeline.memory.places import memory_path  # noqa: PLC0415
    from pipeline.memory.read_only import ReadOnlyDatabase  # noqa: PLC0415
    from pipeline.memory.upkeep import search as search_in  # noqa: PLC0415

    with ReadOnlyDatabase(memory_path(name)) as database:
        found = search_in(database, " ".join(words))
    for unit in found[:limit]:
        click.echo(_unit_line(unit) if as_json else _unit_text(unit))
    if len(found) > limit:
        click.echo(f"{len(found) - limit:,} more: see them with --limit {len(found)}", err=True)
    if not found:
        click.echo("nothing found", err=True)
        sys.exit(SOME_FAILED)


def _unit_text(unit: "MemoryUnit") -> str:
    where = f", {unit.document}" if unit.document else ""
    return f"{unit.it}\n{unit.en}\n    {unit.origin}{where}, {unit.changed}"


def _unit_line(unit: "MemoryUnit") -> str:
    import json  # noqa: PLC0415
    from dataclasses import asdict  # noqa: PLC0415

    return json.dumps(asdict(unit), ensure_ascii=False)


@memory.command()
@_MEMORY
@click.option(
    "--origin",
    type=click.Choice(["mt", "tm"]),
    default="mt",
    show_default=True,
    help="The machine's units, or those of people that were imported from elsewhere.",
)
@click.option("--digest", metavar="DIGEST", help="Only those of this translation digest.")
@click.option(
    "--older-than", type=click.IntRange(0), metavar="DAYS", help="Only those of so many days ago."
)
@click.option("--all", "everything", is_flag=True, help="All of that origin.")
@click.option("--dry-run", is_flag=True, help="Say how many it would be; remove nothing.")
def prune(  # noqa: PLR0913 - a command has as many parameters as options
    *,
    name: str,
    origin: Literal["mt", "tm"],
    digest: str | None,
    older_than: int | None,
    everything: bool,
    dry_run: bool,
) -> None:
    """Remove units that can be had again; never what a person wrote in a table of bilingue."""
    import datetime as dt  # noqa: PLC0415

    from pipeline.memory.database import Database  # noqa: PLC0415
    from pipeline.memory.places import memory_path  # noqa: PLC0415
    from pipeline.memory.upkeep import prune as prune_in  # noqa: PLC0415

    chosen = digest is not None or older_than is not None
    if chosen == everything:
        message = "say which: --digest, --older-than or both; or --all"
        raise click.UsageError(message)
    days = dt.timedelta(days=older_than or 0)
    before = None if older_than is None else dt.datetime.now(tz=dt.UTC) - days
    with Database(memory_path(name), create=False) as database:
        number = prune_in(database, origin=origin, digest=digest, before=before, dry_run=dry_run)
    click.echo(f"{number:,} units {'would be removed' if dry_run else 'removed'}")


@memory.command()
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@_MEMORY
def merge(*, files: tuple[Path, ...], name: str) -> None:
    """Write the units of other memories into one; where people differ, both texts are kept."""
    from pipeline.memory.database import Database  # noqa: PLC0415
    from pipeline.memory.places import memory_path  # noqa: PLC0415
    from pipeline.memory.read_only import ReadOnlyDatabase  # noqa: PLC0415
    from pipeline.memory.upkeep import merge as merge_into  # noqa: PLC0415

    target = memory_path(name)
    _refuse_itself(target, files)
    with contextlib.ExitStack() as opened:
        others = [opened.enter_context(ReadOnlyDatabase(file)) for file in files]
        database = opened.enter_context(Database(target))
        number = merge_into(database, others)
    click.echo(f"{number:,} units: {target}")


def _refuse_itself(target: Path, files: Sequence[Path]) -> None:
    if any(file.exists() and target.exists() and file.samefile(target) for file in files):
        message = f"{target} cannot be merged into itself"
        raise click.UsageError(message)


@contextlib.contextmanager
def _bar(name: str, *, quiet: bool) -> "Iterator[Progress | None]":
    """Show a bar on stderr if it is a terminal, and give what moves it on."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only for terminals
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
