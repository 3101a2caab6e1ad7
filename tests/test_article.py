"""The plain data: what cleaning does, and what a block refuses to be."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Block, BlockKind, FrozenMapping, Span, clean_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\u0301", "é"),
        ("uno\n\tdue", "uno due"),
        (" uno  due\xa0", "uno  due"),
        ("a\x00b\x1fc\x7fd\x9fe\ufffef", "abcdef"),
        ("a\u2028b\x85c", "a b c"),
        ("a\ud800b", "ab"),
        ("\u200ba\U0001f600", "\u200ba\U0001f600"),
        ("", ""),
    ],
)
def test_text_is_cleaned_as_documented(raw: str, clean: str) -> None:
    """NFC, one space for lines and tabs, no control characters, nothing else changed."""
    assert clean_text(raw) == clean


@given(st.text(st.characters() | st.sampled_from("e\u0301\n\t\x00\u2028 ")))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Clean text is the same under cleaning, so any stage may check for it."""
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert not set(clean) & set("\t\n\r\x00\u2028")


@pytest.mark.parametrize(
    ("kind", "text", "spans", "issue"),
    [
        ("poem", "a", (), "unknown kind 'poem'"),
        ("quote", "", (), "empty text"),
        ("quote", "a\nb", (), "not clean"),
        ("quote", "abc", (Span(1, 4, "code"),), "outside the text"),
        ("quote", "abc", (Span(2, 2, "code"),), "outside the text"),
        ("quote", "abc", (Span(-1, 2, "code"),), "outside the text"),
        ("poem", "", (), "unknown kind 'poem'; empty text"),
    ],
)
def test_a_block_that_cannot_be_says_everything_that_is_wrong(
    kind: BlockKind, text: str, spans: tuple[Span, ...], issue: str
) -> None:
    """All issues are named at once."""
    with pytest.raises(ValueError, match=issue):
        Block(kind, text, spans=spans)


def test_a_frozen_mapping_is_a_value() -> None:
    """It compares and hashes by content, pickles, and keeps its own copy."""
    items = {"a": "1", "b": "2"}
    mapping = FrozenMapping(items)
    items["a"] = "3"
    assert mapping == {"a": "1", "b": "2"}
    assert hash(mapping) == hash(FrozenMapping({"b": "2", "a": "1"}))
    assert pickle.loads(pickle.dumps(mapping)) == mapping  # noqa: S301 (made two lines above)
    assert list(mapping) == ["a", "b"]
