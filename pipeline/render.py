"""Pages from records: the templates, their digest, and links between pages.

`Renderer` reads all templates once, so that its digest describes exactly what it renders with.
A page is one file that asks for nothing outside itself: style and script are inlined, and its
content-security policy allows them, by hash, and nothing else. With shared assets they are files
beside the pages, and the policy allows what lies where the page does.
"""

import hashlib
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from markupsafe import Markup

from pipeline.checks import REASONS
from pipeline.data import data_path
from pipeline.dates import iso_date
from pipeline.errors import PathNotFoundError
from pipeline.frequencies import default_frequencies
from pipeline.lexicon import default_lexicon
from pipeline.page import counted, page_view
from pipeline.page_data import page_data
from pipeline.record import Neighbour, Record
from pipeline.template_files import (
    content_hash,
    digest,
    index_script,
    page_script,
    read_templates,
    style,
)

if TYPE_CHECKING:
    from pipeline.templating import Templates

INDEX_NAME: Final = "index"

ASSETS_FOLDER: Final = "_assets"
Assets = Literal["inline", "shared"]
_HASH_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How pages are made."""

    templates: Path | None = None
    """A folder of the user's own, whose files go before the project's."""
    assets: Assets = "inline"
    """Whether style and script stand in each page, or once in files beside them."""
    dictionary: Path | None = None
    """A dictionary of the user's own, whose entries go before the lexicon's."""

    def renderer(self) -> "Renderer":
        """Return what makes pages so.

        Raises:
            UsageError: the templates or the dictionary cannot be used.
        """
        return Renderer(self.templates, assets=self.assets, dictionary=self.dictionary)


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One article of a run, as the index page lists it."""

    name: str
    """Its output name without suffix, with / between folders."""
    title: str
    """Its display title; the source where none is known."""
    status: Literal["done", "failed"]
    """Whether there is a page."""
    message: str = ""
    """What went wrong, where it failed."""
    words: int = 0
    """Italian words."""
    sentences: int = 0
    """Sentences."""
    flagged: int = 0
    """Doubtful sentences."""
    source: str = ""
    """Path or address of the source."""
    date: str = ""
    """When it appeared, as the source writes it; empty where unknown."""
    key: str = ""
    """What names it in a browser's storage, where its page keeps the progress."""

    @property
    def day(self) -> str:
        """Return its date as YYYY-MM-DD or YYYY-MM; empty where that is not sure."""
        return iso_date(self.date)


class Renderer:
    """Makes pages from records; holds the templates and what else decides how pages look."""

    digest: str
    """Names all that: 16 hex digits, the same on every system."""

    assets: Mapping[str, bytes]
    """The files that its pages need beside them: content by path from the output folder."""

    def __init__(
        self,
        templates: Path | None = None,
        *,
        assets: Assets = "inline",
        dictionary: Path | None = None,
    ) -> None:
        """Read the project's templates, and over them those in the folder `templates`.

        Args:
            templates: A folder of the user's own.
            assets: Whether style and script stand in each page, or once in files beside them.
            dictionary: A table, StarDict or dictd dictionary whose entries go before the lexicon's.

        Raises:
            PathNotFoundError: `templates` is not a folder, or there is no such dictionary.
            DictionaryError: the dictionary cannot be used.
            UsageError: a template cannot be read.
        """
        files = read_templates(data_path("templates"))
        if templates is not None:
            if not templates.is_dir():
                raise PathNotFoundError(str(templates))
            files |= read_templates(templates)
        self._files = files
        own = None
        if dictionary is not None:
            from pipeline.dictionaries import Dictionary  # noqa: PLC0415 - for those who have one

            own = Dictionary(dictionary)
        self._explain = own.explain if own else None
        choices = [f"assets {assets}"] if assets == "shared" else []
        self.digest = digest(files, *choices, *([f"dictionary {own.sha256}"] if own else []))
        self._style = style(files)
        self._page_script = page_script(files)
        self._index_script = index_script(files)
        self._paths: dict[str, str] = {}
        if assets == "shared":
            scripts = (self._page_script, "js"), (self._index_script, "js")
            for content, suffix in ((self._style, "css"), *scripts):
                self._paths[content] = _asset_path(content, suffix)
        self.assets = {path: content.encode() for content, path in self._paths.items()}

    @cached_property
    def _templates(self) -> "Templates":
        from pipeline.templating import Templates  # noqa: PLC0415 - see there

        return Templates(self._files, {"counted": counted})

    def warm_up(self) -> None:
        """Do ahead what the first page would wait for; may run beside anything else."""
        self._templates.compile_all()
        default_lexicon().longest(("a", "causa"), 0)  # the first look-up makes its index
        default_frequencies()

    def page(
        self,
        record: Record,
        previous: Neighbour | None = None,
        next: Neighbour | None = None,  # noqa: A002 - the word that the page itself uses
        *,
        indexed: bool = True,
    ) -> str:
        """Return the HTML page of `record`, with links to the articles before and after it.

        Args:
            record: The article.
            previous: The article before it.
            next: The article after it.
            indexed: Whether there is an index page to link to.

        Raises:
            UsageError: a template of the user's own cannot be used.
        """
        return self._render(
            "page.html.jinja",
            record.name,
            self._page_script,
            page=page_view(record),
            data=Markup(self._data(record)),  # noqa: S704 - JSON without anything that ends it
            reasons={flag.value: words for flag, words in REASONS.items()},
            index_href=relative_href(record.name, INDEX_NAME) if indexed else "",
            previous=_link(record.name, previous),
            next=_link(record.name, next),
        )

    def index(
        self, entries: Sequence[IndexEntry], failures: int | None = None, more_failed: str = ""
    ) -> str:
        """Return the HTML page that lists `entries`, in their order.

        Args:
            entries: The articles, done and failed.
            failures: How many failed, where not all of them are among `entries`.
            more_failed: Link to the page that lists more of those that failed.

        Raises:
            UsageError: a template of the user's own cannot be used.
        """
        failed = sum(entry.status == "failed" for entry in entries)
        return self.listing(
            "index.html.jinja",
            INDEX_NAME,
            entries,
            failures=failed if failures is None else failures,
            more_failed=more_failed,
        )

    def listing(
        self, template: str, name: str, entries: Sequence[IndexEntry], **values: object
    ) -> str:
        """Return a page that lists articles, done and failed; see also `index_view`.

        Args:
            template: Its template.
            name: Its output name.
            entries: What it lists, in this order.
            values: What else the template needs, or other totals than those of `entries`.

        Raises:
            UsageError: a template of the user's own cannot be used.
        """
        done = [entry for entry in entries if entry.status == "done"]
        usual: dict[str, object] = {
            "done": [(relative_href(name, entry.name), entry) for entry in done],
            "failed": [entry for entry in entries if entry.status == "failed"],
            "words": sum(entry.words for entry in done),
            "sentences": sum(entry.sentences for entry in done),
            "anchors": {},
            "only_failed": False,
        }
        return self._render(template, name, self._index_script, **{**usual, **values})

    def _data(self, record: Record) -> str:
        shared = bool(self.assets)
        inlined = 0 if shared else len((self._style + self._page_script).encode())
        return page_data(record, self._explain, inlined=inlined)

    def _render(self, template: str, name: str, script: str, **values: object) -> str:
        style_href, script_href = (
            _href(name, self._paths[content]) if content in self._paths else ""
            for content in (self._style, script)
        )
        frame = {
            "style": Markup(self._style),  # noqa: S704 - our own files, made safe by `style`
            "style_hash": content_hash(self._style),
            "style_href": style_href,
            "script": Markup(script),  # noqa: S704 - made safe by `page_script`
            "script_hash": content_hash(script),
            "script_href": script_href,
        }
        return self._templates.render(template, {**frame, **values})


def relative_href(start: str, target: str) -> str:
    """Return the link from the page named `start` to the page named `target`.

    Names are relative to the output folder and have no suffix. The result is percent-encoded,
    colons too, so that no browser takes a name for an address.
    """
    return _href(start, f"{target}.html")


def _href(start: str, path: str) -> str:
    return quote(posixpath.relpath(path, posixpath.dirname(start) or "."), safe="/")


def _asset_path(content: str, suffix: str) -> str:
    """Return a path that no other content has: a page of an earlier run keeps its own."""
    name = hashlib.sha256(content.encode()).hexdigest()[:_HASH_DIGITS]
    return f"{ASSETS_FOLDER}/{name}.{suffix}"


def _link(start: str, neighbour: Neighbour | None) -> tuple[str, str] | None:
    """Return href and title of `neighbour`, seen from the page named `start`."""
    if neighbour is None:
        return None
    return relative_href(start, neighbour.name), neighbour.title
