"""The article record: the single source of pages, tables and exports.

A record is what a run knows of one article, kept as DIR/.bilingue/NAME.json. It holds no
absolute path, no time and no machine name, so the same input gives the same bytes.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from pipeline.article import ORIGINS, Article, Block, FrozenMapping, Pair, Span
from pipeline.errors import NewerSchemaError, RecordError

RECORD_SCHEMA: Final = 1


@dataclass(frozen=True, slots=True)
class Digests:
    """What a result depends on, in three parts; see `digests`."""

    reading: str
    """Reader and splitter rules."""
    translation: str
    """Model, decoding and the rules around it."""
    rendering: str
    """The templates."""


@dataclass(frozen=True, slots=True)
class ModelNote:
    """The model that made the machine's text, as a page's colophon names it."""

    name: str
    """The package's name, such as translate-it_en."""
    version: str
    """The package's own version."""
    sha256: str
    """Content hash of the package."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """SHA-256 of the files that were written for the article."""

    html: str = ""
    """Of the page."""
    tsv: str = ""
    """Of the TSV."""
    tsv_accepted: tuple[str, ...] = ()
    """States of the TSV that a run wrote and may therefore replace."""
    tsv_name: str = ""
    """File name of the TSV: STEM.tsv, or STEM.new.tsv beside one that was edited."""
    tsv_kept: str = ""
    """SHA-256 of STEM.tsv where it was not understood and left as it is; empty where it is ours."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article before or after a page's own, to link to."""

    name: str
    """Its output name without suffix, with / between folders."""
    title: str
    """Its display title."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article, translated."""

    name: str
    """Relative output name without suffix, with / between folders."""
    article: Article
    """What was read."""
    pairs: tuple[Pair, ...]
    """The sentences with their translations, in reading order."""
    digests: Digests
    """What the result depends on."""
    model: ModelNote
    """Who translated."""
    version: str
    """Version of bilingue; recorded, never hashed."""
    source_sha256: str = ""
    """SHA-256 of the source's bytes."""
    outputs: Outputs = field(default_factory=Outputs)
    """The files written."""
    previous: Neighbour | None = None
    """The article that its page links to as the one before; see `neighbours`."""
    next: Neighbour | None = None
    """The article that its page links to as the one after."""
    recalled: tuple[str, ...] = ()
    """Places (keys without their last part) whose English a translation memory gave."""
    refused: tuple[str, ...] = ()
    """Keys of places where a person went back to the machine's text; the last part of each is
    made of the English that was refused (see `keys`)."""
    memory: str = ""
    """State of the translation memories that were last asked; see `Memories.state`."""

    @property
    def display_title(self) -> str:
        """The article's title; its output name without folders where it has none."""
        return self.article.title or self.name.rpartition("/")[2]


def to_json(record: Record) -> str:
    """Return `record` as JSON text: sorted nowhere, indented, ending in a newline."""
    content = {"schema": RECORD_SCHEMA, **_plain(record)}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, path: str) -> Record:
    """Return the record in `text`; `path` is for messages.

    Raises:
        NewerSchemaError: a newer version wrote it.
        RecordError: it is not a record.
    """
    try:
        content = json.loads(text)
        schema = content.pop("schema")
        if schema > RECORD_SCHEMA:
            raise NewerSchemaError(path, schema)
        return _record(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__} {error}"
        raise RecordError(path, reason) from error


def _plain(record: Record) -> dict[str, Any]:
    content = {name: getattr(record, name) for name in Record.__dataclass_fields__}
    content["article"] = {
        **{name: getattr(record.article, name) for name in ("title", "source", "language")},
        "metadata": dict(record.article.metadata),
        "blocks": [_plain_block(block) for block in record.article.blocks],
    }
    content["pairs"] = [asdict(pair) for pair in record.pairs]
    for name in ("digests", "model", "outputs"):
        content[name] = asdict(content[name])
    for name in ("previous", "next"):
        content[name] = asdict(content[name]) if content[name] else None
    return content


def _plain_block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": block.text,
        "level": block.level,
        "spans": [asdict(span) for span in block.spans],
        "attributes": dict(block.attributes),
    }


def _record(content: dict[str, Any]) -> Record:
    article = content["article"]
    blocks = tuple(
        Block(
            kind=block["kind"],
            text=block["text"],
            level=block["level"],
            spans=tuple(Span(**span) for span in block["spans"]),
            attributes=FrozenMapping(block["attributes"]),
        )
        for block in article["blocks"]
    )
    outputs = content["outputs"]
    return Record(
        name=content["name"],
        article=Article(
            title=article["title"],
            source=article["source"],
            language=article["language"],
            metadata=FrozenMapping(article["metadata"]),
            blocks=blocks,
        ),
        pairs=tuple(_pair(pair) for pair in content["pairs"]),
        digests=Digests(**content["digests"]),
        model=ModelNote(**content["model"]),
        version=content["version"],
        source_sha256=content["source_sha256"],
        outputs=Outputs(**{**outputs, "tsv_accepted": tuple(outputs["tsv_accepted"])}),
        previous=_neighbour(content.get("previous")),
        next=_neighbour(content.get("next")),
        recalled=tuple(content.get("recalled", ())),
        refused=tuple(content.get("refused", ())),
        memory=content.get("memory", ""),
    )


def _neighbour(content: dict[str, Any] | None) -> Neighbour | None:
    return Neighbour(**content) if content else None


def _pair(content: dict[str, Any]) -> Pair:
    links = tuple((a, b, c, d) for a, b, c, d in content["links"])
    pair = Pair(**{**content, "flags": tuple(content["flags"]), "links": links})
    texts = (pair.it, pair.en, pair.mt, pair.key, pair.hint, *pair.flags)
    if not all(isinstance(text, str) for text in texts) or pair.origin not in ORIGINS:
        message = f"row {pair.block}.{pair.sentence} is not a pair"
        raise ValueError(message)
    return pair
