"""Numbers as people type them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grammar.amounts import read_duration, read_money, read_number, spell_duration


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1299", "1299"),
        ("1,299", "1299"),
        ("1.299", "1299"),
        ("1,299.00", "1299"),
        ("1.299,00", "1299"),
        ("24.99", "24.99"),
        ("24,9", "24.9"),
        ("1'299.50", "1299.50"),
        ("1,29,900.00", "129900"),
        ("12k", "12000"),
        ("0", "0"),
        ("x", None),
        ("", None),
        ("-5", None),
        ("1e9", None),
        ("١٢", None),
    ],
)
def test_numbers_are_read_in_any_notation(text, value):
    assert read_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$25", (Decimal(25), None)),
        ("25$", (Decimal(25), None)),
        ("€19,99", (Decimal("19.99"), "EUR")),
        ("19,99€", (Decimal("19.99"), "EUR")),
        ("GBP12", (Decimal(12), "GBP")),
        ("12usd", (Decimal(12), "USD")),
        ("R$1.499,99", (Decimal("1499.99"), "BRL")),
        ("cheap", None),
    ],
)
def test_amounts_carry_the_currency_that_was_said(text, expected):
    assert read_money(text) == expected


@given(st.integers(1, 9 * 10**8))
def test_durations_are_read_as_they_are_spelled(seconds):
    span = timedelta(seconds=seconds)
    assert read_duration(spell_duration(span)) == span


@pytest.mark.parametrize("text", ["5", "h", "1.5h", "5 h", "-1h", "999999999999s", "999999999w"])
def test_other_texts_are_no_duration(text):
    assert read_duration(text) is None
