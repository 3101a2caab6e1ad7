"""Pages from records: links, escaping, languages, digest, templates of the user's own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.article import Block, FrozenMapping
from pipeline.data import data_path
from pipeline.errors import PathNotFoundError, UsageError
from pipeline.record import Neighbour, Record
from pipeline.render import IndexEntry, Renderer, relative_href
from pipeline.template_files import content_hash, digest, style
from tests.page_records import HOSTILE, of_blocks, pair, record


class _Elements(HTMLParser):
    """Collects start tags with their attributes and the text that follows them directly."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        self._open = True

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """Read the project's templates once."""
    return Renderer()


@pytest.fixture
def two_blocks() -> Record:
    """Return a title and a paragraph of two sentences."""
    return of_blocks(
        [
            (Block("title", "Titolo"), [("Titolo", "Title")]),
            (Block("paragraph", "Uno. Due."), [("Uno.", "One."), ("Due.", "Two.")]),
        ]
    )


@pytest.fixture
def one_pair() -> Record:
    """Return a paragraph of one sentence."""
    return record([Block("paragraph", "Sì.")], [pair("Sì.", "Yes.")])


@pytest.mark.parametrize(
    ("start", "target", "expected"),
    [
        ("a", "b", "b.html"),
        ("sub/dir/name", "index", "../../index.html"),
        ("sub/a", "sub/b", "b.html"),
        ("sub/a", "other/b", "../other/b.html"),
        ("index", "sub/a", "sub/a.html"),
        ("index", "che ora è?", "che%20ora%20%C3%A8%3F.html"),
        ("index", "a:b", "a%3Ab.html"),
        ("index", "50%#1", "50%25%231.html"),
    ],
)
def test_relative_href(start: str, target: str, expected: str) -> None:
    """Links are relative to the page they stand on, and percent-encoded."""
    assert expected == relative_href(start, target)


def test_ids_are_the_numbers_of_the_tsv(renderer: Renderer, two_blocks: Record) -> None:
    """Every block is #pN and every pair #pNsM, in reading order."""
    ids = re.findall(r'id="(p\d+(?:s\d+)?)"', renderer.page(two_blocks))
    assert ids == ["p1", "p1s1", "p2", "p2s1", "p2s2"]


def test_every_cell_names_its_language(renderer: Renderer, two_blocks: Record) -> None:
    """Italian and English alternate, each with its lang (WCAG 3.1.2)."""
    elements = _Elements(renderer.page(two_blocks))
    cells = [
        (attributes["lang"], text)
        for _, attributes, text in elements.found
        if attributes.get("class") in {"it", "en"}
    ]
    assert cells == [
        ("it", "Titolo"),
        ("en", "Title"),
        ("it", "Uno."),
        ("en", "One."),
        ("it", "Due."),
        ("en", "Two."),
    ]


def test_a_page_without_title_block_shows_its_display_title(
    renderer: Renderer, one_pair: Record
) -> None:
    """The page has one h1 even where the article has no title."""
    headings = [text for tag, _, text in _Elements(renderer.page(one_pair)).found if tag == "h1"]
    assert headings == ["Un articolo"]


def test_hostile_text_stays_text(renderer: Renderer) -> None:
    """Whatever an article says, in whatever place, it adds no element to the page."""
    plain = ["parola"] * len(HOSTILE)

    def page(texts: Sequence[str]) -> _Elements:
        content = [(Block("paragraph", text), [(text, text)]) for text in texts]
        made = of_blocks(content, title=texts[0], source=texts[1])
        return _Elements(renderer.page(made, Neighbour("a", texts[2]), Neighbour("b", texts[3])))

    hostile = page(HOSTILE)
    assert [tag for tag, _, _ in hostile.found] == [tag for tag, _, _ in page(plain).found]
    cells = [text for _, attributes, text in hostile.found if attributes.get("class") == "it"]
    assert cells == list(HOSTILE)


def test_hostile_text_stays_text_in_the_index(renderer: Renderer) -> None:
    """Titles, sources and messages are escaped as well."""

    def page(text: str) -> list[str]:
        entries = [
            IndexEntry("a", text, "done", source=text),
            IndexEntry("b", text, "failed", message=text),
        ]
        return [tag for tag, _, _ in _Elements(renderer.index(entries)).found]

    for text in HOSTILE:
        assert page(text) == page("parola")


def test_pages_are_deterministic(renderer: Renderer, two_blocks: Record) -> None:
    """The same record gives the same bytes, whoever renders it, and names no folder."""
    html = renderer.page(two_blocks)
    assert html == Renderer().page(two_blocks)
    assert str(data_path("templates")) not in html


def test_a_page_asks_for_nothing(renderer: Renderer, two_blocks: Record) -> None:
    """Neither elements nor styles nor scripts point outside."""
    html = renderer.page(two_blocks)
    tags = {tag for tag, _, _ in _Elements(html).found}
    assert tags.isdisjoint({"img", "iframe", "object", "embed", "video", "audio"})
    assert re.findall(r"@import|url\(|src=|fetch\(|XMLHttpRequest|import\(", html) == []


def test_the_policy_names_the_style(renderer: Renderer, one_pair: Record) -> None:
    """The content-security policy allows exactly the style that is inlined."""
    html = renderer.page(one_pair)
    inlined = html.partition("<style>")[2].partition("</style>")[0]
    assert f"style-src '{content_hash(inlined)}';" in html
    assert "default-src 'none'" in html


def test_the_policy_names_the_script(renderer: Renderer, one_pair: Record) -> None:
    """The content-security policy allows exactly the script that is inlined."""
    html = renderer.page(one_pair)
    inlined = html.rpartition("<script>")[2].partition("</script>")[0]
    assert len(inlined) > 1000
    assert f"script-src '{content_hash(inlined)}';" in html


def test_content_hash() -> None:
    """The hash is SHA-256 in base64, as the policy wants it."""
    assert content_hash("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def test_lists_and_tables(renderer: Renderer) -> None:
    """List items show their label on both sides; a table has a head and keeps empty cells."""
    places = [{"row": row, "column": column} for row, column in ("11", "12", "22")]
    blocks = [
        Block("list-item", "A", level=1, attributes=FrozenMapping({"label": "1."})),
        *(Block("table-cell", "B", attributes=FrozenMapping(place)) for place in places),
    ]
    html = renderer.page(of_blocks([(block, [(block.text, "x")]) for block in blocks]))
    found = _Elements(html).found
    labels = [at["data-label"] for _, at, _ in found if "data-label" in at]
    assert labels == ["1.", "1."]
    assert [tag for tag, _, _ in found if tag in {"tr", "th", "td"}] == [
        *("tr", "th", "th"),
        *("tr", "td", "td"),
    ]


def test_links_to_neighbours_and_index(renderer: Renderer, one_pair: Record) -> None:
    """A page in a folder finds the index and its neighbours."""
    made = record(one_pair.article.blocks, one_pair.pairs, name="sub/due")
    html = renderer.page(made, Neighbour("uno", "Uno"), Neighbour("sub/tre è", "Tre"))
    links = [attributes["href"] for tag, attributes, _ in _Elements(html).found if tag == "a"]
    assert links == ["../index.html", "#p1", "../uno.html", "tre%20%C3%A8.html"]


def test_a_page_alone_has_no_neighbours(renderer: Renderer, one_pair: Record) -> None:
    """Without neighbours there is no empty navigation."""
    assert 'class="neighbours"' not in renderer.page(one_pair)


def test_an_edited_page_says_so(renderer: Renderer, one_pair: Record) -> None:
    """The colophon claims no machine translation for what a person wrote."""
    assert "no person has corrected it" in renderer.page(one_pair)
    edited = replace(pair("Sì.", "Yes.", flags=("cut-off",)), origin="human")
    html = renderer.page(record(one_pair.article.blocks, [edited]))
    assert "except 1 sentence that a person made" in html
    assert '">Doubtful</span>: <span data-text="reason-cut-off">may lack its end</span>' in html


def test_index_lists_articles_and_failures(renderer: Renderer) -> None:
    """Done articles are links with their counts; failed ones say why and are none."""
    html = renderer.index(
        [
            IndexEntry("b/uno", "Uno", "done", words=1500, sentences=90, flagged=2),
            IndexEntry("a", "Due", "done", words=1, sentences=1),
            IndexEntry("rotto", "rotto.txt", "failed", message="rotto.txt holds no text"),
        ]
    )
    links = [attributes["href"] for tag, attributes, _ in _Elements(html).found if tag == "a"]
    assert links == ["b/uno.html", "a.html"]
    for text in ("1,501 words", "2 doubtful", "1 failed", "rotto.txt holds no text"):
        assert text in html


def test_an_empty_index_says_what_to_do(renderer: Renderer) -> None:
    """Without articles the index is a page all the same."""
    html = renderer.index([])
    assert "0 articles" in html
    assert "No article has been translated yet" in html


def test_digest_is_of_names_and_content() -> None:
    """The digest changes with a name, a text or their border, and with nothing else."""
    files = {"a.jinja": "one", "b.css": "two"}
    reference = digest(files)
    assert re.fullmatch("[0-9a-f]{16}", reference)
    assert reference == digest(dict(reversed(files.items())))
    others = [
        {"a.jinja": "one!", "b.css": "two"},
        {"c.jinja": "one", "b.css": "two"},
        {"a.jinja": "onet", "b.css": "wo"},
        {"a.jinja": "one"},
    ]
    assert len({reference, *map(digest, others)}) == len(others) + 1


def test_digest_ignores_line_ends_and_other_files(tmp_path: Path) -> None:
    """A checkout with CRLF, or a note beside the templates, renders under the same digest."""
    (tmp_path / "css").mkdir()
    (tmp_path / "README.md").write_text("a note", encoding="utf-8")
    for path in (data_path("templates") / "css").glob("*.css"):
        content = path.read_bytes().replace(b"\n", b"\r\n")
        (tmp_path / "css" / path.name).write_bytes(content)
    assert Renderer(tmp_path).digest == Renderer().digest


def test_a_folder_of_ones_own_goes_over_the_templates(tmp_path: Path, one_pair: Record) -> None:
    """A file of the same name replaces ours, every other stays, and the digest tells."""
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "colophon.html.jinja").write_text("MY COLOPHON", encoding="utf-8")
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "custom.css").write_text("body { color: teal }", encoding="utf-8")
    own = Renderer(tmp_path)
    html = own.page(one_pair)
    assert "MY COLOPHON" in html
    assert 'lang="it">Sì.' in html
    assert html.partition("</style>")[0].endswith("body { color: teal }")
    assert own.digest != Renderer().digest


def test_styles_follow_the_cascade() -> None:
    """Ours in their order, then the user's by name; none can end the style element."""
    files = {"css/z.css": "</style>", "css/print.css": "p", "css/theme.css": "t", "a.jinja": "no"}
    assert style(files) == "tp<\\/style>"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that does not exist is an error, not a silent default."""
    with pytest.raises(PathNotFoundError, match="nowhere"):
        Renderer(tmp_path / "nowhere")


@pytest.mark.parametrize("template", ["{{ unknown }}", "{% if %}", "{% include 'no' %}"])
def test_a_broken_template_is_named(tmp_path: Path, one_pair: Record, template: str) -> None:
    """A mistake in a user's template is one message that names the file."""
    (tmp_path / "page.html.jinja").write_text(template, encoding="utf-8")
    with pytest.raises(UsageError, match=r"page\.html\.jinja"):
        Renderer(tmp_path).page(one_pair)


def test_a_template_that_is_not_text_is_named(tmp_path: Path) -> None:
    """A template in another encoding is refused by name."""
    (tmp_path / "page.html.jinja").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"page\.html\.jinja"):
        Renderer(tmp_path)


def test_what_a_page_needs_can_be_made_ready_ahead(tmp_path: Path) -> None:
    """A page is the same after warming up; a broken template is named by the page alone."""
    one = record([Block("paragraph", "Sì.")], [pair("Sì.", "Yes.")])
    ready = Renderer()
    ready.warm_up()
    assert ready.page(one) == Renderer().page(one)
    (tmp_path / "page.html.jinja").write_text("{% if %}", encoding="utf-8")
    broken = Renderer(tmp_path)
    broken.warm_up()
    with pytest.raises(UsageError, match=r"page\.html\.jinja"):
        broken.page(one)
