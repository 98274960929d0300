"""What is read of offers in each store's way of writing amounts and stock, on pages drawn for it."""

from typing import Any

import pytest

from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.marketplace import marketplace
from tests.adapters.storefronts.amazon_page.drawing import (
    box,
    middle,
    offer,
    page,
    pieced,
    price,
    shown,
    stock,
    struck,
)

STORES: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "ca in English": (
        "ca",
        "$1,234.50",
        "In Stock.",
        {"price": "1234.50", "currency": "CAD", "availability": "in_stock"},
    ),
    "ca in French": ("ca", "1 234,50\u00a0$", "En stock", {"price": "1234.50", "currency": "CAD"}),
    "mx": ("com.mx", "$1,234.50", "Sólo queda(n) 4 en stock", {"price": "1234.50", "currency": "MXN", "stock_left": 4}),
    "br": ("com.br", "R$\u00a01.499,99", "Em estoque", {"price": "1499.99", "currency": "BRL"}),
    "uk": ("co.uk", "£1,234.50", "Only 3 left in stock.", {"price": "1234.50", "currency": "GBP", "stock_left": 3}),
    "de": ("de", "1.234,50\u00a0€", "Auf Lager", {"price": "1234.50", "currency": "EUR", "availability": "in_stock"}),
    "de in English": (
        "de",
        "€1,234.50",
        "Only 2 left in stock",
        {"price": "1234.50", "currency": "EUR", "stock_left": 2},
    ),
    "fr": ("fr", "1\u202f234,50\u00a0€", "En stock", {"price": "1234.50", "currency": "EUR"}),
    "it": (
        "it",
        "1.234,50€",
        "Disponibilità: solo 3",
        {"price": "1234.50", "availability": "low_stock", "stock_left": 3},
    ),
    "es": ("es", "1.234,50€", "Disponible en 1 a 2 semanas", {"price": "1234.50", "availability": "in_stock"}),
    "nl": ("nl", "€ 1.234,50", "Op voorraad", {"price": "1234.50", "currency": "EUR"}),
    "be in French": (
        "com.be",
        "1.234,50€",
        "Actuellement indisponible.",
        {"price": "1234.50", "availability": "out_of_stock"},
    ),
    "se": ("se", "1 234,50\u00a0kr", "Endast 3 kvar i lager", {"price": "1234.50", "currency": "SEK", "stock_left": 3}),
    "pl": (
        "pl",
        "1234,56\u00a0zł",
        "Pozostała tylko 1 szt. w magazynie",
        {"price": "1234.56", "currency": "PLN", "stock_left": 1},
    ),
    "tr": (
        "com.tr",
        "1.234,56TL",
        "Stokta sadece 3 adet kaldı.",
        {"price": "1234.56", "currency": "TRY", "stock_left": 3},
    ),
    "in": ("in", "₹1,29,990.00", "In stock", {"price": "129990.00", "currency": "INR", "availability": "in_stock"}),
    "jp": ("co.jp", "￥12,980", "残り3点 ご注文はお早めに", {"price": "12980", "currency": "JPY", "stock_left": 3}),
    "jp with 円": (
        "co.jp",
        "12,980円",
        "在庫あり。",
        {"price": "12980", "currency": "JPY", "availability": "in_stock"},
    ),
    "sg": ("sg", "S$1,234.50", "In stock", {"price": "1234.50", "currency": "SGD"}),
    "au": ("com.au", "$1,234.50", "In stock", {"price": "1234.50", "currency": "AUD"}),
    "ae": ("ae", "AED\u00a01,234.50", "In Stock", {"price": "1234.50", "currency": "AED"}),
    "ae in Arabic": (
        "ae",
        "\u200f1,234.50 درهم",
        "تبقى ٣ فقط في المخزون",
        {"price": "1234.50", "currency": "AED", "stock_left": 3},
    ),
    "sa": ("sa", "١٬٢٣٤٫٥٠\u00a0ريال", "متوفر", {"price": "1234.50", "currency": "SAR", "availability": "in_stock"}),
    "eg": (
        "eg",
        "\u200fجنيه١٬٢٣٤٫٥٠",
        "غير متوفر حالياً.",
        {"price": "1234.50", "currency": "EGP", "availability": "out_of_stock"},
    ),
}


@pytest.mark.parametrize("name", STORES)
def test_prices_and_stock_are_read_in_every_store(name: str) -> None:
    store, amount, line, wanted = STORES[name]

    found = offer(store, middle(price(amount)), box(price(amount)), stock(line))

    assert shown(found, {**wanted, "candidates": ()}) == {**wanted, "candidates": ()}


@pytest.mark.parametrize(
    ("label", "store", "now", "before", "listed"),
    [
        ("参考価格:", "co.jp", "￥12,980", "￥15,800", "15800"),
        ("過去価格:", "co.jp", "￥12,980", "￥13,980", "13980"),
        ("M.R.P.:", "in", "₹1,29,990", "₹1,47,500", "147500.00"),
        ("UVP:", "de", "12,50\u00a0€", "15,00\u00a0€", "15.00"),
        ("Prix conseillé :", "fr", "12,50\u00a0€", "15,00\u00a0€", "15.00"),
        ("Typical price:", "com", "$12.50", "$15.00", "15.00"),
    ],
)
def test_the_struck_price_is_the_list_price_by_any_name(
    label: str, store: str, now: str, before: str, listed: str
) -> None:
    found = offer(store, middle(price(now), struck(before, label)))

    assert str(found.list_price) == listed


@pytest.mark.parametrize(
    ("store", "drawn", "wanted"),
    [
        ("fr", pieced("", "19", "€", "99"), {"price": "19.99", "currency": "EUR"}),
        ("fr", pieced("", "19", "€", "99", "19,99€ avec 20 pourcent d’économies"), {"price": "19.99"}),
        ("fr", pieced("", "1 234", "€", "99"), {"price": "1234.99"}),
        ("fr", pieced("", "1.234", "€", "99"), {"price": "1234.99"}),
        ("de", pieced("€", "1.234", ",", "56", "1.234,56\u00a0€"), {"price": "1234.56"}),
        ("sa", pieced("ريال", "٣٤٩", "٫", "٥٠", "٣٤٩٫٥٠\u00a0ريال"), {"price": "349.50", "currency": "SAR"}),
        (
            "co.jp",
            pieced("￥", "12,980", "", "", "￥12,980 20パーセントの割引で"),
            {"price": "12980", "currency": "JPY"},
        ),
        ("in", pieced("₹", "1,29,990", "", ""), {"price": "129990.00", "currency": "INR"}),
        ("com", pieced("$", "12", "", ""), {"price": None}),
    ],
)
def test_a_price_drawn_in_pieces_is_put_together_as_its_store_does(
    store: str, drawn: str, wanted: dict[str, Any]
) -> None:
    assert shown(offer(store, middle(drawn, "<i></i>")), wanted) == wanted


def test_whole_rupees_that_nothing_follows_may_be_cut_off() -> None:
    whole = page(middle(pieced("₹", "1,299", "", ""), "<i></i>")).decode()

    assert read_page(whole[: whole.index("<i>")].encode(), market=marketplace("in")).offer.price is None


@pytest.mark.parametrize("code", ["HUF", "ILS", "COP", "NZD", "THB"])
def test_a_price_in_a_shoppers_own_currency_is_not_taken_for_the_stores(code: str) -> None:
    assert offer("com", middle(price(f"{code}\u00a013,490.00"))).currency == code
