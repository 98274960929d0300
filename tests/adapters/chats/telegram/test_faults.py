"""What Telegram does wrong, or asks for, while somebody waits for an answer."""

import asyncio

import pytest

from core.messages import Button, Buttons, Card, ChatId, Paragraph
from tests.adapters.chats.telegram.conftest import ANA, BEN, GROUP
from tests.servers.telegram import Fault

PAUSE = Fault(status=429, description="Too Many Requests: retry after 30", parameters={"retry_after": 30})
NEW_KIND = Fault(status=400, description="Bad Request: SOMETHING_NEW_INVALID")
HERE = ChatId("telegram", "", str(ANA))


async def test_a_pause_that_telegram_asks_for_in_one_chat_holds_up_no_other(town):
    over, pauses = asyncio.Event(), []

    async def until_over(seconds: float) -> None:
        pauses.append(seconds)
        await over.wait()

    town.account.opening.sleep = until_over
    town.server.refuses[str(ANA)] = PAUSE
    async with town.listening():
        await town.says("/list", ANA)
        await town.server.until(lambda: town.server.called("sendMessage"))
        await town.says("/help", BEN)
        assert await town.sees(1) == ["🔹 heard /help"]
        town.server.refuses.clear()
        over.set()
        assert await town.sees(2) == ["🔹 heard /help", "🔹 heard /list"]
    assert pauses == [30]


FAULTS = {
    "a pause": PAUSE,
    "a broken server": Fault(status=500),
    "a gateway": Fault(status=502, description="Bad Gateway"),
    "a dropped connection": Fault(drop=True),
    "a lost answer": Fault(drop=True, late=True),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_press_is_carried_out_and_shown_whatever_becomes_of_its_acknowledgement(town, name):
    shown = await pressable(town)
    town.server.faults["answerCallbackQuery"] = [FAULTS[name]]
    async with town.listening():
        await town.presses("check 3", town.server.as_json(shown))
        await town.server.until(lambda: shown.edits)
        await town.quiet()
    assert (town.parrot.texts, shown.seen) == (["check 3"], "🔹 heard check 3")


@pytest.mark.parametrize("name", FAULTS)
async def test_an_edit_that_did_not_come_through_is_made_again(town, name):
    shown = await pressable(town)
    town.server.faults["editMessageText"] = [FAULTS[name]]
    async with town.listening():
        await town.presses("check 3", town.server.as_json(shown))
        await town.server.until(lambda: shown.edits)
        await town.quiet()
    assert (town.parrot.texts, shown.seen) == (["check 3"], "🔹 heard check 3")


@pytest.mark.parametrize("name", [name for name in FAULTS if name != "a lost answer"])
async def test_a_note_that_could_not_be_shown_to_the_presser_is_said_without_a_sound(town, name):
    town.parrot.answers["check 3"] = Card("Not yours", (Paragraph("Ask Ben."),), whisper=True)
    shown = await pressable(town)
    town.server.faults["answerCallbackQuery"] = [FAULTS[name]]
    async with town.listening():
        await town.presses("check 3", town.server.as_json(shown), BEN)
        await town.sees(2)
    said = town.server.messages[1]
    assert (said.seen, said.silent, said.reply_to, shown.edits) == ("🔹 Not yours\nAsk Ben.", True, shown.id, 0)


@pytest.mark.parametrize("data", ["~AAAABBBBCCCCDDDD", "~", "?AAAABBBBCCCCDDDD", "=1.1", "=x", "=", "=1.-1", "=９.９"])
async def test_a_key_that_means_nothing_any_more_tells_its_presser_and_nobody_else(town, data):
    shown = await pressable(town)
    async with town.listening():
        await town.presses(data, town.server.as_json(shown), BEN)
        await town.quiet()
    (note,) = town.server.called("answerCallbackQuery")
    assert "no longer works" in note["text"] or "not open for you" in note["text"]
    assert (town.parrot.texts, shown.edits, len(town.server.messages)) == ([], 0, 1)


async def test_an_answer_that_telegram_refuses_for_good_is_given_in_plain_words(town):
    town.parrot.answers["/list"] = Card("Six products", (Buttons((Button("Check", "check 1"),)),))
    town.server.faults["sendMessage"] = [NEW_KIND]
    async with town.listening():
        await town.says("/list")
        (seen,) = await town.sees(1)
        await town.quiet()
    assert seen == "🔹 Six products\nSay: /check 1"
    assert (town.server.messages[0].keys, town.pauses) == ([], [])


async def test_an_answer_that_is_refused_in_plain_words_too_is_given_up(town):
    town.server.faults["sendMessage"] = [NEW_KIND] * 2
    async with town.listening():
        await town.says("/list")
        await town.says("/help")
        assert await town.sees(1) == ["🔹 heard /help"]
        await town.quiet()
    assert len(town.server.called("sendMessage")) == 3


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_a_group_that_becomes_a_supergroup_in_the_middle_of_an_answer_is_answered_there(town, method):
    moved = Fault(status=400, description="Bad Request: upgraded", parameters={"migrate_to_chat_id": -100999})
    async with town.listening():
        if method == "sendMessage":
            town.server.refuses[str(GROUP)] = moved
            await town.says("/list@AmazcopeBot", BEN, GROUP)
            await town.sees(1)
        else:
            await town.account.chat.post(ChatId("telegram", "", str(GROUP)), Card("Old"))
            (old,) = town.server.messages
            town.server.refuses[str(GROUP)] = moved
            old.chat = "-100999"  # Telegram gives messages new numbers; here it is enough that it is there
            query = town.server.as_json(old) | {"chat": {"id": GROUP, "type": "group", "title": "Team"}}
            await town.presses("/list", query, BEN)
            await town.server.until(lambda: old.edits)
        await town.quiet()
    assert {shown.chat for shown in town.server.messages} == {"-100999"}
    assert town.rooms.moves == [(str(GROUP), "-100999")]
    assert "heard /list" in town.server.messages[-1].seen


async def pressable(town):
    await town.account.chat.post(HERE, Card("Before", (Buttons((Button("Check", "check 3"),)),)))
    return town.server.messages[0]
