"""What is shipped: the wheel, the sdist, the locks, the bundle, the Makefile's promises."""

import ast
import functools
import hashlib
import itertools
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.bundle import make_bundle
from tools.requirements import read_lock
from tools.setup_check import problem
from tools.size import sizes

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.txt"))
MODEL_FILES = {
    "LICENSE",
    "MODEL_CARD.md",
    "scores.json",
    "it_en/metadata.json",
    "it_en/sentencepiece.model",
    "it_en/model/config.json",
    "it_en/model/model.bin",
    "it_en/model/shared_vocabulary.json",
}
LEXICON_FILES = {"README.md", "it-en.lexicon", "it.frequencies"}
# `make` puts the wheels of the lock there, so that no test needs the network.
WHEELS = Path(sys.prefix) / "wheels"
SHORT_ARTICLE = "Il treno parte alle otto. La stazione è vicina.\n"


@functools.cache
def project() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command that must succeed; return it with its output."""
    done = subprocess.run(command, cwd=cwd, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a wheel or an sdist of `source` into `target` and return its path."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target, cwd=source)
    (made,) = target.iterdir()
    return made


def imports(path: Path) -> set[str]:
    """Return the top-level names that a Python file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).partition(".")[0])
    return found


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip or tar.gz of our own into `folder`."""
    if archive.suffix == ".zip":
        shutil.unpack_archive(archive, folder)
        return
    with tarfile.open(archive) as packed:
        # Python 3.11 has filters from 3.11.4 only; later ones want to be told which.
        packed.extraction_filter = getattr(tarfile, "data_filter", None)
        packed.extractall(folder)  # noqa: S202


def digests(wheel: Path) -> dict[str, str]:
    """Return the SHA-256 of each file in a wheel by its name."""
    with zipfile.ZipFile(wheel) as packed:
        return {name: hashlib.sha256(packed.read(name)).hexdigest() for name in packed.namelist()}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project's wheel."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command as the bundle's installer leaves it, without network where possible."""
    if not WHEELS.is_dir():
        pytest.skip("needs the wheels of the lock (make test puts them there)")
    folder = tmp_path_factory.mktemp("bundle")
    archive = make_bundle(wheel, WHEELS, folder)
    unpack(archive, folder)
    (script,) = folder.glob("*/install.py")
    target = folder / "environment"
    run(*offline(), sys.executable, script, target, cwd=folder)
    return target / ("Scripts" if sys.platform == "win32" else "bin") / "bilingue"


@functools.cache
def offline() -> tuple[str, ...]:
    """Return the command prefix that takes the network away, empty where the system has none."""
    for prefix in (("unshare", "--net"), ("unshare", "--map-root-user", "--net")):
        if (
            shutil.which("unshare")
            and subprocess.run([*prefix, "true"], check=False).returncode == 0
        ):
            return prefix
    return ()


def test_wheel_content(wheel: Path) -> None:
    """The wheel holds the package, templates, model and lexicon, and nothing else."""
    names = {name for name in digests(wheel) if ".dist-info/" not in name}
    models = {name for name in names if name.startswith("pipeline/_data/models/")}
    templates = {name for name in names if name.startswith("pipeline/_data/templates/")}
    lexicon = {f"pipeline/_data/lexicon/{name}" for name in LEXICON_FILES}
    code = names - models - templates - lexicon
    assert lexicon <= names

    assert models == {f"pipeline/_data/models/{name}" for name in MODEL_FILES}
    suffixes = {".jinja", ".j2", ".css", ".js", ".svg", ".md"}
    assert {Path(name).suffix for name in templates} <= suffixes
    assert {Path(name).suffix for name in code if name != "pipeline/py.typed"} == {".py"}
    assert {"pipeline/py.typed", "pipeline/__init__.py", "pipeline/__main__.py"} <= code
    assert all(name.startswith("pipeline/") for name in names)


def test_wheel_has_all_data(wheel: Path) -> None:
    """Templates and model lie in the wheel with the bytes they have in the checkout."""
    found = digests(wheel)

    for folder in ("templates", "models", "lexicon"):
        for path in (path for path in (ROOT / folder).rglob("*") if path.is_file()):
            name = f"pipeline/_data/{path.relative_to(ROOT).as_posix()}"
            assert found[name] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_wheel_metadata(wheel: Path) -> None:
    """The wheel says what it is, what it needs and which command it brings."""
    with zipfile.ZipFile(wheel) as packed:
        (metadata,) = (name for name in packed.namelist() if name.endswith("/METADATA"))
        fields = Parser().parsestr(packed.read(metadata).decode())
        entry_points = packed.read(metadata.replace("METADATA", "entry_points.txt")).decode()

    assert (fields["Name"], fields["License-Expression"]) == ("bilingue", "MIT")
    assert fields["Requires-Python"] == "<3.15,>=3.11"
    assert sorted(fields.get_all("License-File", [])) == ["LICENSE", "models/LICENSE"]
    assert "bilingue = pipeline.cli:main" in entry_points


def test_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Who installs from the source archive gets the files of the wheel."""
    sdist = build("sdist", ROOT, tmp_path / "sdist")
    unpack(sdist, tmp_path)
    (source,) = tmp_path.glob("bilingue-*")

    assert digests(build("wheel", source, tmp_path / "wheel")) == digests(wheel)


def test_model_size() -> None:
    """The bundled model stays small enough for a wheel."""
    total = sum(path.stat().st_size for path in (ROOT / "models").rglob("*") if path.is_file())

    assert total <= 45 * 2**20


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_hashes_and_no_host(name: str) -> None:
    """Every locked release has its hashes, and no lock says where to get it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = read_lock(ROOT / name)

    assert pins
    assert all(pin.hashes and re.fullmatch(r"[\w.!+]+", pin.version) for pin in pins)
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)


def test_lock_names_what_the_project_declares() -> None:
    """The top level of the lock and the dependencies in pyproject.toml are the same."""
    declared = {Requirement(line) for line in project()["project"]["dependencies"]}
    pins = {pin.name: pin for pin in read_lock(ROOT / "requirements.txt")}

    assert {name for name, pin in pins.items() if pin.direct} == {
        canonicalize_name(requirement.name) for requirement in declared
    }
    assert all(
        requirement.specifier.contains(pins[canonicalize_name(requirement.name)].version)
        for requirement in declared
    )


def test_imports_are_declared() -> None:
    """Whatever the package imports is declared, not only brought along by something else."""
    described = project()["project"]
    extras = described["optional-dependencies"].values()
    lines = [*described["dependencies"], *itertools.chain.from_iterable(extras)]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    owners = packages_distributions()
    imported = {name for path in (ROOT / "pipeline").rglob("*.py") for name in imports(path)}
    foreign = imported - sys.stdlib_module_names - {"pipeline"}

    undeclared = {
        name for name in foreign if declared.isdisjoint(map(canonicalize_name, owners[name]))
    }
    assert undeclared == set()


def test_lock_leaves_out_what_is_not_used() -> None:
    """A user gets neither PyTorch and Stanza nor the splitter that phones home."""
    names = {pin.name for pin in read_lock(ROOT / "requirements.txt")}

    assert not names & {"minisbd", "onnxruntime", "protobuf", "flatbuffers", "filelock"}
    assert not names & {"torch", "stanza", "spacy", "argostranslate"}


def test_locks_agree() -> None:
    """The tests run with the releases that users get."""
    user = {pin.name: pin.version for pin in read_lock(ROOT / "requirements.txt")}
    tested = {pin.name: pin.version for pin in read_lock(ROOT / "requirements-dev.txt")}
    built = {pin.name: pin.version for pin in read_lock(ROOT / "requirements-build.txt")}

    assert user.items() <= tested.items()
    assert built.items() <= tested.items()


def test_original_argostranslate_is_locked_alone() -> None:
    """The original distribution is tested without the gigabytes that it declares."""
    pins = read_lock(ROOT / "requirements-original.txt")

    assert [(pin.name, pin.version) for pin in pins] == [("argostranslate", "1.11.0")]


def test_make_lists_its_targets() -> None:
    """`make` alone prints help, and every target in it exists."""
    if shutil.which("make") is None:
        pytest.skip("needs make")
    targets = re.findall(r"^make ([\w-]+)", run("make").stdout, flags=re.MULTILINE)

    assert {"demo", "test", "soak", "check", "size", "bundle", "lock", "clean"} <= set(targets)
    for target in targets:
        run("make", "--dry-run", target)


def test_version_has_one_place() -> None:
    """No file but pipeline/_version.py says which version this is."""
    assert project()["project"]["dynamic"] == ["version"]
    assert project()["tool"]["hatch"]["version"]["path"] == "pipeline/_version.py"


@pytest.mark.parametrize(
    ("version", "modules", "expected"),
    [
        ((3, 11), {"venv", "ensurepip"}, ""),
        ((3, 14), {"venv", "ensurepip"}, ""),
        ((3, 10), {"venv", "ensurepip"}, "3.11 to 3.14"),
        ((3, 15), {"venv", "ensurepip"}, "3.11 to 3.14"),
        ((3, 11), {"venv"}, "python3-venv"),
        ((3, 11), set(), "python3-venv"),
    ],
)
def test_setup_check(version: tuple[int, int], modules: set[str], expected: str) -> None:
    """A Python that cannot be used is told in one line what to install."""
    line = problem(version, modules.__contains__)

    assert expected in line
    assert bool(line) == bool(expected)
    assert "\n" not in line


def test_sizes_are_by_package(tmp_path: Path) -> None:
    """The size of an environment is told package by package."""
    package = tmp_path / "lib" / "site-packages" / "package"
    package.mkdir(parents=True)
    (package / "data").write_bytes(b"x" * 100_000)

    found = sizes(tmp_path)

    assert found["package"] >= 100_000
    assert found.total() < 200_000


@pytest.mark.model
def test_bundle_runs_offline(installed: Path, tmp_path: Path) -> None:
    """What the bundle installs translates an article from another folder, without network."""
    (tmp_path / "breve.txt").write_text(SHORT_ARTICLE, encoding="utf-8")

    run(*offline(), installed, "run", "breve.txt", "--out", "pages", cwd=tmp_path)

    rows = (tmp_path / "pages" / "breve.tsv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 3
    assert (tmp_path / "pages" / "index.html").is_file()


def test_bundle_version(installed: Path, tmp_path: Path) -> None:
    """The installed command knows its version."""
    scope: dict[str, str] = {}
    exec((ROOT / "pipeline" / "_version.py").read_text(encoding="utf-8"), scope)  # noqa: S102

    assert scope["__version__"] in run(*offline(), installed, "--version", cwd=tmp_path).stdout


def test_bundle_is_reproducible(wheel: Path, tmp_path: Path) -> None:
    """Packing the same files twice gives the same archive."""
    (tmp_path / "wheels").mkdir()

    first = make_bundle(wheel, tmp_path / "wheels", tmp_path / "first")
    second = make_bundle(wheel, tmp_path / "wheels", tmp_path / "second")

    assert first.read_bytes() == second.read_bytes()
