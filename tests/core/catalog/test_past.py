"""A product's past: lines, gaps, times out of stock."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from core.catalog.asin import Product
from core.catalog.chart import Point, Stretch
from core.catalog.past import Past
from core.catalog.series import OfferPoint, RankPoint
from core.catalog.snapshot import Availability, Rank

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)
EVERY = timedelta(hours=6)


def ago(days: float) -> datetime:
    return NOW - days * DAY


def offer(days: float, price: str | None, availability: Availability = Availability.IN_STOCK) -> OfferPoint:
    amount = None if price is None else Decimal(price)
    return OfferPoint(at=ago(days), price=amount, list_price=None, used_price=None, availability=availability)


def out(days: float) -> OfferPoint:
    return offer(days, None, Availability.OUT_OF_STOCK)


def ranked(days: float, rank: int = 7, category: str = "Kitchen") -> RankPoint:
    return RankPoint(ago(days), Rank(rank, category))


def looked_at_every_six_hours(since: float, until: float) -> list[RankPoint]:
    return [ranked(until + step / 4) for step in range(int((since - until) * 4), -1, -1)]


def past(*offers: OfferPoint, ranks: list[RankPoint] | None = None, looked_at: datetime = NOW, days: int = 90) -> Past:
    return Past(
        product=Product("B0TESTBL01", "com"),
        since=ago(days),
        until=NOW,
        every=EVERY,
        looked_at=looked_at,
        offers=offers,
        ranks=tuple(ranks or ()),
    )


def point(days: float, value: str | None) -> Point:
    return Point(ago(days), None if value is None else Decimal(value))


def test_a_line_begins_at_the_left_edge_with_what_held_then():
    assert past(offer(100, "5"), offer(10, "6")).prices == (point(90, "5"), point(10, "6"))
    assert past(offer(100, "5")).began == ago(90)


def test_where_watching_began_later_so_does_the_past():
    assert past(offer(12, "5")).began == ago(12)
    assert past(ranks=[ranked(3)]).began == ago(3)
    assert past().began == NOW
    assert past().prices == ()


def test_without_a_price_the_line_is_broken():
    assert past(offer(80, "5"), out(40), offer(20, "6")).prices == (point(80, "5"), point(40, None), point(20, "6"))


def test_times_out_of_stock_are_clipped_to_the_days_asked_for_and_joined():
    assert past(out(100), offer(80, "5"), out(9), out(8), offer(7, "5"), out(1)).outs == (
        Stretch(ago(90), ago(80)),
        Stretch(ago(9), ago(7)),
        Stretch(ago(1), NOW),
    )


def test_a_line_is_broken_where_no_look_left_a_trace():
    ranks = [*looked_at_every_six_hours(60, 40), *looked_at_every_six_hours(30, 0)]
    seen = past(offer(60, "5"), offer(35 - 5, "6"), ranks=ranks)
    assert seen.gaps == (Stretch(ago(40), ago(30)),)
    assert seen.prices == (point(60, "5"), point(40, None), point(30, "6"))
    assert point(40, None) in seen.rank_line


def test_after_a_gap_the_line_goes_on_with_what_held_before_it():
    ranks = [*looked_at_every_six_hours(60, 40), *looked_at_every_six_hours(30, 0)]
    assert past(offer(60, "5"), ranks=ranks).prices == (point(60, "5"), point(40, None), point(30, "5"))


def test_after_the_last_good_look_nothing_is_claimed():
    seen = past(offer(60, "5"), ranks=looked_at_every_six_hours(60, 20), looked_at=ago(20))
    assert seen.prices == (point(60, "5"), point(20, None))
    assert seen.rank_line[-1] == point(20, None)


def test_a_look_or_two_that_failed_break_nothing():
    ranks = [*looked_at_every_six_hours(60, 40), *looked_at_every_six_hours(39.5, 0)]
    assert past(offer(60, "5"), ranks=ranks, looked_at=ago(0.5)).gaps == ()


def test_looks_that_were_rare_before_are_no_gaps():
    weekly = [ranked(7 * week) for week in range(12, -1, -1)]
    assert past(offer(84, "5"), ranks=weekly).gaps == ()


def test_of_a_product_without_a_rank_nobody_knows_when_it_was_read():
    assert past(offer(80, "5"), offer(10, "6")).gaps == ()


def test_ranks_of_another_category_are_not_joined_to_those_of_the_present_one():
    line = past(
        ranks=[ranked(3, 9, "Old"), ranked(2.5, 5), ranked(2, 900, "Old"), ranked(1.5, 6), ranked(1, 8)]
    ).rank_line
    assert line == (point(2.5, "5"), point(2, None), point(1.5, "6"), point(1, "8"))
