"""XLSX files, written and read."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from adapters.spreadsheets.openpyxl_sheets import OpenpyxlSheets, _write
from core.errors import UnreadableFile
from core.sheet import Sheet

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def workbook(*rows: tuple[object, ...], percent: str = "") -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(list(row))
    if percent:
        book.active[percent].number_format = "0.0%"
    book.save(file)
    return file.getvalue()


async def test_what_was_written_is_read_back():
    at = datetime(2026, 5, 3, 12, 30, tzinfo=UTC)
    sheet = Sheet("a/b: c", ("asin", "price", "n", "at", "none"), (("B0", Decimal("24.99"), 7, at, None),))
    data = await OpenpyxlSheets().write([sheet, Sheet("two", ("x",), ())])
    rows = await OpenpyxlSheets().read(data, 10)
    assert [list(row) for row in rows] == [list(sheet.header), ["B0", "24.99", "7", "2026-05-03T12:30:00"]]


async def test_numbers_are_numbers_and_times_are_times_in_the_file():
    sheet = Sheet("s", ("p", "at"), ((Decimal("-24.90"), datetime(2026, 5, 3, tzinfo=UTC)),))
    page = load_workbook(BytesIO(await OpenpyxlSheets().write([sheet])))["s"]
    assert (page["A2"].value, page["A2"].data_type) == (-24.9, "n")
    assert page["B2"].is_date


@given(st.one_of(TEXTS, st.builds(str.__add__, st.sampled_from(list("=+-@\t\r\n")), TEXTS)))
def test_no_text_becomes_a_formula_and_no_sign_breaks_the_file(text):
    page = load_workbook(BytesIO(_write((Sheet("s", ("t",), ((text,), ("end",))),))))["s"]
    shown = page["A2"].value or ""
    assert page["A2"].data_type != "f"
    assert not str(shown).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert page["A3"].value == "end"


async def test_cells_of_every_type_are_read_as_people_see_them():
    data = workbook((24.990, 10.0, True, date(2026, 5, 3), "text", None, 0.125, 306406152), percent="G1")
    (row,) = await OpenpyxlSheets().read(data, 10)
    assert list(row) == ["24.99", "10", "true", "2026-05-03T00:00:00", "text", "", "12.5%", "306406152"]


async def test_no_more_rows_are_read_than_asked_for():
    assert len(await OpenpyxlSheets().read(workbook(*((n,) for n in range(50))), 7)) == 7


def bomb() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (65 * 1024 * 1024))
    return file.getvalue()


def other_zip() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr("readme.txt", "no workbook")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"PK\x03\x04 cut off", "damaged"), (other_zip(), "no XLSX file"), (bomb(), "more than 64 MB")],
    ids=["damaged", "another zip", "bomb"],
)
async def test_what_is_no_workbook_is_refused(data, why):
    with pytest.raises(UnreadableFile, match=why):
        await OpenpyxlSheets().read(data, 10)
