"""The command `bilingue`: arguments and printing only.

Every command is a call into one function of another room, imported when the command runs, so
that `--help` answers at once. Results go to stdout, progress and messages to stderr.
"""

import functools
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import click

from pipeline._version import __version__
from pipeline.command_line import (
    ARTICLE,
    INTERRUPTED,
    NOTHING_STARTED,
    OUTPUT,
    PATH,
    SOME_FAILED,
    NamedPath,
    end_with,
)
from pipeline.errors import BilingueError, ModelError, OutputError, UsageError
from pipeline.export_command import export
from pipeline.hardware import COMPUTE_TYPES, MAX_JOBS, MAX_THREADS
from pipeline.memory_command import memory
from pipeline.shard_option import ShardType

if TYPE_CHECKING:
    from pipeline.one_article import Form
    from pipeline.render import Assets, PageOptions
    from pipeline.shards import Shard

_Command = TypeVar("_Command", bound=Callable[..., None])

_CONTEXT: Final = {"help_option_names": ["-h", "--help"]}


class _Group(click.Group):
    """A group whose commands print an error of ours as one line, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except BilingueError as error:
            click.echo(f"bilingue: {error}", err=True)
            wrong = isinstance(error, UsageError | ModelError | OutputError)
            ctx.exit(NOTHING_STARTED if wrong else SOME_FAILED)
        except BrokenPipeError:
            # The reader of our output went away, as `| head` does: nothing to say.
            ctx.exit(SOME_FAILED)
        except OSError as error:
            click.echo(f"bilingue: {error.strerror or error}", err=True)
            ctx.exit(SOME_FAILED)


def _page_options(command: _Command) -> _Command:
    """Add the options of the commands that write pages; they come as the argument `pages`."""

    @functools.wraps(command)
    def with_pages(
        *,
        templates: Path | None,
        assets: "Assets",
        dictionary: Path | None,
        **others: Any,  # noqa: ANN401 - the command's other options
    ) -> Any:  # noqa: ANN401
        from pipeline.render import PageOptions  # noqa: PLC0415

        return command(**others, pages=PageOptions(templates, assets, dictionary))

    for option in (
        click.option(
            "--templates",
            type=PATH,
            metavar="DIR",
            help="Folder of templates, styles and scripts of your own, put over those of bilingue.",
        ),
        click.option(
            "--assets",
            type=click.Choice(["inline", "shared"]),
            default="inline",
            show_default=True,
            help="Style and script in each page, or once in _assets in the output folder.",
        ),
        click.option(
            "--dictionary",
            type=PATH,
            metavar="FILE",
            help="Dictionary of your own for the pages: a table (TSV), StarDict or dictd.",
        ),
    ):
        with_pages = option(with_pages)
    return with_pages  # type: ignore[return-value] # the wrapper of a command is one


@click.group(cls=_Group, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="bilingue")
def cli() -> None:
    """Turn Italian articles into side-by-side Italian/English pages and tables, offline."""


@cli.command()
@click.argument("paths", nargs=-1, type=ARTICLE, metavar="[PATH_OR_URL]...")
@click.option(
    "--list",
    "list_file",
    type=NamedPath(allow_dash=True),
    metavar="FILE",
    help="More paths, one a line or with NUL characters between them; '-' for standard input.",
)
@click.option(
    "--out",
    type=OUTPUT,
    default=Path("out"),
    show_default=True,
    metavar="DIR",
    help="Folder for pages, tables, index.html and run.json; a URL such as s3://bucket/articles.",
)
@click.option(
    "--model",
    metavar="NAME_OR_PATH",
    help="Argos package: bundled, installed, a name from 'bilingue model list', or a folder.",
)
@click.option(
    "--glossary",
    type=PATH,
    metavar="FILE",
    help="Table of an Italian term, a tab and its English on each line; the Italian alone stays.",
)
@click.option(
    "--memory",
    "memories",
    multiple=True,
    metavar="FILE",
    help="Translation memory, or 'default'; may be given again: the first one is written.",
)
@click.option(
    "--similarity",
    type=click.FloatRange(0.5, 1),
    default=0.85,
    show_default=True,
    metavar="SHARE",
    help="Least similarity of a sentence in the memory whose translation is suggested.",
)
@click.option(
    "--edits",
    type=PATH,
    multiple=True,
    metavar="FILE_OR_FOLDER",
    help="Corrected tables, such as a page lets you download, or a workbook; may be given again.",
)
@_page_options
@click.option("--force", is_flag=True, help="Translate even what is up to date.")
@click.option("--anyway", is_flag=True, help="Translate even what does not look Italian.")
@click.option(
    "--allow-private", is_flag=True, help="Fetch pages of a private network or this machine, too."
)
@click.option("--offline", is_flag=True, help="Refuse whatever would need a network.")
@click.option("--retry-failed", is_flag=True, help="Do only what failed in the last run.")
@click.option(
    "--shard",
    type=ShardType(),
    metavar="I/N",
    help="Do the I-th of N parts; other machines do the others.",
)
@click.option("--watch", is_flag=True, help="Go on with what arrives in the folders, until Ctrl-C.")
@click.option(
    "--to",
    type=click.Choice(["tsv", "html"]),
    default="tsv",
    show_default=True,
    help="What PATH '-' prints.",
)
@click.option(
    "--as", "kind", metavar="KIND", help="Kind of article that PATH '-' reads, such as md."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MAX_JOBS),
    default=1,
    show_default=True,
    metavar="N",
    help="Worker processes, each with a model in memory.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Translate on the workers of a Dask cluster; 'local' for --jobs workers of its own.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, MAX_THREADS),
    metavar="N",
    help="Threads in each process; by default all cores, shared among the processes.",
)
@click.option(
    "--fast",
    is_flag=True,
    help="Search less: faster from some thousand words on, a little worse, and not reproducible.",
)
@click.option(
    "--device",
    type=click.Choice(["cpu", "cuda"]),
    default="cpu",
    show_default=True,
    help="Where the model runs.",
)
@click.option(
    "--compute-type",
    type=click.Choice(COMPUTE_TYPES),
    default="default",
    show_default=True,
    help="Arithmetic of the model, as CTranslate2 names it; default is the model's own.",
    metavar="TYPE",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done and why; write nothing.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--verbose", is_flag=True, help="Print what each article took, and its flags.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line an event on stdout.")
def run(  # noqa: PLR0913 - a command has as many parameters as options
    *,
    paths: "tuple[Path | str, ...]",
    list_file: Path | None,
    out: "Path | str",
    model: str | None,
    glossary: Path | None,
    memories: tuple[str, ...],
    similarity: float,
    edits: tuple[Path, ...],
    pages: "PageOptions",
    force: bool,
    anyway: bool,
    allow_private: bool,
    offline: bool,
    retry_failed: bool,
    shard: "Shard | None",
    watch: bool,
    to: "Form",
    kind: str | None,
    jobs: int,
    scheduler: str | None,
    threads: int | None,
    fast: bool,
    device: str,
    compute_type: str,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Translate files, folders, patterns (default: seeds/) or web pages; '-' stands for a pipe."""
    from pipeline import run_command  # noqa: PLC0415
    from pipeline.console import Console, Signals, say_decisions  # noqa: PLC0415
    from pipeline.engine import DecodingSettings  # noqa: PLC0415
    from pipeline.run_options import RunOptions  # noqa: PLC0415

    wishes = run_command.Wishes(
        retry_failed=retry_failed, shard=shard, watch=watch, url=out if isinstance(out, str) else ""
    )
    run_command.require_compatible(click.get_current_context(), paths, wishes)
    places, urls = run_command.parted(paths)
    listed, more = run_command.parted(run_command.read_list(list_file) if list_file else ())
    urls += more
    if offline:
        run_command.refuse_network(urls, out, scheduler)
    options = RunOptions(
        paths=places if paths or list_file else (Path("seeds"),),
        listed=listed,
        urls=urls,
        part=shard,
        allow_private=allow_private,
        out=Path(out),
        model=model,
        jobs=jobs,
        scheduler=scheduler or "",
        threads=threads,
        glossary=glossary,
        settings=DecodingSettings(fast=fast, device=device, compute_type=compute_type),
        pages=pages,
        force=force,
        anyway=anyway,
        memory=memories,
        similarity=similarity,
        edits=edits,
    )
    if paths == (Path("-"),):
        raw = run_command.read_article()
        with Signals() as signals, Console(signals, quiet=quiet, as_json=False) as console:
            done = run_command.one_article(raw, options, console, to, kind or "")
        if done is None:
            sys.exit(signals.status or SOME_FAILED)
        click.echo(done, nl=False)
        return
    if dry_run:
        say_decisions(run_command.rehearse(options, wishes), as_json=as_json)
        return
    with (
        Signals() as signals,
        Console(signals, quiet=quiet, as_json=as_json, verbose=verbose) as console,
    ):
        failed = run_command.carry_out(options, wishes, console)
    if signals.status:
        sys.exit(signals.status)
    if failed:
        sys.exit(SOME_FAILED)


@cli.command()
@click.argument("directory", type=PATH, metavar="DIR")
@_page_options
def render(*, directory: Path, pages: "PageOptions") -> None:
    """Write the pages and the index of DIR anew from its records; no model is loaded."""
    from pipeline.folder_pages import render_again  # noqa: PLC0415

    count, damaged = render_again(directory, pages)
    click.echo(f"{count} pages and {directory / 'index.html'}")
    end_with(damaged)


@cli.command()
@click.argument("directory", type=PATH, metavar="DIR")
@_page_options
def index(*, directory: Path, pages: "PageOptions") -> None:
    """Write the index of DIR anew from its records, after runs on several machines."""
    from pipeline.folder_pages import index_again  # noqa: PLC0415

    count, damaged = index_again(directory, pages)
    click.echo(f"{count} articles in {directory / 'index.html'}")
    end_with(damaged)


@cli.command()
@click.argument("file", type=ARTICLE, metavar="FILE_OR_URL")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option(
    "--allow-private", is_flag=True, help="Fetch a page of a private network or this machine, too."
)
def read(file: "Path | str", *, as_json: bool, allow_private: bool) -> None:
    """Show what is understood of a file or a page: its blocks with kinds and sentences."""
    from pipeline.errors import PathNotFoundError  # noqa: PLC0415
    from pipeline.names import Source  # noqa: PLC0415
    from pipeline.outline import json_outline, text_outline  # noqa: PLC0415
    from pipeline.readers import read as read_article  # noqa: PLC0415
    from pipeline.source_content import content_of  # noqa: PLC0415

    if isinstance(file, Path):
        if not file.exists():
            raise PathNotFoundError(str(file))
        article = read_article(file)
    else:
        page = content_of(Source(Path(), file, url=file), allow_private=allow_private)
        article = read_article(page.raw, page.name)
    click.echo(json_outline(article) if as_json else text_outline(article))


@cli.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
def lexicon(words: tuple[str, ...]) -> None:
    """Look up a word form or an expression; elisions, clitics and inflections are understood."""
    from pipeline.errors import NoEntryError  # noqa: PLC0415
    from pipeline.lexicon import default_lexicon  # noqa: PLC0415
    from pipeline.outline import entry_outline  # noqa: PLC0415

    text = " ".join(words)
    entry = default_lexicon().lookup(text)
    if entry is None:
        raise NoEntryError(text)
    click.echo(entry_outline(entry))


@cli.group()
def model() -> None:
    """List, install, verify or locate Argos packages for Italian to English."""


@model.command("list")
def model_list() -> None:
    """List the packages that could translate; the first one does."""
    from pipeline import models  # noqa: PLC0415

    for number, candidate in enumerate(models.candidates(), start=1):
        bleu = models.measured_bleu(candidate)
        score = f"BLEU {bleu:.1f} on FLORES-200 dev" if bleu else "BLEU not measured"
        click.echo(
            f"{number}. {candidate.name} ({candidate.reason}), {score}\n   {candidate.folder}"
        )


@model.command("install")
@click.argument("file", required=False, type=PATH, metavar="[FILE]")
def model_install(file: Path | None) -> None:
    """Install the package in FILE; without FILE, fetch the official one (87 MB) and install it."""
    from pipeline import installer  # noqa: PLC0415

    folder = installer.install(file) if file else installer.install_official(click.echo)
    click.echo(f"installed in {folder}")


@model.command("verify")
@click.argument("name", required=False, metavar="[NAME_OR_PATH]")
def model_verify(name: str | None) -> None:
    """Load a package, translate a sentence with it and print its hash."""
    from pipeline.translator import Translator  # noqa: PLC0415

    with Translator(name, threads=1) as translator:
        italian = "La biblioteca è aperta anche la domenica."
        english = translator.translate([italian])[0].text
        note = translator.model
        reason = translator.reason
    click.echo(f"{note.name} ({reason})\nsha256 {note.sha256}\n{italian}\n{english}")


@model.command("path")
@click.argument("name", required=False, metavar="[NAME_OR_PATH]")
def model_path(name: str | None) -> None:
    """Print the folder of the package that translates."""
    from pipeline import models  # noqa: PLC0415

    click.echo(models.choose(name).folder)


cli.add_command(export)
cli.add_command(memory)


def main() -> NoReturn:
    """Run the command and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        # What a terminal or a pipe of another encoding cannot show becomes an escape.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(prog_name="bilingue", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    sys.exit(status if isinstance(status, int) else 0)
