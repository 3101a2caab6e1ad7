"""WebVTT subtitles; see `subtitles`."""

from collections.abc import Sequence
from typing import BinaryIO

from pipeline.exports.subtitles import subtitle_file
from pipeline.exports.units import Document, ExportOptions


def write(documents: Sequence[Document], file: BinaryIO, options: ExportOptions) -> None:
    """Write the subtitles of the one article among the documents that has times.

    Args:
        documents: The articles.
        file: Where to write (UTF-8).
        options: `machine` and `bilingual` count.

    Raises:
        UsageError: no article has times, or several have.
    """
    file.write(subtitle_file(documents, "vtt", options))
