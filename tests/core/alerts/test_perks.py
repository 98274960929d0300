"""Coupons, deals, badges and Prime."""

import pytest

from core.catalog.snapshot import Availability
from core.messages import Tone
from tests.core.alerts.sights import facts, judged, rule, seen

CASES = {
    "coupon": ("coupon", ["Apply 5% coupon", "Apply 10% coupon"], None, "Coupon"),
    "deal": ("deal", ["Limited time deal", "Lightning deal"], None, "Deal"),
    "badge": ("badges", [("Amazon's Choice",), ("Best Seller",)], (), "Badge"),
}


@pytest.mark.parametrize("metric", CASES)
def test_what_an_offer_gains_loses_and_changes_is_told_once(metric):
    field, (one, other), none, name = CASES[metric]
    looks = [seen(at, **{field: value}) for at, value in enumerate([none, one, one, other, none])]
    expected = [f"1: {name} gained", f"3: {name} changed", f"4: {name} lost"]
    assert facts(rule(metric, "changes"), looks) == expected
    assert facts(rule(metric, "gained"), looks) == expected[:1]
    assert facts(rule(metric, "lost"), looks) == expected[2:]
    assert {found.severity for found in judged(rule(metric, "changes"), looks) if found} == {Tone.INFO}


def test_prime_is_told_only_where_the_source_tells_of_it():
    looks = [seen(at, prime=value) for at, value in enumerate([None, True, None, False, True])]
    assert facts(rule("prime", "changes"), looks) == ["3: Prime lost", "4: Prime gained"]


def test_a_second_badge_is_a_gain():
    looks = [seen(0, badges=("Amazon's Choice",)), seen(1, badges=("Best Seller", "Amazon's Choice"))]
    (_, finding) = judged(rule("badge", "gained"), looks)
    assert (finding.fact, finding.new) == ("Badge gained", "Amazon's Choice · Best Seller")


def test_a_product_that_is_sold_out_has_not_lost_its_coupon():
    gone = seen(1, availability=Availability.OUT_OF_STOCK, price=None)
    looks = [seen(0, coupon="Apply 5% coupon"), gone, seen(2, coupon="Apply  5% coupon")]
    assert facts(rule("coupon", "changes"), looks) == []
