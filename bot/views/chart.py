"""A product's past as a picture, and the same in words."""

from collections.abc import Sequence
from decimal import Decimal

from bot.views.wording import day, money, number, short, span, zone_of
from core.archive import Watched
from core.catalog.chart import ChartData, Mark, Point
from core.catalog.past import Past
from core.messages import Picture

_TIMES = {1: "once", 2: "twice"}


def chart_data(
    one: Watched, past: Past, marks: Sequence[Mark], zone: str, *, rank_first: bool, dark: bool
) -> ChartData:
    """What the chart of one product shows; it begins where its tracking does."""
    product = one.watching.watch.product
    return ChartData(
        title=short(one.title or product.asin, 80),
        plain_title=f"{product.asin} on amazon.{product.market}",
        caption=_caption(past, zone),
        nothing=_nothing(past),
        since=past.began,
        until=past.until,
        zone=zone_of(zone).key,
        money=lambda amount: money(amount, product.market),
        prices=past.prices,
        list_prices=past.list_prices,
        ranks=past.rank_line,
        outs=past.outs,
        marks=tuple(marks),
        rank_first=rank_first,
        dark=dark,
    )


def chart_picture(past: Past, png: bytes, zone: str, *, rank_first: bool) -> Picture:
    """The drawn chart with its words."""
    kind = "rank" if rank_first else "price"
    return Picture(
        f"{kind}-{past.product.asin}-{past.product.market}.png", png, in_short(past, zone, rank_first=rank_first)
    )


def in_short(past: Past, zone: str, *, rank_first: bool) -> str:
    """The chart in one sentence: from, to, lowest, times out of stock."""
    told = {"Price": _price_words(past, zone), "Rank": _rank_words(past)}
    names = [name for name in sorted(told, reverse=rank_first) if told[name]]
    if not names and not past.outs:
        return _nothing(past)
    length = past.until - past.began
    since = ", since tracking began" if past.began > past.since else ""
    over = f"over {span(length)}{since}" if length else "seen once"
    first = f"{names[0]} of {past.product.asin}: {told[names[0]]} {over}" if names else f"{past.product.asin} {over}"
    rest = [f"{name.lower()} {told[name]}" for name in names[1:]]
    return "; ".join([first, *rest, *_out_words(past)])


def _price_words(past: Past, zone: str) -> str:
    known = [point for point in past.prices if point.value is not None]
    if not known:
        return ""
    low = _lowest(past)
    first, last, lowest = (_amount(point, past) for point in (known[0], known[-1], low or known[0]))
    if all(point.value == known[0].value for point in known):
        return f"steady at {first}"
    return f"from {first} to {last}, lowest {lowest}{_on(low, past, zone)}"


def _rank_words(past: Past) -> str:
    known = [point.value for point in past.rank_line if point.value is not None]
    if len(set(known)) < 2:
        return f"steady at #{number(known[0])}" if known else ""
    return f"from #{number(known[0])} to #{number(known[-1])}, best #{number(min(known))}"


def _lowest(past: Past) -> Point | None:
    known = [point for point in past.prices if point.value is not None]
    return min(known, key=lambda point: point.value or Decimal(0), default=None)


def _on(point: Point | None, past: Past, zone: str) -> str:
    """On 3 May; today."""
    date = day(point.at, past.until, zone) if point else ""
    return f" {date}" if date in {"", "today"} else f" on {date}"


def _out_words(past: Past) -> list[str]:
    count = len(past.outs)
    if not count:
        return []
    now = ", and is now" if past.outs[-1].until >= past.until else ""
    return [f"out of stock {_TIMES.get(count, f'{count} times')}{now}"]


def _caption(past: Past, zone: str) -> str:
    low, began = _lowest(past), " tracked" if past.began > past.since else ""
    lowest = [f"lowest {_amount(low, past)}{_on(low, past, zone)}"] if low else []
    return " · ".join([f"{span(past.until - past.began)}{began}", *lowest, *_out_words(past)])


def _nothing(past: Past) -> str:
    return f"Nothing was seen of {past.product.asin} in the last {span(past.until - past.since)}."


def _amount(point: Point, past: Past) -> str:
    return money(point.value, past.product.market)
