"""A table for a screen as narrow as a phone's: columns where they fit, else a few words for each row."""

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from adapters.chats.slack import rich
from adapters.chats.slack.inert import cut, one_line
from adapters.chats.slack.rich import Json
from core.messages import Table

_PHONE: Final = 38  # monospaced columns that Slack shows on a phone without breaking the line
_GAP: Final = "  "
_LONGEST_CELL: Final = 500


def table_blocks(table: Table) -> list[Json]:
    """The table as blocks; none where it has no columns."""
    header = tuple(map(_cell, table.header))
    rows = [tuple(map(_cell, row)) for row in table.rows]
    if not any(header):
        return []
    widths = [max(map(_width, column)) for column in zip_longest(header, *rows, fillvalue="")]
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= _PHONE:
        return rich.monospaced(_line(row, widths) for row in (header, *rows))
    return rich.lines(_words(header, row) for row in rows) if rows else rich.paragraphs(" · ".join(header))


def _cell(text: str) -> str:
    return cut(one_line(text), _LONGEST_CELL)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False))
    return _GAP.join(padded).rstrip() or "-"


def _words(header: Sequence[str], row: Sequence[str]) -> list[Json]:
    """“**3 · Blender** Price: $41.99 · Stock: 3 left”: the first two name the row; of several others each is named."""
    several = len(header) > 3
    others = zip(header[2:], row[2:], strict=False)
    named = " · ".join(filter(None, row[:2])) or "-"
    told = " · ".join(f"{name}: {cell}" if name and several else cell for name, cell in others if cell)
    return [*rich.text(named, bold=True), *rich.text(f"\n{told}" if told else "")]


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
