"""What happens to history as it grows old: coarser after a season and a year, gone a month after nobody watches."""

from datetime import timedelta

from core.cadence import Cadence
from core.catalog.series import RankPoint
from core.catalog.snapshot import Rank
from core.messages import ChatId
from core.upkeep import Upkeep
from tests.shop import BLENDER, CABLE
from tests.stage import Stage

ELSEWHERE = ChatId("telegram", "", "7")
TEAM = ChatId("slack", "T1", "C1")


def upkeep(stage: Stage) -> Upkeep:
    return Upkeep(stage.storage, stage.clock, Cadence(timedelta(hours=6)))


async def readings(stage: Stage) -> list[RankPoint]:
    async with stage.storage.begin() as work:
        found = await work.series.ranks_since([BLENDER], stage.clock.now() - timedelta(days=3650))
    return list(found.get(BLENDER, ()))


async def write(stage: Stage, days: int, every: timedelta) -> None:
    """Readings of so many days, up to now."""
    async with stage.storage.begin() as work:
        for number in range(round(timedelta(days=days) / every)):
            at = stage.clock.now() - number * every
            await work.series.add_ranks({BLENDER: RankPoint(at, Rank(1 + number, "Toys"))})
        await work.commit()


async def test_readings_are_raw_for_90_days_hourly_for_a_year_and_daily_for_ever(stage: Stage):
    stage.shelf.put(BLENDER, rank=None)
    await stage.say(f"/track {BLENDER.asin}")
    every = timedelta(minutes=20)
    await write(stage, 4, every)
    assert len(await readings(stage)) == 288
    await upkeep(stage).round()
    assert len(await readings(stage)) == 288
    stage.clock.turn(days=95)
    await upkeep(stage).round()
    assert len(await readings(stage)) == 97
    stage.clock.turn(days=280)
    await upkeep(stage).round()
    found = await readings(stage)
    assert len(found) == 5
    await upkeep(stage).round()
    assert await readings(stage) == found
    assert "#" in await stage.say("/chart 1 bsr 3y")


async def test_a_night_that_was_missed_is_made_good_the_next_one(stage: Stage):
    stage.shelf.put(BLENDER, rank=None)
    await stage.say(f"/track {BLENDER.asin}")
    await upkeep(stage).round()
    stage.clock.turn(days=10)
    await write(stage, 10, timedelta(minutes=20))
    stage.clock.turn(days=95)
    await upkeep(stage).round()
    assert len(await readings(stage)) <= 241


async def test_history_is_kept_30_days_after_untrack_and_then_it_is_gone(stage: Stage):
    stage.shelf.put(BLENDER)
    stage.shelf.put(CABLE)
    await stage.say(f"/track {BLENDER.asin} {CABLE.asin}")
    await stage.say(f"/track {CABLE.asin}", chat=ELSEWHERE)
    await stage.say("/untrack 1")
    await stage.say("/untrack 2")
    stage.clock.turn(days=29)
    await upkeep(stage).round()
    assert len(await readings(stage)) == 1
    stage.clock.turn(days=2)
    await upkeep(stage).round()
    assert await readings(stage) == []
    async with stage.storage.begin() as work:
        assert set(await work.products.stand([BLENDER, CABLE])) == {CABLE}
    assert "Tracking" in await stage.say(f"/track {BLENDER.asin}")


async def test_what_is_tracked_again_within_the_month_goes_on_with_its_history(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say(f"/track {BLENDER.asin}")
    await stage.say("/untrack 1")
    stage.clock.turn(days=20)
    await stage.say(f"/track {BLENDER.asin}")
    stage.clock.turn(days=20)
    await upkeep(stage).round()
    assert len(await readings(stage)) == 2


async def test_a_team_that_has_left_is_forgotten_after_30_days_and_others_keep_what_they_share(stage: Stage):
    stage.shelf.put(BLENDER)
    stage.shelf.put(CABLE)
    await stage.say(f"/track {BLENDER.asin} {CABLE.asin}", chat=TEAM)
    await stage.say(f"/track {CABLE.asin}", chat=ELSEWHERE)
    async with stage.storage.begin() as work:
        await work.chats.put_to_sleep(ChatId("slack", "T1", ""), stage.clock.now())
        await work.commit()
    stage.clock.turn(days=31)
    await upkeep(stage).round()
    async with stage.storage.begin() as work:
        assert await work.chats.room(TEAM) is None
        assert set(await work.products.stand([BLENDER, CABLE])) == {CABLE}
    assert "Nothing is tracked here" in await stage.say("/status", chat=TEAM)
    assert CABLE.asin in await stage.say("/show 1", chat=ELSEWHERE)


async def test_a_clock_that_was_a_year_ahead_costs_nobody_that_year(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say(f"/track {BLENDER.asin}")
    stage.clock.turn(days=365)
    await stage.patrol.round()
    stage.clock.turn(days=-365)
    stage.shelf.put(BLENDER, "44.00")
    stage.shelf.looked.clear()
    await stage.patrol.round()
    assert stage.shelf.looked == []
    await upkeep(stage).round()
    stage.clock.turn(minutes=10)
    await stage.patrol.round()
    assert stage.shelf.looked == [BLENDER]
    assert "$44.00" in await stage.say("/show 1")
