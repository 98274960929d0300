"""Numbers as the stores write them."""

from decimal import Decimal

import pytest

from adapters.storefronts.amazon_page.numbers import amounts, count, currency_in, stars, tidy
from core.catalog.marketplace import marketplace


@pytest.mark.parametrize(
    ("text", "store", "value", "currency"),
    [
        ("$1,279.00", "com", "1279.00", None),
        ("1.279,00 €", "de", "1279.00", "EUR"),
        ("€1,299.50", "de", "1299.50", "EUR"),
        ("1.279 €", "de", "1279", "EUR"),
        ("€1,299", "de", "1299", "EUR"),
        ("1 234,56\u00a0€", "fr", "1234.56", "EUR"),
        ("1\u202f234,50 kr", "se", "1234.50", None),
        ("1'234.50 CHF", "de", "1234.50", "CHF"),
        ("₹1,29,990.00", "in", "129990.00", "INR"),
        ("￥12,980", "co.jp", "12980", None),
        ("12,980円", "co.jp", "12980", "JPY"),
        ("R$\u00a01.645,19", "com.br", "1645.19", "BRL"),
        ("\u200f١٬٢٩٩٫٥٠ ريال", "sa", "1299.50", "SAR"),
        ("AED 1,234.50", "ae", "1234.50", "AED"),
        ("1.234,56 TL", "com.tr", "1234.56", None),
        ("R 1,234.50", "co.za", "1234.50", None),
        ("$1,000,000.00", "com", "1000000.00", None),
        ("0,99 €", "de", "0.99", "EUR"),
        ("KWD 12.345", "com", "12.345", "KWD"),
        ("KWD 1,234.500", "ae", "1234.500", "KWD"),
        ("12,345 KWD", "de", "12.345", "KWD"),
        ("OMR 0.750", "com", "0.750", "OMR"),
        ("BHD 7", "com", "7", "BHD"),
    ],
)
def test_an_amount_is_read_in_any_stores_format(text: str, store: str, value: str, currency: str | None) -> None:
    (found,) = amounts(text, marketplace(store))

    assert found.value == Decimal(value)
    assert found.currency == currency


@pytest.mark.parametrize(
    "text", ["", "$", "free", "$0.00", "-$5.00", "−12 €", "$-5.00", "-€ 5,00", "EUR -5.00", "20%", "-20 %", "９" * 40]
)
def test_what_is_not_one_positive_amount_is_none(text: str) -> None:
    assert amounts(text, marketplace("com")) == ()


def test_a_blank_parts_groups_of_three_and_nothing_else() -> None:
    assert [found.value for found in amounts("￥12,980 20 percent", marketplace("co.jp"))] == [12_980, 20]
    assert [found.value for found in amounts("1 234 567,50 kr", marketplace("se"))] == [Decimal("1234567.50")]
    assert [found.value for found in amounts("2 1500 kr", marketplace("se"))] == [2, 1500]


def test_a_range_gives_both_ends() -> None:
    assert [found.value for found in amounts("$10.00 - $25.50", marketplace("com"))] == [
        Decimal("10.00"),
        Decimal("25.50"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,562 ratings", 1562),
        ("5.182 valoraciones", 5182),
        ("1\u00a0204 betyg", 1204),
        ("127\u202f560 évaluations", 127560),
        ("12 345 ocen", 12345),
        ("(20,042)", 20042),
        ("1,04,512 ratings", 104512),
        ("١٬٢٣٤ تقييماً", 1234),
        ("１，２３４個の評価", 1234),
        ("7 Kundenrezensionen", 7),
        ("12 modtagelser", 12),
        ("no ratings", None),
        ("4,5 von 5 Sternen", None),
        ("(1.2K)", None),
        ("12K ratings", None),
        ("1,2 mil opiniones", None),
        ("1.2万件", None),
        ("1,000+ bought", None),
        ("9" * 40, None),
    ],
)
def test_a_count_is_read_whatever_parts_its_groups(text: str, number: int | None) -> None:
    assert count(text) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.3 out of 5 stars", "4.3"),
        ("4,3 von 5 Sternen", "4.3"),
        ("4,3 sur 5 étoiles", "4.3"),
        ("4,3 z 5 gwiazdek", "4.3"),
        ("4,3 av 5 stjärnor", "4.3"),
        ("5つ星のうち4.3", "4.3"),
        ("5 yıldız üzerinden 4,3", "4.3"),
        ("5 स्टार में से 4.3", "4.3"),
        ("٤٫٣ من ٥ نجوم", "4.3"),
        ("4.3 颗星，最多 5 颗星", "4.3"),
        ("5つ星のうち4", "4"),
        ("4 out of 5", "4"),
        ("5.0 out of 5 stars", "5.0"),
        ("5 out of 5", "5"),
        ("4.3 out of 5 stars 1,234 ratings", "4.3"),
    ],
)
def test_stars_are_read_in_either_order(text: str, value: str) -> None:
    assert str(stars(text)) == value


@pytest.mark.parametrize("text", ["7.5 out of 10", "", "0 of 5", "many stars"])
def test_what_is_not_stars_of_five_is_none(text: str) -> None:
    assert stars(text) is None


def test_a_bare_dollar_tells_no_currency() -> None:
    assert currency_in("$5.00") is None


def test_words_stay_as_they_are_written() -> None:
    assert tidy(" Women’s\u00a0 \u200f９V ") == "Women’s ９V"
