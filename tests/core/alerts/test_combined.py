"""Rules of several conditions, over rows of looks."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from core.alerts.combined import judged, signals_of
from core.alerts.finding import Finding, Sight
from core.catalog.snapshot import Availability, Snapshot
from core.messages import Tone
from core.watching.rule import Condition, How, Rule, Together, legs, together
from tests.core.alerts.sights import START
from tests.shop import BLENDER, snapshot

IN, OUT = Availability.IN_STOCK, Availability.OUT_OF_STOCK


def asked(metric, when, value=None, unit=None):
    return Condition(metric, when, None if value is None else Decimal(value), unit)


CHEAP = asked("price", "below", 20, "USD")
RANKED = asked("bsr", "below", 500, "rank")
DROP = asked("price", "drops", 10, "%")
WORSE = asked("bsr", "worsens", 30, "%")
OUT_OF_STOCK, BACK = asked("stock", "out"), asked("stock", "back")
TITLE = asked("title", "changes")
COUPON = asked("coupon", "gained")
BOTH = together(How.ALL, [CHEAP, RANKED])
EITHER = together(How.ANY, [CHEAP, BACK])


def look(hours, price="30", rank=1000, stock=IN, title="Blender", coupon=None) -> Snapshot:
    """A look so many hours after the start."""
    seen = snapshot(BLENDER, START + timedelta(hours=hours), price=price, rank=rank)
    offer = seen.offer
    changed = {"availability": stock, "coupon": coupon}
    listing = type(seen.listing)(title=title)
    return type(seen)(
        product=seen.product,
        at=seen.at,
        offer=type(offer)(**{name: getattr(offer, name) for name in offer.__slots__} | changed),
        listing=listing,
        ranks=seen.ranks,
        rating=seen.rating,
        reviews=seen.reviews,
    )


def run(tree, looks) -> list[Finding | None]:
    """What the rule finds in each look."""
    rule = Rule(id=UUID(int=1), watch_id=UUID(int=2), condition=tree, set_by="Ana", set_at=START)
    before, found = None, []
    for after in looks:
        usual = Decimal(after.ranks[0].rank) if after.ranks else None
        verdict = judged(rule, Sight(before=before, after=after, usual_rank=usual))
        rule, before = verdict.rule, after
        found.append(verdict.finding)
    return found


def fired(tree, *looks) -> list[int]:
    return [place for place, finding in enumerate(run(tree, looks)) if finding]


@pytest.mark.parametrize(
    ("name", "tree", "looks", "at"),
    [
        ("one of two is not enough", BOTH, [look(0), look(1, "18"), look(2, "18", 900)], []),
        ("the second makes it whole", BOTH, [look(0), look(1, "18"), look(2, "18", 400)], [2]),
        ("once, as long as it stays", BOTH, [look(0), look(1, "18", 400), look(2, "17", 300)], [1]),
        (
            "again, when one was left",
            BOTH,
            [look(0), look(1, "18", 400), look(2, "18", 900), look(3, "18", 400)],
            [1, 3],
        ),
        ("what holds when it is set is no news", BOTH, [look(0, "18", 400), look(1, "17", 300)], []),
        ("a look without a price leaves it as it was", BOTH, [look(0), look(1, "18", 400), look(2, None, 400)], [1]),
        ("any is enough", EITHER, [look(0), look(1, "18")], [1]),
        ("what is so is told when it becomes so", EITHER, [look(0), look(1, "18"), look(2, "17")], [1]),
        (
            "what happens is told though another holds",
            EITHER,
            [look(0), look(1, "18"), look(2, "18", stock=OUT), look(3, "18")],
            [1, 3],
        ),
        ("in stock from the start is no return", EITHER, [look(0), look(1), look(2, "18")], [2]),
        (
            "among all, stock is a state",
            together(How.ALL, [CHEAP, BACK]),
            [look(0), look(1, "18", stock=OUT), look(2, "18")],
            [2],
        ),
        (
            "a distance waits for the rest",
            together(How.ALL, [DROP, WORSE]),
            [look(0), look(1, "26"), look(30, "26", 1000), look(31, "26", 1400)],
            [3],
        ),
        (
            "a distance half of which is made good counts no more",
            together(How.ALL, [DROP, WORSE]),
            [look(0), look(1, "26"), look(2, "29"), look(3, "29", 1400)],
            [],
        ),
        (
            "and is measured from where it began",
            together(How.ALL, [DROP, WORSE]),
            [look(0), look(1, "26"), look(2, "29"), look(3, "26.9", 1400)],
            [3],
        ),
        (
            "after it has fired a distance begins anew",
            together(How.ALL, [DROP, RANKED]),
            [look(0), look(1, "26", 400), look(2, "25", 400), look(3, "23.4", 400)],
            [1, 3],
        ),
        (
            "what has happened counts for a day",
            together(How.ALL, [TITLE, CHEAP]),
            [look(0), look(1, title="New"), look(24, "18", title="New")],
            [2],
        ),
        (
            "and no longer",
            together(How.ALL, [TITLE, CHEAP]),
            [look(0), look(1, title="New"), look(26, "18", title="New")],
            [],
        ),
        (
            "brackets",
            together(How.ALL, [RANKED, together(How.ANY, [CHEAP, COUPON])]),
            [look(0), look(1, rank=400), look(2, rank=400, coupon="5 %"), look(3, "18", 400, coupon="5 %")],
            [2, 3],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_of_several_conditions_fires(name, tree, looks, at):
    assert fired(tree, *looks) == at, name


def test_its_alert_says_of_each_condition_what_was_found_and_from_which_anchor():
    (*_, finding) = run(together(How.ALL, [DROP, RANKED]), [look(0), look(1, "26"), look(2, "25", 400)])
    assert [(leg.metric, leg.new, leg.anchor) for leg in finding.legs] == [
        ("price", "25", "30"),
        ("bsr", "400", "1000"),
    ]
    assert (finding.set_by, finding.anchor, finding.condition.how) == ("Ana", None, How.ALL)


def test_where_any_is_enough_its_alert_names_those_that_are_so():
    (*_, finding) = run(EITHER, [look(0), look(1, "18")])
    assert [leg.metric for leg in finding.legs] == ["price"]


def test_it_is_as_loud_as_the_loudest_of_it():
    (*_, finding) = run(together(How.ALL, [OUT_OF_STOCK, RANKED]), [look(0), look(1, rank=400, stock=OUT)])
    assert finding.severity is Tone.CRITICAL


def test_of_a_page_that_is_gone_only_its_absence_is_judged():
    tree = together(How.ALL, [CHEAP, RANKED])
    rule = Rule(id=UUID(int=1), watch_id=UUID(int=2), condition=tree, set_by="Ana", set_at=START)
    rule = judged(rule, Sight(before=None, after=look(0), usual_rank=Decimal(1000))).rule
    verdict = judged(rule, Sight(before=None, after=look(1, "18", 400), usual_rank=Decimal(400)), was_read=False)
    assert (verdict.rule, verdict.finding) == (rule, None)


def test_the_same_legs_in_the_same_order_are_one_rule_whatever_their_numbers():
    other = together(How.ALL, [asked("price", "below", 18, "USD"), RANKED])
    assert other.slot == BOTH.slot
    assert together(How.ANY, legs(BOTH)).slot != BOTH.slot
    assert together(How.ALL, [RANKED, CHEAP, TITLE]).slot != BOTH.slot


def test_what_is_joined_alike_is_one_group_without_repetition():
    assert together(How.ALL, [BOTH, TITLE, CHEAP]) == Together(How.ALL, (CHEAP, RANKED, TITLE))
    assert together(How.ANY, [CHEAP, CHEAP]) == CHEAP


def test_it_is_settled_by_the_signals_of_all_its_legs():
    assert signals_of(together(How.ALL, [CHEAP, OUT_OF_STOCK, RANKED])) == {"price", "stock"}
