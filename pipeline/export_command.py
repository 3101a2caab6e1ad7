"""The command `bilingue export`: its arguments and what it prints."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import click

from pipeline.command_line import PATH, end_with

if TYPE_CHECKING:
    from pipeline.errors import BilingueError
    from pipeline.exports.formats import ExportResult

FORMATS: Final = ("tmx", "anki", "apkg", "xliff", "epub", "docx", "xlsx", "jsonl", "srt", "vtt")
"""The formats by name; `exports.formats` knows their modules."""
# The formats that an option is for; the other options are for all.
_ONLY_FOR: Final = MappingProxyType(
    {
        "--mt": ("tmx",),
        "--omegat": ("tmx",),
        "--title": ("epub", "docx", "anki", "apkg"),
        "--deck": ("anki", "apkg"),
        "--cloze": ("apkg",),
        "--bilingual": ("srt", "vtt"),
    }
)


@click.command()
@click.argument("format_name", type=click.Choice(FORMATS), metavar="FORMAT")
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="TSV_OR_DIR...")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="The file to write.")
@click.option(
    "--mt",
    "machine_output",
    type=PATH,
    metavar="FILE",
    help="tmx: a second file, for the machine's units.",
)
@click.option(
    "--omegat",
    "project",
    type=PATH,
    metavar="DIR",
    help="tmx: a project folder for OmegaT, with the articles as its source.",
)
@click.option(
    "--glossary",
    type=PATH,
    metavar="FILE",
    help="With --omegat: a table of terms for the project's glossary.",
)
@click.option("--paragraphs", is_flag=True, help="Whole paragraphs instead of sentences.")
@click.option("--reviewed", is_flag=True, help="Only what a person corrected or wrote.")
@click.option(
    "--title",
    default="",
    metavar="TEXT",
    help="epub, docx: title of the whole; anki, apkg: of the deck.",
)
@click.option(
    "--deck",
    default="",
    metavar="NAME",
    help="anki, apkg: the deck, with :: between it and the one above it.",
)
@click.option("--cloze", is_flag=True, help="apkg: also cards with a gap for each rarer word.")
@click.option("--bilingual", is_flag=True, help="srt, vtt: the Italian above the English.")
def export(  # noqa: PLR0913 - a command has as many parameters as options
    *,
    format_name: str,
    paths: tuple[Path, ...],
    output: Path | None,
    machine_output: Path | None,
    project: Path | None,
    glossary: Path | None,
    paragraphs: bool,
    reviewed: bool,
    title: str,
    deck: str,
    cloze: bool,
    bilingual: bool,
) -> None:
    """Write tables, or all tables of output folders, in another FORMAT.

    FORMAT is one of: tmx, a translation memory of what people made; anki, flash cards as text;
    apkg, flash cards as a package; xliff, for translators' programs; epub, a bilingual book;
    docx, a table for reviewers; xlsx, a spreadsheet; jsonl, for programs of your own; srt and vtt,
    subtitles with the times of the Italian ones.
    """
    from pipeline.exports.formats import export as write_file  # noqa: PLC0415
    from pipeline.exports.formats import export_project  # noqa: PLC0415
    from pipeline.exports.units import ExportOptions  # noqa: PLC0415

    only = {"--mt": machine_output, "--omegat": project, "--title": title, "--deck": deck}
    objection = _misplaced(
        format_name, {**only, "--cloze": cloze, "--bilingual": bilingual}
    ) or _objection(output, machine_output, project, glossary)
    if objection:
        raise click.UsageError(objection)
    options = ExportOptions(
        paragraphs=paragraphs,
        reviewed=reviewed,
        title=title,
        deck=deck,
        cloze=cloze,
        bilingual=bilingual,
    )
    problems: tuple[BilingueError, ...] = ()
    if output:
        done = write_file(format_name, paths, output, options, machine_output=machine_output)
        _say(done, done.files)
        problems = done.problems
    if project:
        done = export_project(paths, project, options, glossary)
        _say(done, (project,))
        problems = done.problems
    end_with(problems)


def _misplaced(format_name: str, options: Mapping[str, object]) -> str:
    """Return which option would do nothing in this format, or nothing."""
    for name, value in options.items():
        formats = _ONLY_FOR[name]
        if value and format_name not in formats:
            return f"{name} is for {_listed(formats)}"
    return ""


def _listed(formats: tuple[str, ...]) -> str:
    *others, last = formats
    return f"{', '.join(others)} and {last}" if others else f"the format {last}"


def _objection(
    output: Path | None,
    machine_output: Path | None,
    project: Path | None,
    glossary: Path | None,
) -> str:
    """Return why the options do not fit together, or nothing."""
    if glossary and not project:
        return "--glossary is for --omegat"
    if machine_output and (not output or output == machine_output):
        return "--mt names a second file: name the first with -o"
    if not (output or project):
        return "name the file to write with -o"
    return ""


def _say(done: "ExportResult", files: tuple[Path, ...]) -> None:
    names = " and ".join(map(str, files))
    click.echo(f"{_counted(done.units, 'unit')} of {_counted(done.documents, 'article')}: {names}")
    if done.machine_left_out:
        left_out = _counted(done.machine_left_out, "unit")
        click.echo(f"left out: {left_out} of the machine's; name a file with --mt", err=True)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
