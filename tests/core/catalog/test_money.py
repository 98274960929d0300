"""Amounts of money."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.catalog.money import Money


def test_an_amount_has_its_currencys_decimals():
    assert str(Money.of("24.9", "USD")) == "24.90 USD"
    assert str(Money.of("3280", "JPY")) == "3280 JPY"


@given(st.integers(0, 10**12), st.sampled_from(["USD", "JPY", "INR"]))
def test_minor_units_and_back_are_the_same(minor, currency):
    money = Money.from_minor(minor, currency)
    assert money.minor == minor
    assert Money.of(money.amount, currency) == money


def test_half_a_cent_goes_to_the_even_side():
    assert Money.of(Decimal("0.125"), "EUR").amount == Decimal("0.12")
