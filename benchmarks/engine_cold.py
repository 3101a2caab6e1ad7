"""Whole processes from a cold start: to an article, to one paragraph, to the help."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.engine_commands import Bench
from benchmarks.engine_figures import spread
from benchmarks.engine_input import SEEDS, Batch, read_batch

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.engine_process import Process

SEED: Final = SEEDS / "openai-amazon-accordo.txt"
HELP_STARTS: Final = 3
"""The help is asked for so many times as often as the rest: it takes little, and varies more."""


def cold_starts(bench: Bench, rounds: int) -> dict[str, Any]:
    """Measure whole processes from their start to the English on the disk, or to the last answer.

    A first run of each is not counted: it compiles modules and fills the disk's cache.
    """
    article = _alone(bench.folder / "article", SEED.name, SEED.read_text(encoding="utf-8"))
    first = article.articles[0].paragraphs[0]
    paragraph = _alone(bench.folder / "paragraph", "first.txt", first)
    starts = _to_translation(bench, article, rounds)
    return {
        "threads": bench.threads,
        "article_seconds": starts,
        "article_ratios": {
            f"run / {other}": round(starts["run"]["median"] / seconds["median"], 3)
            for other, seconds in starts.items()
            if other != "run"
        },
        "first_paragraph_seconds": _to_translation(bench, paragraph, rounds),
        "help": _help(bench, HELP_STARTS * rounds),
    }


def _alone(folder: Path, name: str, text: str) -> Batch:
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    return read_batch(folder)


def _to_translation(bench: Bench, batch: Batch, rounds: int) -> dict[str, dict[str, float]]:
    source, out = batch.articles[0].path, bench.folder / "naive.txt"
    commands: dict[str, Callable[[], Process]] = {
        "run": lambda: bench.bilingue(source)[0],
        "stock": lambda: bench.work("one-article", source, out),
        "stock-split": lambda: bench.work("one-article", source, out, split=True),
        "argonaut": lambda: bench.argonaut([source], split=False)[0],
        "argonaut-split": lambda: bench.argonaut([source], split=True)[0],
        "libretranslate": lambda: bench.libretranslate(batch.articles, split=False),
        "libretranslate-split": lambda: bench.libretranslate(batch.articles, split=True),
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands if bench.has(name)}
    for _ in range(rounds + 1):
        for name, values in seconds.items():
            values.append(commands[name]().seconds)
    return {name: spread(values[1:]) for name, values in seconds.items()}


def _help(bench: Bench, rounds: int) -> dict[str, Any]:
    interpreter, command = [], []
    for _ in range(rounds + 1):
        interpreter.append(bench.interpreter("-c", "pass").seconds)
        command.append(bench.interpreter("-m", "pipeline", "--help").seconds)
    both = {"interpreter": spread(interpreter[1:]), "command": spread(command[1:])}
    return both | {
        "beyond_seconds": round(both["command"]["median"] - both["interpreter"]["median"], 3)
    }
