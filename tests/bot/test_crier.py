"""Carrying notices to chats that fail in every way."""

import pytest

from bot.crier import Crier
from core.catalog.snapshot import Outcome
from core.errors import ChatUnreachable, SlowDown, Unsayable
from tests.bot.test_herald import Unwilling
from tests.shop import BLENDER
from tests.stage import HERE, Stage, words


@pytest.fixture
async def unread(stage: Stage) -> Stage:
    """A product that has not been read for three intervals, and nobody has been told."""
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    for _ in range(20):
        stage.clock.turn(hours=1)
        await stage.patrol.round()
    return stage


def crier(stage: Stage, *errors: Exception) -> tuple[Crier, Unwilling]:
    chat = Unwilling(*errors)
    stage.crier._chats = {"console": chat}
    return stage.crier, chat


@pytest.mark.parametrize("error", [ChatUnreachable(HERE, "HTTP 502"), SlowDown(HERE, 30)])
async def test_a_notice_that_could_not_be_said_is_said_later_and_once(unread: Stage, error: Exception):
    told, chat = crier(unread, error)
    await told.watch()
    await told.round()
    assert chat.cards == []
    unread.clock.turn(seconds=31)
    await told.round()
    await told.round()
    assert len(chat.cards) == 1


async def test_a_notice_that_is_refused_for_good_is_said_in_plain_words(unread: Stage):
    told, chat = crier(unread, Unsayable(HERE, "blocks"))
    await told.watch()
    await told.round()
    (card,) = chat.cards
    assert words(card).startswith("1 of 1 product has not been read for three intervals")


async def test_a_notice_that_no_words_get_through_is_given_up_and_the_next_one_still_comes(unread: Stage):
    told, chat = crier(unread, *[Unsayable(HERE, "blocks")] * 2)
    await told.watch()
    for _ in range(3):
        await told.round()
        unread.clock.turn(hours=1)
    assert chat.cards == []
    unread.shelf.mend(BLENDER)
    await unread.patrol.round()
    await told.watch()
    await told.round()
    assert [card.title for card in chat.cards] == ["Reading works again: amazon.com"]


async def test_a_notice_is_tried_for_a_day_and_no_longer(unread: Stage):
    told, chat = crier(unread, *[ChatUnreachable(HERE, "HTTP 502")] * 200)
    await told.watch()
    tries = 0
    for _ in range(48 * 4):
        tries += await told.round()
        unread.clock.turn(minutes=15)
    assert 20 < tries <= 100
    assert chat.cards == []
