"""Questions about the past, asked of a stage on which days have gone by."""

from datetime import timedelta

from core.catalog.chart import Mark
from core.history import History
from tests.shop import BLENDER, CABLE
from tests.stage import HERE, Stage

MONTH = timedelta(days=30)


async def history(stage: Stage) -> History:
    for product in (BLENDER, CABLE):
        stage.shelf.put(product, "50.00", rank=1000)
    await stage.say("/track B0TESTBL01 B0TESTCA01")
    stage.shelf.put(BLENDER, "40.00", rank=1000)
    await stage.later(days=1)
    stage.shelf.put(CABLE, "50.00", rank=100)
    await stage.later(days=2)
    return History(stage.storage, stage.clock)


async def test_alerts_of_price_and_rank_are_marked_each_on_its_own_line(stage: Stage):
    asked = await history(stage)
    marks = await asked.marks(HERE, stage.clock.now() - MONTH)
    assert [one.on_rank for one in marks[BLENDER]] == [False]
    assert [one.on_rank for one in marks[CABLE]] == [True]
    assert all(isinstance(one, Mark) for one in (*marks[BLENDER], *marks[CABLE]))


async def test_alerts_before_the_time_asked_for_are_not_marked(stage: Stage):
    asked = await history(stage)
    assert BLENDER not in await asked.marks(HERE, stage.clock.now() - timedelta(days=2))


async def test_the_past_of_several_products_is_read_together(stage: Stage):
    asked = await history(stage)
    watched = await stage.archive.watched(HERE)
    pasts = await asked.past(watched, MONTH)
    assert [[str(offer.price) for offer in pasts[one].offers] for one in (BLENDER, CABLE)] == [
        ["50.00", "40.00"],
        ["50.00"],
    ]
    assert {len(pasts[one].listings) for one in (BLENDER, CABLE)} == {1}
    assert len(pasts[CABLE].ranks) == 3


async def test_a_comparison_measures_from_the_first_price_of_its_time(stage: Stage):
    asked = await history(stage)
    cheap, dear = await asked.compare(await stage.archive.watched(HERE), MONTH)
    assert (cheap.watched.watching.watch.product, str(cheap.change), str(cheap.lowest)) == (BLENDER, "-0.2", "40.00")
    assert (str(dear.change), dear.out) == ("0", timedelta())
