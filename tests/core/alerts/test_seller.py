"""The Buy Box and new sellers, over rows of looks."""

import pytest

from core.catalog.snapshot import Availability
from core.messages import Tone
from core.watching.watch import Role
from tests.core.alerts.sights import facts, judged, rule, seen

US, EVIL, OTHER = "Our Shop", "Evil Ltd", "Other"
NOBODY = "nobody"


def row(sellers, every=30):
    """A look every 30 hours, so that no two losses fall into one day."""
    return [
        seen(index * every, seller=None, availability=Availability.NO_FEATURED_OFFER, price=None)
        if name == NOBODY
        else seen(index * every, seller=name)
        for index, name in enumerate(sellers)
    ]


@pytest.mark.parametrize(
    ("when", "sellers", "allowed", "expected"),
    [
        ("changes", [US, EVIL, US], (), ["1: Buy Box lost to Evil Ltd", "2: Buy Box won by Our Shop"]),
        ("lost", [US, EVIL, US], (), ["1: Buy Box lost to Evil Ltd"]),
        ("won", [US, EVIL, US], (), ["2: Buy Box won by Our Shop"]),
        ("changes", [US, NOBODY, US], (), ["1: Buy Box lost: nobody has it", "2: Buy Box won by Our Shop"]),
        # between strangers nothing is lost, and an unread seller is nobody's
        ("changes", [US, EVIL, OTHER, None, US], (), ["1: Buy Box lost to Evil Ltd", "4: Buy Box won by Our Shop"]),
        ("changes", [US, None, US, "our  shop"], (), []),
        # the names given count, not who had it at the start
        (
            "changes",
            [EVIL, US, OTHER, EVIL],
            (US, OTHER),
            ["1: Buy Box won by Our Shop", "3: Buy Box lost to Evil Ltd"],
        ),
        # nobody at the start: the first who gets it is the start
        ("changes", [NOBODY, US, EVIL], (), ["2: Buy Box lost to Evil Ltd"]),
    ],
)
def test_the_buy_box_is_told_when_it_leaves_and_reaches_those_allowed(when, sellers, allowed, expected):
    assert facts(rule("buybox", when), row(sellers), allowed=allowed) == expected


def test_a_lost_buy_box_is_critical_for_an_own_product_and_information_for_a_competitor():
    own, rival = (judged(rule("buybox", "changes"), row([US, EVIL]), role=role)[1] for role in Role)
    assert (own.severity, rival.severity) == (Tone.CRITICAL, Tone.INFO)
    assert (own.old, own.new) == (US, EVIL)


def test_more_than_three_losses_in_a_day_are_one_incident_until_a_day_without_one():
    looks = [*row([US, EVIL] * 6, every=2), seen(30, seller=US), seen(60, seller=EVIL)]
    found = facts(rule("buybox", "lost"), looks)
    assert [one.partition(":")[0] for one in found] == ["1", "3", "5", "7", "13"]
    assert found[3] == "7: Buy Box lost 4 times in 24 h: no more is told until a day has passed without a loss"
    assert found[4] == "13: Buy Box lost to Evil Ltd"


@pytest.mark.parametrize(
    ("sellers", "allowed", "expected"),
    [
        ([US, EVIL, US, EVIL], (), ["1: New seller: Evil Ltd"]),
        ([US, EVIL, OTHER], (EVIL,), ["2: New seller: Other"]),
        ([US, EVIL, US, EVIL], (US,), ["1: New seller: Evil Ltd", "3: New seller: Evil Ltd"]),
        ([None, US, None, US, "OUR SHOP"], (), []),
    ],
)
def test_a_seller_nobody_has_seen_or_allowed_is_told(sellers, allowed, expected):
    assert facts(rule("seller", "new"), row(sellers), allowed=allowed) == expected


def test_a_new_seller_is_critical_for_an_own_product_and_information_for_a_competitor():
    own, rival = (judged(rule("seller", "new"), row([US, EVIL]), role=role)[1] for role in Role)
    assert (own.severity, rival.severity) == (Tone.CRITICAL, Tone.INFO)


def test_the_list_of_allowed_sellers_tells_nothing_itself():
    assert facts(rule("seller", "allowed"), row([US, EVIL])) == []
