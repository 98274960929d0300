"""Ratings, reviews, records, undercuts: at their boundaries."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.alerts import kind_of
from core.alerts.finding import OwnOffer, Sight
from core.alerts.record import EVER, reach
from core.catalog.series import OfferPoint
from core.catalog.snapshot import Availability
from core.messages import Tone
from core.watching.watch import Role
from tests.core.alerts.sights import START, facts, judged, rule, seen
from tests.shop import CABLE


def ratings(values):
    return [seen(index, rating=value) for index, value in enumerate(values)]


@pytest.mark.parametrize(
    ("when", "value", "values", "expected"),
    [
        ("drops", "0.1", ["4.6", "4.5", "4.6", "4.5"], ["1: Rating fell"]),
        ("drops", "0.1", ["4.4", "4.2", "3.9"], ["1: Rating fell below 4.3", "2: Rating fell below 4.0"]),
        ("drops", "0.1", ["4.4", "3.9"], ["1: Rating fell below 4.0"]),
        ("drops", "0.1", ["4.32", "4.29", "4.31", "4.28"], ["1: Rating fell below 4.3"]),
        ("drops", "0.5", ["4.5", "4.1", "4.0"], ["2: Rating fell below 4.3"]),
        ("changes", "0.1", ["4.2", "4.3", "4.3"], ["1: Rating rose to 4.3 or above"]),
        ("rises", "0.1", ["4.2", "4.1", "4.3"], ["2: Rating rose to 4.3 or above"]),
        (
            "below",
            "4.2",
            ["4.3", "4.2", "4.1", "4.3", "4.2"],
            ["1: Rating is below your mark", "4: Rating is below your mark"],
        ),
        ("above", "4.5", ["4.4", "4.5"], ["1: Rating is above your mark"]),
    ],
)
def test_ratings_tell_steps_and_the_marks_they_pass(when, value, values, expected):
    assert facts(rule("rating", when, value, "stars"), ratings(values)) == expected


def test_a_falling_rating_is_a_warning_and_a_rising_one_is_not():
    fall, rise = (
        judged(rule("rating", "changes", "0.1", "stars"), ratings(["4.2", value]))[1] for value in ("4.1", "4.4")
    )
    assert (fall.severity, rise.severity) == (Tone.WARNING, Tone.INFO)


def counts(values, every=24):
    return [seen(index * every, reviews=value) for index, value in enumerate(values)]


@pytest.mark.parametrize(
    ("when", "value", "unit", "values", "expected"),
    [
        ("drops", "5", "%", [1000, 951, 950, 949], ["2: Reviews were removed"]),
        # growth takes the anchor along
        ("drops", "5", "%", [1000, 2000, 1900], ["2: Reviews were removed"]),
        ("drops", "100", "count", [1000, 901, 900], ["2: Reviews were removed"]),
        ("rises", "100", "count", [1000, 1099, 1100], ["2: Reviews came in"]),
        ("changes", "5", "%", [1000, 1050, 990], ["1: Reviews came in", "2: Reviews were removed"]),
        ("above", "1000", "count", [990, 1000, 1010], ["1: Reviews are above your mark"]),
        ("changes", None, None, [1000, 950], ["1: Reviews were removed"]),
        ("changes", None, None, [1000, 2000, 1899], ["2: Reviews were removed"]),
    ],
)
def test_reviews_tell_losses_and_counts(when, value, unit, values, expected):
    assert facts(rule("reviews", when, value, unit), counts(values)) == expected


def week(*last):
    """Two new reviews a day for eight days, then what is given."""
    return counts([100, 102, 104, 106, 108, 110, 112, 114, *last])


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ((119,), []),
        ((120,), ["8: Spike of reviews: 6 new today, usually 2 a day"]),
    ],
)
def test_a_spike_is_three_times_the_mean_of_seven_days(last, expected):
    assert facts(rule("reviews", "rises"), week(*last)) == expected


def test_five_reviews_in_a_day_are_the_least_that_is_a_spike():
    quiet = [100] * 8
    assert facts(rule("reviews", "rises"), counts([*quiet, 104])) == []
    assert facts(rule("reviews", "rises"), counts([*quiet, 105])) == [
        "8: Spike of reviews: 5 new today, usually 0 a day"
    ]


def test_no_spike_is_claimed_of_a_week_that_was_not_seen():
    assert facts(rule("reviews", "rises"), counts([100, 100, 100, 900])) == []


def test_a_spike_is_told_once_a_day():
    looks = [*week(), seen(8 * 24, reviews=140), seen(8 * 24 + 1, reviews=150), seen(9 * 24, reviews=250)]
    assert [one.partition(":")[0] for one in facts(rule("reviews", "rises"), looks)] == ["8", "10"]


def test_a_clock_set_back_neither_tells_nor_breaks():
    looks = [*week(), seen(-48, reviews=114), seen(9 * 24, reviews=116)]
    assert facts(rule("reviews", "changes"), looks) == []


def point(days, price):
    return OfferPoint(
        at=START + timedelta(days=days),
        price=None if price is None else Decimal(price),
        list_price=None,
        used_price=None,
        availability=Availability.IN_STOCK,
    )


def records(condition, points):
    """What a record rule, set at the start, tells as these prices come one by one."""
    kind, rule_, found = kind_of("price", condition.condition.when), condition, []
    for index, (days, price) in enumerate(points):
        after = seen(days * 24, price=None if price is None else Decimal(price))
        verdict = kind.judge(
            rule_, Sight(before=None, after=after, prices=[point(*one) for one in points[: index + 1]])
        )
        rule_ = verdict.rule
        found += [f"{index}: {verdict.finding.fact}"] if verdict.finding else []
    return found


@pytest.mark.parametrize(
    ("when", "days", "points", "expected"),
    [
        ("new_low", None, [(0, "50"), (3, "49")], ["1: Lowest price in the 3 days since tracking began"]),
        ("new_low", None, [(0, "50"), (3, "50")], []),
        ("new_high", None, [(0, "50"), (1, "51")], ["1: Highest price in the 24 h since tracking began"]),
        ("new_low", "7", [(0, "50"), (7, "49")], ["1: Lowest price in 7 days"]),
        ("new_low", "7", [(0, "50"), (6, "49")], ["1: Lowest price in the 6 days since tracking began"]),
        # what is older than the window does not count, what held at its beginning does
        ("new_low", "7", [(0, "40"), (1, "60"), (9, "55")], ["2: Lowest price in 7 days"]),
        ("new_low", "7", [(0, "40"), (9, "55"), (10, "50")], []),
        # lower and lower within a day is told once, a day later again; back up and down again is new
        ("new_low", None, [(0, "50"), (1, "49"), (1.5, "48"), (2, "47")], ["1", "3"]),
        ("new_low", None, [(0, "50"), (1, "49"), (1.1, "50"), (1.2, "48")], ["1", "3"]),
        # a hole in the history is neither a price nor a way around one
        (
            "new_low",
            None,
            [(0, "50"), (1, None), (30, "51"), (31, "49")],
            ["3: Lowest price in the 31 days since tracking began"],
        ),
        ("new_low", None, [(0, None), (1, "50")], []),
    ],
)
def test_records_are_claimed_of_what_was_stored_alone(when, days, points, expected):
    found = records(rule("price", when, days, "days" if days else None), points)
    assert [
        one if ":" in want else one.partition(":")[0] for one, want in zip(found, expected, strict=True)
    ] == expected


def test_a_record_that_is_older_than_its_rule_is_not_told():
    kind, known = kind_of("price", "new_low"), [point(-9, "60"), point(-1, "50")]
    rule_ = kind.judge(rule("price", "new_low"), Sight(before=None, after=seen(0, price=Decimal(50)))).rule
    assert kind.judge(rule_, Sight(before=None, after=seen(1, price=Decimal(50)), prices=known)).finding is None
    lower = [*known, point(1, "45")]
    assert kind.judge(rule_, Sight(before=None, after=seen(24, price=Decimal(45)), prices=lower)).finding is not None


def test_a_record_asks_for_no_more_of_the_past_than_its_window():
    month, ever = rule("price", "new_low", "30", "days"), rule("price", "new_high")
    assert reach([rule("price", "below", "5")], START) is None
    assert reach([month], START) == START - timedelta(days=30)
    assert reach([month, ever], START) == EVER


@pytest.mark.parametrize(
    ("margin", "unit", "prices", "told"),
    [
        ("1", "%", ["20.00", "19.81", "19.80", "19.00", "20.00", "19.00"], [2, 5]),
        ("1", "USD", ["20.00", "19.01", "19.00"], [2]),
        ("1", "%", ["19.00", "18.00"], []),  # so it was when the rule was set
        ("1", "%", ["20.00", None, "19.00"], [2]),
    ],
)
def test_a_competitor_undercuts_when_the_margin_is_crossed(margin, unit, prices, told):
    looks = [seen(index, price=None if price is None else Decimal(price)) for index, price in enumerate(prices)]
    own = OwnOffer(CABLE, Decimal("20.00"))
    found = judged(rule("undercut", "by", margin, unit), looks, role=Role.COMPETITOR, own=own)
    assert [index for index, one in enumerate(found) if one] == told
    assert all(one.severity is Tone.WARNING and CABLE.asin in one.fact for one in found if one)


def test_an_own_product_undercuts_nobody_and_neither_does_one_without_a_rival():
    looks = [seen(0, price=Decimal(20)), seen(1, price=Decimal(10))]
    own = OwnOffer(CABLE, Decimal(20))
    assert judged(rule("undercut", "by", "1", "%"), looks, role=Role.OWN, own=own) == [None, None]
    assert judged(rule("undercut", "by", "1", "%"), looks, role=Role.COMPETITOR) == [None, None]
