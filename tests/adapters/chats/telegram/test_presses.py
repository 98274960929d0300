"""Keys that people press."""

import asyncio

from core.messages import Attachment, Button, Buttons, Card, ChatId, Fact, Facts, Paragraph
from tests.adapters.chats.telegram.conftest import ANA, BEN, GROUP
from tests.servers.telegram import Fault

TEAM = ChatId("telegram", "", str(GROUP))
LONG = "track " + " ".join(f"B0EXAMPL{number:02d}" for number in range(40))


async def test_a_press_says_its_line_and_its_answer_takes_the_message_s_place(town):
    shown = await posted(town, Button("Mute 4 h", "mute 3 4h"))
    async with town.listening():
        await town.presses("mute 3 4h", town.server.as_json(shown), BEN)
        await town.server.until(lambda: shown.edits)
        assert shown.seen == "🔹 heard mute 3 4h"
        await town.quiet()
    (heard,) = town.parrot.heard
    assert (heard.chat, heard.text, heard.pressed, heard.private) == (TEAM, "mute 3 4h", str(shown.id), False)
    assert (heard.person.id, heard.addressed, heard.admin) == (str(BEN), True, False)
    assert len(town.server.messages) == 1


async def test_a_press_in_a_topic_is_heard_in_it_and_about_its_product(town):
    await town.account.chat.post(TEAM, Card("Blender", subject="B0CYT4LN7Q@com"), thread="77")
    async with town.listening():
        await town.presses("check it", town.server.as_json(town.server.messages[0]))
        await town.quiet()
    assert [(heard.thread, heard.focus) for heard in town.parrot.heard] == [("77", "B0CYT4LN7Q@com")]


async def test_the_one_who_presses_a_slow_key_does_not_wait_for_the_answer(town):
    town.parrot.doors["check 3"] = asyncio.Event()
    shown = await posted(town, Button("Check", "check 3"))
    async with town.listening():
        await town.presses("check 3", town.server.as_json(shown))
        await town.server.until(lambda: town.server.called("answerCallbackQuery"))
        assert shown.edits == 0
        town.parrot.doors["check 3"].set()
        await town.server.until(lambda: shown.edits)
    assert len(town.server.called("answerCallbackQuery")) == 1


async def test_a_refusal_is_told_to_the_presser_alone(town):
    town.parrot.answers["confirm x"] = Card("That plan is Ana's.", (Paragraph("Make your own."),), whisper=True)
    shown = await posted(town, Button("Confirm", "confirm x"))
    async with town.listening():
        await town.presses("confirm x", town.server.as_json(shown), BEN)
        await town.quiet()
    (note,) = town.server.called("answerCallbackQuery")
    assert (note["text"], note["show_alert"]) == ("That plan is Ana's.\nMake your own.", "true")
    assert (len(town.server.messages), shown.edits) == (1, 0)


async def test_a_refusal_too_long_for_a_note_is_a_silent_reply(town):
    town.parrot.answers["confirm x"] = Card("No", (Paragraph("because " * 40),), whisper=True)
    shown = await posted(town, Button("Confirm", "confirm x"))
    async with town.listening():
        await town.presses("confirm x", town.server.as_json(shown), BEN)
        await town.sees(2)
    reply = town.server.messages[1]
    assert (reply.reply_to, reply.silent, shown.edits) == (shown.id, True, 0)


async def test_a_line_too_long_for_a_key_is_heard_whole(town):
    shown = await posted(town, Button("Track", LONG))
    assert len(shown.data("Track").encode()) <= 64
    async with town.listening():
        await town.presses(shown.data("Track"), town.server.as_json(shown))
        await town.quiet()
    assert town.parrot.texts == [LONG]


async def test_a_key_whose_line_is_forgotten_says_so_to_the_presser(town, another):
    shown = await posted(town, Button("Track", LONG))
    anew = another()
    async with town.listening(anew.inbox):
        await town.presses(shown.data("Track"), town.server.as_json(shown))
        await town.quiet()
    await anew.close()
    assert (town.parrot.heard, shown.edits) == ([], 0)
    assert "no longer works" in town.server.called("answerCallbackQuery")[0]["text"]


async def test_what_a_forged_press_says_is_heard_as_its_presser_s_words(town):
    shown = await posted(town, Button("Track", "track B0CYT4LN7Q"))
    async with town.listening():
        await town.presses("\u202e/untrack all", town.server.as_json(shown), BEN)
        await town.presses("", town.server.as_json(shown), BEN)
        await town.quiet()
    assert [(heard.person.id, heard.chat) for heard in town.parrot.heard] == [(str(BEN), TEAM)]


async def test_an_expired_press_is_carried_out_all_the_same(town):
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    town.server.faults["answerCallbackQuery"] = [Fault(status=400, description=old)]
    shown = await posted(town, Button("Check", "check 3"))
    async with town.listening():
        await town.presses("check 3", town.server.as_json(shown))
        await town.server.until(lambda: shown.edits)
    assert town.parrot.texts == ["check 3"]


async def test_the_answer_to_a_press_on_a_message_too_old_to_see_is_a_new_message(town):
    shown = await posted(town, Button("Check", "check 3"))
    old = {"message_id": shown.id, "date": 0, "chat": town.server.as_json(shown)["chat"]}
    async with town.listening():
        await town.presses("check 3", old)
        assert await town.sees(2) == ["🔹 Card", "🔹 heard check 3"]


async def test_the_answer_to_a_press_on_a_deleted_message_is_no_trouble(town):
    shown = await posted(town, Button("Check", "check 3"))
    town.server.messages.clear()
    async with town.listening():
        await town.presses("check 3", town.server.as_json(shown))
        await town.quiet()
    assert (town.parrot.texts, town.rooms.left) == (["check 3"], [])


async def test_a_press_below_an_inline_card_leads_to_the_bot(town):
    query = {"id": "q", "from": {"id": ANA, "is_bot": False, "first_name": "Ana"}, "chat_instance": "c", "data": "x"}
    async with town.listening():
        await town.server.happens(callback_query={**query, "inline_message_id": "i"})
        await town.quiet()
    assert town.parrot.heard == []
    assert "Open the chat with me" in town.server.called("answerCallbackQuery")[0]["text"]


async def test_a_hundred_people_who_press_one_key_are_all_heard_and_the_last_answer_stays(town):
    async def until_all_have_pressed(_: float) -> None:
        await town.server.until(lambda: len(town.server.called("answerCallbackQuery")) == 100)

    town.account.opening.sleep = until_all_have_pressed
    shown = await posted(town, Button("Ack", "ack 3"))
    for who in range(100):
        town.parrot.answers[f"ack {who}"] = Card(f"Acknowledged by {who + 1}")
    town.server.faults["editMessageText"] = [Fault(status=429, description="x", parameters={"retry_after": 2})] * 2
    async with town.listening():
        for who in range(100):
            await town.presses(f"ack {who}", town.server.as_json(shown), 7000 + who)
        await town.server.until(lambda: shown.seen == "🔹 Acknowledged by 100")
        await town.quiet()
    assert len(town.parrot.heard) == 100
    assert len(town.server.called("answerCallbackQuery")) == 100
    assert len(town.server.called("editMessageText")) < 100
    assert shown.seen == "🔹 Acknowledged by 100"


async def test_an_export_by_key_edits_the_message_and_sends_the_file_as_a_reply(town):
    blocks = (Facts((Fact("Rows", "3"),)), Attachment("export.csv", b"asin\n"))
    town.parrot.answers["export"] = Card("Exported", blocks)
    shown = await posted(town, Button("Export", "export"))
    async with town.listening():
        await town.presses("export", town.server.as_json(shown))
        await town.sees(2)
    assert (shown.seen, town.server.messages[1].reply_to) == ("🔹 Exported\nRows: 3", shown.id)
    assert town.server.messages[1].file == ("export.csv", b"asin\n")


async def posted(town, button):
    await town.account.chat.post(TEAM, Card("Card", (Buttons((button,)),)))
    return town.server.messages[-1]
