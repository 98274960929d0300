"""Tables to take away as a file: typed cells, and text that no spreadsheet takes for a formula."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

Cell = str | int | Decimal | datetime | None

_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table; every row as long as the header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def harmless(text: str) -> str:
    """Text that begins like a formula gets a leading apostrophe, as OWASP's page on CSV injection advises."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def unharmed(text: str) -> str:
    """What `harmless` was given: without the apostrophe, so that an export can be imported again."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_SIGNS) else text
