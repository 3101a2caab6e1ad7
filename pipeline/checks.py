"""Quality doubts: the one list of codes that stand in the `flags` of a pair."""

from enum import StrEnum


class Flag(StrEnum):
    """Why a translation deserves a second look; the value is the code in the TSV."""

    SPLIT = "split"
    """The sentence was longer than the model takes and was translated in parts."""
    CUT_OFF = "cut-off"
    """The translation reached the length limit and may lack its end."""
    UNTRANSLATED = "untranslated"
    """The model gave nothing back; the Italian stands in its place."""


REASONS = {
    Flag.SPLIT: "long sentence, translated in parts",
    Flag.CUT_OFF: "may lack its end",
    Flag.UNTRANSLATED: "not translated",
}
"""The codes in words that a reader understands."""
