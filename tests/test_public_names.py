"""What `from pipeline import ...` offers: a fixed, sorted, documented list."""

import pickle
import subprocess
import sys

import pipeline
from pipeline import errors


def test_the_list_is_sorted_and_complete() -> None:
    """Every name in the list can be imported, and has a docstring."""
    assert sorted(pipeline.__all__) == pipeline.__all__
    names = [name for name in pipeline.__all__ if name != "__version__"]
    assert all(getattr(pipeline, name).__doc__ for name in names)


def test_every_error_is_public() -> None:
    """A caller can catch by name whatever the package raises."""
    own = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.BilingueError)
    }

    assert own <= set(pipeline.__all__)


def test_every_error_stands_in_the_tree() -> None:
    """The drawing at the top of the module names each class."""
    drawn = set((errors.__doc__ or "").replace("├──", "").replace("└──", "").split())

    assert {name for name in dir(errors) if name.endswith("Error")} <= drawn


def test_errors_survive_pickling() -> None:
    """An error that a worker process raises comes back as it was."""
    for error in (
        errors.EmptySourceError("a.txt"),
        errors.WrongLanguageError("a.txt", "English"),
        errors.NewerSchemaError("a.json", 9),
    ):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert (type(again), str(again)) == (type(error), str(error))


def test_importing_the_package_imports_nothing_heavy() -> None:
    """A command that needs no model must start at once."""
    code = (
        "import sys, pipeline, pipeline.cli; "
        "heavy = {'ctranslate2', 'numpy', 'jinja2', 'argostranslate', 'sentencepiece', 'rich'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Lazy names do not hide mistakes."""
    assert not hasattr(pipeline, "Nonsense")
