"""Elements of Word documents, for the tests of their reader."""


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a stretch of text."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*inside: str) -> str:
    """Return a paragraph with this content."""
    return f"<w:p>{''.join(inside)}</w:p>"


def style(name: str, inside: str = "", based_on: str = "") -> str:
    """Return a style whose identifier is its name without spaces."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{inside}</w:style>'
    )
