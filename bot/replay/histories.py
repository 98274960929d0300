"""Reading price histories: what a product cost, and when."""

import csv
import gzip
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from core.errors import Refusal
from core.foresight.rhythm import HOURS

_TIMES: Final = ("checked_at_utc", "checked_at", "timestamp", "time", "date")
_NAMES: Final = ("asin", "product_id", "product")
_SECONDS: Final = 3600


class NotAHistory(Refusal):
    """{0} cannot be read as a price history: {1}. Its columns are asin, checked_at_utc and price."""


@dataclass(frozen=True, slots=True)
class History:
    """One product's price as it was observed; each value holds until the next one, None where there was no price.

    `times` (hours since 1970) and `prices` are where it changed, the first observation included; `end` is the last one.
    """

    name: str
    times: tuple[float, ...]
    prices: tuple[Decimal | None, ...]
    end: float

    @property
    def start(self) -> float:
        """The first observation."""
        return self.times[0]

    def at(self, time: float) -> Decimal | None:
        """What a look sees."""
        return self.prices[max(bisect_right(self.times, time) - 1, 0)]


def read_histories(paths: Iterable[Path]) -> tuple[History, ...]:
    """The histories in CSV files, plain or gzipped. Raises `NotAHistory`."""
    seen: dict[str, dict[float, Decimal | None]] = {}
    for path in paths:
        for name, time, price in _rows(path):
            seen.setdefault(name, {})[time] = price
    histories = tuple(_history(name, points) for name, points in seen.items())
    return tuple(one for one in histories if one.end - one.start >= HOURS)


def _rows(path: Path) -> Iterator[tuple[str, float, Decimal | None]]:
    try:
        body = path.read_bytes()
        text = (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise NotAHistory(path, getattr(error, "strerror", None) or type(error).__name__) from error
    rows = csv.DictReader(text.splitlines())
    columns = [name.strip().lower() for name in rows.fieldnames or ()]
    rows.fieldnames = columns
    time_column = next((name for name in _TIMES if name in columns), None)
    price_column = next((name for name in columns if name.startswith("price")), None)
    name_column = next((name for name in _NAMES if name in columns), None)
    if time_column is None or price_column is None:
        raise NotAHistory(path, "it has no column of times, or none of prices")
    for number, row in enumerate(rows, 2):
        name = row[name_column] if name_column else path.name.split(".")[0]
        yield name, _hours(path, number, row[time_column]), _price(path, number, row[price_column])


def _hours(path: Path, line: int, text: str | None) -> float:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError as error:
        raise NotAHistory(path, f"line {line} has no time, “{text}”") from error
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.timestamp() / _SECONDS


def _price(path: Path, line: int, text: str | None) -> Decimal | None:
    if not (text or "").strip():
        return None
    try:
        price = Decimal((text or "").strip())
    except InvalidOperation as error:
        raise NotAHistory(path, f"line {line} has no price, “{text}”") from error
    return price if price.is_finite() and price > 0 else None


def _history(name: str, points: Mapping[float, Decimal | None]) -> History:
    moments = sorted(points)
    changes = [time for index, time in enumerate(moments) if _is_new(points, moments, index)]
    return History(name, tuple(changes), tuple(points[time] for time in changes), moments[-1])


def _is_new(points: Mapping[float, Decimal | None], moments: Sequence[float], index: int) -> bool:
    return index == 0 or points[moments[index]] != points[moments[index - 1]]
