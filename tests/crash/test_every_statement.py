"""A process that dies at any one statement, commit or message leaves a database from which the next one goes on."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from bot.herald import Herald
from core.cadence import Cadence
from tests import databases
from tests.clock import NOON
from tests.crash.mortal import Died, Fate, MortalChat, MortalStorage
from tests.shop import BLENDER
from tests.stage import HERE, Stage

if TYPE_CHECKING:
    from adapters.storage.sql.storage import SqlStorage

DROP = "Price dropped 16 %: $49.99 → $41.99"
Doing = Callable[[Stage], Awaitable[None]]
LATER = NOON + timedelta(hours=7)
IN_FLIGHT = 4  # after the message: to begin, to mark, to commit


@asynccontextmanager
async def life(file: Path, at: datetime, price: str, fate: Fate | None = None) -> AsyncIterator[Stage]:
    """A process on a file, to its end or its death; it must `start` first, unless nothing is to prepare."""
    storage = await databases.in_file(file)
    stage = Stage(storage if fate is None else cast("SqlStorage", MortalStorage(storage, fate)))
    if fate is not None:
        chats = {"console": MortalChat(stage.chat, fate)}
        stage.herald = Herald(stage.storage, chats, stage.clock, Cadence(timedelta(hours=6)))
    stage.clock.at = at
    stage.shelf.put(BLENDER, price)
    try:
        yield stage
    except* Died:
        assert fate is not None
        assert fate.has_struck
    finally:
        await storage.close()


async def start(stage: Stage) -> None:
    """What a process does first that is the only one on its file."""
    async with stage.storage.begin() as work:
        await work.products.give_back_all()
        await work.alerts.give_back_all()
        await work.cards.give_back_all()
        await work.notices.give_back_all()
        await work.commit()


def told(*lives: Stage) -> int:
    return sum(DROP in card.title for stage in lives for _, card in stage.chat.cards)


async def a_look(stage: Stage) -> None:
    """A look, and what it finds is told."""
    await stage.later(hours=1)


async def an_end_of_a_silence(stage: Stage) -> None:
    """A silence ends, there is a look for that, and what it finds is told."""
    await stage.later(hours=1, seconds=1)
    await stage.later(seconds=1)


async def lived(file: Path, doing: Doing, fate: Fate) -> tuple[Stage, bool]:
    """Start, and do it; returns the stage, and whether a message was said and not marked when death came."""
    async with life(file, LATER, "41.99", fate) as stage:
        await start(stage)
        await doing(stage)
    async with life(file, LATER, "41.99") as after, after.storage.begin() as work:
        waiting = await work.alerts.waiting(HERE)
    return stage, bool(waiting and told(stage))


async def the_rest(file: Path) -> Stage:
    """What the next process tells, in two more checks."""
    async with life(file, LATER + timedelta(hours=1, minutes=1), "41.99") as stage:
        await start(stage)
        await stage.told()
        await stage.later(hours=7)
        await stage.later(hours=7)
    return stage


@pytest.fixture
async def watched(tmp_path: Path) -> Path:
    """A file in which the blender is watched at 49.99."""
    file = tmp_path / "watched.db"
    async with life(file, NOON, "49.99") as stage:
        await start(stage)
        assert "Tracking 1" in await stage.say(f"/track {BLENDER.asin}")
    return file


@pytest.mark.parametrize(
    ("said", "doing"), [("/list", a_look), ("/mute 1 8h", an_end_of_a_silence)], ids=["look", "end of a silence"]
)
async def test_a_death_at_any_statement_of_a_look_or_a_delivery_loses_nothing_and_repeats_only_what_was_in_flight(
    watched: Path, tmp_path: Path, said: str, doing: Doing
) -> None:
    async with life(watched, NOON, "41.99") as stage:
        await stage.say(said)
        stage.clock.at = LATER
        if doing is an_end_of_a_silence:
            assert await stage.later() == []
    whole = Fate()
    undisturbed, _ = await lived(Path(shutil.copy(watched, tmp_path / "whole.db")), doing, whole)
    assert told(undisturbed) == 1
    assert told(undisturbed, await the_rest(tmp_path / "whole.db")) == 1
    wrong: list[str] = []
    repeated = 0
    for number in range(1, whole.deeds + 1):
        file = Path(shutil.copy(watched, tmp_path / f"death{number}.db"))
        first, is_in_flight = await lived(file, doing, Fate(number))
        second = await the_rest(file)
        repeated += is_in_flight
        if told(first, second) != 1 + is_in_flight:
            wrong.append(f"death at deed {number}: told {told(first)} times before and {told(second)} after")
    assert wrong == []
    assert 1 <= repeated <= IN_FLIGHT, repeated


async def test_after_a_death_at_any_statement_of_track_asking_again_tracks_once(tmp_path: Path) -> None:
    async with life(tmp_path / "empty.db", NOON, "49.99") as stage:
        await start(stage)
    whole = Fate()
    shutil.copy(tmp_path / "empty.db", tmp_path / "whole.db")
    async with life(tmp_path / "whole.db", NOON, "49.99", whole) as stage:
        await stage.say(f"/track {BLENDER.asin} below 45")
    for number in range(1, whole.deeds + 1):
        file = Path(shutil.copy(tmp_path / "empty.db", tmp_path / f"death{number}.db"))
        async with life(file, NOON, "49.99", Fate(number)) as stage:
            await stage.say(f"/track {BLENDER.asin} below 45")
        async with life(file, NOON + timedelta(minutes=1), "49.99") as stage:
            await start(stage)
            answer = await stage.say(f"/track {BLENDER.asin} below 45")
            assert "Price: $49.99" in answer, (number, answer)
            assert "1 product tracked" in await stage.say("/list")
            stage.shelf.put(BLENDER, "41.99")
            assert len(await stage.later(hours=7)) == 1, number
