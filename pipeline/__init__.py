"""Italian articles to side-by-side Italian/English pages and aligned tables, offline.

    from pipeline import Translator, read, translate_article

    with Translator() as translator:
        bilingual = translate_article(read("article.txt"), translator)
    page, table = bilingual.html(), bilingual.tsv()

The names below are the whole public interface; they are imported when first used, so that a
command which needs no model starts at once.
"""

import importlib
from typing import TYPE_CHECKING, Any

from pipeline._conflicts import refuse_foreign_package
from pipeline._version import __version__

if TYPE_CHECKING:
    from pipeline.article import (
        Article,
        Block,
        FrozenMapping,
        Pair,
        Sentence,
        Span,
    )
    from pipeline.attempts import Translation
    from pipeline.errors import (
        BadAddressError,
        BilingueError,
        BinarySourceError,
        BrokenMemoryError,
        BrokenModelError,
        BusyMemoryError,
        ClusterError,
        DamagedSourceError,
        DictionaryError,
        EmptySourceError,
        FetchError,
        FetchTimeoutError,
        GlossaryError,
        HttpStatusError,
        LexiconError,
        MemoryFileError,
        MemoryImportError,
        MissingExtraError,
        MissingPartsError,
        ModelDownloadError,
        ModelError,
        ModelNotFoundError,
        NewerMemoryError,
        NewerSchemaError,
        NoEntryError,
        NoMemoryError,
        NotAMemoryError,
        NotAPageError,
        NothingToDoError,
        NothingToExportError,
        NotTranslatedError,
        OldFormatError,
        OutputError,
        PathNotFoundError,
        PrivateAddressError,
        ProtectedSourceError,
        RecordError,
        RefusedWorkerError,
        SourceError,
        TableError,
        TooDeepSourceError,
        TooLargeSourceError,
        TooLongBlockError,
        TooManyBlocksError,
        TooManySentencesError,
        TooMuchMemoryError,
        TooSlowSourceError,
        UnexpectedError,
        UnknownFormatError,
        UnreadableSourceError,
        UnsafePackageError,
        UnsupportedComputingError,
        UnwritableMemoryError,
        UsageError,
        WorkerError,
        WrongLanguageError,
        WrongLanguagePairError,
    )
    from pipeline.readers import read
    from pipeline.translator import BilingualArticle, Translator, translate_article

__all__ = [
    "Article",
    "BadAddressError",
    "BilingualArticle",
    "BilingueError",
    "BinarySourceError",
    "Block",
    "BrokenMemoryError",
    "BrokenModelError",
    "BusyMemoryError",
    "ClusterError",
    "DamagedSourceError",
    "DictionaryError",
    "EmptySourceError",
    "FetchError",
    "FetchTimeoutError",
    "FrozenMapping",
    "GlossaryError",
    "HttpStatusError",
    "LexiconError",
    "MemoryFileError",
    "MemoryImportError",
    "MissingExtraError",
    "MissingPartsError",
    "ModelDownloadError",
    "ModelError",
    "ModelNotFoundError",
    "NewerMemoryError",
    "NewerSchemaError",
    "NoEntryError",
    "NoMemoryError",
    "NotAMemoryError",
    "NotAPageError",
    "NotTranslatedError",
    "NothingToDoError",
    "NothingToExportError",
    "OldFormatError",
    "OutputError",
    "Pair",
    "PathNotFoundError",
    "PrivateAddressError",
    "ProtectedSourceError",
    "RecordError",
    "RefusedWorkerError",
    "Sentence",
    "SourceError",
    "Span",
    "TableError",
    "TooDeepSourceError",
    "TooLargeSourceError",
    "TooLongBlockError",
    "TooManyBlocksError",
    "TooManySentencesError",
    "TooMuchMemoryError",
    "TooSlowSourceError",
    "Translation",
    "Translator",
    "UnexpectedError",
    "UnknownFormatError",
    "UnreadableSourceError",
    "UnsafePackageError",
    "UnsupportedComputingError",
    "UnwritableMemoryError",
    "UsageError",
    "WorkerError",
    "WrongLanguageError",
    "WrongLanguagePairError",
    "__version__",
    "read",
    "translate_article",
]

_MODULES = {
    "Article": "article",
    "BilingualArticle": "translator",
    "Block": "article",
    "FrozenMapping": "article",
    "Pair": "article",
    "Sentence": "article",
    "Span": "article",
    "Translation": "attempts",
    "Translator": "translator",
    "read": "readers",
    "translate_article": "translator",
}

refuse_foreign_package()


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562
    """Import a public name when it is first used; errors are all in one module."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    module = importlib.import_module(f"{__name__}.{_MODULES.get(name, 'errors')}")
    return getattr(module, name)


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
