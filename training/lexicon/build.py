"""Make the lexicon file from aligned pairs.

    python -m training.lexicon.build WORK CORPUS MORPHOLOGY [--links links.txt]

WORK holds pairs.tsv and the links, CORPUS the corpus with SOURCES.tsv, MORPHOLOGY the folder
`spacy_lookups_data/data` of the unpacked wheel. Writes lexicon/it-en.lexicon. Which forms are in
follows from the word list of wordfreq (its frequencies are not copied).
"""

import argparse
import csv
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from wordfreq import top_n_list

from pipeline.data import data_path
from pipeline.lexicon import LEXICON_SCHEMA
from training.align.words import english_words, italian_words
from training.corpus import read_corpus
from training.lexicon.counts import count_translations, is_word, normalise, read_aligned
from training.lexicon.morphology import read_morphology
from training.lexicon.phrases import MAX_ENGLISH, MAX_ITALIAN, Phrase, find_phrases
from training.lexicon.senses import Evidence, gather, order_readings, senses_of

FORMS: Final = 60_000
LEAST_HYPHENATED: Final = 5.0
"""Weighted occurrences from which on a word with a hyphen has an entry."""
EXPRESSIONS: Final = 20_000
_PARTS: Final = {
    "det": "determiner",
    "adp": "preposition",
    "pron": "pronoun",
    "aux": "verb",
    "num": "numeral",
    "adv": "adverb",
    "noun": "noun",
    "adj": "adjective",
    "verb": "verb",
}


def dictionary_pairs(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield the headwords of the corpus's dictionaries with their translations, as keys are."""
    for pair in read_corpus(corpus):
        if pair.source.startswith("dict-"):
            it, en = italian_words(pair.it), english_words(pair.en)
            if len(it) <= MAX_ITALIAN and len(en) <= MAX_ENGLISH and all(map(is_word, it + en)):
                key = " ".join(map(normalise, it)).replace("' ", "'")
                yield key, " ".join(en).removeprefix("to ")


def headwords(pairs: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Return the translations of headwords of several words."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for it, en in pairs:
        if " " in it:
            found[it][en] += 1
    return found


def form_lines(evidence: Evidence) -> Iterator[str]:
    """Yield a line for each of the most frequent forms that have a translation."""
    # wordfreq divides words at hyphens; those that the corpus writes with one come first.
    hyphenated = [
        form
        for form, counts in evidence.forms.items()
        if "-" in form and sum(counts.values()) >= LEAST_HYPHENATED
    ]
    count = 0
    for form in dict.fromkeys([*hyphenated, *top_n_list("it", 300_000)]):
        if count >= FORMS:
            return
        word = normalise(form)
        senses = senses_of(word, evidence) if is_word(word) else []
        if senses:
            count += 1
            readings = order_readings(word, evidence)
            parts = dict.fromkeys(_PARTS[part] for part, _ in readings)
            lemma = readings[0][1] if readings else ""
            yield _line(word, "" if lemma == word else lemma, ", ".join(parts), senses)


def expression_lines(phrases: list[Phrase]) -> Iterator[str]:
    """Yield a line for each of the best expressions."""
    for phrase in phrases[:EXPRESSIONS]:
        senses = [(text, share) for text, share in phrase.translations if share >= 0.05]  # noqa: PLR2004
        yield _line(phrase.it, "", "expression", senses)


def _line(form: str, lemma: str, part: str, senses: list[tuple[str, float]]) -> str:
    """Return an entry as `pipeline.lexicon` reads it; see its module's docstring."""
    total = sum(share for _, share in senses)
    shares = [(_spelled(text), max(1, round(share / total * 20))) for text, share in senses]
    joined: Counter[str] = Counter()
    for text, share in shares:  # spelling may have made two of them one
        joined[text] += share
    texts = "|".join(text + (f":{share}" if share < 20 else "") for text, share in joined.items())  # noqa: PLR2004
    return f"{form}\t{_lemma_code(form, lemma)}\t{part}\t{texts}"


def _lemma_code(form: str, lemma: str) -> str:
    """Return how many letters are taken off the form and what is put there to get its lemma."""
    if not lemma:
        return ""
    pairs = enumerate(zip(form, lemma, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(form), len(lemma)))
    return f"{len(form) - same}{lemma[same:]}"


def _spelled(text: str) -> str:
    """Put together what the tokeniser cut apart: we 've; U.S and i.e, which lost their last dot."""
    text = re.sub(r" ('\w+|n't)\b", r"\1", text)
    return re.sub(r"\b((?:[A-Za-z]\.)+[A-Za-z])(?![\w.])", r"\1.", text)


def header(work: Path, corpus: Path, forms: int, expressions: int) -> str:
    """Return the lines in front of the entries: where they come from."""
    used = json.loads((work / "pairs.json").read_text(encoding="utf-8"))
    with (corpus / "SOURCES.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        licences = {row["source"]: row["licence"] for row in rows}
    sources = "; ".join(f"{name} ({licences[name]})" for name in sorted(used))
    return "\n".join(
        [
            f"schema: {LEXICON_SCHEMA}",
            f"forms: {forms}",
            f"expressions: {expressions}",
            "lemmas: Morph-it 48 (CC BY-SA 2.0 or LGPL), by way of spacy-lookups-data 1.0.5 (MIT)",
            "inventory: the Italian word list of wordfreq 3.1.1 (CC BY-SA 4.0)",
            "alignment: eflomal 2.0.0, both directions, grow-diag-final-and",
            f"pairs: {sources}",
        ]
    )


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("morphology", type=Path)
    parser.add_argument("--links", default="links.txt")
    arguments = parser.parse_args()
    pairs = list(read_aligned(arguments.work, arguments.links))
    print(f"{len(pairs)} aligned pairs", flush=True)
    dictionary = list(dictionary_pairs(arguments.corpus))
    readings = read_morphology(arguments.morphology)
    evidence = gather(count_translations(pairs), readings, dictionary)
    lines = {line.partition("\t")[0]: line for line in form_lines(evidence)}
    forms = len(lines)
    for line in expression_lines(find_phrases(pairs, readings, headwords(dictionary))):
        lines.setdefault(line.partition("\t")[0], line)
    entries = [lines[form] for form in sorted(lines, key=str.encode)]
    head = header(arguments.work, arguments.corpus, forms, len(lines) - forms)
    content = zlib.compress((head + "\n\n" + "\n".join(entries) + "\n").encode(), 9)
    target = data_path("lexicon") / "it-en.lexicon"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)
    print(f"{forms} forms, {len(lines) - forms} expressions, {len(content)} bytes")


if __name__ == "__main__":
    main()
