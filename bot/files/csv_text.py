"""CSV, as spreadsheets of several countries write it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from core.errors import UnreadableFile
from core.sheet import Cell, Sheet, harmless

_SEPARATORS: Final = ",;\t"
_EXCEL_HINT: Final = re.compile(r"\s*\"?sep=(.)\"?\s*\r?\n", re.IGNORECASE)
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row, and the number of the line it begins in."""

    number: int
    cells: tuple[str, ...]


def read_csv(name: str, data: bytes, most: int) -> tuple[Line, ...]:
    """The rows of a CSV file that are not blank, at most `most`. Raises `UnreadableFile` with the line at fault.

    UTF-8 or Windows-1252 (UTF-16 where a byte order mark says so); comma, semicolon or tab, whichever the header has.
    """
    text = _decoded(name, data)
    hint = _EXCEL_HINT.match(text)
    skipped = 1 if hint else 0
    text = text[hint.end() :] if hint else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=hint[1] if hint else _separator(text), strict=True)
    lines: list[Line] = []
    before = skipped
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(before + 1, tuple(cells)))
            before = reader.line_num + skipped
            if len(lines) >= most:
                break
    except csv.Error as error:
        raise UnreadableFile(name, f"line {before + 1} is not CSV ({error})") from error
    return tuple(lines)


def write_csv(sheet: Sheet) -> bytes:
    """A sheet as CSV (RFC 4180) in UTF-8: numbers stay numbers, times are ISO 8601 in UTC, text is made harmless."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(sheet.header)
    writer.writerows([_text(cell) for cell in row] for row in sheet.rows)
    return file.getvalue().encode("utf-8", "replace")


def _decoded(name: str, data: bytes) -> str:
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise UnreadableFile(name, "it is not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The one that cuts the first line which is not blank into most cells."""
    header = next(_lines(text), "")
    return max(_SEPARATORS, key=header.count)


def _lines(text: str) -> Iterator[str]:
    return (line for line in re.split(r"\r\n|\r|\n", text[:65_536]) if line.strip())


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.astimezone(UTC).isoformat(timespec="seconds")
        case Decimal():
            return f"{cell:f}"
        case int():
            return str(cell)
        case str():
            return harmless(cell)


def lines_of_rows(rows: Sequence[Sequence[str]]) -> tuple[Line, ...]:
    """The rows of a spreadsheet that are not blank, numbered as it shows them."""
    return tuple(Line(number, tuple(row)) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
