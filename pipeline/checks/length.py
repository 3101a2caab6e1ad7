"""The length of the English against that of the Italian."""

from typing import Final

# Measured in characters, English to Italian, on 175,000 sentences of human translations in the
# training corpus (news, Tatoeba, Wikipedia, web pages): half of them lie between 0.85 and 1.0; the
# 0.1st and 99.9th percentiles are 0.52 and 1.70 for Italian of 20-30 characters, 0.53 and 1.49 for
# 40-60, 0.58 and 1.42 for 100-150, 0.58 and 1.31 for 150-250. The bounds follow these.
_LEAST: Final = 0.65
_LEAST_SLACK: Final = 4.0
_MOST: Final = 1.2
_MOST_SLACK: Final = 12.0


def length_out_of_range(italian: str, english: str) -> bool:
    """Tell whether the English is much shorter or longer than translations of such a text are.

    The shorter the text, the more the lengths may differ.
    """
    source, target = len(italian.strip()), len(english.strip())
    if not source:
        return target > 0
    least = _LEAST * source - _LEAST_SLACK
    most = _MOST * source + _MOST_SLACK
    return not least <= target <= most
