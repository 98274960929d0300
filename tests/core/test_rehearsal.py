"""Rules tried on the past."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.catalog.past import Past
from core.catalog.series import ListingVersion, OfferPoint, RankPoint
from core.catalog.snapshot import Availability, Listing, Rank
from core.rehearsal import OVER, impossible, rehearsed
from core.watching.rule import Condition
from core.watching.watch import Role
from tests.clock import NOON
from tests.shop import BLENDER

IN, OUT = Availability.IN_STOCK, Availability.OUT_OF_STOCK


def offer(days, price, availability=IN):
    return OfferPoint(
        at=NOON - timedelta(days=days),
        price=None if price is None else Decimal(price),
        list_price=None,
        used_price=None,
        availability=availability,
    )


def past(*offers, ranks=(), titles=()):
    return Past(
        product=BLENDER,
        since=NOON - OVER,
        until=NOON,
        every=timedelta(hours=6),
        offers=offers,
        ranks=tuple(RankPoint(NOON - timedelta(days=day), Rank(rank, "Kitchen")) for day, rank in ranks),
        listings=tuple(ListingVersion(NOON - timedelta(days=day), Listing(title=title)) for day, title in titles),
    )


def condition(metric, when, value=None, unit=None):
    return Condition(metric, when, None if value is None else Decimal(value), unit)


WHOLE = past(
    offer(120, "50"),
    offer(80, "44"),
    offer(60, "50"),
    offer(50, None, OUT),
    offer(40, "50"),
    offer(20, "40"),
    offer(10, "50"),
    ranks=[(day, 1000 if day > 30 else 2000) for day in range(89, 0, -1)],
    titles=[(100, "Blender"), (70, "Blender 2 L")],
)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (condition("price", "below", "45", "USD"), [80, 20]),
        (condition("price", "below", "5", "USD"), []),
        (condition("price", "changes", "10", "%"), [80, 60, 20, 10]),
        (condition("price", "drops", "20", "%"), [20]),
        (condition("price", "new_low", "30", "days"), [80, 20]),
        (condition("price", "new_low"), [80, 20]),
        (condition("stock", "out"), [50]),
        (condition("stock", "back"), [40]),
        (condition("bsr", "worsens", "30", "%"), [30]),
        (condition("title", "changes"), [70]),
        (condition("listing", "changes"), [70]),
    ],
)
def test_a_rule_fires_in_the_past_when_its_kind_would_have_fired(rule, days):
    firings = rehearsed(rule, WHOLE)
    assert [(NOON - one.at) / timedelta(days=1) for one in firings] == days


@pytest.mark.parametrize("metric", ["rating", "reviews", "coupon", "deal", "badge", "prime"])
def test_what_the_series_do_not_keep_is_not_tried(metric):
    assert rehearsed(condition(metric, "changes", "1", "count"), WHOLE) is None


def test_without_a_past_nothing_is_said_of_it():
    assert rehearsed(condition("price", "below", "45", "USD"), past()) is None
    assert rehearsed(condition("bsr", "changes", "30", "%"), past(offer(3, "50"))) is None


def test_a_history_with_holes_and_absurd_prices_is_judged_as_it_stands():
    holes = past(
        offer(80, "20"), offer(79, "0"), offer(78, "20"), offer(5, None), offer(4, "1000000000"), offer(3, "20")
    )
    assert len(rehearsed(condition("price", "changes", "10", "%"), holes)) == 4
    assert len(rehearsed(condition("price", "new_low"), holes)) == 1


@pytest.mark.parametrize(
    ("rule", "role", "is_possible"),
    [
        (condition("price", "below", "0", "USD"), None, False),
        (condition("price", "below", "0.01", "USD"), None, True),
        (condition("price", "above", "0", "USD"), None, True),
        (condition("price", "drops", "100", "%"), None, False),
        (condition("price", "rises", "100", "%"), None, True),
        (condition("bsr", "below", "0", "rank"), None, False),
        (condition("bsr", "below", "1", "rank"), None, True),
        (condition("bsr", "improves", "100", "%"), None, False),
        (condition("rating", "below", "0.9", "stars"), None, False),
        (condition("rating", "above", "5", "stars"), None, True),
        (condition("rating", "drops", "4.1", "stars"), None, False),
        (condition("reviews", "drops", "100", "%"), None, False),
        (condition("undercut", "by", "1", "%"), Role.OWN, False),
        (condition("undercut", "by", "1", "%"), Role.COMPETITOR, True),
        (condition("undercut", "by", "1", "%"), None, True),
        (condition("stock", "out"), Role.OWN, True),
    ],
)
def test_what_can_never_come_true_is_known(rule, role, is_possible):
    assert (impossible(rule, role) is None) is is_possible
