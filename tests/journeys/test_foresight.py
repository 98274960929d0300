"""A fortnight under a tight budget: looks go where prices change, nobody is forgotten, and no day takes too much."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Final

import pytest
from sqlalchemy import event

from bot.replay.histories import History
from bot.replay.looks import at_fixed_interval
from bot.replay.scores import score
from core.budget import Budget
from core.cadence import Cadence
from core.catalog.asin import Product
from core.foresight.timing import LONGEST_STRETCH, hours_of
from core.upkeep import Upkeep
from tests import databases
from tests.clock import NOON
from tests.stage import Stage

PRODUCTS: Final = tuple(Product(f"B0TESTFN{number:02d}", "com") for number in range(16))
BUDGET: Final = 16
EVEN: Final = 24.0  # hours that evenly stretched intervals would be long
DAYS: Final = 14
START: Final = hours_of(NOON)
END: Final = START + DAYS * 24


@asynccontextmanager
async def stage_with(budget: Budget) -> AsyncIterator[Stage]:
    storage = await databases.in_memory()
    try:
        yield Stage(storage, budget)
    finally:
        await storage.close()


def world(seed: int) -> tuple[History, ...]:
    """Three lively products, five that change every other day, and eight that stay as they are."""
    chance = Random(seed)
    return tuple(
        _history(product, rate, chance)
        for product, rate in zip(PRODUCTS, (3.0,) * 3 + (0.5,) * 5 + (0.0,) * 8, strict=True)
    )


def _history(product: Product, a_day: float, chance: Random) -> History:
    times, prices = [START], [Decimal("24.90")]
    while a_day and (time := times[-1] + chance.expovariate(a_day) * 24) < END:
        times.append(time)
        prices.append(Decimal(chance.randrange(2000, 2600)) / 100)
    return History(product.asin, tuple(times), tuple(prices), END)


class Fortnight:
    """Plays a world through a real patrol, half an hour a round, and notes when each product was looked at."""

    def __init__(self, stage: Stage, histories: Sequence[History]) -> None:
        self.stage = stage
        self.histories = histories
        self.looks: Mapping[Product, list[float]] = {product: [] for product in PRODUCTS}

    async def begin(self) -> None:
        self._fill()
        await self.stage.say("/track " + " ".join(product.asin for product in PRODUCTS))
        self._note()

    async def play(self, days: float) -> None:
        for _ in range(round(days * 48)):
            self.stage.clock.turn(minutes=30)
            self._fill()
            await self.stage.patrol.round()
            self._note()

    def _fill(self) -> None:
        now = hours_of(self.stage.clock.now())
        for product, history in zip(PRODUCTS, self.histories, strict=True):
            self.stage.shelf.put(product, str(history.at(now)))

    def _note(self) -> None:
        for product in self.stage.shelf.looked:
            self.looks[product].append(hours_of(self.stage.clock.now()))
        self.stage.shelf.looked.clear()

    @property
    def times(self) -> list[float]:
        return sorted(time for times in self.looks.values() for time in times)

    def longest_wait(self) -> float:
        return max(
            later - earlier
            for times in self.looks.values()
            for earlier, later in zip(times, [*times[1:], END], strict=True)
        )


def most_in_a_day(times: Sequence[float]) -> int:
    return max(sum(begin <= time < begin + 24 for time in times) for begin in times)


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_tight_budget_goes_where_prices_change_and_no_product_is_forgotten(seed):
    async with stage_with(Budget(looks=BUDGET)) as stage:
        fortnight = Fortnight(stage, world(seed))
        await fortnight.begin()
        await fortnight.play(DAYS)
        shown = await stage.say("/show 1")
        budget = await stage.say("/budget")
    since = START + 4 * 24
    ours = score(fortnight.histories, list(fortnight.looks.values()), since)
    even = at_fixed_interval(fortnight.histories, ours.checks / (END - since) * (END - START))
    theirs = score(fortnight.histories, even.looks, since)
    assert ours.checks >= 0.9 * BUDGET * 10
    assert ours.stale_share < 0.85 * theirs.stale_share
    assert ours.missed_share < 0.85 * theirs.missed_share
    assert fortnight.longest_wait() <= LONGEST_STRETCH * EVEN
    assert most_in_a_day(fortnight.times) <= BUDGET
    assert re.search(r"(instead|every) .*6 h: .*it changes about \w+( times)? a (day|week)", shown)
    assert "4.0 times what the budget pays" in budget
    assert "no product waits longer than 24 of its intervals" in budget


async def test_a_fresh_process_goes_on_with_what_was_learned():
    async with stage_with(Budget(looks=BUDGET)) as stage:
        fortnight = Fortnight(stage, world(1))
        await fortnight.begin()
        await fortnight.play(4)
        async with stage.storage.begin() as work:
            taught = await work.lessons.read()
            habits = [one.habit for one in (await work.products.stand(PRODUCTS)).values()]
        fortnight.stage = Stage(stage.storage, Budget(looks=BUDGET))
        fortnight.stage.clock.at = stage.clock.now()
        await fortnight.play(1)
        async with stage.storage.begin() as work:
            taught_since = await work.lessons.read()
    assert taught is not None
    assert taught_since is not None
    assert taught_since.weight > taught.weight > 1
    assert taught_since.price == pytest.approx(taught.price, rel=0.2)
    assert max(habit.rate for habit in habits) > 5 * min(habit.rate for habit in habits)
    assert most_in_a_day(fortnight.times) <= BUDGET


@pytest.mark.parametrize("jump", [-40.0, -1.0, 60.0], ids=["far back", "back", "a hole"])
async def test_a_clock_that_jumps_costs_no_product_its_turn(jump):
    async with stage_with(Budget(looks=BUDGET)) as stage:
        fortnight = Fortnight(stage, world(2))
        await fortnight.begin()
        await fortnight.play(2)
        stage.clock.turn(days=jump)
        await Upkeep(stage.storage, stage.clock, Cadence(timedelta(hours=6))).round()
        before = {product: len(times) for product, times in fortnight.looks.items()}
        await fortnight.play(7)
        assert all(len(times) > before[product] for product, times in fortnight.looks.items())


async def test_what_is_near_a_rule_is_looked_at_sooner_than_what_is_not():
    near, far = PRODUCTS[:2]
    async with stage_with(Budget(looks=BUDGET)) as stage:
        fortnight = Fortnight(stage, [_history(product, 0.0, Random(0)) for product in PRODUCTS])
        await fortnight.begin()
        await fortnight.play(1)
        await stage.say(f"/alert {near.asin} price below 24.50")
        await stage.say(f"/alert {far.asin} price below 2.50")
        await fortnight.play(8)
        shown = await stage.say(f"/show {near.asin}")
    assert len(fortnight.looks[near]) >= 1.4 * len(fortnight.looks[far])
    assert "the daily budget allows no more, and no change was seen yet and a rule is near" in shown


async def test_what_is_learned_costs_no_statement_for_each_product_nor_one_for_each_round():
    async with stage_with(Budget(looks=96 * len(PRODUCTS))) as stage:
        fortnight = Fortnight(stage, world(1))
        await fortnight.begin()
        asked: list[str] = []
        event.listen(stage.storage.engine.sync_engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        stage.clock.turn(hours=6)
        for product in PRODUCTS:
            await stage.patrol.look_now([product])
        stage.clock.turn(minutes=2)
        await stage.patrol.look_now(PRODUCTS)
    assert sum("INTO lessons" in sql for sql in asked) == 2
    assert sum(sql.startswith("UPDATE products") and "habit" in sql for sql in asked) == len(PRODUCTS) + 1
