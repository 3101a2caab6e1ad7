"""The decoder with the real model: how sources are filled up to one width."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import models
from pipeline.decoder import Decoder, Request, Search

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def package(bundled_model: Path) -> models.LoadedPackage:
    """Return the bundled package."""
    return models.load(models.choose(str(bundled_model)))


@pytest.fixture(scope="module")
def decoder(package: models.LoadedPackage) -> Iterator[Decoder]:
    """Return a decoder with the bundled model, on one thread."""
    loaded = Decoder(package.files, threads=1)
    yield loaded
    loaded.close()


@pytest.mark.parametrize("width", [4, 16, 40, 68, 100])
def test_a_filler_is_soon_decoded(
    package: models.LoadedPackage, decoder: Decoder, width: int
) -> None:
    """What only fills a batch up becomes a few pieces, whatever its width."""
    filler = (package.files.end,) * width
    (outcome,) = decoder.finish(decoder.begin([Request(filler, Search())]))
    assert outcome is not None
    assert len(outcome[0].pieces) <= 4


def test_what_a_source_becomes_does_not_depend_on_the_filler(
    package: models.LoadedPackage, decoder: Decoder
) -> None:
    """A source just as long in the batch does as well as the filler: text and score are equal."""
    search = Search()
    pieces = package.files.tokenizer.encode("Il sindaco ha inaugurato la nuova biblioteca.")
    width = search.padded(len(pieces) + 1)
    short = Request(tuple(pieces[: width - 2]), search)
    exact = Request(tuple((pieces * 2)[:width]), search)
    (filled,) = decoder.finish(decoder.begin([short]))
    beside, _ = decoder.finish(decoder.begin([short, exact]))
    assert filled == beside
