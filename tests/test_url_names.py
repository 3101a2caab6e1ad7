"""Names of outputs for pages from the network."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.url_names import MAX_LENGTH, url_stem


@pytest.mark.parametrize(
    ("url", "stem"),
    [
        ("https://www.giornale.example/", "giornale-example"),
        ("https://giornale.example", "giornale-example"),
        ("http://giornale.example/index.html", "giornale-example"),
        ("https://giornale.example/treno-riapre", "giornale-example-treno-riapre"),
        (
            "https://giornale.example/treno-riapre.html?utm_source=x",
            "giornale-example-treno-riapre",
        ),
        ("https://giornale.example/treno-riapre/#commenti", "giornale-example-treno-riapre"),
    ],
)
def test_short_addresses_are_their_own_names(url: str, stem: str) -> None:
    """Host and last part of the path; where a reader came from does not count."""
    assert url_stem(url) == stem


@pytest.mark.parametrize(
    ("url", "opening"),
    [
        ("https://giornale.example/2024/03/12/treno.html", "giornale-example-treno-"),
        ("https://giornale.example/articolo.php?id=12", "giornale-example-articolo-"),
        ("https://giornale.example/città", "giornale-example-citta-"),
        ("https://giornale.example:8080/treno", "giornale-example-treno-"),
        ("https://giornale.example/" + "a" * 300, "giornale-example-aaaa"),
        ("https://giornale.example/新闻", "giornale-example-"),
    ],
)
def test_longer_addresses_get_six_digits_behind_their_names(url: str, opening: str) -> None:
    """So that two addresses with the same last part differ, always in the same way."""
    stem = url_stem(url)
    assert stem.startswith(opening)
    assert len(stem) <= MAX_LENGTH
    code = stem.rpartition("-")[2]
    assert len(code) == 6
    assert set(code) <= set(string.hexdigits)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://giornale.example/a/treno", "https://giornale.example/b/treno"),
        ("https://giornale.example/treno?id=1", "https://giornale.example/treno?id=2"),
        ("https://giornale.example/Treno", "https://giornale.example/treno"),
        ("https://giornale.example/treno_1", "https://giornale.example/treno-1"),
        ("https://giornale.example/", "https://giornale.example/giornale"),
    ],
)
def test_different_addresses_get_different_names(one: str, other: str) -> None:
    """Even where letters are lost in the name."""
    assert url_stem(one) != url_stem(other)


@given(st.text(max_size=60), st.text(max_size=200))
def test_every_name_is_short_and_plain(host: str, path: str) -> None:
    """Letters, digits and hyphens, whatever is in the address."""
    try:
        stem = url_stem(f"https://a{host}.example/{path}")
    except ValueError:  # brackets of an IPv6 address that do not close, a port that is none
        return
    assert 0 < len(stem) <= MAX_LENGTH
    assert set(stem) <= set(string.ascii_lowercase + string.digits + "-")
