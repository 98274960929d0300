"""What the lines of an import mean, and what is wrong with them."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.files.csv_text import lines_of_rows
from bot.files.import_file import MOST_LINES, ReadFile, understand
from core.catalog.asin import Product
from core.errors import UnreadableFile
from core.watching.rule import Condition
from core.watching.watch import Role
from core.watching.wish import Wish


def read(*rows: tuple[str, ...]) -> ReadFile:
    return understand("list.csv", lines_of_rows(rows), "com", timedelta(minutes=15))


def price(when: str, value: str, unit: str) -> Condition:
    return Condition("price", when, Decimal(value), unit)


@pytest.mark.parametrize(
    ("header", "row", "product"),
    [
        ("asin", ("b0test0001",), Product("B0TEST0001", "com")),
        ("asin", (" B0TEST0001 ",), Product("B0TEST0001", "com")),
        ("ASIN", ("B0TEST0001@de",), Product("B0TEST0001", "de")),
        ("asin marketplace", ("B0TEST0001", "amazon.co.uk"), Product("B0TEST0001", "co.uk")),
        ("asin marketplace", ("B0TEST0001", "jp"), Product("B0TEST0001", "co.jp")),
        ("asin", ("https://www.amazon.de/x/dp/B0TEST0001?tag=y",), Product("B0TEST0001", "de")),
        ("link", ("https://www.amazon.de/dp/B0TEST0001",), Product("B0TEST0001", "de")),
        ("link marketplace", ("amzn.com/B0TEST0001", "ca"), Product("B0TEST0001", "ca")),
        ("asin link", ("", "https://www.amazon.de/dp/B0TEST0001"), Product("B0TEST0001", "de")),
        ("asin", ("306406152",), Product("0306406152", "com")),
    ],
)
def test_a_product_is_named_by_asin_or_link(header, row, product):
    ((number, wanted),) = read(tuple(header.split()), row).wanted
    assert (number, wanted.product, wanted.wish) == (2, product, Wish())


@pytest.mark.parametrize(
    ("column", "cell", "wish"),
    [
        ("below", "24.99", Wish(rules=(price("below", "24.99", "USD"),))),
        ("below", "$1,299.00", Wish(rules=(price("below", "1299", "USD"),))),
        ("below", "24,99 USD", Wish(rules=(price("below", "24.99", "USD"),))),
        ("drops", "10%", Wish(rules=(price("drops", "10", "%"),))),
        ("drops", "10 %", Wish(rules=(price("drops", "10", "%"),))),
        ("drops", "5", Wish(rules=(price("drops", "5", "USD"),))),
        ("every", "6h", Wish(every=timedelta(hours=6))),
        ("role", "Competitor", Wish(role=Role.COMPETITOR)),
        ("list", "My cables", Wish(list_name="My cables")),
        ("memo", "'=1+1", Wish(memo="=1+1")),
        ("memo", "", Wish()),
    ],
)
def test_the_other_columns_are_the_wish(column, cell, wish):
    ((_, wanted),) = read(("asin", column), ("B0TEST0001", cell)).wanted
    assert wanted.wish == wish


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("asin", "12345", "“12345” is not an ASIN"),
        ("asin", "", "neither an ASIN nor a link"),
        ("asin", "B0TEST0001@mars", "no Amazon store “mars”"),
        ("link", "https://example.com/dp/B0TEST0001", "is not a link to one product"),
        ("link", "https://a.co/d/9abcDEF", "short link"),
        ("marketplace", "mars", "no Amazon store “mars”"),
        ("below", "cheap", "“cheap” is nothing that a price can be below"),
        ("below", "-5", "“-5” is nothing that a price can be below"),
        ("below", "20 €", "charges in USD, not in EUR"),
        ("drops", "much", "“much” is nothing"),
        ("role", "enemy", "“enemy” is no role"),
        ("every", "1m", "is too often"),
        ("every", "90d", "is too rare"),
        ("every", "daily", "“daily” is no interval"),
        ("memo", "x" * 501, "longer than 500 characters"),
        ("list", "x" * 61, "longer than 60 characters"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_the_others_are(column, cell, reason):
    header = ("asin", column) if column != "asin" else ("asin", "x")
    bad = ("" if column == "link" else "B0TEST0001", cell) if column != "asin" else (cell, "x")
    result = read(header, ("B0TEST0002", ""), bad)
    (complaint,) = result.complaints
    assert complaint.line == 3
    assert reason in complaint.reason
    assert [number for number, _ in result.wanted] == [2]


def test_a_product_repeated_on_the_same_list_is_counted_once():
    result = read(
        ("asin", "list"), ("B0TEST0001", ""), ("B0TEST0001", "cables"), ("b0test0001", ""), ("B0TEST0001", "CABLES")
    )
    assert [number for number, _ in result.wanted] == [2, 3]
    assert result.repeated == (4, 5)


def test_unknown_columns_are_named_as_they_were_written():
    assert read(("Asin", "Best  Colour", "", "SKU"), ("B0TEST0001", "red", "", "7")).ignored == ("Best Colour", "SKU")


def test_a_link_and_a_marketplace_that_contradict_each_other_are_no_guess():
    (complaint,) = read(("link", "marketplace"), ("https://www.amazon.de/dp/B0TEST0001", "com")).complaints
    assert "leads to amazon.de" in complaint.reason


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((), "name the columns"),
        ((("name", "price"), ("x", "1")), "name the columns"),
        ((("B0TEST0001",), ("B0TEST0002",)), "name the columns"),
        ((("asin",),), "there is no line"),
        ((("asin",), *((f"B0{n:08d}",) for n in range(MOST_LINES + 1))), "more than 10,000 lines"),
    ],
)
def test_a_table_that_is_no_import_is_refused_in_a_sentence(rows, why):
    with pytest.raises(UnreadableFile, match=why):
        read(*rows)
