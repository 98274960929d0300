"""How alerts go on: what can return, when it has, and how deep it went."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from core.alerts.alert import Alert, Course
from core.alerts.course import begun, followed
from core.alerts.finding import OwnOffer, Sight
from core.catalog.asin import Product
from core.catalog.snapshot import Availability, Rank
from core.ids import new_id
from core.watching.presence import Presence
from core.watching.rule import How, Rule, together
from core.watching.watch import Role
from tests.core.alerts.sights import START, judged, rule, seen
from tests.core.alerts.test_combined import run as run_tree
from tests.shop import BLENDER

OUT, LOW, IN = Availability.OUT_OF_STOCK, Availability.LOW_STOCK, Availability.IN_STOCK


def alert_of(finding) -> Alert:
    return Alert(
        id=new_id(START),
        key="k",
        watch_id=new_id(START),
        number=1,
        product=BLENDER,
        title="Blender",
        at=START,
        findings=(finding,),
        price=None,
        currency="USD",
        rank=None,
        category=None,
        availability=IN,
        course=begun([finding]),
    )


def course(rule_: Rule, looks, **sight) -> list[tuple[str | None, bool]]:
    """Depth and end after each look that follows the one in which the rule fired, the second."""
    *_, finding = judged(rule_, looks[:2], **sight)
    alert, found = alert_of(finding), []
    for hour, now in enumerate(looks[2:], 2):
        alert = followed(alert, Sight(before=None, after=now, **sight), START + timedelta(hours=hour))
        found.append((alert.course.deepest, alert.course.resolved_at is not None))
    return found


def prices(*amounts):
    return [seen(price=Decimal(amount)) for amount in amounts]


@pytest.mark.parametrize(
    ("rule_", "looks", "expected"),
    [
        (rule("price", "changes", "10", "%"), prices("50", "44", "40", "47", "48"), [("40", 0), ("40", 0), ("40", 1)]),
        (rule("price", "changes", "10", "%"), prices("50", "56", "60", "52"), [("60", 0), ("60", 1)]),
        (rule("price", "changes", "10", "%"), prices("50", "44", "70"), [("44", 1)]),
        (rule("price", "drops", "5", "USD"), prices("50", "45", "47.50", "47.51"), [("45", 0), ("45", 1)]),
        (rule("price", "below", "45"), prices("50", "44", "40", "45", "45.01"), [("40", 0), ("40", 0), ("40", 1)]),
        (rule("price", "above", "55"), prices("50", "60", "54"), [("60", 1)]),
    ],
)
def test_a_value_has_returned_when_its_target_is_left_or_half_its_distance_made_good(rule_, looks, expected):
    assert course(rule_, looks) == expected


def test_a_look_without_a_price_or_with_one_in_another_currency_changes_nothing():
    looks = [*prices("50", "44"), seen(price=None), seen(price=Decimal(50), currency="EUR")]
    assert course(rule("price", "changes", "10", "%"), looks) == [("44", False), ("44", False)]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((IN, OUT, OUT, LOW), [False, True]),
        ((IN, OUT, Availability.UNKNOWN, IN), [False, True]),
        ((IN, LOW, OUT, LOW, IN), [False, False, True]),
    ],
)
def test_stock_has_returned_when_there_is_some_or_no_longer_little(states, expected):
    looks = [seen(availability=state) for state in states]
    assert [is_over for _, is_over in course(rule("stock", "changes"), looks)] == expected


def test_a_lost_buy_box_has_returned_with_its_holder():
    looks = [seen(seller=name) for name in ("We", "They", "Others", "We")]
    assert course(rule("buybox", "changes"), looks) == [(None, False), (None, True)]


def test_a_rank_returns_too():
    def ranked(rank):
        look = seen()
        return type(look)(
            product=look.product, at=look.at, offer=look.offer, listing=look.listing, ranks=(Rank(rank, "Kitchen"),)
        )

    rule_ = rule("bsr", "below", "500", "rank")
    looks = [ranked(rank) for rank in (900, 400, 300, 600)]
    assert course(rule_, looks, usual_rank=Decimal(1)) == [("300", False), ("300", True)]


def test_what_a_median_told_one_look_does_not_end():
    rule_ = rule("bsr", "changes", "30", "%")
    anchored = replace(rule_, anchor="1000", anchored_at=START, about=seen().ranks[0].category)
    (finding,) = judged(anchored, [seen(1)], usual_rank=Decimal(1400))
    alert = alert_of(finding)
    depths = []
    for usual in ("1500", "1200", "1149"):
        alert = followed(alert, Sight(before=None, after=seen(2), usual_rank=Decimal(usual)), START)
        depths.append((alert.course.deepest, alert.course.resolved_at is not None))
    assert depths == [("1500", False), ("1500", False), ("1500", True)]


def test_a_rank_in_another_category_says_nothing_of_how_an_alert_goes_on():
    anchored = replace(rule("bsr", "below", "500", "rank"), anchor="900", anchored_at=START, about="Kitchen")
    (finding,) = judged(anchored, [replace(seen(), ranks=(Rank(400, "Kitchen"),))], usual_rank=Decimal(1))
    moved = Sight(before=None, after=replace(seen(), ranks=(Rank(9000, "Blenders"),)), usual_rank=Decimal(9000))
    assert followed(alert_of(finding), moved, START).course == Course(deepest="400")


def test_a_page_that_is_gone_has_returned_when_it_is_there():
    gone = Presence(state="gone", since=START)
    finding = judged(rule("listing", "gone"), [seen()], presence=gone)[0]
    alert = alert_of(finding)
    assert followed(alert, Sight(before=None, after=seen(), presence=gone), START).course == Course()
    assert followed(alert, Sight(before=None, after=seen()), START).course == Course(resolved_at=START)


def test_an_undercut_ends_where_the_own_price_was():
    own = OwnOffer(Product("B0TESTCA01", "com"), Decimal(30))
    looks = prices("31", "27", "25", "30")
    found = course(rule("undercut", "by", "5", "%"), looks, own=own, role=Role.COMPETITOR)
    assert found == [("25", False), ("25", True)]


@pytest.mark.parametrize(
    ("rule_", "looks"),
    [
        (rule("title", "changes"), [seen(), seen(listing={"title": "New"})]),
        (rule("stock", "back"), [seen(availability=OUT), seen(availability=IN)]),
        (rule("coupon", "gained"), [seen(), seen(coupon="5 %")]),
    ],
)
def test_what_happened_or_is_good_news_has_no_course(rule_, looks):
    (*_, finding) = judged(rule_, looks)
    assert finding
    assert begun([finding]) is None


@pytest.mark.parametrize(("how", "is_over"), [(How.ALL, True), (How.ANY, False)])
def test_of_several_conditions_one_ends_a_whole_and_all_end_a_choice(how, is_over):
    tree = together(how, [rule("price", "below", "20").condition, rule("rating", "below", "4").condition])
    finding = run_tree(tree, [seen(), seen(1, price=Decimal(18), rating="3.9")])[-1]
    after = followed(alert_of(finding), Sight(before=None, after=seen(2, price=Decimal(21), rating="3.9")), START)
    assert (after.course.resolved_at is not None) is is_over


def test_what_is_over_stays_over():
    (*_, finding) = judged(rule("price", "below", "45"), prices("50", "44"))
    over = followed(alert_of(finding), Sight(before=None, after=seen(price=Decimal(60))), START)
    assert followed(over, Sight(before=None, after=seen(price=Decimal(30))), START + timedelta(days=1)) == over
