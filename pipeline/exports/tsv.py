"""The aligned TSV: one row a sentence (IANA text/tab-separated-values).

UTF-8, LF, a header line, the same number of fields in every record, nothing quoted. Fields hold
neither tab nor line break because articles hold none; the English gets the same cleaning.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pipeline.article import Pair, clean_text
from pipeline.keys import place_of

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


def write_tsv(
    pairs: Iterable[Pair],
    extra_columns: Sequence[str] = (),
    extras: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """Return `pairs` as the text of a TSV file.

    Args:
        pairs: One for each row.
        extra_columns: Columns that a person added; they follow ours.
        extras: What stands in these, by place (see `place_of`) and column.
    """
    lines = ["\t".join((*COLUMNS, *extra_columns))]
    for pair in pairs:
        values = (extras or {}).get(place_of(pair.key), {})
        lines.append("\t".join((*_fields(pair), *(values.get(one, "") for one in extra_columns))))
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
