"""How fast a run gets on and how long it will still take."""

from pipeline.pace import ENOUGH_SENTENCES, Pace


def test_nobody_can_tell_at_first() -> None:
    """Not before some sentences are done, nor where none is to be translated."""
    pace = Pace()
    pace.articles = 2
    assert pace.seconds_left(5) is None
    pace.begin(100, 1500, 10)
    assert pace.words_a_second(10) is None
    pace.advance(ENOUGH_SENTENCES - 1)
    assert pace.words_a_second(11) is None


def test_words_come_with_their_sentences() -> None:
    """Ten sentences of fifteen words in two seconds."""
    pace = Pace()
    pace.begin(100, 1500, 10)
    pace.advance(10)
    assert pace.words_a_second(12) == 75


def test_what_is_not_begun_is_taken_to_be_like_the_rest() -> None:
    """Of ten articles five are done with, one of which had sentences; five like these come."""
    pace = Pace()
    pace.articles = 10
    pace.begin(50, 500, 0)
    pace.advance(50)
    pace.done_articles = 5
    assert pace.seconds_left(10) == 10


def test_at_the_end_nothing_is_left() -> None:
    """Whatever was begun is done."""
    pace = Pace()
    pace.articles = 1
    pace.begin(50, 500, 0)
    pace.advance(50)
    assert pace.seconds_left(10) == 0
