"""Carrying alerts to chats that fail in every way."""

import pytest

from core.errors import ChatGone, ChatUnreachable, SlowDown
from core.messages import Card, ChatId
from tests.shop import BLENDER
from tests.stage import HERE, Stage


class Unwilling:
    """A chat that refuses a few times before it takes a message."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.cards: list[Card] = []

    async def post(self, chat: ChatId, card: Card, **how) -> str:
        if self._errors:
            raise self._errors.pop(0)
        self.cards.append(card)
        return "m1"

    async def edit(self, chat, message, card):
        raise NotImplementedError


async def an_alert_waits(stage: Stage) -> None:
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "40.00")
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    stage.clock.turn(seconds=6)


@pytest.mark.parametrize("error", [ChatUnreachable(HERE, "HTTP 502"), SlowDown(HERE, 30)])
async def test_what_could_not_be_said_is_said_later_and_once(stage: Stage, error):
    chat = Unwilling(error)
    stage.herald._chats = {"console": chat}
    await an_alert_waits(stage)
    await stage.herald.round()
    assert chat.cards == []
    await stage.herald.round()
    assert chat.cards == []
    stage.clock.turn(seconds=31)
    await stage.herald.round()
    await stage.herald.round()
    assert len(chat.cards) == 1


async def test_a_chat_that_is_gone_sleeps_until_someone_speaks(stage: Stage):
    chat = Unwilling(ChatGone(HERE, "kicked"))
    stage.herald._chats = {"console": chat}
    await an_alert_waits(stage)
    await stage.herald.round()
    stage.shelf.put(BLENDER, "30.00")
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    stage.clock.turn(hours=1)
    await stage.herald.round()
    assert chat.cards == []
    await stage.say("/list")
    stage.shelf.put(BLENDER, "24.00")
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    stage.clock.turn(seconds=6)
    await stage.herald.round()
    assert len(chat.cards) == 1


async def test_alerts_of_a_platform_that_is_off_wait(stage: Stage):
    stage.herald._chats = {}
    await an_alert_waits(stage)
    await stage.herald.round()
    assert "Alerts waiting: 1" in await stage.say("/status")


async def test_after_a_crash_before_the_mark_a_message_comes_again_and_not_before_its_lease(stage: Stage):
    class Dying(Unwilling):
        async def post(self, chat, card, **how):
            self.cards.append(card)
            raise RuntimeError("the process dies here")

    dying = Dying()
    stage.herald._chats = {"console": dying}
    await an_alert_waits(stage)
    with pytest.raises(RuntimeError):
        await stage.herald.round()
    healthy = Unwilling()
    stage.herald._chats = {"console": healthy}
    await stage.herald.round()
    assert healthy.cards == []
    stage.clock.turn(minutes=2)
    await stage.herald.round()
    await stage.herald.round()
    assert len(healthy.cards) == 1
