"""Scales that a phone can show: a few round numbers for amounts, ranks and times."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil, floor, log10
from typing import Final
from zoneinfo import ZoneInfo

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator

from adapters.charts.lines import number_of
from adapters.charts.moments import round_moments

_LEAST: Final = 0.05  # of a price on either side: a step of a cent is not to look like a cliff
_AIR: Final = 0.08
_WIDE: Final = 20  # ranks that differ by more than this factor are drawn by their magnitude
_MOST_LIST: Final = 2.0  # a list price beyond so many times the price would flatten the price's line
_DAY: Final = timedelta(days=1)
_MOST_MOMENTS: Final = 5


def amounts(axes: Axes, prices: Sequence[float], list_prices: Sequence[float], write: Callable[[Decimal], str]) -> None:
    """The scale of a price, with amounts as the store writes them."""
    shown = [*prices, *(one for one in list_prices if not prices or one <= _MOST_LIST * max(prices))]
    low, high = min(shown), max(shown)
    air = max(_AIR * (high - low), _LEAST * (low + high) / 2 - (high - low) / 2, 0.01)
    axes.set_ylim(max(0.0, low - air), high + air)
    for whole in (False, True):
        ticks = _round_numbers(4, *axes.get_ylim(), whole=whole)
        labels = [write(Decimal(str(round(tick, 2)))) for tick in ticks]
        if len(set(labels)) == len(labels):
            break
    _fix(axes, ticks, labels)


def ranks(axes: Axes, readings: Sequence[float]) -> None:
    """The scale of a rank: 1 is at the top."""
    best, worst = min(readings), max(readings)
    if worst > _WIDE * best:
        axes.set_yscale("log")
        axes.set_ylim(worst * 1.8, max(0.7, best / 1.8))
        ticks = _magnitudes(best / 1.8, worst * 1.8)
    else:
        air = max(_AIR * (worst - best), _LEAST * best, 1.0)
        axes.set_ylim(worst + air, max(0.5, best - air))
        ticks = _round_numbers(3, max(1.0, best - air), worst + air, whole=True)
    axes.minorticks_off()
    _fix(axes, ticks, [f"#{tick:,.0f}" for tick in ticks])


def times(axes: Axes, since: datetime, until: datetime, zone: ZoneInfo) -> None:
    """The scale of time, in the chat's own zone; one moment alone gets an hour on either side."""
    if since >= until:
        since, until = since - timedelta(hours=1), until + timedelta(hours=1)
    axes.set_xlim(number_of(since), number_of(until))
    moments = round_moments(since, until, zone, _MOST_MOMENTS)
    axes.xaxis.set_major_locator(FixedLocator([number_of(one) for one in moments]))
    labels = [_moment(one.astimezone(zone), until - since) for one in moments]
    axes.xaxis.set_major_formatter(FixedFormatter(labels))


def _moment(at: datetime, over: timedelta) -> str:
    if over > 1500 * _DAY:
        return f"{at:%Y}"
    if over > 330 * _DAY:
        return f"{at:%b %Y}"
    if over > 3 * _DAY:
        return f"{at.day} {at:%b}"
    if over > timedelta(minutes=10):
        return f"{at:%H:%M}" if (at.hour, at.minute) != (0, 0) else f"{at.day} {at:%b}"
    return f"{at:%H:%M:%S}"


def _round_numbers(count: int, low: float, high: float, *, whole: bool) -> list[float]:
    """Round numbers within, at least whole ones where `whole` is asked; about `count`."""
    locator = MaxNLocator(count, steps=[1, 2, 2.5, 5, 10], integer=whole)
    ticks = [float(tick) for tick in locator.tick_values(low, high)]
    return [tick for tick in ticks if low <= tick <= high] or ticks


def _magnitudes(low: float, high: float) -> list[float]:
    """Tens, hundreds, thousands …; with twos and fives between them where these are few."""
    powers = range(floor(log10(max(low, 1))), ceil(log10(high)) + 1)
    for steps in ((1, 2, 5), (1, 3), (1,)):
        ticks = [float(step * 10**power) for power in powers for step in steps if low <= step * 10**power <= high]
        if len(ticks) <= 4:
            break
    return ticks


def _fix(axes: Axes, ticks: Sequence[float], labels: Sequence[str]) -> None:
    axes.yaxis.set_major_locator(FixedLocator(list(ticks)))
    axes.yaxis.set_major_formatter(FixedFormatter(list(labels)))
