"""A table drawn for the width there is: whole, shortened in its widest column, or with its rows stacked."""

import re
from collections.abc import Sequence
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from adapters.chats.console.inert import one_line
from core.messages import Table

_GAP: Final = 2  # columns between columns
_STEP: Final = 3
_SHORTEST: Final = 16  # columns: a title cut shorter than this is not known again
_FIGURE: Final = re.compile(r"\W*(?:[A-Z]{1,3}\W*)?\d[\d.,\s]*\W*[^\W\d]{0,3}|\W*")
_LONGEST_FIGURE: Final = 24


class Sheet:
    """A table's text, harmless and measured, as a rich renderable; `lined` has a line below its header."""

    def __init__(self, table: Table, *, lined: bool) -> None:
        self._header = tuple(map(one_line, table.header))
        self._rows = [tuple(map(one_line, row)) for row in table.rows]
        self._columns = tuple(zip(self._header, *self._rows, strict=False))
        self._widths = [max(map(cell_len, column)) for column in self._columns]
        self._lined = lined

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self._columns:
            return
        missing = sum(self._widths) + _GAP * (len(self._widths) - 1) - options.max_width
        widest = max(range(len(self._widths)), key=self._widths.__getitem__)
        if missing <= 0:
            yield self._grid(self._widths)
        elif self._widths[widest] - missing >= _SHORTEST:
            shortened = list(self._widths)
            shortened[widest] -= missing
            yield self._grid(shortened)
        else:
            yield from self._stack()

    def _grid(self, widths: Sequence[int]) -> Grid:
        line = box.SIMPLE_HEAD if self._lined else None
        padding = (0, _GAP - 1 if line else _GAP, 0, 0)  # a box adds a column of its own
        grid = Grid(box=line, show_edge=False, pad_edge=False, padding=padding, header_style="dim")
        for (name, *cells), width in zip(self._columns, widths, strict=True):
            grid.add_column(Text(name), justify="right" if _are_figures(cells) else "left", width=width)
        for row in self._rows:
            grid.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis") for cell in row[: len(widths)]))
        return grid

    def _stack(self) -> RenderResult:
        """Each row as its first two cells, and below them the others with their names."""
        for row in self._rows:
            yield Text("  ".join(row[:2]), overflow="fold")
            named = zip(self._header[2:], row[2:], strict=False)
            others = Text(" · ").join(Text.assemble((f"{name} ", "dim"), cell) for name, cell in named)
            yield Padding(others, (0, 0, 0, _STEP), expand=False)


def _are_figures(cells: Sequence[str]) -> bool:
    """Whether these are numbers, amounts and dashes, which stand better with their last digits in line."""
    if any(len(cell) > _LONGEST_FIGURE for cell in cells):
        return False
    return any(map(_has_digit, cells)) and all(map(_FIGURE.fullmatch, cells))


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))
