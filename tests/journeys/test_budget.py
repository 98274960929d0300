"""A day's budget of looks: how it is spent, and what it says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal

import pytest

from core.budget import Budget
from core.catalog.asin import Product
from core.catalog.snapshot import Outcome
from core.catalog.source_run import SourceRun
from core.ids import new_id
from tests import databases
from tests.shop import BLENDER, CABLE
from tests.stage import Stage

TEN = tuple(Product(f"B0TESTAA{number:02d}", "com") for number in range(10))
DAY = timedelta(hours=24)


@asynccontextmanager
async def stage_with(budget: Budget) -> AsyncIterator[Stage]:
    storage = await databases.in_memory()
    try:
        yield Stage(storage, budget)
    finally:
        await storage.close()


async def track_all(stage: Stage, *products: Product) -> None:
    for product in products:
        stage.shelf.put(product)
    await stage.say("/track " + " ".join(product.asin for product in products))
    stage.shelf.looked.clear()


async def looks_by_quarter(stage: Stage, days: int) -> list[int]:
    """How many looks each quarter of an hour saw."""
    found = []
    for _ in range(days * 96):
        before = len(stage.shelf.looked)
        stage.clock.turn(minutes=15)
        await stage.patrol.round()
        found.append(len(stage.shelf.looked) - before)
    return found


def most_in_a_day(quarters: list[int]) -> int:
    return max(sum(quarters[at : at + 97]) for at in range(len(quarters)))


async def test_products_that_never_change_wait_alike_and_no_day_holds_more_than_the_budget():
    async with stage_with(Budget(looks=20)) as stage:
        await track_all(stage, *TEN)
        quarters = await looks_by_quarter(stage, 6)
        assert most_in_a_day(quarters) <= 20
        assert sum(quarters[192:]) >= 4 * 20 * 0.8
        each = [stage.shelf.looked.count(product) for product in TEN]
        assert max(each) - min(each) <= 1


async def test_a_budget_that_suffices_changes_nothing():
    async with stage_with(Budget(looks=500)) as stage:
        await track_all(stage, BLENDER)
        assert sum(await looks_by_quarter(stage, 1)) == 4
        assert "looked at every 6 h\n" in await stage.say("/show 1")
        assert (await stage.say("/budget")).startswith("495 of 500 looks a day left")


async def test_show_says_how_often_the_budget_allows_a_look_and_when_the_next_comes():
    async with stage_with(Budget(looks=20)) as stage:
        await track_all(stage, *TEN)
        await looks_by_quarter(stage, 3)
        shown = await stage.say("/show B0TESTAA01")
        assert "instead of 6 h: the daily budget allows no more" in shown
        assert "Next look: " in shown
        status = await stage.say("/status")
        assert "of 20 looks a day left" in status


async def test_a_second_look_goes_before_all_others():
    async with stage_with(Budget(looks=20)) as stage:
        await track_all(stage, *TEN)
        stage.shelf.put(TEN[7], "5.00")
        stage.clock.turn(hours=25)
        while TEN[7] not in stage.shelf.looked:
            await stage.patrol.round(limit=1)
            stage.clock.turn(minutes=15)
        stage.shelf.looked.clear()
        await stage.patrol.round(limit=1)
        assert stage.shelf.looked == [TEN[7]]
        assert "1 to confirm a doubt" in await stage.say("/budget")


async def test_many_products_that_are_due_at_once_do_not_take_the_whole_day_in_one_hour():
    async with stage_with(Budget(looks=24)) as stage:
        await track_all(stage, *(Product(f"B0TESTBB{number:02d}", "com") for number in range(60)))
        stage.clock.turn(hours=26)
        quarters = await looks_by_quarter(stage, 2)
        assert max(sum(quarters[at : at + 4]) for at in range(0, len(quarters), 4)) <= 7
        assert sum(quarters) >= 36


async def test_what_people_ask_for_is_looked_at_beyond_the_budget_and_that_is_said():
    async with stage_with(Budget(looks=3)) as stage:
        await track_all(stage, BLENDER, CABLE)
        for _ in range(3):
            assert "Checked 1 · " in await stage.say("/check 1")
        told = await stage.say("/budget")
        assert told.startswith("0 of 3 looks a day left, 2 more than that were taken: asked for by hand")
        assert "Used in the last day: 5: 5 asked for by hand" in told
        assert "raise AMAZCOPE_DAILY_BUDGET" in told
        stage.shelf.looked.clear()
        assert sum(await looks_by_quarter(stage, 1)) == 0
        assert sum(await looks_by_quarter(stage, 1)) > 0


async def test_a_store_that_shuts_us_out_does_not_spend_the_budget_on_tries():
    async with stage_with(Budget(looks=40)) as stage:
        await track_all(stage, *TEN)
        for product in TEN:
            stage.shelf.fail(product, Outcome.BLOCKED, "robot check")
        quarters = await looks_by_quarter(stage, 3)
        assert most_in_a_day(quarters) <= 40
        for product in TEN:
            stage.shelf.put(product)
        assert sum((await looks_by_quarter(stage, 1))[:48]) >= 10


async def test_without_a_budget_the_answer_says_what_is_used_and_planned(stage: Stage):
    await track_all(stage, BLENDER, CABLE)
    told = await stage.say("/budget")
    assert told.startswith("No budget is set: every product is looked at in its interval")
    assert "Used in the last day: 2: 2 asked for by hand" in told
    assert "Stores: amazon.com 2" in told
    assert "Sources: amazon 2" in told
    assert "Planned: 8 looks a day" in told


@pytest.mark.parametrize(("cost", "most"), [("0.02", 20), ("0.10", 4)])
async def test_a_budget_in_dollars_pays_as_many_looks_as_the_last_runs_let_expect(cost, most):
    async with stage_with(Budget(dollars=Decimal("0.20"))) as stage:
        await track_all(stage, BLENDER, CABLE)
        assert "looks have cost nothing so far" in await stage.say("/budget")
        now = stage.clock.now()
        run = SourceRun(id=new_id(now), source="apify", actor="a", asked=2, owed=(BLENDER, CABLE), began_at=now)
        async with stage.storage.begin() as work:
            await work.runs.add(run)
            await work.runs.ended(run.id, "SUCCEEDED", now, Decimal(cost))
            await work.commit()
        told = await stage.say("/budget")
        assert told.startswith(f"{most - 2} of {most} looks a day left ($0.2000)")
        assert f"Money: ${Decimal(cost):.4f}" in told


async def test_what_the_budget_puts_off_is_not_said_to_be_late():
    async with stage_with(Budget(looks=20)) as stage:
        await track_all(stage, *TEN)
        for _ in range(8 * 24):
            stage.clock.turn(minutes=15)
            await stage.patrol.round()
        verdict, *rest = (await stage.say("/status")).splitlines()
        assert verdict.endswith("of 10 products have been put off by the day's budget of looks.")
        assert any(line.startswith("Put off by the budget: ") and line.endswith("(/budget)") for line in rest)
        stage.clock.turn(hours=24 * 7)
        assert "waited longer than their interval" in await stage.say("/status")
