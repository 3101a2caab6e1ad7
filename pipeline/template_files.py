"""The files of the templates: reading them, joining style and script, naming their content."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pipeline.errors import UsageError

# Raised by hand when the code of the pages changes what they say: part of the digest.
RENDERING_RULES: Final = 2

_SUFFIXES: Final = (".jinja", ".css", ".js")
# The cascade: what comes later wins. Other files of a user's own css/ folder follow these.
_STYLES: Final = (
    "theme",
    "layout",
    "content",
    "interface",
    "reading",
    "search",
    "words",
    "links",
    "reuse",
    "index",
    "print",
)
# The parts of each page's script, in the order in which they are joined. Other files of a user's
# own js/ folder follow, on the reading page.
_PAGE_SCRIPTS: Final = (
    "strings",
    "storage",
    "language",
    "core",
    "settings",
    "sentences",
    "study",
    "progress",
    "search",
    "words",
    "speech",
    "links",
    "exports",
    "edits",
    "help",
    "ready",
)
_INDEX_SCRIPTS: Final = ("strings", "storage", "language", "index")
_DIGEST_DIGITS: Final = 16


def read_templates(folder: Path) -> dict[str, str]:
    """Return the text of all templates, style sheets and scripts by name, with LF line ends.

    Raises:
        UsageError: one of them cannot be read.
    """
    return {path.relative_to(folder).as_posix(): _text(path) for path in _templates_in(folder)}


def digest(files: Mapping[str, str], *choices: str) -> str:
    """Return the digest of template `files`, text by name, whatever their order.

    Args:
        files: The templates.
        choices: What else decides how a page looks; nothing where all is as usual.
    """
    hashed = hashlib.sha256(f"rules {RENDERING_RULES}\0".encode())
    for name in sorted(files):
        content = files[name].encode()
        hashed.update(f"{name}\0{len(content)}\0".encode() + content)
    for choice in choices:
        hashed.update(f"{choice}\0".encode())
    return hashed.hexdigest()[:_DIGEST_DIGITS]


def style(files: Mapping[str, str]) -> str:
    r"""Return the style sheets among `files`, joined in the order of the cascade.

    `</` becomes `<\/`, which CSS reads alike, so that no sheet can end the style element.
    """
    names = [f"css/{name}.css" for name in _STYLES]
    names += sorted(name for name in files if name.endswith(".css") and name not in names)
    return "".join(files[name] for name in names if name in files).replace("</", "<\\/")


def page_script(files: Mapping[str, str]) -> str:
    """Return the script of the reading page: the project's parts, then others among `files`.

    Raises:
        UsageError: one of them could end the script element.
    """
    known = {f"js/{name}.js" for name in (*_PAGE_SCRIPTS, *_INDEX_SCRIPTS)}
    others = sorted(name for name in files if name.endswith(".js") and name not in known)
    return _joined(files, [*(f"js/{name}.js" for name in _PAGE_SCRIPTS), *others])


def index_script(files: Mapping[str, str]) -> str:
    """Return the script of the list of articles.

    Raises:
        UsageError: one of its parts could end the script element.
    """
    return _joined(files, [f"js/{name}.js" for name in _INDEX_SCRIPTS])


def content_hash(text: str) -> str:
    """Return the content-security policy's source expression for an inlined `text`."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _joined(files: Mapping[str, str], names: Sequence[str]) -> str:
    """Return those of the scripts that exist as one function."""
    parts = [_dense(files[name]) for name in names if name in files]
    joined = f'"use strict";\n(() => {{\n{"".join(parts)}}})();\n'
    if "</" in joined or "<!--" in joined:
        message = 'a script of the templates has "</" or "<!--" in it'
        raise UsageError(message, "write it in another way, such as <\\/ in a string")
    return joined


def _dense(script: str) -> str:
    """Return a script without indentation and comment lines, a sixth of its size.

    A template literal over several lines keeps all of it.
    """
    kept, inside = [], False
    for line in script.splitlines():
        if inside or not line.lstrip().startswith("//"):
            kept.append(line if inside else line.lstrip())
            inside ^= line.count("`") % 2 == 1
    return "".join(f"{line}\n" for line in kept if line or inside)


def _templates_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")  # text mode makes LF of every line end
    except (OSError, UnicodeDecodeError) as error:
        message = f"the template {path} cannot be read ({error})"
        raise UsageError(message, "save it as UTF-8 text that you may read") from error
