"""What the README says is true: its commands and its Python are run."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.checks import REASONS, Flag
from pipeline.cli import cli
from tools.command_reference import TARGET, reference
from tools.speed_table import TARGET as SPEED
from tools.speed_table import speed_document

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r"(?P<network><!-- network -->\n)?```(?P<language>sh|python|tsv)\n(?P<code>.*?)```", re.DOTALL
)


def commands(*, network: bool) -> list[str]:
    """Return the README's shell commands that need the network, or those that do not."""
    return [
        line
        for block in _BLOCK.finditer(README)
        if block["language"] == "sh" and bool(block["network"]) == network
        for line in block["code"].splitlines()
    ]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a place to run commands in that has the seeds, the README's table and no output."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (table,) = [b["code"] for b in _BLOCK.finditer(README) if b["language"] == "tsv"]
    (tmp_path / "terms.tsv").write_text(table, encoding="utf-8")
    return tmp_path


def in_a_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in a folder, as a user would type it."""
    program = folder / "bin" / "bilingue"
    program.parent.mkdir(exist_ok=True)
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pipeline.cli import main; main()"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.model
@pytest.mark.skipif(os.name == "nt", reason="only where there is a POSIX shell")
def test_every_local_command_works(checkout: Path) -> None:
    """In the README's order, in one folder, each one exits with 0."""
    assert len(commands(network=False)) >= 8
    for command in commands(network=False):
        assert "bilingue " in command
        done = in_a_shell(command, checkout)

        assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert (checkout / "pages" / "index.html").is_file()


def test_every_network_command_is_one_that_exists() -> None:
    """Make targets are in the Makefile; options and commands are known to the command."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert commands(network=True)
    for command in commands(network=True):
        program, *arguments = shlex.split(command)
        if program == "make":
            assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in arguments)
        elif program == "bilingue":
            parse(cli, arguments)
        else:
            assert command in {
                "python3 -m venv my-environment",
                "my-environment/bin/pip install .",
            }


def parse(group: click.Group, arguments: list[str], parent: click.Context | None = None) -> None:
    """Parse a command line without running it; a wrong one raises click's usage error."""
    context = click.Context(group, parent, "bilingue", **group.context_settings)
    _, command, rest = group.resolve_command(context, arguments)
    assert command is not None
    if isinstance(command, click.Group):
        parse(command, rest, context)
    else:
        command.make_context("bilingue", rest, context)


@pytest.mark.model
def test_the_python_example_runs(checkout: Path) -> None:
    """The example is copied as it stands and prints three pairs."""
    (example,) = [b["code"] for b in _BLOCK.finditer(README) if b["language"] == "python"]
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{example}"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
    ],
)
def test_every_link_leads_somewhere(name: str) -> None:
    """Files that the documents link to exist."""
    document = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_command_reference_is_that_of_the_command() -> None:
    """docs/commands.md lists every command and option, as --help does."""
    assert TARGET.read_text(encoding="utf-8") == reference()


def test_speed_is_what_was_measured() -> None:
    """docs/speed.md quotes benchmarks/results, all of it."""
    assert SPEED.read_text(encoding="utf-8") == speed_document()


def test_every_flag_is_explained() -> None:
    """The code of each flag stands in docs/formats.md and has words for readers."""
    formats = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")

    assert all(f"`{flag.value}`" in formats for flag in Flag)
    assert set(REASONS) == set(Flag)


def test_figures_are_those_that_were_measured() -> None:
    """The README quotes what benchmarks/results holds."""
    results = ROOT / "benchmarks" / "results"
    held_out = json.loads((results / "segmentation-held_out.json").read_text(encoding="utf-8"))
    table = held_out["figures"]["table"]
    quality = json.loads(
        (results / "quality-translate-it_en-0_2.json").read_text(encoding="utf-8")
    )["figures"]

    assert f"{table['bilingue']['f1']:.3f}" in README
    assert f"{table['blingfire']['f1']:.3f}" in README
    assert f"{quality['bleu']:.1f} / {quality['chrf']:.1f}" in README
