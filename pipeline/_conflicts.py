"""The import name `pipeline` is a common one: notice when another distribution has it too."""

from pathlib import Path
from typing import Final

OWN: Final = "bilingue"


def refuse_foreign_package(folder: Path | None = None) -> None:
    """Raise ImportError, with the name, where another distribution has put files among ours.

    Args:
        folder: The folder that `pipeline` was imported from; in a checkout, where nothing is
            installed, nothing is found.
    """
    folder = folder or Path(__file__).resolve().parent.parent
    for record in folder.glob("*.dist-info/RECORD"):
        name = record.parent.name.partition("-")[0]
        if name != OWN and "\npipeline/" in "\n" + record.read_text("utf-8", "replace"):
            message = (
                f"the distribution {name} installs a package called 'pipeline' too, into the same "
                f"place as {OWN}: install {OWN} in a virtual environment of its own"
            )
            raise ImportError(message)
