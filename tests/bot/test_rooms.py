"""A platform that lets us in no more: its chats sleep, and those who share their lists elsewhere hear of it once."""

import re

import pytest

from core.errors import AccountGone, ChatGone
from core.messages import Card, ChatId
from tests.shop import BLENDER
from tests.stage import RecordingChat, Stage, words

DEALS, OFFICE = ChatId("slack", "T1", "C1"), ChatId("slack", "T1", "C2")
GROUP = ChatId("telegram", "", "-100")
UNINSTALLED = "Amazcope was uninstalled from the workspace"


class Refusing(RecordingChat):
    """Takes nothing for Slack."""

    def __init__(self, error: type[ChatGone]) -> None:
        super().__init__()
        self._error = error

    async def post(self, chat: ChatId, card: Card, **how) -> str:
        if chat.platform == "slack":
            raise self._error(chat, "Slack answered token_revoked")
        return await super().post(chat, card, **how)


async def shared(stage: Stage) -> None:
    """One list in a Slack channel and a Telegram group, another channel of the same workspace beside."""
    stage.shelf.put(BLENDER, "50.00")
    (code,) = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}", (await stage.say("/share", chat=DEALS)).split("\n")[0])
    await stage.say(f"/join {code}", chat=GROUP)
    await stage.say("/track B0TESTBL01 only drops 10%", chat=DEALS)
    await stage.say("/list", chat=OFFICE)


async def asleep(stage: Stage, chat: ChatId) -> bool:
    async with stage.storage.begin() as work:
        room = await work.chats.room(chat)
    return room is not None and room.asleep_since is not None


def told_in(chat: RecordingChat, where: ChatId) -> list[str]:
    return [words(card) for there, card in chat.cards if there == where and "no longer speak" in card.title]


async def test_an_account_that_is_lost_sleeps_whole_and_is_told_once_where_its_lists_live_on(stage: Stage):
    await shared(stage)
    rooms = stage.herald._rooms
    for _ in range(2):
        await rooms.gone(ChatId("slack", "T1", ""), UNINSTALLED)
    assert [await asleep(stage, chat) for chat in (DEALS, OFFICE, GROUP)] == [True, True, False]
    (told,) = told_in(stage.chat, GROUP)
    assert f"{UNINSTALLED}." in told
    assert "goes on here" in told
    assert {chat for chat, card in stage.chat.cards if "no longer speak" in card.title} == {GROUP}


async def test_a_channel_that_is_lost_is_no_news_elsewhere(stage: Stage):
    await shared(stage)
    await stage.herald._rooms.gone(DEALS, "Amazcope was removed from the channel")
    assert [await asleep(stage, chat) for chat in (DEALS, OFFICE)] == [True, False]
    assert told_in(stage.chat, GROUP) == []


@pytest.mark.parametrize(("error", "office_sleeps"), [(AccountGone, True), (ChatGone, False)])
async def test_a_token_that_is_refused_while_alerts_are_told_puts_its_whole_account_to_sleep(
    stage: Stage, error, office_sleeps
):
    await shared(stage)
    chat = Refusing(error)
    stage.herald._chats = stage.herald._rooms._chats = dict.fromkeys(("slack", "telegram"), chat)
    stage.shelf.put(BLENDER, "40.00")
    await stage.later(hours=6)
    assert [await asleep(stage, chat) for chat in (DEALS, OFFICE)] == [True, office_sleeps]
    assert len(told_in(chat, GROUP)) == office_sleeps
    assert any("Price dropped" in card.title for there, card in chat.cards if there == GROUP)
    stage.shelf.put(BLENDER, "34.00")
    await stage.later(hours=6)
    assert len(told_in(chat, GROUP)) == office_sleeps


async def test_whoever_cannot_be_told_either_stops_nothing(stage: Stage):
    await shared(stage)
    stage.herald._rooms._chats = {}
    await stage.herald._rooms.gone(ChatId("slack", "T1", ""), UNINSTALLED)
    assert await asleep(stage, DEALS)
