"""What the clock sets off."""

from bot.crier import Crier
from bot.rounds import Rounds
from core.catalog.snapshot import Outcome
from core.errors import StorageBusy
from tests.shop import BLENDER
from tests.stage import Stage, words


async def test_looks_the_watch_and_deliveries_are_all_on_the_clock(stage: Stage):
    Rounds(stage.patrol, stage.herald, stage.crier).start(stage.clock)
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    for _ in range(20):
        stage.clock.turn(hours=1)
        for job in stage.clock.jobs.values():
            await job()
    (told,) = [words(card) for _, card in stage.chat.cards]
    assert told.startswith("1 of 1 product has not been read for three intervals")


async def test_a_process_that_only_delivers_neither_looks_nor_watches(stage: Stage):
    Rounds(stage.patrol, stage.herald, stage.crier).start(stage.clock, patrols=False)
    assert not {"tick", "watch", "care"} & set(stage.clock.jobs)


async def test_care_is_taken_by_whoever_looks(stage: Stage):
    Rounds(stage.patrol, stage.herald, stage.crier, care=stage.care).start(stage.clock)
    await stage.clock.jobs["care"]()
    assert await stage.care.round() == 0


async def test_a_database_that_is_busy_stops_no_round(stage: Stage):
    class Busy(Crier):
        async def watch(self) -> None:
            raise StorageBusy

        async def round(self) -> int:
            raise StorageBusy

    rounds = Rounds(stage.patrol, stage.herald, Busy(stage.storage, {}, stage.clock, None))
    await rounds.watch()
    await rounds.deliver()
    assert stage.chat.cards == []
