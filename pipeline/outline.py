"""What was understood of a source, and what the lexicon says, for people and for programs."""

import json

from pipeline.article import Article
from pipeline.lexicon import Entry
from pipeline.segment import split_sentences


def text_outline(article: Article) -> str:
    """Return title, metadata, and the blocks with their numbers, kinds and sentences."""
    lines = [f"title: {article.title}", f"language: {article.language}"]
    lines += [f"{name}: {value}" for name, value in article.metadata.items()]
    for number, block in enumerate(article.blocks, start=1):
        level = f" {block.level}" if block.level is not None else ""
        lines.append(f"\n{number} {block.kind}{level}")
        lines += [f"    {sentence.text}" for sentence in split_sentences(block.text)]
    return "\n".join(lines)


def json_outline(article: Article) -> str:
    """Return the same as one JSON object."""
    blocks = [
        {
            "number": number,
            "kind": block.kind,
            "level": block.level,
            "text": block.text,
            "sentences": [sentence.text for sentence in split_sentences(block.text)],
        }
        for number, block in enumerate(article.blocks, start=1)
    ]
    content = {
        "title": article.title,
        "source": article.source,
        "language": article.language,
        "metadata": dict(article.metadata),
        "blocks": blocks,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def entry_outline(entry: Entry) -> str:
    """Return an entry: the form, its lemma and part of speech, and a sense a line."""
    lemma = f", from {entry.lemma}" if entry.lemma != entry.form else ""
    part = f" ({entry.part_of_speech})" if entry.part_of_speech else ""
    senses = (f"  {sense.probability:4.0%}  {sense.text}" for sense in entry.senses)
    return "\n".join([f"{entry.form}{lemma}{part}", *senses])
