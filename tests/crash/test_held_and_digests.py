"""What was held back, and digests, after a death at any one statement, commit or message."""

import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digester import Digester
from core.cadence import Cadence
from tests.clock import NOON
from tests.crash.mortal import Fate, MortalChat
from tests.crash.test_every_statement import IN_FLIGHT, life, start
from tests.shop import BLENDER
from tests.stage import Stage

DROP = "Price dropped 16 %: $49.99 → $41.99"
EVENING, MORNING = NOON + timedelta(hours=11), NOON + timedelta(hours=19, minutes=1)
Days = Callable[[Stage], Awaitable[object]]


def telling(what: str, *lives: Stage) -> int:
    return sum(what in card.title for stage in lives for _, card in stage.chat.cards)


async def night(stage: Stage) -> None:
    """Start, look, hold back."""
    await start(stage)
    await stage.later(minutes=1)


async def morning(stage: Stage) -> None:
    """Start, and tell what is due."""
    await start(stage)
    await stage.told()


async def digest(stage: Stage) -> None:
    """Start, and tell the digest that is due."""
    await start(stage)
    await stage.digester.round()


async def lived(file: Path, at, days: Days, fate: Fate | None = None) -> Stage:
    async with life(file, at, "41.99", fate) as stage:
        if fate is not None:
            chats = {"console": MortalChat(stage.chat, fate)}
            cadence = Cadence(timedelta(hours=6))
            stage.digester = Digester(stage.storage, chats, stage.clock, cadence, stage.digests)
        await days(stage)
    return stage


@pytest.fixture
async def quiet(tmp_path: Path) -> Path:
    """A file in which the blender is watched at 49.99, with quiet hours and a digest in the morning."""
    file = tmp_path / "quiet.db"
    async with life(file, NOON, "49.99") as stage:
        await start(stage)
        await stage.say(f"/track {BLENDER.asin}")
        await stage.say("/quiet 22:00-07:00")
        await stage.say("/digest daily 7:00")
    return file


async def test_a_death_at_any_statement_of_the_night_loses_nothing_and_wakes_nobody(quiet: Path, tmp_path: Path):
    whole = Fate()
    await lived(Path(shutil.copy(quiet, tmp_path / "whole.db")), EVENING, night, whole)
    wrong = []
    for number in range(1, whole.deeds + 1):
        file = Path(shutil.copy(quiet, tmp_path / f"death{number}.db"))
        first = await lived(file, EVENING, night, Fate(number))
        again = await lived(file, EVENING + timedelta(minutes=2), night)
        after = await lived(file, MORNING, morning)
        if first.chat.cards or again.chat.cards or telling("in the quiet hours", after) != 1:
            wrong.append(f"death at deed {number}")
    assert whole.deeds > 10
    assert wrong == []


@pytest.mark.parametrize(
    ("days", "title"), [(morning, "in the quiet hours"), (digest, "Digest since")], ids=["summary", "digest"]
)
async def test_a_death_at_any_statement_of_the_morning_repeats_only_what_was_in_flight(
    quiet: Path, tmp_path: Path, days: Days, title: str
):
    await lived(quiet, EVENING, night)
    whole = Fate()
    undisturbed = await lived(Path(shutil.copy(quiet, tmp_path / "whole.db")), MORNING, days, whole)
    assert telling(title, undisturbed) == 1
    told = []
    for number in range(1, whole.deeds + 1):
        file = Path(shutil.copy(quiet, tmp_path / f"death{number}.db"))
        first = await lived(file, MORNING, days, Fate(number))
        later = [await lived(file, MORNING + timedelta(minutes=minutes), days) for minutes in (2, 4)]
        told.append(telling(title, first, *later))
    assert set(told) <= {1, 2}
    assert told.count(2) <= IN_FLIGHT
