"""Tables are read whatever program wrote them."""

import csv
import io
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import clean_text
from pipeline.edits.table import Table, read_table
from pipeline.errors import TableError
from tests.edits.articles import article, edited, found_in, table_of

PAIRS = article(
    [
        ("Perché no?", "Why not?"),
        ('"Sì", disse "no"', '"Yes," he said "no"'),
        ("Città.", "It’s a city, isn’t it…"),
        ("«Sì»", '"Yes"'),
        ("Fine.", "The end."),
    ]
)
TEXT = table_of(PAIRS)


def requoted(text: str, delimiter: str = "\t", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> str:
    """Return a table as a spreadsheet writes it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerows(line.split("\t") for line in text.removesuffix("\n").split("\n"))
    return out.getvalue()


def libreoffice(text: str) -> str:
    """Return a table quoted as LibreOffice does: only what holds a quotation mark."""
    lines = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    return "\n".join("\t".join(_quoted(field) for field in line) for line in lines) + "\n"


def _quoted(field: str) -> str:
    return '"' + field.replace('"', '""') + '"' if '"' in field else field


QUOTINGS: dict[str, Callable[[str], str]] = {
    "none": str,
    "LibreOffice": libreoffice,
    "minimal": requoted,
    "everything": lambda text: requoted(text, quoting=csv.QUOTE_ALL),
    "comma": lambda text: requoted(text, ","),
    "semicolon": lambda text: requoted(text, ";"),
    "semicolon, everything": lambda text: requoted(text, ";", csv.QUOTE_ALL),
}
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16 with mark": lambda text: text.encode("utf-16"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "UTF-16 BE with mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "Windows-1252": lambda text: text.encode("cp1252"),
    "UTF-8 read as Windows-1252": lambda text: text.encode().decode("cp1252").encode(),
    "UTF-8 read as Latin-1": lambda text: text.encode().decode("latin-1").encode(),
}
LINE_ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


def columns(table: Table) -> list[tuple[str, str, str]]:
    """Return what matters of each row."""
    return [(row.it, row.en, row.key) for row in table.rows]


EXPECTED = [(pair.it, pair.en, pair.key) for pair in PAIRS]


@pytest.mark.parametrize("end", LINE_ENDS)
@pytest.mark.parametrize("encoding", [name for name in ENCODINGS if "read as" not in name])
@pytest.mark.parametrize("quoting", QUOTINGS)
def test_every_dialect_gives_the_same_rows(quoting: str, encoding: str, end: str) -> None:
    """Encoding, quoting, delimiter and line ends change nothing of what a table says."""
    raw = ENCODINGS[encoding](QUOTINGS[quoting](TEXT).replace("\n", LINE_ENDS[end]))

    assert columns(read_table(raw, "x.tsv")) == EXPECTED


@pytest.mark.parametrize("quoting", QUOTINGS)
def test_a_table_of_ours_has_no_edits_in_any_dialect(quoting: str) -> None:
    """What nobody changed is no edit, with the record and without it."""
    for encode in ENCODINGS.values():
        raw = encode(QUOTINGS[quoting](TEXT))
        for pairs in (PAIRS, None):
            found = found_in(raw, pairs)

            assert not found.edits
            assert not found.problems
            assert not found.restored


texts = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1, max_size=40
).filter(lambda text: clean_text(text) == text and any(map(str.isalpha, text)))


@given(texts, st.data())
def test_an_edit_comes_back_from_every_dialect(english: str, data: st.DataObject) -> None:
    """Any text that a person writes is found as it is: encoding, quoting, order, columns."""
    number = data.draw(st.integers(0, len(PAIRS) - 1))
    quoting = data.draw(st.sampled_from(sorted(QUOTINGS)))
    encoding = data.draw(st.sampled_from([name for name in ENCODINGS if "read as" not in name]))
    header, *rows = table_of(PAIRS, {number: f"{english} edited"}).removesuffix("\n").split("\n")
    shuffled = [header, *data.draw(st.permutations(rows))]
    order = data.draw(st.permutations(range(header.count("\t") + 1)))
    moved = ["\t".join([*(line.split("\t")[n] for n in order), "mine"]) for line in shuffled]
    end = data.draw(st.sampled_from(sorted(LINE_ENDS.values())))
    raw = ENCODINGS[encoding](QUOTINGS[quoting]("\n".join(moved) + "\n").replace("\n", end))

    for pairs in (PAIRS, None):
        found = found_in(raw, pairs)
        assert [(one.it, one.en) for one in found.edits] == [
            (PAIRS[number].it, f"{english} edited")
        ]
        assert not found.problems


@given(st.text(min_size=1, max_size=40))
def test_any_text_of_an_article_comes_back(english: str) -> None:
    """What a run wrote as a person's, of any script, is read again as it stands."""
    english = clean_text(f"Edited: {english}")

    found = found_in(table_of(edited(PAIRS, 2, english)), None)

    assert [(one.en, one.origin) for one in found.edits] == [(english, "human")]


def test_columns_are_found_by_name() -> None:
    """Order and further columns do not matter; what is missing is empty."""
    table = read_table(b"note\tKEY\t En \nx\tk1\tHello\n", "x.tsv")

    assert table.columns == ("note", "key", "en")
    assert [(row.it, row.en, row.key, row.values["note"]) for row in table.rows] == [
        ("", "Hello", "k1", "x")
    ]


def test_rows_may_be_short_long_or_empty() -> None:
    """An editor that cuts off empty fields, and empty lines, do no harm."""
    table = read_table(b"\nit\ten\tkey\n\t\t\nUno\tOne\nDue\tTwo\tk2\tmore\n\n", "x.tsv")

    assert [(row.number, row.it, row.en, row.key) for row in table.rows] == [
        (4, "Uno", "One", ""),
        (5, "Due", "Two", "k2"),
    ]


def test_a_tab_typed_into_the_english_is_taken_out() -> None:
    """The row is put right by its key, which stands too far to the right."""
    found = found_in(table_of(PAIRS, {4: "The\tvery end."}), PAIRS)

    assert [edit.en for edit in found.edits] == ["The very end."]


def test_a_line_break_in_a_quoted_cell_becomes_a_space() -> None:
    """A spreadsheet's cell may have two lines; an article's sentence has one."""
    text = libreoffice(TEXT).replace("The end.", '"The\nend, now."')

    assert [edit.en for edit in found_in(text, PAIRS).edits] == ["The end, now."]


def test_a_quotation_is_kept_where_nothing_else_is_quoted() -> None:
    """An edited cell that is a quotation as a whole keeps its marks in a table of ours."""
    assert [edit.en for edit in found_in(table_of(PAIRS, {4: '"End"'}), PAIRS).edits] == ['"End"']


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"Hello,\nworld\n", "no header line"),
        (b"it\tkey\nUno\tk\n", "no header line"),
        (b"\x00\x01\x02\xff" * 9, "not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old workbook"),
    ],
)
def test_what_is_no_table_is_named(raw: bytes, reason: str) -> None:
    """The message names the file, what is wrong and what to do, on one line."""
    with pytest.raises(TableError, match=reason) as caught:
        read_table(raw, "notes.tsv")

    assert "notes.tsv" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
