"""What was said and is not in what would be done is asked about, never passed over."""

from decimal import Decimal

import pytest

from bot.grammar.meaning import Action, Alert, Clarify, Mute, Show, Track, Untrack
from bot.grammar.sentences.accounts import settled
from bot.grammar.sentences.terms import Kind, Term
from core.watching.rule import Condition
from tests.bot.grammar.sentences.stage import context

KETTLE, SCALE = "B0KETTLE01@com", "B0SCALES02@com"
BELOW_20 = Condition("price", "below", Decimal(20), "USD")


def named(product: str) -> Term:
    return Term(kind=Kind.PRODUCT, name="name", products=(product,))


def amount(number: int, unit: str = "") -> Term:
    return Term(kind=Kind.VALUE, number=Decimal(number), unit=unit)


def term(kind: Kind, name: str = "", text: str = "") -> Term:
    return Term(kind=kind, name=name, text=text)


LOST: dict[str, tuple[Action, list[Term], str]] = {
    "a product": (Untrack((KETTLE,)), [named(KETTLE), named(SCALE)], "product"),
    "an amount": (Alert((KETTLE,), (BELOW_20,)), [amount(20), amount(5, "%")], "value"),
    "the end of a range": (Alert((KETTLE,), (BELOW_20,)), [amount(20), amount(30)], "value"),
    "a metric": (Alert((KETTLE,), (BELOW_20,)), [amount(20), term(Kind.METRIC, "rating")], "action"),
    "a time": (Mute((KETTLE,)), [named(KETTLE), term(Kind.CLOCK, "09:00")], "value"),
    "a duration": (Mute((KETTLE,)), [named(KETTLE), term(Kind.SPAN)], "value"),
    "a condition": (
        Alert((KETTLE,), (Condition("stock", "out"),)),
        [term(Kind.IF), term(Kind.EVENT, "stock out"), term(Kind.IF), term(Kind.UNKNOWN)],
        "value",
    ),
}
KEPT: dict[str, tuple[Action, list[Term]]] = {
    "what is left out": (Untrack((KETTLE,)), [named(KETTLE), term(Kind.EXCEPT), named(SCALE)]),
    "what is to stay": (Untrack((KETTLE,)), [named(KETTLE), term(Kind.VERB, "keep"), named(SCALE)]),
    "another store's product": (Track(products=("B0KETTLE01@de",)), [named(KETTLE)]),
    "a value that is changed": (
        Alert((KETTLE,), (BELOW_20,)),
        [term(Kind.PREPOSITION, "from", "from"), amount(25), amount(20)],
    ),
    "what nobody cares for": (
        Alert((KETTLE,), (BELOW_20,)),
        [amount(20), term(Kind.INDIFFERENT), term(Kind.METRIC, "rating")],
    ),
    "a question": (Show((KETTLE,)), [named(KETTLE), named(SCALE)]),
}


@pytest.mark.parametrize(("action", "terms", "missing"), LOST.values(), ids=LOST)
def test_what_was_lost_is_asked_about(action, terms, missing):
    assert settled((action,), terms, context()) == (Clarify(missing),)


@pytest.mark.parametrize(("action", "terms"), KEPT.values(), ids=KEPT)
def test_what_is_meant_to_be_left_out_is_no_loss(action, terms):
    assert settled((action,), terms, context()) == (action,)
