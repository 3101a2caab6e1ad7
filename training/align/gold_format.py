"""From hand-made word pairs to numbered links: the form of the gold alignments, not their content.

A `.pairs` file is written by hand: Italian tokens, English tokens, then lines of links such as
`accordo~deal` (sure) or `il~~deal` (possible); `a+b~~c` links each of `a b` with `c`, and `la#2`
is the second `la` of its side. A blank line ends a pair, a line that starts with `# ` is a
comment. A `.txt` file says the same in positions from 1, `2-3` sure and `1?3` possible, for
programs; `training.align.gold` reads it. `gold/README.md` has the conventions.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Link = tuple[int, int]
"""Positions of an Italian and an English token, each from 1."""

_WORD_LINK = re.compile(r"(?P<italian>[^~]+)(?P<mark>~~?)(?P<english>[^~]+)")
_WORD = re.compile(r"(?P<token>[^#]+)(?:#(?P<occurrence>[1-9]\d*))?")
_RESERVED = frozenset("~+#")


class GoldFormatError(ValueError):
    """A gold file breaks its form; the message names the sentence and the fault."""


@dataclass(frozen=True)
class GoldPair:
    """A sentence pair with its sure and its possible links, which never overlap."""

    italian: tuple[str, ...]
    english: tuple[str, ...]
    sure: frozenset[Link]
    possible: frozenset[Link]

    def render(self) -> str:
        """Return the three lines of this pair in a `.txt` file, the last one ended too."""
        marks = dict.fromkeys(self.sure, "-") | dict.fromkeys(self.possible, "?")
        links = [f"{i}{marks[i, j]}{j}" for i, j in sorted(marks)]
        return f"{' '.join(self.italian)}\n{' '.join(self.english)}\n{' '.join(links)}\n"


def parse_pairs(text: str) -> list[GoldPair]:
    """Read a `.pairs` file.

    Raises:
        GoldFormatError: A block is incomplete; a link is malformed, given twice, or names a word
            that its sentence lacks, or repeats and lacks the number of the occurrence.
    """
    return [_resolve(block) for block in _blocks(text)]


def render_gold(pairs: Sequence[GoldPair]) -> str:
    """Return the text of a `.txt` file: three lines a pair, a blank line between pairs."""
    return "\n".join(pair.render() for pair in pairs)


def counts(pairs: Sequence[GoldPair]) -> str:
    """Return how many pairs, tokens and links `pairs` hold, in words."""
    italian = sum(len(pair.italian) for pair in pairs)
    english = sum(len(pair.english) for pair in pairs)
    sure = sum(len(pair.sure) for pair in pairs)
    possible = sum(len(pair.possible) for pair in pairs)
    return (
        f"{len(pairs)} pairs, {italian} Italian and {english} English tokens, "
        f"{sure} sure and {possible} possible links"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the `.txt` beside each `.pairs` file named, and print its counts."""
    parser = argparse.ArgumentParser(description="Number the links of hand-made alignments.")
    parser.add_argument("pairs", nargs="+", type=Path, help="a .pairs file")
    for source in parser.parse_args(arguments).pairs:
        pairs = parse_pairs(source.read_text(encoding="utf-8"))
        source.with_suffix(".txt").write_text(render_gold(pairs), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{source.stem}: {counts(pairs)}\n")
    return 0


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("# "):
            continue
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def _resolve(block: list[str]) -> GoldPair:
    italian, english, links = _split(block)
    for token in [*italian, *english]:
        if _RESERVED & set(token):
            raise _fault(italian, f"{token!r} holds a character of the link notation")
    sure: list[Link] = []
    possible: list[Link] = []
    for link in links:
        match = _WORD_LINK.fullmatch(link)
        if match is None:
            raise _fault(italian, f"{link!r} is no link")
        (possible if match["mark"] == "~~" else sure).extend(
            (_position(i, italian, italian), _position(j, english, italian))
            for i in match["italian"].split("+")
            for j in match["english"].split("+")
        )
    return _pair(italian, english, sure, possible)


def _position(word: str, tokens: list[str], italian: list[str]) -> int:
    """Return where `word`, `token` or `token#2`, stands in `tokens`, from 1."""
    match = _WORD.fullmatch(word)
    places = [p for p, token in enumerate(tokens, 1) if match and token == match["token"]]
    if match is None or not places:
        raise _fault(italian, f"{word!r} is not in the sentence")
    # A number where none is needed would hide that another occurrence was meant.
    if (match["occurrence"] is not None) != (len(places) > 1):
        raise _fault(italian, f"{word!r} occurs {len(places)} times: number repeated words only")
    occurrence = int(match["occurrence"] or 1)
    if occurrence > len(places):
        raise _fault(italian, f"{word!r} occurs only {len(places)} times")
    return places[occurrence - 1]


def _split(block: list[str]) -> tuple[list[str], list[str], list[str]]:
    italian = block[0].split()
    if len(block) <= 2:  # noqa: PLR2004 - two lines of tokens, then links
        raise _fault(italian, "tokens of both sides and links are needed")
    return italian, block[1].split(), " ".join(block[2:]).split()


def _pair(
    italian: list[str], english: list[str], sure: list[Link], possible: list[Link]
) -> GoldPair:
    links = [*sure, *possible]
    for i, j in links:
        if links.count((i, j)) > 1:
            raise _fault(italian, f"{italian[i - 1]} and {english[j - 1]} are linked twice")
    return GoldPair(tuple(italian), tuple(english), frozenset(sure), frozenset(possible))


def _fault(italian: list[str], fault: str) -> GoldFormatError:
    return GoldFormatError(f"{' '.join(italian)[:60]}: {fault}")


if __name__ == "__main__":
    sys.exit(main())
