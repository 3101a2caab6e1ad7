"""How our notes look in Anki: their fields, cards and style.

Anki knows a note type by its number. One whose fields change needs a new number; only style and
cards may change under the old one.
"""

from typing import Any, Final

SENTENCE_TYPE: Final = "Bilingue"
"""Name of the note type with a card in each direction."""
SENTENCE_FIELDS: Final = ("Italian", "English", "Before", "After", "Article")
GAP_FIELDS: Final = ("Text", "English", "Article")

_SENTENCE_ID: Final = 1_842_557_301
_GAP_ID: Final = 1_842_557_302

_ITALIAN: Final = '<p class="sentence" lang="it">{{Italian}}</p>'
_ENGLISH: Final = '<p class="sentence" lang="en">{{English}}</p>'
_AROUND: Final = '<p class="context" lang="it">{{Before}} <b>{{Italian}}</b> {{After}}</p>'
# Where the article has a sentence before it or behind it.
_CONTEXT: Final = (
    f"{{{{#Before}}}}{_AROUND}{{{{/Before}}}}"
    f"{{{{^Before}}}}{{{{#After}}}}{_AROUND}{{{{/After}}}}{{{{/Before}}}}\n"
    '<p class="article">{{Article}}</p>'
)
_GAP: Final = (
    '<p class="sentence" lang="it">{{cloze:Text}}</p>\n'
    '<p class="sentence" lang="en">{{English}}</p>'
)

_STYLE: Final = """\
.card {
  margin: 0 auto;
  max-width: 34em;
  padding: 0.5em;
  background: #fbfaf6;
  color: #211e1a;
  font: 1.25rem/1.5 Georgia, "Noto Serif", serif;
  text-align: left;
}
.sentence { margin: 0.75em 0; }
[lang="en"] { color: #38475a; }
.context { font-size: 0.8em; color: #6a6359; }
.context b { color: #211e1a; font-weight: normal; }
.article { font-size: 0.7em; color: #6a6359; }
.cloze { color: #8a3a1c; font-weight: bold; }
hr { border: 0; border-top: 1px solid #e2dccf; }
.nightMode.card { background: #181613; color: #ebe5da; }
.nightMode [lang="en"] { color: #b3c3d6; }
.nightMode .context, .nightMode .article { color: #a39b8e; }
.nightMode .context b { color: #ebe5da; }
.nightMode .cloze { color: #eba67f; }
.nightMode hr { border-top-color: #3a352d; }
"""


def sentence_type() -> Any:  # noqa: ANN401 - genanki has no types
    """Return the note type with a card in each direction, a `genanki.Model`."""
    import genanki  # noqa: PLC0415 - only where packages are made

    return genanki.Model(
        _SENTENCE_ID,
        SENTENCE_TYPE,
        fields=[{"name": name} for name in SENTENCE_FIELDS],
        templates=[
            _card("Italian to English", _ITALIAN, f"{_ENGLISH}\n{_CONTEXT}"),
            _card("English to Italian", _ENGLISH, f"{_ITALIAN}\n{_CONTEXT}"),
        ],
        css=_STYLE,
    )


def gap_type() -> Any:  # noqa: ANN401 - genanki has no types
    """Return the note type with a gap for each rarer word of a sentence, a `genanki.Model`."""
    import genanki  # noqa: PLC0415 - only where packages are made

    return genanki.Model(
        _GAP_ID,
        "Bilingue: gaps",
        fields=[{"name": name} for name in GAP_FIELDS],
        templates=[
            {"name": "Gap", "qfmt": _GAP, "afmt": f'{_GAP}\n<p class="article">{{{{Article}}}}</p>'}
        ],
        css=_STYLE,
        model_type=genanki.Model.CLOZE,
    )


def _card(name: str, question: str, answer: str) -> dict[str, str]:
    return {
        "name": name,
        "qfmt": question,
        "afmt": f"{{{{FrontSide}}}}\n<hr id=answer>\n{answer}",
    }
