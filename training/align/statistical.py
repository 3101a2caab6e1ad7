"""Word alignment with eflomal, in both directions, and its symmetrisation.

    python -m training.align.statistical WORK [--model 3] [--prefix 0]

Reads WORK/pairs.tsv, writes WORK/forward.links, WORK/reverse.links and WORK/links.txt (a line a
pair, `i-j` from 0). Each stage is skipped where its file is there already, so that an interrupted
run goes on with the stage it was in; a stage takes minutes.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from training.align.gold import Links

_NEIGHBOURS: Final = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def lower_sides(pairs: Path) -> tuple[list[str], list[str]]:
    """Return the Italian and the English sides of a pairs file in lower case."""
    italian, english = [], []
    with pairs.open(encoding="utf-8") as file:
        for line in file:
            it, en, *_ = line.lower().split("\t")
            italian.append(it + "\n")
            english.append(en + "\n")
    return italian, english


def align(work: Path, model: int, prefix: int) -> None:
    """Run eflomal's directions that are not there yet."""
    import eflomal  # noqa: PLC0415 - built from source, for this command alone

    italian, english = lower_sides(work / "pairs.tsv")
    aligner = eflomal.Aligner(model=model, source_prefix_len=prefix, target_prefix_len=prefix)
    for name in ("forward", "reverse"):
        target = work / f"{name}.links"
        if target.exists():
            continue
        started = time.monotonic()
        unfinished = target.with_suffix(".unfinished")
        side = "fwd" if name == "forward" else "rev"
        aligner.align(italian, english, **{f"links_filename_{side}": str(unfinished)})
        unfinished.rename(target)
        print(f"{name}: {len(italian)} pairs in {time.monotonic() - started:.0f} s", flush=True)


def read_links(path: Path) -> Iterator[Links]:
    """Yield the links of each pair in a file of `i-j` lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield parse_links(line)


def parse_links(line: str) -> Links:
    """Return the links in a line of `i-j`."""
    split = (link.partition("-") for link in line.split())
    return frozenset((int(it), int(en)) for it, _, en in split)


def format_links(links: Iterable[tuple[int, int]]) -> str:
    """Return links as a line of `i-j`, sorted."""
    return " ".join(f"{it}-{en}" for it, en in sorted(links))


def grow_diag_final_and(forward: Links, reverse: Links) -> Links:
    """Return the symmetrised links of Koehn, Och and Marcu (2003), with the `final-and` step.

    The intersection grows by neighbouring links of the union that reach a word without one; then
    links whose both words have none are added.
    """
    union = forward | reverse
    links = set(forward & reverse)
    grown = True
    while grown:
        grown = False
        for it, en in sorted(links):
            for step_it, step_en in _NEIGHBOURS:
                link = (it + step_it, en + step_en)
                if link in union and link not in links and _is_free(link, links, either=True):
                    links.add(link)
                    grown = True
    for direction in (forward, reverse):
        for link in sorted(direction):
            if _is_free(link, links, either=False):
                links.add(link)
    return frozenset(links)


def _is_free(link: tuple[int, int], links: set[tuple[int, int]], *, either: bool) -> bool:
    it_free = all(it != link[0] for it, _ in links)
    en_free = all(en != link[1] for _, en in links)
    return (it_free or en_free) if either else (it_free and en_free)


def symmetrise(work: Path) -> None:
    """Write WORK/links.txt from the two directions."""
    unfinished = work / "links.unfinished"
    with unfinished.open("w", encoding="utf-8") as file:
        directions = (read_links(work / f"{name}.links") for name in ("forward", "reverse"))
        for forward, reverse in zip(*directions, strict=True):
            file.write(format_links(grow_diag_final_and(forward, reverse)) + "\n")
    unfinished.rename(work / "links.txt")


def main() -> None:
    """Align and symmetrise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--model", type=int, default=3, help="1 IBM1, 2 HMM, 3 HMM and fertility")
    parser.add_argument("--prefix", type=int, default=0, help="letters of a word; 0 for all")
    arguments = parser.parse_args()
    align(arguments.work, arguments.model, arguments.prefix)
    symmetrise(arguments.work)


if __name__ == "__main__":
    main()
