"""Several conditions read as one rule, and what brackets, commas and small words do."""

import pytest

from bot.commands import MENU
from bot.grammar.line import read, spell
from core.errors import Misread
from core.watching.rule import Asked, Condition


def drawn(asked: Asked) -> object:
    """A tree as nested tuples of metrics."""
    return asked.metric if isinstance(asked, Condition) else (asked.how.value, *map(drawn, asked.parts))


@pytest.mark.parametrize(
    ("said", "trees"),
    [
        ("price below 20 and bsr below 500", [("all", "price", "bsr")]),
        ("below 20 and top 500", [("all", "price", "bsr")]),
        ("price below 20 or stock back", [("any", "price", "stock")]),
        ("any of price below 20, stock back", [("any", "price", "stock")]),
        ("any of price below 20 stock back coupon", [("any", "price", "stock", "coupon")]),
        ("any of price below 20, stock back or coupon", [("any", "price", "stock", "coupon")]),
        ("either of price below 20 or stock back", [("any", "price", "stock")]),
        ("all of price below 20, bsr below 500, stock back", [("all", "price", "bsr", "stock")]),
        ("all of price below 20 and bsr below 500", [("all", "price", "bsr")]),
        ("both of price below 20, bsr below 500", [("all", "price", "bsr")]),
        ("price below 20 and bsr below 500 or stock back", [("any", ("all", "price", "bsr"), "stock")]),
        ("(price below 20 or coupon) and bsr below 500", [("all", ("any", "price", "coupon"), "bsr")]),
        ("( price below 20 or coupon ) and bsr below 500", [("all", ("any", "price", "coupon"), "bsr")]),
        ("(below 20 and bsr below 500)", [("all", "price", "bsr")]),
        ("((below 20))", ["price"]),
        ("below 20 bsr below 500", ["price", "bsr"]),
        ("below 20 and bsr below 500 stock changes", [("all", "price", "bsr"), "stock"]),
        ("PRICE below 20 AND bsr below 500", [("all", "price", "bsr")]),
        ("below 20 and below 20", ["price"]),
        ("any of below 20", ["price"]),
    ],
)
def test_conditions_are_joined_as_they_are_said(said: str, trees: list[object]) -> None:
    command = read(f"/alert 3 {said}", MENU)
    assert [drawn(asked) for asked in command.rules] == trees
    assert read(spell(command), MENU) == command


@pytest.mark.parametrize(
    "said",
    [
        "below 20 and and bsr",
        "(below 20 or coupon and bsr 30%",
        "below 20) and bsr",
        "( ) and below 20",
        'below 20 and allow "Our Shop"',
        f"below 20 and {'(' * 500}bsr{')' * 500}",
        " and ".join(f"price below {number}" for number in range(1, 12)),
        "and below 20",
    ],
)
def test_what_is_no_rule_is_not_guessed_at(said: str) -> None:
    try:
        command = read(f"/alert 3 {said}", MENU)
    except Misread:
        return
    assert len(command.refs) > 1  # the rest was taken for a product's name, which nobody tracks


def test_thousands_of_brackets_are_no_rule() -> None:
    command = read("/alert 3 " + "( " * 1900 + "below 20", MENU)
    assert [drawn(asked) for asked in command.rules] == ["price"]
