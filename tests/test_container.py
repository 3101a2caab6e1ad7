"""The Dockerfile keeps its promises; it is read, not built, for no engine is needed that way."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
DOCKERFILE: Final = ROOT / "Dockerfile"
PAGE: Final = ROOT / "docs" / "container.md"
ARTICLE: Final = "Il treno parte alle otto. La stazione è vicina.\n"


@dataclass(frozen=True)
class Instruction:
    """One instruction of a Dockerfile."""

    stage: int
    """In which stage it stands; -1 before the first."""
    name: str
    """Its name in capitals."""
    value: str
    """What follows, its lines joined and the stage's ARGs put in."""

    def words(self) -> list[str]:
        """Return what follows as words."""
        return shlex.split(self.value)


def instructions(text: str) -> list[Instruction]:
    """Return the instructions of a Dockerfile with the defaults of its ARGs put in."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    stage, found = -1, []
    defaults: dict[str, str] = {}
    for line in filter(None, map(str.strip, joined.splitlines())):
        name, _, value = line.partition(" ")
        for argument, default in defaults.items():
            value = value.replace(f"${{{argument}}}", default)
        stage += name.upper() == "FROM"
        if name.upper() == "ARG":
            argument, _, default = value.partition("=")
            defaults[argument] = default
        found.append(Instruction(stage, name.upper(), value.strip()))
    return found


def all_of(name: str) -> list[Instruction]:
    """Return the project's instructions of one name."""
    return [one for one in instructions(DOCKERFILE.read_text(encoding="utf-8")) if one.name == name]


def commands() -> list[str]:
    """Return the shell commands of all RUN instructions."""
    return [part.strip() for one in all_of("RUN") for part in one.value.split("&&")]


def copied() -> list[str]:
    """Return what is copied out of the repository."""
    local = [one.words() for one in all_of("COPY") if not one.value.startswith("--from=")]
    return [source for words in local for source in words[:-1]]


def project() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_a_dockerfile_is_understood() -> None:
    """Comments, continued lines, stages and defaults: what the other tests rest upon."""
    text = "# x\nARG V=1\nFROM a:${V} AS b\nRUN one \\\n    # y\n    && two\nFROM c\nUSER 5\n"

    assert instructions(text) == [
        Instruction(-1, "ARG", "V=1"),
        Instruction(0, "FROM", "a:1 AS b"),
        Instruction(0, "RUN", "one && two"),
        Instruction(1, "FROM", "c"),
        Instruction(1, "USER", "5"),
    ]


def test_every_stage_is_a_slim_python_that_we_claim() -> None:
    """The version is one of the classifiers', the same in all stages."""
    claimed = {line.rpartition(" ")[2] for line in project()["project"]["classifiers"]}
    images = [one.words()[0] for one in all_of("FROM")]

    assert len(images) > 1
    assert len(set(images)) == 1
    version = re.fullmatch(r"python:(\d+\.\d+)-slim", images[0])
    assert version
    assert version[1] in claimed


def test_the_image_is_not_run_by_root() -> None:
    """The user is a number that is not 0, set after all that is installed."""
    last = instructions(DOCKERFILE.read_text(encoding="utf-8"))[-1].stage
    names = [i for i in instructions(DOCKERFILE.read_text(encoding="utf-8")) if i.stage == last]
    (user,) = [place for place, one in enumerate(names) if one.name == "USER"]

    assert re.fullmatch(r"[1-9]\d+(:[1-9]\d+)?", names[user].value)
    assert not {"RUN", "COPY", "USER"} & {one.name for one in names[user + 1 :]}


def test_what_is_copied_exists_and_is_not_ignored() -> None:
    """And all that the wheel is made of is copied."""
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line[1:] for line in ignored if line.startswith("!")}

    assert "*" in ignored
    assert copied()
    for source in copied():
        assert (ROOT / source).exists(), source
    assert set(copied()) == let_through
    wheel = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {*wheel, "pyproject.toml", "README.md", "LICENSE"} <= set(copied())


def test_packages_are_installed_by_hash_alone() -> None:
    """Every pip takes locked files with hashes, or the project's own wheel and no index."""
    installs = [shlex.split(one) for one in commands() if "pip install" in one]

    assert [one[-1] for one in installs] == [
        "requirements.txt",
        "requirements-build.txt",
        "/dist/*.whl",
    ]
    for words in installs:
        assert "--no-deps" in words
        locked = {"--require-hashes", "--only-binary=:all:", "-r"} <= set(words)
        assert locked or "--no-index" in words
        assert not {"--index-url", "--extra-index-url", "-i", "--trusted-host"} & set(words)


def test_nothing_else_is_fetched() -> None:
    """No ADD, no address, no program that fetches; the last stage installs nothing at all."""
    text = DOCKERFILE.read_text(encoding="utf-8")
    last = all_of("FROM")[-1].stage

    assert not all_of("ADD")
    assert "://" not in text
    assert not re.search(r"\b(curl|wget|git|apt|apt-get|model install)\b", " ".join(commands()))
    assert not [one for one in all_of("RUN") if one.stage == last]
    assert not re.search(r"\b[\w-]+\.(com|org|io|net)\b", text)


def test_the_image_is_the_command() -> None:
    """The entry point is the script that pyproject.toml declares, found on PATH."""
    (entry,) = all_of("ENTRYPOINT")
    (name,) = project()["project"]["scripts"]
    (environment,) = [one for one in all_of("ENV") if one.stage == entry.stage]
    (packages,) = [one.words()[-1] for one in all_of("COPY") if one.stage == entry.stage]

    assert json.loads(entry.value) == [name]
    assert f"PATH={packages}/bin:" in environment.value


def test_the_page_says_how_to_run_it() -> None:
    """Volumes, both engines, SELinux, no network, a root file system that is read only."""
    page = PAGE.read_text(encoding="utf-8")
    (folder,) = all_of("WORKDIR")[-1:]

    for words in ("docker run", "podman run", ":Z", "--network none", "--read-only", "--tmpfs"):
        assert words in page
    assert f":{folder.value}" in page


@pytest.mark.skipif(
    not Path("/proc").is_dir(), reason="only on Linux: nothing can be made in /proc"
)
@pytest.mark.model
def test_a_run_needs_neither_home_nor_working_folder(tmp_path: Path) -> None:
    """Where nothing can be written but the output folder, the bundled model translates."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    command = [sys.executable, "-m", "pipeline"]

    done = bilingue(command, tmp_path / "a.txt", tmp_path / "out", {"PYTHONPATH": str(ROOT)})

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "a.html").is_file()


@pytest.mark.soak
@pytest.mark.network
@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: the steps are a shell's")
def test_the_steps_build_what_translates(tmp_path: Path) -> None:
    """The RUN and COPY steps of the first stage, done in folders of our own."""
    source, places = tmp_path / "src", {"/opt/": f"{tmp_path}/opt/", "/dist": f"{tmp_path}/dist"}
    source.mkdir()
    path = f"{tmp_path}/opt/bilingue/bin:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    for one in instructions(DOCKERFILE.read_text(encoding="utf-8")):
        if one.stage == 0 and one.name == "COPY":
            *names, target = one.words()
            for name in names:
                copy(ROOT / name, source / target)
        elif one.stage == 0 and one.name == "RUN":
            step = one.value
            for place, ours in places.items():
                step = step.replace(place, ours)
            done = subprocess.run(
                ["sh", "-ec", step], cwd=source, env=environment, check=False, capture_output=True
            )
            assert done.returncode == 0, done.stderr.decode()
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")

    done_run = bilingue(
        [f"{tmp_path}/opt/bilingue/bin/bilingue"], tmp_path / "a.txt", tmp_path / "out", {}
    )

    assert done_run.returncode == 0, done_run.stderr
    assert (tmp_path / "out" / "a.html").is_file()


def copy(source: Path, target: Path) -> None:
    """Copy as COPY does: a file into a folder, a folder's content into one."""
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def bilingue(
    command: list[str], article: Path, out: Path, more: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the command as in the container: no home, a working folder that cannot be written."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [*command, "run", article, "--out", out],
        cwd="/proc",
        env={**kept, "HOME": "/proc/nobody", "PYTHONDONTWRITEBYTECODE": "1", **more},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
