"""Suffixes that more than the table of readers needs to know."""

from typing import Final

PAGES: Final = (".html", ".htm", ".xhtml")
"""Of saved web pages."""
FEEDS: Final = (".rss", ".atom", ".rdf")
"""Of feeds. They are also found as .xml, which other kinds of file are too."""
