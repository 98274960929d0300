"""A table for a phone: aligned columns where they fit, else a few lines for each row."""

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import combining, east_asian_width

from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.markup import bold, fixed, join, line
from core.messages import Table

_SCREEN: Final = 34  # fixed-width signs that a small phone shows in one line of a message
_GAP: Final = "  "
_NAMED: Final = 2  # cells that name a row: its number and its product
_FIGURE: Final = re.compile(r"\W*(?:[A-Z]{1,3}\W*)?\d[\d.,\s]*\W*[^\W\d]{0,3}|\W*")


def table(block: Table) -> str:
    """A table as markup; empty where there is nothing in it."""
    header = tuple(map(one_line, block.header))
    rows = [tuple(map(one_line, row)) for row in block.rows]
    widths = [max(map(_width, column)) for column in zip(header, *rows, strict=False)]
    if not widths:
        return ""
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= _SCREEN:
        return fixed(_aligned(header, rows, widths))
    return join((_stacked(header, row) for row in rows), "\n")


def _aligned(header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    right = [all(map(_FIGURE.fullmatch, column)) for column in zip(*rows, strict=False)] or [False] * len(widths)
    return [
        _GAP.join(
            _padded(cell, width, right=last) for cell, width, last in zip(row, widths, right, strict=False)
        ).rstrip()
        for row in (header, *rows)
    ]


def _padded(cell: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _width(cell))
    return blanks + cell if right else cell + blanks


def _stacked(header: Sequence[str], row: Sequence[str]) -> str:
    """What names the row in bold, and below it the rest, with their names where there are several."""
    several = len(header) > _NAMED + 1
    named = zip(header[_NAMED:], row[_NAMED:], strict=False)
    others = " · ".join(f"{name}: {cell}" if name and several else cell for name, cell in named if cell)
    return join((bold(" · ".join(filter(None, row[:_NAMED]))), line(others)))


def _width(cell: str) -> int:
    if cell.isascii():
        return len(cell)
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in cell)
