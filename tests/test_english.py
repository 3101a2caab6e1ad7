"""English word forms."""

import pytest

from pipeline.english import indefinite_article, inflections, plural, singular


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("agreement", "agreements"),
        ("levy", "levies"),
        ("day", "days"),
        ("patch", "patches"),
        ("man", "men"),
        ("crisis", "crises"),
        ("GPU", "GPUs"),
        ("rate of return", "rates of return"),
        ("neural network", "neural networks"),
        ("data", "data"),
    ],
)
def test_the_plural_is_made(one: str, many: str) -> None:
    """Regular, irregular, of phrases, or none; the head of a phrase takes it."""
    assert plural(one) == many


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("agreements", "agreement"),
        ("levies", "levy"),
        ("patches", "patch"),
        ("horses", "horse"),
        ("women", "woman"),
        ("rates of return", "rate of return"),
        ("glass", "glass"),
        ("basis", "basis"),
        ("news", "news"),
    ],
)
def test_the_singular_is_made(many: str, one: str) -> None:
    """Words that only look like plurals stay."""
    assert singular(many) == one


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("train", {"train", "trains", "trained", "training", "train's", "trains'"}),
        ("study", {"studies", "studied", "studying"}),
        ("stop", {"stopped", "stopping"}),
        ("bake", {"baked", "baking"}),
        ("deals", {"deal", "deals"}),
        ("Rome's", {"rome", "rome's"}),
    ],
)
def test_a_word_is_recognised_in_its_forms(word: str, forms: set[str]) -> None:
    """As a noun and as a verb, from any of its forms."""
    assert forms <= inflections(word)


@pytest.mark.parametrize(
    ("following", "article"),
    [
        ("apple", "an"),
        ("levy", "a"),
        ("union", "a"),
        ("uninsured driver", "an"),
        ("European bank", "a"),
        ("hour", "an"),
        ("house", "a"),
        ("SMS", "an"),
        ("GPU", "a"),
        ("one-off", "a"),
        ("use", "a"),
        ("usher", "an"),
    ],
)
def test_the_article_fits_the_sound(following: str, article: str) -> None:
    """Not the letter: "a union", "an hour"."""
    assert indefinite_article(following) == article
