"""What a revision comes to."""

from dataclasses import dataclass

from pipeline.article import Pair
from pipeline.keys import place_of
from pipeline.table_files import Tables


@dataclass(frozen=True, slots=True)
class Revised:
    """An article's pairs with all that people made of them."""

    pairs: tuple[Pair, ...]
    """The pairs; their keys are those for the English that stands."""
    tables: Tables
    """The article's tables, ready to be written."""
    recalled: tuple[str, ...] = ()
    """Places whose English comes from a memory, not from a table of this article."""
    rejected: frozenset[str] = frozenset()
    """Places where a person went back to the machine's English since the last run."""
    refused: tuple[str, ...] = ()
    """What was refused there, and before; see `Record.refused`."""
    orphaned: frozenset[str] = frozenset()
    """Places, as they were in the last run, whose English has no sentence any more."""
    messages: tuple[str, ...] = ()
    """What a person should know, one sentence each."""
    is_missing_machine_text: bool = False
    """Whether a person went back to a machine's text of which only the words are left."""

    @property
    def own(self) -> frozenset[str]:
        """The places whose English a person made in this article."""
        places = (place_of(pair.key) for pair in self.pairs if pair.origin != "mt")
        return frozenset(places) - frozenset(self.recalled)
