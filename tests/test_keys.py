"""Keys find a row again after it was edited, sorted or moved."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.keys import is_edited, sentence_keys


def test_a_key_has_the_form_that_the_format_promises() -> None:
    """Twelve base32 letters, an occurrence, six base32 letters, and a letter in front."""
    (key,) = sentence_keys([("Ciao.", "Hello.")])

    assert re.fullmatch(r"k[a-z2-7]{12}\.1\.[a-z2-7]{6}", key)


def test_keys_never_change_between_versions() -> None:
    """A key written by the first version must be found by every later one."""
    assert sentence_keys([("La casa è bella.", "The house is beautiful.")]) == [
        "klhndo2g734dn.1.un7nau"
    ]


def test_a_repeated_sentence_is_numbered() -> None:
    """The second occurrence of a sentence differs from the first in its number alone."""
    first, second = sentence_keys([("Sì.", "Yes."), ("Sì.", "Yes.")])

    assert second == first.replace(".1.", ".2.")


def test_white_space_and_normal_form_make_no_new_sentence() -> None:
    """The same sentence, typed with a decomposed accent and two spaces, has the same key."""
    keys = sentence_keys([("È  vero.", "x"), ("E\u0300 vero.", "x")])

    assert keys[0].split(".")[0] == keys[1].split(".")[0]


def test_a_changed_translation_is_recognised() -> None:
    """A row is edited exactly when its English is no longer what the key was made for."""
    (key,) = sentence_keys([("Ciao.", "Hello.")])

    assert not is_edited(key, " Hello. ")
    assert is_edited(key, "Hi.")


@given(st.lists(st.tuples(st.text(), st.text())))
def test_keys_are_unique_within_an_article(pairs: list[tuple[str, str]]) -> None:
    """No two rows of a file share a key."""
    keys = sentence_keys([(it.encode("utf-8", "replace").decode(), "") for it, _ in pairs])

    assert len(set(keys)) == len(keys)
