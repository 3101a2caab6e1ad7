"""What is found in a table: edits, damaged cells, texts in conflict, and what is not understood."""

from dataclasses import dataclass

from pipeline.article import Origin


@dataclass(frozen=True, slots=True)
class Edit:
    """A person's English of a sentence."""

    it: str
    """The Italian; what the table shows of it where no record knows the sentence."""
    en: str
    """The English, clean in the sense of `clean_text` and not empty."""
    key: str
    """The row's key. Its check code tells for which English the person wrote this one."""
    row: int
    """Line in the table; 0 for an edit that only the record knows, its row having been deleted."""
    origin: Origin = "human"
    """Who made it: `human`, or `tm` for what came from another memory and was not changed."""
    previous_it: str = ""
    """The Italian before it in the article, or nothing."""
    next_it: str = ""
    """The Italian after it, or nothing."""
    occurrences: int = 1
    """How often the sentence stood in the article then."""
    source: str = ""
    """The file that the edit stands in, for messages."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A cell that a program damaged; it is no edit."""

    row: int
    """Line in the table."""
    key: str
    """The row's key."""
    found: str
    """What the cell holds."""
    text: str
    """What it held; empty where that is not known, and the machine's text takes its place."""


@dataclass(frozen=True, slots=True)
class Reset:
    """A row in which a person emptied the English or put the machine's own text back."""

    row: int
    """Line in the table."""
    key: str
    """The row's key. Its check code tells which English the person rejected."""
    found: str
    """What the cell holds."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two human texts for one place; the first stands, the other is kept in a file."""

    it: str
    """The Italian."""
    standing: str
    """The English that stands."""
    other: str
    """The English that does not."""
    key: str
    """Key of the row with the other text."""
    row: int
    """Its line in the table; 0 where only the record knows it."""
    source: str = ""
    """The file with the other text."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that is not understood; nothing of it is used."""

    row: int
    """Line in the table; 0 for the table as a whole."""
    message: str
    """What is wrong, in plain words."""
    en: str = ""
    """The English that is not used."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is found in one table, each in the order of its rows."""

    edits: tuple[Edit, ...] = ()
    """At most one for each place in the article."""
    restored: tuple[Restored, ...] = ()
    """Damaged cells."""
    resets: tuple[Reset, ...] = ()
    """Rows that went back to the machine's text."""
    conflicts: tuple[Conflict, ...] = ()
    """Different human texts for one place within the table, or in table and record."""
    problems: tuple[Problem, ...] = ()
    """Rows that are not understood."""
