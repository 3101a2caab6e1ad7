"""The formats of `bilingue export` and the one function behind it."""

import importlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final, Protocol

from pipeline.errors import BilingueError, NothingToExportError, OutputError
from pipeline.exports.collection import documents, has_our_header
from pipeline.exports.corrections import holds_corrections
from pipeline.exports.units import Document, ExportOptions, chosen, translated
from pipeline.files import write_atomically

FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tmx": "tmx",
        "anki": "anki",
        "apkg": "anki_package",
        "xliff": "xliff",
        "epub": "epub",
        "docx": "docx",
        "xlsx": "xlsx",
        "jsonl": "jsonl",
        "srt": "srt",
        "vtt": "vtt",
    }
)
"""The module of each format, by the name that a user gives."""

_NEED_ENGLISH: Final = frozenset({"tmx", "anki", "apkg"})
_CHOOSE: Final = "choose another file with -o"
_TAKE_IN: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".xlsx": "'bilingue run --edits'",
        ".xlf": "'bilingue memory import'",
        ".xliff": "'bilingue memory import'",
    }
)


class Write(Protocol):
    """What the module of a format has: `write` puts documents into a file."""

    def __call__(
        self, documents: Sequence[Document], file: BinaryIO, options: ExportOptions, /
    ) -> None:
        """Write the documents."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export came to."""

    files: tuple[Path, ...]
    """The files written."""
    documents: int
    """Number of articles with a unit in a file."""
    units: int
    """Number of units written, in all files."""
    machine_left_out: int
    """Units of the machine's that no file was named for."""
    problems: tuple[BilingueError, ...]
    """Tables and records that could not be used; the others were."""


def export(
    name: str,
    paths: Sequence[Path],
    output: Path,
    options: ExportOptions,
    *,
    machine_output: Path | None = None,
) -> ExportResult:
    """Write the articles of tables and run folders to one file, whole or not at all.

    A translation memory (TMX) holds only what people made; the machine's units go to a file of
    their own. Every other format holds both.

    Args:
        name: A format, of `FORMATS`.
        paths: Tables (TSV) and folders.
        output: The file to write; one that is there is replaced unless it is a table of ours, or
            a workbook, an XLIFF file or a Word document in which somebody changed something.
        options: What to write.
        machine_output: TMX: where the machine's units go; None leaves them out.

    Returns:
        What was written. A unit without English counts where the format can hold it.

    Raises:
        PathNotFoundError: a path does not exist.
        NothingToExportError: no unit is left to write.
        OutputError: a file cannot be written, or is not to be.
    """
    targets = {output: options}
    if name == "tmx":
        targets[output] = replace(options, machine="exclude")
        if machine_output:
            targets[machine_output] = replace(options, machine="only")
    for target in targets:
        _refuse_tables(target, paths)
    found, problems = documents(paths, paragraphs=options.paragraphs, reviewed=options.reviewed)
    parts = {target: _with_units(found, part, name) for target, part in targets.items()}
    written = sum(_count(parts[target], part, name) for target, part in targets.items())
    left_out = 0
    if name == "tmx" and not machine_output:
        left_out = _count(found, replace(options, machine="only"), name)
    if not written:
        raise NothingToExportError(_names(paths), _remedy(problems, left_out, options))
    for target in targets:
        if target.exists():
            _refuse_corrections(target, paths)
    write = _writer(name)
    for target, part in targets.items():
        content = io.BytesIO()
        write(parts[target], content, part)
        _write_file(target, content.getvalue())
    articles = {document.name for part in parts.values() for document in part}
    return ExportResult(tuple(targets), len(articles), written, left_out, tuple(problems))


def export_project(
    paths: Sequence[Path], folder: Path, options: ExportOptions, glossary: Path | None = None
) -> ExportResult:
    """Write the articles of tables and run folders as an OmegaT project.

    All sentences become its source, whoever translated them; with `options.reviewed` the
    machine's English is left out of its memories.

    Args:
        paths: Tables (TSV) and folders.
        folder: The project's folder: a new one, or that of a project.
        options: What to write.
        glossary: A table of terms for the project's glossary.

    Raises:
        PathNotFoundError: a path does not exist.
        NothingToExportError: there is no sentence.
        OutputError: the folder holds something else, or cannot be written to.
        GlossaryError: the glossary cannot be used.
    """
    from pipeline.exports.omegat import write_project  # noqa: PLC0415 - lxml is heavy
    from pipeline.glossary import Glossary  # noqa: PLC0415 - loads the lexicon

    terms = Glossary.read(glossary).terms if glossary else ()
    read, problems = documents(paths, paragraphs=options.paragraphs)
    found = [document for document in read if document.units]
    written = sum(len(document.units) for document in found)
    if not written:
        raise NothingToExportError(_names(paths), _remedy(problems, 0, options))
    part = replace(options, machine="exclude") if options.reviewed else options
    files = write_project(found, folder, part, terms)
    return ExportResult(files, len(found), written, 0, tuple(problems))


def _refuse_tables(target: Path, paths: Sequence[Path]) -> None:
    """Never put an export in the place of what a person may have edited.

    Raises:
        OutputError: the target is a table of ours or one of the paths.
    """
    if target.is_dir():
        raise OutputError(str(target), "it is a folder", _CHOOSE)
    if not target.exists():
        return
    is_source = any(path.exists() and target.samefile(path) for path in paths)
    if is_source or has_our_header(target):
        raise OutputError(str(target), "it is a table that may hold corrections", _CHOOSE)


def _refuse_corrections(target: Path, paths: Sequence[Path]) -> None:
    """Never put an export in the place of an earlier one in which a person changed something.

    Raises:
        OutputError: somebody did.
    """
    everything = [*documents(paths)[0], *documents(paths, paragraphs=True)[0]]
    if holds_corrections(target, everything):
        take_in = _TAKE_IN.get(target.suffix.lower())
        remedy = f"{_CHOOSE}, or take them in with {take_in}" if take_in else _CHOOSE
        raise OutputError(str(target), "it holds corrections", remedy)


def _write_file(target: Path, content: bytes) -> None:
    try:
        write_atomically(target, content)
    except OutputError as error:
        error.remedy = f"{_CHOOSE} or make room"
        raise


def _writer(name: str) -> Write:
    module = importlib.import_module(f"pipeline.exports.{FORMATS[name]}")
    write: Write = module.write
    return write


def _with_units(found: Sequence[Document], options: ExportOptions, name: str) -> list[Document]:
    """Return the documents that have something to write: the others would be empty chapters."""
    return [document for document in found if _count([document], options, name)]


def _count(found: Sequence[Document], options: ExportOptions, name: str) -> int:
    choose = translated if name in _NEED_ENGLISH else chosen
    return sum(1 for document in found for _ in choose(document.units, options))


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))


def _remedy(problems: Sequence[BilingueError], left_out: int, options: ExportOptions) -> str:
    if problems:
        return str(problems[0])
    if left_out:
        return (
            f"no person has corrected a sentence; name a file for the {left_out:,} of the "
            "machine's with --mt"
        )
    if options.reviewed and options.paragraphs:
        return "no paragraph is a person's as a whole; leave out --paragraphs or --reviewed"
    if options.reviewed:
        return "no person has corrected a sentence; leave out --reviewed"
    return "name a table that 'bilingue run' wrote, or the folder that it wrote into"
