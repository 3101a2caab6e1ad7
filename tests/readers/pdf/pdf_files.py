"""The smallest PDF files, for the tests of what no program would print."""

from collections.abc import Sequence


def pdf_of(
    *pages: str, font: str = "/Encoding /WinAnsiEncoding", rotate: int = 0, title: str = ""
) -> bytes:
    """Return a PDF of 400 by 400 points with these content streams, font F in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {font} >>")
    kids = []
    for content in pages:
        length = len(content.encode("cp1252"))
        objects.append(f"<< /Length {length} >>\nstream\n{content}\nendstream")
        resources = "/Resources << /Font << /F 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Rotate {rotate} "
            f"{resources} /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) >>")
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}"
    return body + f"{tail}startxref\n{len(body)}\n%%EOF\n".encode()


def lines_at(lines: Sequence[str], *, left: int = 40, top: int = 360, size: int = 10) -> str:
    """Return a content stream with one line below the other, 1.2 sizes apart."""
    shown = [
        f"BT /F {size} Tf {left} {top - number * size * 1.2:.1f} Td ({line}) Tj ET"
        for number, line in enumerate(lines)
    ]
    return "\n".join(shown)
