"""Office documents and books in which a test decides on every byte."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from pipeline.article import Article, Block

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD_SPACES: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_SPACES: Final = (
    " ".join(
        f'xmlns:{name}="{_OASIS}:{space}:1.0"'
        for name, space in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
            "meta": "meta",
            "svg": "svg-compatible",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive with these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def docx(body: str, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """Return a Word document with this body and these parts (styles, numbering, footnotes)."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{name}" Target="{name}.xml"/>' for name in parts
    ) + "".join(
        f'<Relationship Id="{name}" Type="{_R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    main = f'<Relationship Id="r" Type="{_R}/officeDocument" Target="/word/document.xml"/>'
    written = {
        f"word/{name}.xml": f"<w:{name} {_WORD_SPACES}>{xml}</w:{name}>"
        for name, xml in parts.items()
    }
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{main}</Relationships>',
            "word/document.xml": f"<w:document {_WORD_SPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
            ),
            **written,
        }
    )


def fodt(body: str, styles: str = "") -> bytes:
    """Return a flat OpenDocument text with this body and these automatic styles."""
    return (
        f"<office:document {_ODF_SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def odt(body: str, **parts: str) -> bytes:
    """Return an OpenDocument text with this body and other parts."""
    others = {f"{name}.xml": xml for name, xml in parts.items()}
    return archive({"content.xml": fodt(body), **others})


def epub(*chapters: str, package: str = "", **parts: str) -> bytes:
    """Return a book with these chapters, the bodies of XHTML pages.

    Args:
        chapters: They are the files 1.xhtml, 2.xhtml and so on.
        package: What else the package document holds, such as its metadata.
        parts: Other files, with _ for / and . in their names; a listed one is in the manifest.
    """
    numbers = range(1, len(chapters) + 1)
    items = "".join(
        f'<item id="c{number}" href="{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in numbers
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in numbers)
    pages = {
        f"{number}.xhtml": (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title>x</title></head><body>{chapter}</body></html>"
        )
        for number, chapter in zip(numbers, chapters, strict=True)
    }
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="book.opf"/></rootfiles></container>'
            ),
            "book.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/">'
                f'{package}<manifest>{items}<item id="nav" href="nav.xhtml" properties="nav" '
                'media-type="application/xhtml+xml"/></manifest>'
                f"<spine>{spine}</spine></package>"
            ),
            **pages,
            **{name.replace("_", "."): content for name, content in parts.items()},
        }
    )


def shown(article: Article) -> list[tuple[str, str]]:
    """Return the kinds and texts of an article's blocks."""
    return [(block.kind, block.text) for block in article.blocks]


def marked(block: Block) -> list[tuple[str, str, str]]:
    """Return type, text and target of a block's spans."""
    return [(span.type, block.text[span.start : span.end], span.target) for span in block.spans]
