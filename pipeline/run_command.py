"""What the command `run` does between its arguments and the rooms that do the work."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from pipeline import batch
from pipeline.console import Console, say
from pipeline.errors import PathNotFoundError, UsageError, system_reason
from pipeline.files import MAX_SOURCE_BYTES
from pipeline.names import printable
from pipeline.planning import Decision, Task
from pipeline.run_options import RunOptions
from pipeline.selection import failed_last_time
from pipeline.shards import Shard, shard
from pipeline.sources import listed_paths
from pipeline.watcher import Watcher

if TYPE_CHECKING:
    from pipeline.one_article import Form

_PIPE: Final = Path("-")
# By the parameter's name. What makes no sense for an article that is written nowhere.
_NOT_WITH_PIPE: Final = frozenset(
    """
    list_file out memories similarity edits assets force retry_failed shard watch jobs scheduler
    dry_run as_json verbose
    """.split()
)
_ONLY_WITH_PIPE: Final = frozenset({"to", "kind"})
_NOT_WITH_WATCH: Final = frozenset({"list_file", "force", "retry_failed", "shard", "dry_run"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """Which articles to do, and when."""

    retry_failed: bool
    """Only those that failed in the last run."""
    shard: Shard | None
    """Only a part."""
    watch: bool
    """Those that arrive, too."""
    url: str = ""
    """Where the output goes, where that is no folder of this machine."""


def require_compatible(context: click.Context, paths: Sequence[Path | str], wishes: Wishes) -> None:
    """Refuse options that have no meaning together, so that none is left out in silence.

    Raises:
        UsageError: there are such.
    """
    is_pipe = _PIPE in paths
    if is_pipe and len(paths) > 1:
        message = "'-' cannot be translated together with other paths"
        raise UsageError(message, "run twice, or name a list with --list -")
    if is_pipe:
        _refuse(context, _NOT_WITH_PIPE, "for an article from standard input")
    else:
        _refuse(context, _ONLY_WITH_PIPE, "without '-' as PATH")
    if wishes.watch and any(isinstance(path, str) for path in paths):
        message = "--watch looks at folders, not at pages"
        raise UsageError(message, "name folders alone")
    if wishes.watch and wishes.url:
        message = f"{wishes.url} is a URL, and --watch writes into a folder"
        raise UsageError(message, "name a folder with --out, or leave out --watch")
    if wishes.watch:
        _refuse(context, _NOT_WITH_WATCH, "together with --watch")
    if wishes.retry_failed:
        _refuse(context, frozenset({"shard"}), "together with --retry-failed")


def parted(places: Iterable[Path | str]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the paths, and the addresses of pages, among what a user named."""
    named = list(places)
    paths = tuple(place for place in named if isinstance(place, Path))
    return paths, tuple(place for place in named if isinstance(place, str))


def refuse_network(urls: Sequence[str], out: Path | str, scheduler: str | None) -> None:
    """Refuse what leads into a network: pages, a folder's address, a cluster.

    Raises:
        UsageError: something does.
    """
    addresses = [*urls, *([out] if isinstance(out, str) else [])]
    if scheduler:
        addresses.append(f"--scheduler {scheduler}")
    if addresses:
        message = f"{addresses[0]} needs a network"
        raise UsageError(message, "name files and folders of this machine, or leave out --offline")


def _refuse(context: click.Context, names: frozenset[str], where: str) -> None:
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if parameter.name in names and source == ParameterSource.COMMANDLINE:
            message = f"{parameter.opts[0]} has no meaning {where}"
            raise UsageError(message, "leave it out")


def read_list(path: Path) -> tuple[Path | str, ...]:
    """Return the paths in a list, from standard input for `-`.

    Raises:
        UsageError: it cannot be read, or there is none in it.
    """
    if path == _PIPE:
        return listed_paths(sys.stdin.buffer.read())
    try:
        return listed_paths(path.read_bytes())
    except FileNotFoundError as error:
        raise PathNotFoundError(printable(str(path))) from error
    except OSError as error:
        message = f"the list {printable(str(path))} cannot be read ({system_reason(error)})"
        raise UsageError(message, "check the file and its permissions") from error


def _select(wishes: Wishes, out: Path, plan: Sequence[Task]) -> list[Task]:
    """Return the articles of a plan that are wanted."""
    tasks = failed_last_time(plan, out) if wishes.retry_failed else list(plan)
    return shard(tasks, wishes.shard) if wishes.shard else tasks


def read_article() -> bytes:
    """Return what comes on standard input, up to what is too much for an article."""
    if sys.stdin is not None and sys.stdin.isatty():
        say("bilingue: write or paste the article, then end it (Ctrl-D; on Windows Ctrl-Z, Enter)")
    return sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)


def one_article(
    raw: bytes, options: RunOptions, console: Console, to: "Form", kind: str
) -> bytes | None:
    """Return the page or the table of an article; None where the user stopped it."""
    from pipeline.one_article import translate_stream  # noqa: PLC0415 - for those who want it

    return translate_stream(raw, options, console, to=to, kind=kind)


def carry_out(options: RunOptions, wishes: Wishes, console: Console) -> bool:
    """Run once, or until stopped; return whether any article failed."""
    if wishes.watch:
        _watch(options, console)
        return False
    with _output(options, wishes, console) as (placed, watcher):
        summary = batch.run(placed, watcher)
    console.summarise(summary, wishes.url or options.out)
    return summary.count("failed") > 0


def rehearse(options: RunOptions, wishes: Wishes) -> list[Decision]:
    """Return what a run would do with each article; nothing is written."""
    with _output(options, wishes, Watcher()) as (placed, _):
        return batch.dry_run(placed)


@contextmanager
def _output(
    options: RunOptions, wishes: Wishes, watcher: Watcher
) -> Iterator[tuple[RunOptions, Watcher]]:
    """Give the options a folder to write into, and see to it that it gets to the URL."""
    if not wishes.url:
        yield replace(options, select=partial(_select, wishes, options.out)), watcher
        return
    from pipeline.remote_output import RemoteOutput  # noqa: PLC0415 - an extra

    with RemoteOutput(wishes.url) as remote:
        select = partial(_select, wishes, remote.folder)
        yield replace(options, out=remote.folder, select=select), remote.watching(watcher)


def _watch(options: RunOptions, console: Console) -> None:
    from pipeline.watching import watch  # noqa: PLC0415 - for those who want it

    folders = ", ".join(printable(str(path)) for path in options.paths)
    console.note(f"watching {folders}; Ctrl-C ends it")
    watch(options, console, lambda summary: console.summarise(summary, options.out))
