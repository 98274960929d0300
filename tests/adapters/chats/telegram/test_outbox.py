"""What is said in Telegram, through the real library to a loopback Bot API."""

from datetime import UTC, datetime

import pytest
from telegram.error import TimedOut

from adapters.chats.telegram.account import TelegramAccount
from adapters.chats.telegram.troubles import turned
from bot.gallery import CARDS, PIXEL
from core.errors import ChatGone, ChatUnreachable, SlowDown, Unsayable
from core.messages import Attachment, Button, Buttons, Card, ChatId, Paragraph, Picture
from tests.servers.telegram import Fault

HERE = ChatId("telegram", "", "5001")
CHART = Picture("chart.png", PIXEL, "The price fell from $49.99 to $41.99.")
CARD = Card("Price dropped", (Paragraph("now $41.99"), Buttons((Button("Mute 4 h", "mute 3 4h"),))))


async def test_a_card_is_one_message_without_link_previews(town):
    name = await town.account.chat.post(HERE, CARD)
    (shown,) = town.server.messages
    assert (str(shown.id), shown.seen) == (name, "🔹 Price dropped\nnow $41.99")
    assert (shown.labels, shown.data("Mute 4 h")) == ([["Mute 4 h"]], "mute 3 4h")
    assert (shown.silent, shown.preview, shown.thread) == (False, False, None)


async def test_a_silent_card_in_a_topic_makes_no_sound_and_stands_there(town):
    await town.account.chat.post(HERE, CARD, thread="77", silent=True)
    (shown,) = town.server.messages
    assert (shown.silent, shown.thread) == (True, "77")


@pytest.mark.parametrize("reason", ["message thread not found", "TOPIC_CLOSED"])
async def test_what_was_for_a_topic_that_is_no_more_is_said_in_the_chat(town, reason):
    town.server.faults["sendMessage"] = [Fault(status=400, description=f"Bad Request: {reason}")]
    await town.account.chat.post(HERE, CARD, thread="77")
    assert [shown.thread for shown in town.server.messages] == [None]


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault(status=403, description="Forbidden: bot was blocked by the user"), ChatGone),
        (Fault(status=403, description="Forbidden: bot was kicked from the supergroup chat"), ChatGone),
        (Fault(status=403, description="Forbidden: user is deactivated"), ChatGone),
        (Fault(status=400, description="Bad Request: chat not found"), ChatGone),
        (Fault(status=400, description="Bad Request: not enough rights to send text messages to the chat"), ChatGone),
        (Fault(status=400, description="Bad Request: CHAT_WRITE_FORBIDDEN"), ChatGone),
        (Fault(status=500), ChatUnreachable),
        (Fault(status=502, description="Bad Gateway"), ChatUnreachable),
        (Fault(status=400, description="Bad Request: something new"), Unsayable),
        (Fault(status=413, description="Request Entity Too Large"), Unsayable),
        (Fault(drop=True), ChatUnreachable),
        (Fault(drop=True, late=True), ChatUnreachable),
    ],
)
async def test_what_telegram_refuses_is_turned_at_the_door_and_not_tried_again(town, fault, trouble):
    town.server.faults["sendMessage"] = [fault]
    with pytest.raises(trouble):
        await town.account.chat.post(HERE, CARD)
    assert len(town.server.called("sendMessage")) == 1


async def test_a_pause_names_the_chat_and_the_seconds(town):
    town.server.faults["sendMessage"] = [Fault(status=429, description="Too Many", parameters={"retry_after": 17})]
    with pytest.raises(SlowDown) as caught:
        await town.account.chat.post(HERE, CARD)
    assert (caught.value.seconds, caught.value.args[0]) == (17, HERE)


async def test_a_revoked_token_is_an_outage_and_not_the_end_of_every_chat(town):
    town.server.revoked = True
    with pytest.raises(ChatUnreachable):
        await town.account.chat.post(HERE, CARD)


async def test_a_server_that_is_not_there_is_an_outage():
    account = TelegramAccount.open("1:x", "http://127.0.0.1:9", lambda: datetime.now(UTC))
    with pytest.raises(ChatUnreachable):
        await account.chat.post(HERE, CARD)
    await account.close()


async def test_a_group_that_became_a_supergroup_is_followed_and_told_of(town):
    moved = Fault(status=400, description="Bad Request: upgraded", parameters={"migrate_to_chat_id": -100999})
    town.server.refuses["-42"] = moved
    async with town.listening():
        for _ in range(2):
            await town.account.chat.post(ChatId("telegram", "", "-42"), CARD)
        await town.server.until(lambda: town.server.called("deleteWebhook"))
    assert [shown.chat for shown in town.server.messages] == ["-100999"] * 2
    assert town.rooms.moves == [("-42", "-100999")]


async def test_an_edit_changes_text_and_keys_in_place(town):
    name = await town.account.chat.post(HERE, CARD)
    await town.account.chat.edit(HERE, name, Card("Price is back"))
    (shown,) = town.server.messages
    assert (shown.seen, shown.keys, shown.edits) == ("🔹 Price is back", [], 1)


async def test_edits_that_change_nothing_and_edits_of_deleted_messages_are_no_trouble(town):
    name = await town.account.chat.post(HERE, CARD)
    await town.account.chat.edit(HERE, name, CARD)
    await town.account.chat.edit(HERE, "999", CARD)
    assert [shown.edits for shown in town.server.messages] == [0]


async def test_markup_that_telegram_cannot_read_is_said_as_plain_text(town):
    town.server.faults["sendMessage"] = [Fault(status=400, description="Bad Request: can't parse entities: x")]
    await town.account.chat.post(HERE, Card("R&D <b>"))
    assert [shown.seen for shown in town.server.messages] == ["🔹 R&D <b>"]


async def test_a_picture_is_a_photo_with_the_card_and_its_own_words_below(town):
    name = await town.account.chat.post(HERE, Card("Chart", (CHART, *CARD.blocks)))
    (shown,) = town.server.messages
    assert (shown.kind, str(shown.id), shown.file) == ("photo", name, ("chart.png", PIXEL))
    assert shown.seen == f"🔹 Chart\n{CHART.alt}\n\nnow $41.99"
    assert shown.labels == [["Mute 4 h"]]


async def test_a_card_too_long_for_a_caption_is_followed_by_its_picture(town):
    await town.account.chat.post(HERE, Card("Chart", (CHART, Paragraph("word " * 300))))
    words, photo = town.server.messages
    assert (photo.kind, photo.seen, words.kind) == ("photo", CHART.alt, "text")


async def test_a_picture_whose_shape_telegram_refuses_is_sent_as_a_file(town):
    town.server.faults["sendPhoto"] = [Fault(status=400, description="Bad Request: PHOTO_INVALID_DIMENSIONS")]
    await town.account.chat.post(HERE, Card("Chart", (CHART,)))
    assert [shown.kind for shown in town.server.messages] == ["document"]


async def test_an_export_is_a_document_after_its_message(town):
    name = await town.account.chat.post(HERE, Card("Export", (Attachment("a/b.csv", b"asin\n"),)))
    words, file = town.server.messages
    assert (str(words.id), file.file) == (name, ("a_b.csv", b"asin\n"))


async def test_an_export_that_cannot_be_sent_is_said_so_and_its_message_not_repeated(town):
    town.server.faults["sendDocument"] = [Fault(status=413, description="Request Entity Too Large")]
    await town.account.chat.post(HERE, Card("Export", (Attachment("a.csv", b"asin\n"),)))
    assert [shown.seen for shown in town.server.messages] == [
        "🔹 Export",
        "a.csv could not be sent. Ask again in a moment.",
    ]


async def test_an_export_waits_as_long_as_telegram_asks(town):
    town.server.faults["sendDocument"] = [Fault(status=429, description="x", parameters={"retry_after": 0.01})]
    await town.account.chat.post(HERE, Card("Export", (Attachment("a.csv", b"asin\n"),)))
    assert [shown.kind for shown in town.server.messages] == ["text", "document"]


async def test_what_is_longer_than_a_message_goes_on_in_a_file(town):
    blocks = tuple(Paragraph(f"{number}: {'word ' * 200}") for number in range(10))
    await town.account.chat.post(HERE, Card("Long", blocks))
    words, rest = town.server.messages
    assert words.text.units <= 4096
    assert words.seen.endswith("… the rest is in the file below.")
    said = words.seen + rest.file[1].decode()
    assert [number for number in range(10) if f"{number}: word" not in said] == []


async def test_a_message_becomes_a_picture_and_a_picture_gets_other_words(town):
    name = await town.account.chat.post(HERE, CARD)
    await town.account.chat.edit(HERE, name, Card("Chart", (CHART,)))
    (shown,) = town.server.messages
    assert (shown.kind, shown.seen) == ("photo", f"🔹 Chart\n{CHART.alt}")
    await town.account.chat.edit(HERE, name, CARD)
    assert (shown.seen, shown.labels) == ("🔹 Price dropped\nnow $41.99", [["Mute 4 h"]])


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title[:20])
async def test_telegram_takes_every_card_of_the_gallery_as_a_post_and_as_an_edit(town, card):
    posted = await town.account.chat.post(HERE, card)
    plain = await town.account.chat.post(HERE, Card("Hello"))
    await town.account.chat.edit(HERE, plain, card)
    shown = {str(one.id): one for one in town.server.messages}
    assert (shown[posted].seen, shown[posted].labels) == (shown[plain].seen, shown[plain].labels)


@pytest.mark.parametrize(("method", "card"), [("editMessageText", CARD), ("editMessageMedia", Card("Chart", (CHART,)))])
async def test_an_edit_where_the_bot_may_not_be_is_turned_at_the_door(town, method, card):
    name = await town.account.chat.post(HERE, Card("Hello"))
    town.server.faults[method] = [Fault(status=403, description="Forbidden: bot was blocked by the user")]
    with pytest.raises(ChatGone, match=r"bot was blocked by the user\.$"):
        await town.account.chat.edit(HERE, name, card)
    town.server.faults[method] = [Fault(status=400, description="Bad Request: something new")]
    with pytest.raises(Unsayable, match="Something new"):
        await town.account.chat.edit(HERE, name, card)


async def test_an_edit_whose_markup_telegram_cannot_read_is_made_as_plain_text(town):
    name = await town.account.chat.post(HERE, CARD)
    town.server.faults["editMessageText"] = [Fault(status=400, description="Bad Request: can't parse entities: x")]
    await town.account.chat.edit(HERE, name, Card("R&D <b>"))
    assert [shown.seen for shown in town.server.messages] == ["🔹 R&D <b>"]


async def test_a_photo_for_a_chat_that_is_gone_is_not_tried_as_a_file(town):
    town.server.faults["sendPhoto"] = [Fault(status=400, description="Bad Request: chat not found")]
    with pytest.raises(ChatGone):
        await town.account.chat.post(HERE, Card("Chart", (CHART,)))
    assert town.server.messages == []


async def test_a_429_that_names_no_seconds_asks_for_one(town):
    town.server.faults["sendMessage"] = [Fault(status=429, description="Too Many Requests")]
    with pytest.raises(SlowDown) as caught:
        await town.account.chat.post(HERE, CARD)
    assert caught.value.seconds == 1


def test_an_answer_that_does_not_come_in_time_is_an_outage_in_words():
    assert str(turned(TimedOut(), HERE)) == "Telegram cannot be reached (no answer in time)."
