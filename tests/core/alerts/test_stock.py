"""Stock rules over rows of looks."""

from dataclasses import replace

import pytest

from core.alerts.finding import Sight
from core.alerts.stock import Stock
from core.catalog.snapshot import Availability
from tests.core.alerts.sights import START, rule
from tests.shop import BLENDER, snapshot
from tests.stage import Stage

IN, LOW, OUT = Availability.IN_STOCK, Availability.LOW_STOCK, Availability.OUT_OF_STOCK
UNKNOWN, ABROAD, PRE = Availability.UNKNOWN, Availability.NOT_DELIVERABLE, Availability.PREORDER


def shown(availability, left=None):
    seen = snapshot(BLENDER, START)
    return replace(seen, offer=replace(seen.offer, availability=availability, stock_left=left))


@pytest.mark.parametrize(
    ("when", "states", "expected"),
    [
        ("changes", [IN, OUT, IN], ["1: Out of stock", "2: Back in stock"]),
        ("changes", [IN, LOW, OUT, LOW, IN], ["1: Stock is low", "2: Out of stock", "3: Back in stock, but low"]),
        ("out", [IN, LOW, OUT, IN, OUT], ["2: Out of stock", "4: Out of stock"]),
        ("back", [OUT, IN], ["1: Back in stock"]),
        ("low", [IN, LOW, IN, LOW], ["1: Stock is low", "3: Stock is low"]),
        ("changes", [OUT, OUT], []),
        ("changes", [IN, UNKNOWN, IN, ABROAD, IN], []),
        ("changes", [IN, UNKNOWN, OUT], ["2: Out of stock"]),
        ("changes", [OUT, PRE], ["1: Back in stock"]),
    ],
)
def test_rules_tell_over_a_row_of_looks(when, states, expected):
    memory, facts, before = rule("stock", when), [], None
    for index, state in enumerate(states):
        verdict = Stock().judge(memory, Sight(before=before, after=shown(state)))
        memory, before = verdict.rule, shown(state)
        facts += [f"{index}: {verdict.finding.fact}"] if verdict.finding else []
    assert facts == expected


def test_what_is_left_is_said():
    anchored = Stock().judge(rule("stock", "changes"), Sight(before=None, after=shown(IN))).rule
    finding = Stock().judge(anchored, Sight(before=shown(IN), after=shown(LOW, 3))).finding
    assert finding is not None
    assert finding.fact == "Stock is low: 3 left"


async def test_a_change_of_stock_is_told_after_a_second_look_only(stage: Stage):
    stage.shelf.put(BLENDER)
    assert "stock" in await stage.say("/track B0TESTBL01")
    stage.shelf.stock(BLENDER, OUT)
    assert await stage.later(hours=6) == []
    stage.shelf.stock(BLENDER, IN)
    assert await stage.later(minutes=3) == []
    stage.shelf.stock(BLENDER, OUT)
    assert await stage.later(hours=6) == []
    (alert,) = await stage.later(minutes=3)
    assert alert.startswith("Out of stock · Vortex Blender 1.5 L, 900 W")
    assert "in stock → out of stock" in alert


async def test_a_stock_rule_alone_is_said_and_told(stage: Stage):
    stage.shelf.put(BLENDER)
    assert "Rules: stock back\n" in await stage.say("/track B0TESTBL01 only restocked")
    stage.shelf.stock(BLENDER, OUT)
    assert await stage.later(hours=6) == []
    assert await stage.later(minutes=3) == []
    stage.shelf.stock(BLENDER, IN)
    assert await stage.later(hours=6) == []
    (alert,) = await stage.later(minutes=3)
    assert alert.startswith("Back in stock")
