"""Being undercut, in sentences: a rule that chats set; `interpret`, whose format has no such metric, asks back."""

import json
from decimal import Decimal

import pytest

from bot.grammar.meaning import Alert, AlertOff, Clarify, Track, to_json
from bot.grammar.sentences.cases import read_case
from bot.grammar.sentences.understanding import understand
from core.watching.rule import Condition

KETTLE, TOASTER, NEW = "B0KETTLE01@com", "B0RIVAL001@com", "B0ZBLEND42@com"
WATCHLIST = [
    {"product": KETTLE, "title": "Kestrel Electric Kettle 1.7 L", "role": "own"},
    {"product": TOASTER, "title": "Zenfit Toaster Oven", "role": "competitor"},
]
ANY = (Condition("undercut", "by"),)


def read(text: str, focus: str = TOASTER):
    """What a sentence asks for in a chat that speaks of one product."""
    case = read_case(
        json.dumps({"id": "x", "text": text, "context": {"watchlist": WATCHLIST, "focus": focus}}).encode()
    )
    return understand(case.text, case.context).actions


def by(value: int, unit: str) -> tuple[Condition, ...]:
    return (Condition("undercut", "by", Decimal(value), unit),)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tell me if it undercuts us", Alert((TOASTER,), ANY)),
        ("let us know when a competitor is cheaper than us", Alert("competitor", ANY)),
        ("tell me when a competitor's price drops below ours", Alert("competitor", ANY)),
        ("alert me if the toaster is more than 5% cheaper than us", Alert((TOASTER,), by(5, "%"))),
        ("let me know when the toaster oven undercuts us by 2 dollars", Alert((TOASTER,), by(2, "USD"))),
        (
            f"add {NEW[:10]} as a competitor and tell me if it undercuts us",
            Track(products=(NEW,), rules=ANY, role="competitor"),
        ),
        ("stop the undercut alerts for the toaster", AlertOff((TOASTER,), ("undercut",))),
    ],
)
def test_a_wish_to_hear_of_undercuts_is_read_and_interpret_asks_back(text, meant):
    assert read(text) == (meant,)
    assert to_json(meant) == {"action": "clarify", "missing": "action"}


def test_our_own_product_undercuts_nobody():
    assert read("tell me if the kettle undercuts us") == (Clarify("action"),)
