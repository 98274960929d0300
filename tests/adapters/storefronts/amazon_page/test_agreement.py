"""The ways of reading the price must agree; where they do not, the reading says so and errs towards no price."""

import json
from decimal import Decimal

import pytest

from core.catalog.snapshot import Witness
from tests.adapters.storefronts.amazon_page.drawing import box, middle, offer, price, struck

STRUCTURED = '<script type="application/ld+json">{}</script>'
FORM = (
    '<form id="addToCart"><input type="hidden" id="items[0.base][customerVisiblePrice][amount]" value="{}">'
    '<input type="hidden" id="items[0.base][customerVisiblePrice][displayString]" value="${}"></form>'
)


def data(*options: tuple[str, str]) -> str:
    told = [
        {"displayPrice": f"${amount}", "priceAmount": float(amount), "buyingOptionType": kind}
        for kind, amount in options
    ]
    return f'<div class="aok-hidden twister-plus-buying-options-price-data">{json.dumps({"g": told})}</div>'


def form(amount: str) -> str:
    return FORM.format(amount, amount)


def structured(amount: str, condition: str = "NewCondition") -> str:
    sold = {"@type": "Offer", "price": amount, "itemCondition": f"https://schema.org/{condition}"}
    return STRUCTURED.format(json.dumps({"@type": "Product", "name": "Lamp", "offers": sold}))


AGREEING = {
    "all five ways": (
        middle(price("$20.00")),
        box(price("$20.00")),
        data(("NEW", "20.0")),
        form("20.0"),
        structured("20.00"),
    ),
    "one way": (middle(price("$20.00")),),
    "another row of the buy box is used": (middle(price("$20.00")), data(("USED", "9.50"), ("NEW", "20.00"))),
    "one of several new rows": (middle(price("$20.00")), data(("NEW", "25.00"), ("NEW", "20.00"))),
    "data tells the subscription first": (middle(price("$20.00")), data(("SNS", "18.00"), ("NEW", "20.00"))),
    "the cart is filled by subscription": (
        middle(price("$20.00")),
        data(("SNS", "18.00"), ("NEW", "20.0")),
        form("18.0"),
    ),
    "the list price in structured data": (middle(price("$20.00"), struck("$29.00")), structured("29.00")),
    "structured data of a used one": (middle(price("$20.00")), structured("9.00", "UsedCondition")),
    "no JSON": (middle(price("$20.00")), '<div class="twister-plus-buying-options-price-data">{oops</div>'),
}
RANGE = f'<span class="a-price-range">{price("$12.00", "")}<span>-</span>{price("$19.50", "")}</span>'


@pytest.mark.parametrize("name", AGREEING)
def test_ways_that_agree_leave_no_candidates(name: str) -> None:
    found = offer("com", *AGREEING[name])

    assert (found.price, found.candidates) == (Decimal("20.00"), ())


def test_any_end_of_a_range_agrees_with_it() -> None:
    found = offer("com", middle(RANGE), data(("NEW", "12.00")), form("19.5"))

    assert (found.price, found.price_max, found.candidates) == (Decimal("12.00"), Decimal("19.50"), ())


def test_the_cards_price_beside_pix_is_no_disagreement() -> None:
    found = offer("com.br", middle(price("R$ 1.499,99")), data(("NEW", "1645.19")))

    assert (found.price, found.candidates) == (Decimal("1499.99"), ())


def test_elsewhere_such_a_difference_is_one() -> None:
    found = offer("com", middle(price("$1,499.99")), data(("NEW", "1645.19")))

    assert found.price is None
    assert found.candidates == (
        Witness("price block", Decimal("1499.99")),
        Witness("buy box data", Decimal("1645.19")),
    )


def test_a_drawn_price_that_another_way_bears_out_is_kept_and_doubted() -> None:
    found = offer("com", middle(price("$20.00")), box(price("$20.00")), data(("NEW", "24.00")))

    assert found.price == Decimal("20.00")
    assert [(witness.way, str(witness.price)) for witness in found.candidates] == [
        ("price block", "20.00"),
        ("buy box", "20.00"),
        ("buy box data", "24.0"),
    ]


@pytest.mark.parametrize("other", [box(price("$21.00")), data(("NEW", "21.00")), form("21.0"), structured("21.00")])
def test_one_word_against_another_is_no_price(other: str) -> None:
    found = offer("com", middle(price("$20.00")), other)

    assert (found.price, found.list_price, len(found.candidates)) == (None, None, 2)


def test_data_that_disagrees_with_the_cart_is_no_price() -> None:
    found = offer("com", data(("NEW", "20.00")), form("21.0"))

    assert (found.price, [witness.way for witness in found.candidates]) == (None, ["buy box data", "cart form"])


def test_structured_data_alone_is_no_offer() -> None:
    assert offer("com", structured("20.00")).price is None


def test_a_label_that_says_another_price_is_no_price() -> None:
    label = '<span class="aok-offscreen">$21.00 with 5 percent savings</span>'
    silent = price("$20.00").replace('"a-offscreen">$20.00', '"a-offscreen"> ')

    assert offer("com", middle(label, silent)).price is None
