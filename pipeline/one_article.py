"""One article from a pipe to a pipe: translated in memory, nothing written anywhere."""

import re
from typing import Final, Literal

from pipeline._version import __version__
from pipeline.attempts import Source, Translation
from pipeline.batch import make_translator
from pipeline.digests import reading_digest
from pipeline.errors import TooLargeSourceError, UsageError
from pipeline.exports.tsv import write_tsv
from pipeline.files import MAX_SOURCE_BYTES
from pipeline.language import require_italian
from pipeline.limits import split_within_limits
from pipeline.pairs import make_pairs, source_of
from pipeline.readers import SUFFIXES
from pipeline.reading import ReadingStoppedError, SourceReader
from pipeline.record import Digests, Record
from pipeline.render import Renderer
from pipeline.run_options import RunOptions
from pipeline.translator import Translator
from pipeline.watcher import Watcher

STANDARD_INPUT: Final = "standard input"
"""What the article is called in messages, and on its page where it has no title."""

Form = Literal["tsv", "html"]

# Marks that open a line in Markdown and in no newspaper: front matter, a heading, a fence, an
# emphasised word or a link.
_HEAD_CHARACTERS: Final = 100_000
_MARKDOWN: Final = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?:.*\r?\n){0,50}?(?:---|\.\.\.)[ \t]*\r?$"
    r"|^#{1,6}[ \t]+\S|^(?:```|~~~)|\*\*[^\s*][^*\n]{0,200}\*\*|\]\((?:https?:|mailto:|[./#])",
    re.MULTILINE,
)


def translate_stream(
    raw: bytes, options: RunOptions, watcher: Watcher, *, to: Form = "tsv", kind: str = ""
) -> bytes | None:
    """Return the page or the table of an article, as `run` would write it.

    Args:
        raw: The article.
        options: What the user asked for; its paths and its output folder do not count.
        watcher: Hears how the translation gets on.
        to: `html` for the page, `tsv` for the table.
        kind: A suffix such as `md` that tells the format; without one it is guessed.

    Returns:
        UTF-8; None where `watcher` stopped the translation.

    Raises:
        SourceError: the article cannot be used.
        UsageError: there is no such format, or the glossary or the templates cannot be used.
        ModelError: there is no model to translate with.
    """
    name = STANDARD_INPUT + _suffix(kind, raw)
    if len(raw) > MAX_SOURCE_BYTES:
        raise TooLargeSourceError(name, MAX_SOURCE_BYTES)
    renderer = Renderer(options.pages.templates, dictionary=options.pages.dictionary)
    with make_translator(options) as translator:
        watcher.planned(1, translator.model, translator.reason)
        try:
            record = _record(raw, name, options, watcher, translator, renderer)
        except ReadingStoppedError:
            return None
    if record is None:
        return None
    text = renderer.page(record, indexed=False) if to == "html" else write_tsv(record.pairs)
    return text.encode()


def guess_suffix(raw: bytes) -> str:
    """Return the suffix that a file with this content should have: `.md`, or none.

    What is a format of its own says so in its first bytes, and the readers look at them.
    """
    head = raw[:_HEAD_CHARACTERS].decode("utf-8", "replace")
    return ".md" if _MARKDOWN.search(head) else ""


def _suffix(kind: str, raw: bytes) -> str:
    if not kind:
        return guess_suffix(raw)
    suffix = "." + kind.lower().removeprefix(".")
    if suffix not in SUFFIXES:
        message = f"there is no kind of article called {kind}"
        raise UsageError(message, f"name one of these with --as: {' '.join(SUFFIXES)}")
    return suffix


def _record(  # noqa: PLR0913, PLR0917 - all that an article is made from
    raw: bytes,
    name: str,
    options: RunOptions,
    watcher: Watcher,
    translator: Translator,
    renderer: Renderer,
) -> Record | None:
    with SourceReader() as reader:
        article = reader.read(raw, name, must_stop=watcher.must_stop)
    if not options.anyway:
        require_italian(article, name)
    sentences = split_within_limits(article, name)
    sources = [source_of(article, placed) for placed in sentences]
    translations = _translations(sources, watcher, translator)
    if translations is None:
        return None
    texts = [source.text for source in sources]
    return Record(
        name="article",
        article=article,
        pairs=make_pairs(article, sentences, translations),
        digests=Digests(reading_digest(), translator.digest(texts), renderer.digest),
        model=translator.model,
        version=__version__,
    )


def _translations(
    sources: list[Source], watcher: Watcher, translator: Translator
) -> list[Translation] | None:
    """Return the translations; None where there was no time for all of them."""
    watcher.translating(len(sources))
    outcomes = list(
        translator.engine.translate_each(
            [sources], progress=watcher.translated, must_stop=watcher.must_stop
        )
    )
    if not outcomes:
        return None
    return outcomes[0][1]
