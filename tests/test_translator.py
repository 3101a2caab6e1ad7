"""What Python callers get in three lines."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline import BilingueError, EmptySourceError, Translator, read, translate_article
from tests.tiny_packages import make_package

TEXT = "Il titolo del giornale\n\nIl cane dorme. «La gatta corre.\nE poi?», chiede il bambino."


@pytest.fixture
def translator(tmp_path: Path) -> Iterator[Translator]:
    """Load a model that translates to gibberish at once."""
    with Translator(str(make_package(tmp_path / "tiny"))) as loaded:
        yield loaded


def test_a_text_becomes_pairs_a_page_and_a_table(translator: Translator) -> None:
    """No file is touched."""
    bilingual = translate_article(TEXT, translator)

    assert [pair.it for pair in bilingual.pairs][:2] == ["Il titolo del giornale", "Il cane dorme."]
    assert bilingual.pairs[0].kind == "title"
    assert bilingual.html().startswith("<!doctype html>")
    assert "index.html" not in bilingual.html()
    assert bilingual.tsv().count("\n") == len(bilingual.pairs) + 1


def test_a_file_is_read_and_translated(translator: Translator, tmp_path: Path) -> None:
    """`read` gives the article that `translate_article` takes."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    article = read(path)

    assert translate_article(article, translator).article == article


def test_pairs_are_numbered_by_block_and_sentence(translator: Translator) -> None:
    """The numbers are those of the page's links."""
    pairs = translate_article("Uno. Due.\n\nTre sono qui.", translator).pairs

    assert [(pair.block, pair.sentence) for pair in pairs] == [(1, 1), (1, 2), (2, 1)]


def test_a_text_may_hold_anything(translator: Translator) -> None:
    """Control characters, lone surrogates and Windows line ends are cleaned, not refused."""
    pairs = translate_article("Il cane\x00 dorme.\r\n\r\nLa gatta\ud800 corre.", translator).pairs

    assert [pair.it for pair in pairs] == ["Il cane dorme.", "La gatta corre."]


def test_an_empty_text_is_refused(translator: Translator) -> None:
    """There is nothing to translate, and the error says so."""
    with pytest.raises(EmptySourceError):
        translate_article("  \n", translator)


def test_several_threads_share_a_translator(translator: Translator) -> None:
    """Results are those of a single thread."""
    sentences = [f"il cane corre nel prato {word}" for word in TEXT.split()]
    expected = translator.translate(sentences)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(translator.translate, [sentences] * 8))

    assert results == [expected] * 8


def test_wrong_arguments_are_told_apart(translator: Translator, tmp_path: Path) -> None:
    """A single text, a path, absurd threads and a closed translator each have their error."""
    with pytest.raises(TypeError, match="list"):
        translator.translate("Ciao")
    with pytest.raises(TypeError, match=r"read\(\)"):
        translate_article(tmp_path, translator)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="1024"):
        Translator(threads=100_000)
    assert len(translator.translate(text for text in ("Uno.", "Due.", "\ud800 tre"))) == 3
    translator.close()
    with pytest.raises(ValueError, match="closed"):
        translator.translate(["Uno."])


def test_a_missing_model_is_an_error_of_ours() -> None:
    """Callers catch one class for everything."""
    with pytest.raises(BilingueError):
        Translator("no-such-model")


@pytest.mark.model
def test_the_default_model_needs_nothing_installed() -> None:
    """On a fresh machine the bundled package translates."""
    assert "Sunday" in translate_article("La biblioteca è aperta anche la domenica.").pairs[0].en
