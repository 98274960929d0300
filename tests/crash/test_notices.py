"""A process that dies at any statement, commit or message of a notice neither loses nor doubles it."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.crier import Crier
from core.cadence import Cadence
from core.catalog.snapshot import Outcome
from tests.clock import NOON
from tests.crash.mortal import Fate, MortalChat
from tests.crash.test_every_statement import life, start
from tests.shop import BLENDER
from tests.stage import Stage

BROKEN = "1 of 1 product has not been read for three intervals"
IN_FLIGHT = 3  # after the message: to begin, to mark, to commit
LATER = NOON + timedelta(hours=20)


def told(*lives: Stage) -> int:
    return sum(card.title == BROKEN for stage in lives for _, card in stage.chat.cards)


@pytest.fixture
async def unread(tmp_path: Path) -> Path:
    """A file in which the blender has not been read for three intervals, and nobody has noticed."""
    file = tmp_path / "unread.db"
    async with life(file, NOON, "49.99") as stage:
        await start(stage)
        await stage.say(f"/track {BLENDER.asin}")
        stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
        for _ in range(19):
            stage.clock.turn(hours=1)
            await stage.patrol.round()
    return file


async def a_notice(file: Path, at: datetime, fate: Fate | None = None) -> Stage:
    """Notice what has broken and tell it, twice; nothing is looked at."""
    async with life(file, at, "49.99", fate) as stage:
        if fate is not None:
            chats = {"console": MortalChat(stage.chat, fate)}
            stage.crier = Crier(stage.storage, chats, stage.clock, Cadence(timedelta(hours=6)))
        for _ in range(2):
            await stage.crier.watch()
            await stage.crier.round()
    return stage


async def test_a_death_at_any_statement_of_a_notice_tells_it_once_or_again_if_it_was_on_its_way(
    unread: Path, tmp_path: Path
) -> None:
    whole = Fate()
    assert told(await a_notice(Path(shutil.copy(unread, tmp_path / "whole.db")), LATER, whole)) == 1
    wrong, repeated = [], 0
    for number in range(1, whole.deeds + 1):
        file = Path(shutil.copy(unread, tmp_path / f"death{number}.db"))
        first = await a_notice(file, LATER, Fate(number))
        second = await a_notice(file, LATER + timedelta(minutes=2))
        repeated += told(first, second) == 2
        if told(first, second) not in {1, 2}:
            wrong.append(f"death at deed {number}: told {told(first)} times before and {told(second)} after")
    assert wrong == []
    assert 1 <= repeated <= IN_FLIGHT + 1, repeated
