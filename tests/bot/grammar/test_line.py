"""Slash lines as people type them."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.commands import MENU
from bot.commands.alert import Alert
from bot.commands.alert_off import AlertOff
from bot.commands.list import List
from bot.commands.show import Show
from bot.commands.track import Track
from bot.commands.untrack import Untrack
from bot.grammar.line import read
from bot.refs import ByAsin, ByName, ByNumber, ByProduct, Group, It
from core.catalog.asin import Product
from core.errors import Misread, NotAProductLink
from core.watching.rule import Condition
from core.watching.watch import Role

A, B = "B0CYT4LN7Q", "B0BQX7K9LM"


def price(when, value, unit=None):
    return Condition("price", when, Decimal(value), unit)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (f"/track {A}", Track(refs=(ByAsin(A),))),
        (f"/TRACK {A.lower()}", Track(refs=(ByAsin(A),))),
        (f"/track {A}, {B}", Track(refs=(ByAsin(A), ByAsin(B)))),
        (f"/track {A},{B}", Track(refs=(ByAsin(A), ByAsin(B)))),
        (f"/track {A} {A}", Track(refs=(ByAsin(A),))),
        (f"/track https://www.amazon.de/dp/{A}?th=1", Track(refs=(ByProduct(Product(A, "de")),))),
        (f"/track {A}@co.jp", Track(refs=(ByProduct(Product(A, "co.jp")),))),
        (f"/track {A} below 24.99", Track(refs=(ByAsin(A),), rules=(price("below", "24.99"),))),
        (f"/track {A} below $24.99", Track(refs=(ByAsin(A),), rules=(price("below", "24.99"),))),
        (f"/track {A} below 24,99€", Track(refs=(ByAsin(A),), rules=(price("below", "24.99", "EUR"),))),
        (f"/track {A} under 24.99 eur", Track(refs=(ByAsin(A),), rules=(price("below", "24.99", "EUR"),))),
        (f"/track {A} price below 1.299,00", Track(refs=(ByAsin(A),), rules=(price("below", "1299"),))),
        (
            f"/track {A} drops 10% bsr 30%",
            Track(refs=(ByAsin(A),), rules=(price("drops", "10", "%"), Condition("bsr", "changes", Decimal(30), "%"))),
        ),
        (
            f"/track {A} only bsr below 1,000 as competitor list cables every 12h on de",
            Track(
                refs=(ByAsin(A),),
                only=True,
                rules=(Condition("bsr", "below", Decimal(1000), "rank"),),
                role=Role.COMPETITOR,
                list_name="cables",
                every=timedelta(hours=12),
                market="de",
            ),
        ),
        ("/untrack 3 4", Untrack(refs=(ByNumber(3), ByNumber(4)))),
        ("/untrack #3", Untrack(refs=(ByNumber(3),))),
        ("/show usb c cable", Show(refs=(ByName("usb c cable"),))),
        ("/show cable 240 w", Show(refs=(ByName("cable 240 w"),))),
        ('/show "all about eve"', Show(refs=(ByName("all about eve"),))),
        ("/show", Show(refs=(It(),))),
        ("/show it", Show(refs=(It(),))),
        ("/list out of stock", List(which="out of stock")),
        ("/alert all drops 5%", Alert(refs=(Group("all"),), rules=(price("drops", "5", "%"),))),
        ("/alert 3 drops 5 %", Alert(refs=(ByNumber(3),), rules=(price("drops", "5", "%"),))),
        ("/alert 3 price", Alert(refs=(ByNumber(3),), rules=(price("changes", "10", "%"),))),
        ("/alert off 3 bsr", AlertOff(refs=(ByNumber(3),), metrics=("bsr",))),
        ("/alert below 20", Alert(refs=(It(),), rules=(price("below", "20"),))),
    ],
)
def test_lines_are_read_as_they_are_meant(line, command):
    assert read(line, MENU) == command


@pytest.mark.parametrize(
    ("line", "complaint", "corrected"),
    [
        ("/trak B0CYT4LN7Q", "I don't know /trak. Did you mean /track?", "/track B0CYT4LN7Q"),
        ("/frobnicate", "I don't know /frobnicate.", "/help"),
        ("/", "I don't know /.", "/help"),
        ("/track", "/track needs <ASIN, link, number or name>.", "/track B0CYT4LN7Q"),
        ("/alert 3", "/alert needs [below 24.99] [drops 10%] [bsr 30%].", "/alert 3 below 24.99"),
        ("/undo everything", "I can't place “everything” in /undo.", "/undo"),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_with_one_that_can(line, complaint, corrected):
    with pytest.raises(Misread) as caught:
        read(line, MENU)
    assert str(caught.value) == complaint
    assert caught.value.corrected == corrected


def test_a_link_to_something_else_is_named():
    with pytest.raises(NotAProductLink, match=r"https://example\.org/dp/B0CYT4LN7Q is not a link"):
        read("/track https://example.org/dp/B0CYT4LN7Q", MENU)


def test_ten_thousand_words_are_read_without_end():
    with pytest.raises(Misread):
        read("/undo " + "word " * 10_000, MENU)


@pytest.mark.parametrize("kind", MENU, ids=lambda kind: kind.names[0])
def test_every_example_in_the_menu_is_a_line_that_works(kind):
    assert kind.examples
    for example in kind.examples:
        assert isinstance(read(example, MENU), kind)
