"""A process that dies at any statement, commit or edit loses no edit, and none shows something older than before."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.live import LiveCards
from core.alerts.alert import Alert
from core.cadence import Cadence
from tests.clock import NOON
from tests.crash.mortal import Fate
from tests.crash.test_every_statement import life, start
from tests.shop import BLENDER
from tests.stage import BEN, HERE, Stage, words

ALERT, CARD = "m1", "card"
OPEN, IN_HAND, OVER = range(3)
SOON, LATER = NOON + timedelta(hours=8), NOON + timedelta(hours=16)


@pytest.fixture
async def told(tmp_path: Path) -> Path:
    """A file in which the blender's drop was told, and a live card shows it."""
    file = tmp_path / "told.db"
    async with life(file, NOON, "49.99") as stage:
        await start(stage)
        card = await stage.answer(f"/track {BLENDER.asin} only drops 10%")
        assert card is not None
        await LiveCards(stage.storage, stage.clock, Cadence(timedelta(hours=6))).heed(HERE, CARD, card)
        stage.shelf.put(BLENDER, "41.99")
        assert len(await stage.later(hours=7)) == 1
    return file


async def an_end(file: Path, fate: Fate) -> Stage:
    """Start, have the alert taken in hand, and then be over; edit what is to be edited each time."""
    async with life(file, SOON, "41.99", fate) as stage:
        await start(stage)
        await stage.say("/ack 1", person=BEN)
        await edit(stage)
        stage.shelf.put(BLENDER, "49.99")
        stage.clock.turn(hours=6)
        await stage.patrol.round()
        await edit(stage)
    return stage


async def the_rest(file: Path) -> tuple[Stage, int]:
    """What the next process edits, which looks at nothing; and how far the alert had come."""
    async with life(file, LATER, "49.99") as stage:
        await start(stage)
        await stage.told()
        async with stage.storage.begin() as work:
            (alert,) = await work.alerts.recent(HERE, 2)
            assert not await work.agenda.anything_to_say(LATER + timedelta(days=1))
    return stage, how_far(alert)


async def edit(stage: Stage) -> None:
    await stage.herald.edit_round()
    await stage.herald.card_round()


def how_far(alert: Alert) -> int:
    if alert.course and alert.course.resolved_at:
        return OVER
    return IN_HAND if alert.acked_by else OPEN


def shown(message: str, *lives: Stage) -> list[int]:
    """How far the alert had come by what a message showed, edit after edit."""
    edits = [words(card) for stage in lives for _, name, card in stage.chat.edits if name == message]
    return [OVER if "Resolved" in text else IN_HAND if "Taken in hand" in text else OPEN for text in edits]


def fault(came_to: int, *lives: Stage) -> str | None:
    for message in (ALERT, CARD):
        steps = shown(message, *lives)
        if steps != sorted(steps):
            return f"{message} went back: {steps}"
        if came_to > OPEN and steps[-1:] != [came_to]:
            return f"{message} ended with {steps[-1:]}, not {came_to}"
    return "a message was posted anew" if any(stage.chat.cards for stage in lives) else None


async def test_after_a_death_at_any_statement_or_edit_every_message_comes_to_show_how_its_alert_stands(
    told: Path, tmp_path: Path
) -> None:
    whole = Fate()
    undisturbed = await an_end(Path(shutil.copy(told, tmp_path / "whole.db")), whole)
    assert [shown(message, undisturbed) for message in (ALERT, CARD)] == [[IN_HAND, OVER]] * 2
    wrong: list[str] = []
    reached: set[int] = set()
    again = 0
    for number in range(1, whole.deeds + 1):
        file = Path(shutil.copy(told, tmp_path / f"death{number}.db"))
        first = await an_end(file, Fate(number))
        second, came_to = await the_rest(file)
        reached.add(came_to)
        again += len(shown(ALERT, first, second)) > came_to
        if (found := fault(came_to, first, second)) is not None:
            wrong.append(f"death at deed {number}: {found}")
    assert wrong == []
    assert reached == {OPEN, IN_HAND, OVER}
    assert again
