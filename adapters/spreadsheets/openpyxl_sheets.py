"""XLSX files, read and written by openpyxl."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from core.errors import UnreadableFile
from core.sheet import Cell, Sheet, harmless

_UNPACKED: Final = 64 * 1024 * 1024  # bytes: a workbook that unpacks to more is a bomb, or no table that people wrote
_WIDEST: Final = 100  # columns that are read
_LONGEST: Final = 32_767  # characters of a cell, Excel's own limit
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # not to be had in XML 1.0
_TIME: Final = "yyyy-mm-dd hh:mm:ss"
_FORBIDDEN_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")


class OpenpyxlSheets:
    """`core.ports.world.Spreadsheets`, in a thread: ten thousand rows take a second or two."""

    async def read(self, data: bytes, most_rows: int) -> Sequence[Sequence[str]]:
        """See the port."""
        return await asyncio.to_thread(_read, data, most_rows)

    async def write(self, sheets: Sequence[Sheet]) -> bytes:
        """See the port; times are in UTC."""
        return await asyncio.to_thread(_write, tuple(sheets))


def _read(data: bytes, most_rows: int) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        _refuse_bombs(data)
        with closing(load_workbook(BytesIO(data), read_only=True, data_only=True)) as book:
            first = book.worksheets[0]
            first.reset_dimensions()  # what the file says of its own size may be wrong
            return [_texts(row) for row in islice(first.iter_rows(), most_rows)]
    except UnreadableFile:
        raise
    except BadZipFile as error:
        raise UnreadableFile("The workbook", "it is damaged") from error
    except Exception as error:  # openpyxl raises KeyError, ValueError, TypeError, ParseError … for what it cannot read
        raise UnreadableFile("The workbook", "it is no XLSX file that can be understood") from error


def _refuse_bombs(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
            raise UnreadableFile("The workbook", "it unpacks to more than 64 MB")


def _texts(row: Sequence[Any]) -> list[str]:
    """The cells up to the last one that is not empty."""
    texts = [_text(cell.value, getattr(cell, "number_format", "") or "") for cell in row[:_WIDEST]]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(value: Any, form: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            percent = form.rstrip().endswith("%")
            exact = Decimal(str(value)) * (100 if percent else 1)
            return _plain(exact) + ("%" if percent else "")
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _write(sheets: Sequence[Sheet]) -> bytes:
    from openpyxl import Workbook

    book, file = Workbook(write_only=True), BytesIO()
    for sheet in sheets:
        page = book.create_sheet(_FORBIDDEN_IN_NAMES.sub(" ", sheet.name)[:31])
        page.freeze_panes = "A2"
        for column, width in enumerate(_widths(sheet), 1):
            page.column_dimensions[_letter(column)].width = width
        for row in (sheet.header, *sheet.rows):
            page.append([_cell(page, value) for value in row])
    book.save(file)
    return file.getvalue()


def _cell(page: Any, value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    match value:
        case datetime():
            cell = WriteOnlyCell(page, value.astimezone(UTC).replace(tzinfo=None, microsecond=0))
            cell.number_format = _TIME
            return cell
        case str():
            cell = WriteOnlyCell(page, harmless(_ILLEGAL.sub("", value))[:_LONGEST])
            cell.data_type = "s"  # a text, whatever it begins with
            return cell
        case _:
            return value


def _widths(sheet: Sheet) -> Iterator[float]:
    """Wide enough for what is there, within reason; the first hundred rows tell."""
    for column in zip(sheet.header, *sheet.rows[:100], strict=True):
        yield min(60, max(8, *(len(str(value)) for value in column if value is not None)) + 2)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
