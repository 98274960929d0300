"""Prices that no sane shop shows, other currencies, clocks that go back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.alerts.distance import PERCENT
from core.messages import Tone
from tests.core.alerts.sights import facts, judged, rule, seen


def prices(*values, **offer):
    return [seen(index, price=Decimal(value), **offer) for index, value in enumerate(values)]


@pytest.mark.parametrize("value", ["0", "1000000000"])
def test_a_price_that_goes_out_of_all_bounds_and_back_is_told_twice_and_measured_on(value):
    looks = prices("20", value, value, "20", "18")
    found = facts(rule("price", "changes", "10", PERCENT), looks)
    assert [one[0] for one in found] == ["1", "3", "4"]
    assert judged(rule("price", "changes", "10", PERCENT), looks)[1].severity is Tone.CRITICAL


def test_a_price_in_another_currency_is_not_measured_against_ours():
    looks = [*prices("20.00"), seen(1, price=Decimal(3000), currency="JPY"), *prices("20.00", "15.00")]
    assert facts(rule("price", "changes", "10", PERCENT), looks) == ["3: Price dropped"]
    assert facts(rule("price", "below", "16", "USD"), looks) == ["3: Price is below your target"]
    assert facts(rule("price", "drops", "4", "USD"), looks) == ["3: Price dropped"]


def test_a_clock_set_back_tells_nothing_by_itself():
    looks = prices("20", "20", "15")
    back = [looks[0], looks[1], seen(-1000, price=Decimal(20)), looks[2]]
    assert facts(rule("price", "changes", "10", PERCENT), back) == ["3: Price dropped"]
    assert facts(rule("buybox", "changes"), back) == []
    assert back[2].at < back[1].at - timedelta(days=30)
