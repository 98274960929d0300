"""What a chart shows, worded and measured already: whoever draws it decides only how it looks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """A value and since when; None: from here on it is not known, or there is none."""

    at: datetime
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time, from `since` until `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment to point at: an alert, on the price's line or (`on_rank`) on the rank's."""

    at: datetime
    on_rank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """One product over time, from `since` until `until`, with hours and dates in `zone` (IANA).

    A price holds until the next point; ranks are readings, 1 is best. `outs` are the times out of stock. `title`
    stands above (`plain_title` where its letters cannot be drawn), `caption` below it, `nothing` in the place of an
    empty picture; `money` writes an amount as the store does.
    `rank_first` gives the rank the larger half, `dark` a dark ground.
    """

    title: str
    plain_title: str
    caption: str
    nothing: str
    since: datetime
    until: datetime
    zone: str
    money: Callable[[Decimal], str]
    prices: tuple[Point, ...] = ()
    list_prices: tuple[Point, ...] = ()
    ranks: tuple[Point, ...] = ()
    outs: tuple[Stretch, ...] = ()
    marks: tuple[Mark, ...] = ()
    rank_first: bool = False
    dark: bool = False
