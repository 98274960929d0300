"""How each store writes amounts and counts."""

from decimal import Decimal

import pytest

from adapters.storefronts.sandbox.pages.numbers import decimal_text, grouped, written


@pytest.mark.parametrize(
    ("amount", "market", "text"),
    [
        ("1299.00", "com", "$1,299.00"),
        ("24.99", "co.uk", "£24.99"),
        ("49.90", "de", "49,90\u00a0€"),
        ("1079.00", "de", "1.079,00\u00a0€"),
        ("1249.00", "fr", "1\u202f249,00\u00a0€"),
        ("63.42", "es", "63,42€"),
        ("3280", "co.jp", "￥3,280"),
        ("129900.00", "in", "₹1,29,900.00"),
        ("12345678.00", "in", "₹1,23,45,678.00"),
        ("999.00", "in", "₹999.00"),
        ("1499.99", "com.br", "R$\u00a01.499,99"),
    ],
)
def test_an_amount_is_written_as_its_store_writes_it(amount, market, text):
    assert written(Decimal(amount), market).text == text


@pytest.mark.parametrize(
    ("count", "market", "text"),
    [
        (7, "com", "7"),
        (21_544, "com", "21,544"),
        (5182, "es", "5.182"),
        (2871, "fr", "2\u202f871"),
        (123_456, "in", "1,23,456"),
    ],
)
def test_a_count_is_grouped_as_its_store_groups_it(count, market, text):
    assert grouped(count, market) == text


def test_stars_have_the_store_s_decimal_sign():
    assert (decimal_text(Decimal("4.3"), "de"), decimal_text(Decimal("4.3"), "com")) == ("4,3", "4.3")
