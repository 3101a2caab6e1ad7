"""A project folder for OmegaT: the articles as its source, our English as its memories.

A person's sentences lie in tm/auto and fill their segments at once; the machine's lie in tm/mt,
where OmegaT offers them as a machine's. The segments are ours: one a sentence (or a block),
because OmegaT's plain text reader takes what stands between empty lines as one, its own splitting
is switched off, and files named *.utf8 are UTF-8 to it on every system.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

from pipeline.errors import OutputError
from pipeline.exports import tmx
from pipeline.exports.units import Document, ExportOptions, translated
from pipeline.files import write_atomically
from pipeline.glossary import Term

PROJECT_FILE: Final = "omegat.project"
SUFFIX: Final = ".utf8"
_HUMAN: Final = "tm/auto/bilingue.tmx"
_MACHINE: Final = "tm/mt/bilingue-mt.tmx"
_FOLDERS: Final = ("source", "target", "tm/auto", "tm/mt", "glossary", "dictionary", "omegat")

_PROJECT: Final = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>IT</source_lang>
    <target_lang>EN</target_lang>
    <source_tok>org.omegat.tokenizer.LuceneItalianTokenizer</source_tok>
    <target_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</target_tok>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


def write_project(
    documents: Sequence[Document],
    folder: Path,
    options: ExportOptions,
    glossary: Sequence[Term] = (),
) -> tuple[Path, ...]:
    """Write a project, or bring the articles and memories of one up to date.

    A project that is there keeps its settings and all that OmegaT wrote into it.

    Args:
        documents: The articles.
        folder: The project's folder.
        options: `paragraphs` counts; `machine` says whether the machine's memory is written.
        glossary: Terms for the project's glossary.

    Returns:
        The files written.

    Raises:
        OutputError: the folder holds something else, or cannot be written to.
    """
    project = folder / PROJECT_FILE
    is_new = not project.exists()
    if is_new and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            str(folder), "it is not empty and no OmegaT project", "choose another with --omegat"
        )
    files = dict(_files(documents, options, glossary))
    if (folder / _MACHINE).exists():  # what is left out now is not to stay from another time
        files.setdefault(_MACHINE, _memory((), options))
    if is_new:
        files[PROJECT_FILE] = _PROJECT.encode()
    for name, content in files.items():
        write_atomically(folder / name, content)
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    return tuple(folder / name for name in files)


def _files(
    documents: Sequence[Document], options: ExportOptions, glossary: Sequence[Term]
) -> Iterator[tuple[str, bytes]]:
    for document in documents:
        yield f"source/{document.name}{SUFFIX}", _source(document).encode()
    human = replace(options, machine="exclude")
    yield _HUMAN, _memory(documents, human)
    machine = replace(options, machine="only")
    has_units = any(True for document in documents for _ in translated(document.units, machine))
    if has_units and options.machine != "exclude":
        yield _MACHINE, _memory(documents, machine)
    if glossary:
        yield f"glossary/bilingue{SUFFIX}", _glossary(glossary).encode()


def _source(document: Document) -> str:
    """Return the Italian: an empty line between sentences, two between blocks."""
    blocks = groupby(document.units, key=lambda unit: unit.block)
    return "\n\n\n".join("\n\n".join(unit.it for unit in block) for _, block in blocks) + "\n"


def _memory(documents: Sequence[Document], options: ExportOptions) -> bytes:
    memory = io.BytesIO()
    tmx.write(documents, memory, options, source_suffix=SUFFIX)
    return memory.getvalue()


def _glossary(terms: Sequence[Term]) -> str:
    return "".join(f"{term.it}\t{term.en or term.it}\n" for term in terms)
