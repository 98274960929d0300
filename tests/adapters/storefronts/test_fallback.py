"""Which source is asked for what, and how often."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.storefronts.fallback import FallbackStorefront, Source
from core.catalog.snapshot import Look, Outcome, Pending, Seen, Unseen
from tests.clock import TurnedClock
from tests.shop import BLENDER, CABLE, LAMP, Shelf

ALL = (BLENDER, CABLE, LAMP)


class House:
    """Two shelves, the one behind the other."""

    def __init__(self) -> None:
        self.clock = TurnedClock()
        self.first, self.second = Shelf(self.clock.now), Shelf(self.clock.now)
        sources = (Source("the first", self.first), Source("the second", self.second))
        self.storefront = FallbackStorefront(sources, now=self.clock.now)
        for product in ALL:
            self.first.put(product, "10.00")
            self.second.put(product, "20.00")

    async def look(self, *products, doubted: Iterable = ()) -> dict:
        found: list[Look] = [look async for look in self.storefront.look(products, doubted=tuple(doubted))]
        assert sorted(look.product for look in found) == sorted(set(products))
        return {look.product: look for look in found}


@pytest.fixture
def house() -> House:
    return House()


def prices(looks: dict) -> list:
    return [str(look.snapshot.offer.price) if isinstance(look, Seen) else look.detail for look in looks.values()]


async def test_while_the_first_source_reads_the_others_are_not_asked(house: House):
    assert prices(await house.look(*ALL)) == ["10.00"] * 3
    assert house.second.looked == []


@pytest.mark.parametrize("why", [Outcome.BLOCKED, Outcome.ERROR])
async def test_what_one_could_not_read_is_given_to_the_next_and_only_that(house: House, why: Outcome):
    house.first.fail(CABLE, why, "robot check")

    found = await house.look(*ALL)
    assert {product: prices({product: look}) for product, look in found.items()} == {
        BLENDER: ["10.00"],
        LAMP: ["10.00"],
        CABLE: ["20.00"],
    }
    assert house.second.looked == [CABLE]


@pytest.mark.parametrize("why", [Outcome.NOT_FOUND, Outcome.NOT_A_PRODUCT])
async def test_that_there_is_no_such_product_is_an_answer(house: House, why: Outcome):
    house.first.fail(CABLE, why, "no such page")

    assert prices(await house.look(CABLE)) == ["no such page"]
    assert house.second.looked == []


async def test_what_nobody_could_read_is_asked_once_of_each_and_told_of_all(house: House):
    house.first.fail(CABLE, Outcome.ERROR, "out of credit")
    house.second.fail(CABLE, Outcome.BLOCKED, "robot check")

    look = (await house.look(CABLE))[CABLE]
    assert isinstance(look, Unseen)
    assert (look.why, look.detail) == (Outcome.ERROR, "out of credit; the second: robot check")
    assert house.first.looked == house.second.looked == [CABLE]


async def test_a_doubted_product_is_looked_at_by_another_source_than_saw_it_last(house: House):
    await house.look(*ALL)
    found = await house.look(*ALL, doubted=[CABLE])
    assert (house.second.looked, prices({CABLE: found[CABLE]})) == ([CABLE], ["20.00"])

    await house.look(CABLE, doubted=[CABLE])
    assert house.first.looked.count(CABLE) == 2

    house.second.fail(BLENDER, Outcome.ERROR, "out of credit")
    assert prices(await house.look(BLENDER, doubted=[BLENDER])) == ["10.00"]


async def test_a_source_that_failed_lately_comes_last_in_that_store_until_it_is_tried_again(house: House):
    for product in (BLENDER, CABLE):
        house.first.fail(product, Outcome.BLOCKED, "robot check")
    for _ in range(3):
        await house.look(CABLE)
    house.first.looked.clear()

    found = await house.look(BLENDER, LAMP)
    assert (prices({BLENDER: found[BLENDER]}), prices({LAMP: found[LAMP]})) == (["20.00"], ["10.00"])
    assert BLENDER not in house.first.looked

    house.clock.at += timedelta(hours=1)
    house.first.put(CABLE, "10.00")
    assert prices(await house.look(CABLE)) == ["10.00"]
    assert prices(await house.look(CABLE)) == ["10.00"]


async def test_the_next_try_comes_when_the_first_source_may_be_asked_again(house: House):
    waits = {house.first: timedelta(minutes=15), house.second: timedelta(minutes=2)}
    for shelf, wait in waits.items():
        shelf.fail(CABLE, Outcome.ERROR, "not now")
        usual = shelf._look
        shelf._look = lambda product, usual=usual, wait=wait: replace(usual(product), retry_after=wait)

    look = (await house.look(CABLE))[CABLE]
    assert isinstance(look, Unseen)
    assert look.retry_after == timedelta(minutes=2)


class Busy(Shelf):
    """A shelf that is at it and not done while `busy`."""

    busy = True

    def _look(self, product):
        pending = Pending(product=product, at=self._now(), detail="at it")
        return pending if self.busy else super()._look(product)


async def test_while_one_source_is_at_it_no_other_is_asked_and_it_is_asked_first_until_it_answers(house: House):
    busy = Busy(house.clock.now)
    busy.put(CABLE, "30.00")
    sources = (Source("the first", house.first), Source("the busy one", busy))
    house.storefront = FallbackStorefront(sources, now=house.clock.now)
    house.first.fail(CABLE, Outcome.BLOCKED, "robot check")
    assert prices(await house.look(CABLE)) == ["at it"]

    house.first.put(CABLE, "10.00")
    house.first.looked.clear()
    assert prices(await house.look(CABLE, doubted=[CABLE])) == ["at it"]
    busy.busy = False
    assert prices(await house.look(CABLE)) == ["30.00"]
    assert house.first.looked == []
    assert prices(await house.look(CABLE)) == ["10.00"]
