"""The aligned TSV: one row a sentence (IANA text/tab-separated-values).

UTF-8, LF, a header line, the same number of fields in every record, nothing quoted. Fields hold
neither tab nor line break because articles hold none; the English gets the same cleaning.
"""

from collections.abc import Iterable
from typing import Final

from pipeline.article import Pair, clean_text

COLUMNS: Final = (
    "paragraph",
    "sentence",
    "kind",
    "it",
    "en",
    "origin",
    "score",
    "flags",
    "key",
    "hint",
    "hint_score",
)


def write_tsv(pairs: Iterable[Pair]) -> str:
    """Return `pairs` as the text of a TSV file."""
    lines = ["\t".join(COLUMNS), *("\t".join(_fields(pair)) for pair in pairs)]
    return "\n".join(lines) + "\n"


def _fields(pair: Pair) -> tuple[str, ...]:
    return (
        str(pair.block),
        str(pair.sentence),
        pair.kind,
        clean_text(pair.it),
        clean_text(pair.en),
        pair.origin,
        _decimal(pair.score),
        " ".join(pair.flags),
        pair.key,
        clean_text(pair.hint),
        _decimal(pair.hint_score),
    )


def _decimal(value: float | None) -> str:
    # Adding zero turns -0.0, which would print as "-0.000", into 0.0.
    return "" if value is None else f"{round(value, 3) + 0.0:.3f}"
