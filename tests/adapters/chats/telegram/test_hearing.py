"""What is heard of what people say in Telegram: by whom, to whom, about what."""

import pytest

from core.messages import Card, ChatId, Link, Person
from tests.adapters.chats.telegram.conftest import ANA, BEN, GROUP
from tests.servers.telegram import ME, Fault
from tests.servers.telegram_messages import chat, user

AMAZON = "https://www.amazon.de/dp/B0CYT4LN7Q?tag=x"
TOPIC = {"message_thread_id": 77, "is_topic_message": True}


async def test_what_is_said_in_private_is_heard_and_answered_there(town):
    async with town.listening():
        await town.says("/list")
        assert await town.sees(1) == ["🔹 heard /list"]
    (heard,) = town.parrot.heard
    assert (heard.chat, heard.person) == (ChatId("telegram", "", str(ANA)), Person(str(ANA), "Ana"))
    assert (heard.private, heard.addressed, heard.admin, heard.thread, heard.at) == (
        True, True, True, None, town.clock.now()
    )  # fmt: skip
    assert town.server.messages[0].reply_to is None


@pytest.mark.parametrize(
    ("said", "heard", "addressed"),
    [
        ("/track@AmazcopeBot B0CYT4LN7Q", "/track B0CYT4LN7Q", True),
        ("/track@amazcopebot B0CYT4LN7Q", "/track B0CYT4LN7Q", True),
        ("/list", "/list", True),
        ("@AmazcopeBot what is new?", "what is new?", True),
        ("hey @amazcopebot, list", "hey , list", True),
        ("@AmazcopeBot", "/help", True),
        ("good morning", "good morning", False),
        (f"look at {AMAZON}", f"look at {AMAZON}", False),
        ("mail me at ana@AmazcopeBot.example", "mail me at ana@AmazcopeBot.example", False),
        ("@AmazcopeBotty list", "@AmazcopeBotty list", False),
    ],
)
async def test_in_groups_the_bot_is_meant_by_command_and_by_name(town, said, heard, addressed):
    async with town.listening():
        await town.says(said, where=GROUP)
        await town.quiet()
    assert [(one.text, one.addressed, one.private) for one in town.parrot.heard] == [(heard, addressed, False)]


PASSED_ON = {"forward_origin": {"type": "hidden_user", "date": 1_800_000_000, "sender_user_name": "Cleo"}}


@pytest.mark.parametrize("where", [ANA, GROUP])
async def test_what_is_forwarded_is_somebody_else_s_and_means_the_bot_only_where_they_are_alone(town, where):
    async with town.listening():
        await town.server.happens(message=town.message("/untrack@AmazcopeBot all", where=where, **PASSED_ON))
        await town.quiet()
    assert [(one.forwarded, one.addressed) for one in town.parrot.heard] == [(True, where == ANA)]


async def test_what_is_quoted_is_not_heard(town):
    quoted = "👩‍🍳 /untrack all @AmazcopeBot"
    text = f"{quoted}\nlist"
    quote = {"type": "blockquote", "offset": 0, "length": len(quoted.encode("utf-16-le")) // 2}
    async with town.listening():
        await town.server.happens(message=town.message(text, entities=[quote]))
        await town.server.happens(message=town.message(text, where=GROUP, entities=[quote]))
        await town.quiet()
    assert [(one.text, one.addressed) for one in town.parrot.heard] == [("list", True), ("list", False)]


@pytest.mark.parametrize("said", ["/track@OtherBot B0CYT4LN7Q", "/list@AmazcopeBot2"])
async def test_commands_to_other_bots_are_not_heard(town, said):
    async with town.listening():
        await town.says(said, where=GROUP)
        await town.quiet()
    assert town.parrot.heard == []


async def test_answers_in_groups_reply_to_the_asker_in_their_topic_and_whispers_make_no_sound(town):
    town.parrot.answers["/x"] = Card("Not so", whisper=True)
    async with town.listening():
        message = town.message("/x", where=GROUP, **TOPIC)
        await town.server.happens(message=message)
        await town.sees(1)
    (shown,) = town.server.messages
    assert (shown.thread, shown.reply_to, shown.silent) == ("77", message["message_id"], True)
    assert town.parrot.heard[0].thread == "77"


async def test_a_reply_in_a_group_without_topics_is_in_no_thread(town):
    async with town.listening():
        await town.says("/list", where=GROUP, message_thread_id=5)
        await town.quiet()
    assert [heard.thread for heard in town.parrot.heard] == [None]


async def test_a_reply_to_a_card_is_about_its_product(town):
    town.parrot.answers["/show 3"] = Card("Blender", subject="B0CYT4LN7Q@com")
    async with town.listening():
        await town.says("/show 3", where=GROUP)
        await town.sees(1)
        await town.says("mute it 4h", where=GROUP, reply_to_message=town.server.as_json(town.server.messages[0]))
        await town.sees(2)
    heard = town.parrot.heard[-1]
    assert (heard.text, heard.focus, heard.addressed) == ("mute it 4h", "B0CYT4LN7Q@com", True)


async def test_a_reply_to_a_card_of_an_earlier_process_is_about_the_link_in_it(town):
    async with town.listening():
        room = ChatId("telegram", "", str(ANA))
        await town.account.chat.post(room, Card("Blender", (Link("Open at Amazon", AMAZON),)))
        await town.says("mute it", reply_to_message=town.server.as_json(town.server.messages[0]))
        await town.sees(2)
    assert [heard.focus for heard in town.parrot.heard] == ["B0CYT4LN7Q@de"]


async def test_a_command_in_reply_to_somebody_s_link_is_about_that_product(town):
    entity = {"type": "url", "offset": 3, "length": len(AMAZON)}
    pasted = town.message(f"my {AMAZON}", BEN, GROUP, entities=[entity])
    async with town.listening():
        await town.says("/show it", where=GROUP, reply_to_message=pasted)
        await town.sees(1)
    assert [heard.focus for heard in town.parrot.heard] == ["B0CYT4LN7Q@de"]


async def test_the_message_that_made_a_topic_is_no_reply(town):
    made = {**town.server.as_json(await _posted(town)), "forum_topic_created": {"name": "x", "icon_color": 1}}
    async with town.listening():
        await town.says("good morning", where=GROUP, reply_to_message=made, **TOPIC)
        await town.quiet()
    assert [heard.addressed for heard in town.parrot.heard] == [False]


async def test_a_link_hidden_behind_words_is_heard(town):
    entity = {"type": "text_link", "offset": 5, "length": 4, "url": AMAZON}
    async with town.listening():
        await town.says("💡 a deal", where=GROUP, entities=[entity])
        await town.quiet()
    assert town.parrot.texts == [f"💡 a deal {AMAZON}"]


async def test_administrators_are_asked_for_once_a_minute_for_each_group(town):
    town.server.admins[str(GROUP)] = [ANA]
    async with town.listening():
        for who in (ANA, BEN, ANA):
            await town.says("/list", who, GROUP)
        await town.sees(3)
    assert [heard.admin for heard in town.parrot.heard] == [True, False, True]
    assert len(town.server.called("getChatAdministrators")) == 1


async def test_nobody_is_an_administrator_where_telegram_does_not_say(town):
    town.server.faults["getChatAdministrators"] = [Fault(status=500)]
    async with town.listening():
        await town.says("/list", ANA, GROUP)
        await town.sees(1)
    assert [heard.admin for heard in town.parrot.heard] == [False]


async def test_an_anonymous_administrator_is_one_and_goes_by_the_group(town):
    anonymous = {"sender_chat": chat(GROUP), "from": {**user(1087968824, "Group"), "is_bot": True}}
    async with town.listening():
        await town.says("/list", where=GROUP, **anonymous)
        await town.sees(1)
    (heard,) = town.parrot.heard
    assert (heard.admin, heard.person) == (True, Person(str(GROUP), "Team"))


async def test_a_channel_s_post_is_heard_from_the_channel(town):
    news = {"id": -100300, "type": "channel", "title": "News"}
    post = {"message_id": 9, "date": 1, "chat": news, "sender_chat": news, "text": "/list"}
    async with town.listening():
        await town.server.happens(channel_post=post)
        await town.sees(1)
    (heard,) = town.parrot.heard
    assert (heard.person, heard.admin, heard.private, heard.addressed) == (Person("-100300", "News"), True, False, True)


@pytest.mark.parametrize(
    "more",
    [
        {"is_automatic_forward": True, "sender_chat": {"id": -100300, "type": "channel", "title": "News"}},
        {"via_bot": ME},
        {"from": {**user(7), "is_bot": True}},
    ],
)
async def test_copied_posts_our_own_inline_cards_and_other_bots_are_not_heard(town, more):
    async with town.listening():
        await town.says("/list", where=GROUP, **more)
        await town.quiet()
    assert town.parrot.heard == []


async def test_edited_messages_are_not_heard(town):
    async with town.listening():
        await town.server.happens(edited_message=town.message("/untrack all"))
        await town.quiet()
    assert town.parrot.heard == []


async def test_a_voice_message_is_declined_in_private_and_ignored_in_groups(town):
    voice = {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}
    async with town.listening():
        await town.says("", **voice)
        await town.says("", where=GROUP, **voice)
        await town.quiet()
    assert [(one.chat, "CSV or XLSX" in one.seen) for one in town.server.messages] == [(str(ANA), True)]
    assert town.parrot.heard == []


async def test_a_message_of_forty_thousand_and_one_characters_is_declined(town):
    async with town.listening():
        await town.says("x" * 40_001)
        await town.says("x" * 40_001, where=GROUP)
        await town.says("x" * 40_000)
        seen = await town.sees(2)
    assert "longer than 40,000 characters" in seen[0] + seen[1]
    assert [len(heard.text) for heard in town.parrot.heard] == [40_000]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/start", "/start"),
        ("/start join_ABC-123", "join ABC-123"),
        ("/start show_B0CYT4LN7Q", "show B0CYT4LN7Q"),
        ("/start untrack_all", "/start untrack_all"),
    ],
)
async def test_deep_links_say_only_what_is_harmless(town, said, heard):
    async with town.listening():
        await town.says(said)
        await town.sees(1)
    assert town.parrot.texts == [heard]


async def _posted(town):
    await town.account.chat.post(ChatId("telegram", "", str(GROUP)), Card("Hello"))
    return town.server.messages[-1]
