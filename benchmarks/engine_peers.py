"""Another program, in an environment of its own, with this project's sentence splitter.

    VENV/bin/python -m benchmarks.engine_peers {argonaut,libretranslate} [ARGUMENT ...]

Runs the program's own command, its code as it was installed. Only what needs the network is left
out: the splitter that would download a model, and LibreTranslate's look for newer packages.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

from pipeline.segment import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: Final = {"argonaut": "argonaut_cli.cli", "libretranslate": "libretranslate.main"}
"""The module of each program whose `main` is its command."""


class Splitter:
    """Stands in for Argos Translate's MiniSBD."""

    def __init__(self, _package: object) -> None:
        """Take the package that it is for; it is not needed."""

    def split_sentences(self, text: str) -> list[str]:
        """Return the sentences of `text` as this project splits them."""
        return [sentence.text for sentence in split_sentences(text)]


def use_own_splitter() -> None:
    """Let Argos Translate split sentences as this project does."""
    from argostranslate import translate  # noqa: PLC0415 - the program's own copy of it

    translate.MiniSBDSentencizer = Splitter


def main() -> None:
    """Run the command that the command line names."""
    name, *arguments = sys.argv[1:]
    use_own_splitter()
    if name == "libretranslate":
        import_module("libretranslate.init").boot = _do_nothing  # type: ignore[attr-defined]
    command: Callable[[], int | None] = import_module(COMMANDS[name]).main
    sys.argv = [name, *arguments]
    sys.exit(command())


def _do_nothing(*_arguments: object) -> None:
    pass


if __name__ == "__main__":
    main()
