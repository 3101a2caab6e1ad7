"""Dictionaries of a user's own: a table (TSV), StarDict or dictd.

    words.tsv                             a word, a tab and its meaning on each line
    name.ifo + name.idx[.gz] + name.dict[.dz] [+ name.syn]        StarDict
    name.index + name.dict[.dz]                                    dictd

Any file of a StarDict or dictd dictionary names it. Only what can be understood as text is taken
from an entry; sizes are bounded, so that no small file becomes a huge one in memory.
"""

import gzip
import hashlib
import html
import re
import string
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NoReturn

from pipeline.errors import DictionaryError, PathNotFoundError, system_reason
from pipeline.lexicon import Entry, Sense, normalise
from pipeline.page_words import Explained, from_lexicon

MAX_BYTES: Final = 256 * 1024 * 1024
"""Of one file, unpacked."""
MAX_SENSES: Final = 5
MAX_SENSE: Final = 200
"""Characters of a sense."""

_COMPANIONS: Final = (".ifo", ".index")
_PARTS: Final = (".idx", ".idx.gz", ".dict", ".dict.dz", ".syn")
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_BREAK: Final = re.compile(r"<\s*(?:br|/p|/li|/div|/def|/dd)\b[^<>]{0,200}>", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")
_DIGITS: Final = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
_TEXT_TYPES: Final = frozenset("mlgxhwk")
_MARKUP_TYPES: Final = frozenset("gxhk")
_INDEX_FIELDS: Final = 3

Meanings = dict[str, list[str]]
"""Senses by headword in the form of `normalise`."""


class Dictionary:
    """What a dictionary says of words."""

    def __init__(self, path: Path) -> None:
        """Read a dictionary.

        Args:
            path: A table, or any file of a StarDict or dictd dictionary.

        Raises:
            PathNotFoundError: there is no such file.
            DictionaryError: it cannot be read or understood.
        """
        if not path.is_file():
            raise PathNotFoundError(str(path))
        self._hash = hashlib.sha256()
        self._path = path
        main = _main_file(path)
        reading: Callable[[Path], Iterator[tuple[str, list[str]]]] = {
            ".ifo": self._read_stardict,
            ".index": self._read_dictd,
        }.get(main.suffix.lower(), self._read_table)
        self._meanings: Meanings = {}
        for word, senses in reading(main):
            kept = self._meanings.setdefault(normalise(word), [])
            kept += [sense for sense in senses if sense not in kept]
        self._meanings = {
            word: senses for word, senses in self._meanings.items() if word and senses
        }
        if not self._meanings:
            self._refuse("no entry was found in it")
        self.sha256 = self._hash.hexdigest()
        """Hash of the content of all its files."""

    def __len__(self) -> int:
        """Return the number of headwords."""
        return len(self._meanings)

    def lookup(self, word: str) -> list[str]:
        """Return the senses of a headword, at most five; none where there is no such entry."""
        return self._meanings.get(normalise(word), [])[:MAX_SENSES]

    def explain(self, key: str, entry: Entry | None) -> Explained | None:
        """Return what the dictionary says of a word of the text; without that, the lexicon.

        Args:
            key: The word as it stands in the text.
            entry: Its entry in the lexicon, which knows what it is a form of.
        """
        for form in (key, entry.form, entry.lemma) if entry is not None else (key,):
            senses = self.lookup(form)
            if senses:
                part = entry.part_of_speech if entry is not None else ""
                return Explained(form, part, tuple(Sense(sense, 1.0) for sense in senses))
        return from_lexicon(key, entry)

    def _read_table(self, path: Path) -> Iterator[tuple[str, list[str]]]:
        text = self._decoded(self._bytes(path), path)
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            word, tab, meaning = line.partition("\t")
            if not tab or not word.strip():
                self._refuse("there is no word and tab", line=number)
            yield word, _senses(meaning.replace(";", "\n"))

    def _read_dictd(self, path: Path) -> Iterator[tuple[str, list[str]]]:
        data = self._bytes(_existing(path, ".dict", ".dict.dz"))
        index = self._decoded(self._bytes(path), path)
        for number, line in enumerate(index.splitlines(), start=1):
            fields = line.split("\t")
            if len(fields) < _INDEX_FIELDS:
                self._refuse("there are no three fields", line=number)
            word, offset, length = fields[:_INDEX_FIELDS]
            if word.startswith(("00-database", "00database")):
                continue
            content = self._slice(data, self._number(offset, number), self._number(length, number))
            lines = content.decode("utf-8", "replace").splitlines()
            # The entry begins with its headword and pronunciation.
            if len(lines) > 1 and normalise(lines[0]).startswith(normalise(word)):
                lines = lines[1:]
            yield word, _senses("\n".join(lines))

    def _read_stardict(self, path: Path) -> Iterator[tuple[str, list[str]]]:
        info = self._decoded(self._bytes(path), path)
        fields = dict(line.split("=", 1) for line in info.splitlines() if "=" in line)
        types = fields.get("sametypesequence", "").strip()
        size = 8 if fields.get("idxoffsetbits", "32").strip() == "64" else 4
        index = self._bytes(_existing(path, ".idx", ".idx.gz"))
        data = self._bytes(_existing(path, ".dict", ".dict.dz"))
        entries: list[list[str]] = []
        for word, rest in self._records(index, size + 4):
            offset, length = rest[:size], rest[size:]
            content = self._slice(
                data, int.from_bytes(offset, "big"), int.from_bytes(length, "big")
            )
            entries.append(_senses("\n".join(_stardict_texts(content, types))))
            yield word, entries[-1]
        synonyms = path.with_suffix(".syn")
        if synonyms.is_file():
            for word, place in self._records(self._bytes(synonyms), 4):
                number = int.from_bytes(place, "big")
                if number >= len(entries):
                    self._refuse("a synonym points outside the index")
                yield word, entries[number]

    def _records(self, index: bytes, size: int) -> Iterator[tuple[str, bytes]]:
        """Yield the words of a StarDict index, each with the `size` bytes behind its end mark."""
        place = 0
        while place < len(index):
            end = index.find(b"\0", place)
            if end < 0 or end + 1 + size > len(index):
                self._refuse("its index ends in the middle of an entry")
            yield index[place:end].decode("utf-8", "replace"), index[end + 1 : end + 1 + size]
            place = end + 1 + size

    def _slice(self, data: bytes, offset: int, length: int) -> bytes:
        if offset + length > len(data):
            self._refuse("its index points outside its data")
        return data[offset : offset + length]

    def _number(self, text: str, line: int) -> int:
        """Return a number in dictd's digits, of base 64."""
        value = 0
        for digit in text:
            place = _DIGITS.find(digit)
            if place < 0:
                self._refuse("a number is none", line=line)
            value = value * len(_DIGITS) + place
        return value

    def _bytes(self, path: Path) -> bytes:
        """Return the content of a file, unpacked, and add it to the hash."""
        try:
            with path.open("rb") as file:
                packed = file.read(2) == b"\x1f\x8b"
            with gzip.open(path) if packed else path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except (gzip.BadGzipFile, EOFError, zlib.error):
            self._refuse(f"{path.name} is damaged")
        except FileNotFoundError:
            self._refuse(f"its file {path.name} is missing")
        except OSError as error:
            self._refuse(system_reason(error))
        if len(content) > MAX_BYTES:
            self._refuse(f"{path.name} is larger than {MAX_BYTES >> 20} MB")
        self._hash.update(len(content).to_bytes(8, "big") + content)
        return content

    def _decoded(self, content: bytes, path: Path) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._refuse(f"{path.name} is not text in UTF-8")

    def _refuse(self, reason: str, line: int | None = None) -> NoReturn:
        raise DictionaryError(str(self._path), reason, line=line)


def _main_file(path: Path) -> Path:
    """Return the file that describes the dictionary that `path` is a part of."""
    name = path.name.lower()
    part = next((part for part in (*_PARTS, *_COMPANIONS) if name.endswith(part)), "")
    if not part:
        return path
    stem = path.with_name(path.name[: -len(part)])
    for suffix in _COMPANIONS:
        main = stem.with_name(stem.name + suffix)
        if main.is_file():
            return main
    return stem.with_name(stem.name + _COMPANIONS[0])


def _existing(main: Path, *suffixes: str) -> Path:
    """Return the first of a dictionary's files that is there, else the name of the first."""
    paths = [main.with_name(main.name[: -len(main.suffix)] + suffix) for suffix in suffixes]
    return next((path for path in paths if path.is_file()), paths[0])


def _stardict_texts(content: bytes, types: str) -> Iterator[str]:
    """Yield the texts of a StarDict entry, whose fields are of `types` or say what they are."""
    place, number = 0, 0
    while place < len(content):
        if types:
            if number == len(types):
                return
            kind = types[number]
        else:
            kind = chr(content[place])
            place += 1
        is_last = bool(types) and number == len(types) - 1
        if is_last:
            start, end, place = place, len(content), len(content)
        elif kind.isupper():
            length = int.from_bytes(content[place : place + 4], "big")
            start, end = place + 4, place + 4 + length
            place = end
        else:
            start, end = place, content.find(b"\0", place)
            end = len(content) if end < 0 else end
            place = end + 1
        number += 1
        if kind in _TEXT_TYPES:
            text = content[start:end].decode("utf-8", "replace")
            yield _without_markup(text) if kind in _MARKUP_TYPES else text


def _without_markup(text: str) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))


def _senses(text: str) -> list[str]:
    """Return the lines of an entry as they may stand on a page."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\0", " ").splitlines())
    shortened = (line if len(line) <= MAX_SENSE else line[: MAX_SENSE - 1] + "…" for line in lines)
    return list(dict.fromkeys(filter(None, shortened)))[:MAX_SENSES]
