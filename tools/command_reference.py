"""Write docs/commands.md from the command itself; `--check` only compares.

python -m tools.command_reference [--check]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli import cli

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
_HEAD = """\
# Commands

Made by `python -m tools.command_reference` from the command's own help.

Exit status: 0 all done; 1 some articles failed, the others are complete; 2 wrong usage or nothing
could start; 130 after Ctrl-C and 143 after SIGTERM, once the work in hand is finished. Progress and
messages go to stderr, results to stdout. `python -m pipeline` is the same command.
"""


def reference() -> str:
    """Return the whole reference as Markdown."""
    parts = [f"\n## {name}\n\n```\n{text}\n```\n" for name, text in _helps(cli, "bilingue", None)]
    return _HEAD + "".join(parts)


def _helps(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[tuple[str, str]]:
    context = click.Context(command, parent, name, terminal_width=90, **command.context_settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _helps(found, child, context)


def main() -> None:
    """Write the reference, or say that it is stale."""
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(reference(), encoding="utf-8")
    elif TARGET.read_text(encoding="utf-8") != reference():
        sys.exit(f"{TARGET.name} is stale: run python -m tools.command_reference")


if __name__ == "__main__":
    main()
