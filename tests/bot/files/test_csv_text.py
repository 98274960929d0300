"""CSV as people's programs write it."""

import csv
import io
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files.csv_text import lines_of_rows, read_csv, write_csv
from core.errors import UnreadableFile
from core.sheet import Sheet, harmless, unharmed

NAME = "list.csv"


def cells(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return [(line.number, line.cells) for line in read_csv(NAME, data, 100)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"asin,memo\r\nB0,x\r\n", [(1, ("asin", "memo")), (2, ("B0", "x"))]),
        (b"asin;below\nB0;24,99\n", [(1, ("asin", "below")), (2, ("B0", "24,99"))]),
        (b"asin\tmemo\nB0\tx", [(1, ("asin", "memo")), (2, ("B0", "x"))]),
        (b"asin\rB0\r", [(1, ("asin",)), (2, ("B0",))]),
        (b"sep=;\r\nasin;memo\r\nB0;x,y\r\n", [(2, ("asin", "memo")), (3, ("B0", "x,y"))]),
        ("\ufeffasin,memo\nB0,Küche\n".encode(), [(1, ("asin", "memo")), (2, ("B0", "Küche"))]),
        ("asin;memo\nB0;Küche 5 €\n".encode("cp1252"), [(1, ("asin", "memo")), (2, ("B0", "Küche 5 €"))]),
        ("asin\tmemo\nB0\t包丁\n".encode("utf-16"), [(1, ("asin", "memo")), (2, ("B0", "包丁"))]),
        (
            b'asin,memo\n\n"B0","two\nlines"\n,,\nB1,x\n',
            [(1, ("asin", "memo")), (3, ("B0", "two\nlines")), (6, ("B1", "x"))],
        ),
        (b'asin,memo\nB0,"say ""hi"""\n', [(1, ("asin", "memo")), (2, ("B0", 'say "hi"'))]),
        (b'asin,memo\nB0,27" monitor\n', [(1, ("asin", "memo")), (2, ("B0", '27" monitor'))]),
        (b"asin\nB0,1,2,3\n", [(1, ("asin",)), (2, ("B0", "1", "2", "3"))]),
        (b"\n\nasin\n", [(3, ("asin",))]),
        (b"", []),
    ],
)
def test_separators_encodings_quotes_and_blank_lines_are_understood(data, expected):
    assert cells(data) == expected


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'asin,memo\nB0,"never closed\nB1,x\n', "line 2 is not CSV"),
        (b'asin\nB0\n"a"b\n', "line 3 is not CSV"),
        (b"asin\n" + b"x" * 200_000, "line 2 is not CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "it is not text"),
    ],
)
def test_what_is_no_csv_is_refused_with_the_line_at_fault(data, why):
    with pytest.raises(UnreadableFile, match=why):
        read_csv(NAME, data, 100)


def test_no_more_lines_are_read_than_asked_for():
    assert len(read_csv(NAME, b"a\n" * 50, 7)) == 7


def test_a_spreadsheet_s_rows_keep_their_numbers():
    lines = lines_of_rows([["asin"], ["", " "], ["B0"]])
    assert [(line.number, line.cells) for line in lines] == [(1, ("asin",)), (3, ("B0",))]


def read_back(sheet: Sheet) -> list[list[str]]:
    return list(csv.reader(io.StringIO(write_csv(sheet).decode(), newline="")))


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
NUMBERS = st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=2))


@given(st.one_of(TEXTS, st.builds(str.__add__, st.sampled_from(list("=+-@\t\r\n'")), TEXTS)))
def test_no_text_cell_begins_like_a_formula_and_it_is_the_same_text_but_for_the_apostrophe(text):
    _, (shown,) = read_back(Sheet("s", ("text",), ((text,),))) if text else ([], ("",))
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert shown in {text, "'" + text}
    assert unharmed(shown) == unharmed(text)


@given(TEXTS)
def test_text_that_is_harmless_already_is_left_alone(text):
    once = harmless(text)
    assert harmless(once) == once


@given(NUMBERS)
def test_numbers_stay_numbers_also_below_zero(value):
    _, (shown,) = read_back(Sheet("s", ("n",), ((value,),)))
    assert Decimal(shown) == value
    assert not shown.startswith("'")


def test_times_are_written_in_utc_and_nothing_as_nothing():
    berlin = timezone(timedelta(hours=2))
    sheet = Sheet("s", ("a", "b"), ((datetime(2026, 5, 3, 12, 0, 0, 5, tzinfo=berlin), None),))
    assert write_csv(sheet) == b"a,b\r\n2026-05-03T10:00:00+00:00,\r\n"
