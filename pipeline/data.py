"""Where the files that are not code lie: in the wheel, or beside the package in a checkout."""

from pathlib import Path


def data_path(name: str) -> Path:
    """Return the folder `name` ("templates" or "models").

    The wheel carries them in `pipeline/_data`; a checkout has them beside the package.
    """
    package = Path(__file__).resolve().parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name
