import pytest

from bot.gallery import CARDS, EVERYTHING, HOSTILE_CARD, LONG, PIXEL
from core.errors import ChatGone, ChatUnreachable, SlowDown
from core.messages import Attachment, Card, ChatId, Fact, Facts, Paragraph, Picture
from tests.adapters.chats.slack.conftest import opened
from tests.servers.slack import TEAM, Failure

ROOM = ChatId("slack", TEAM, "C1")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title[:30])
async def test_slack_takes_every_card_of_the_gallery(slack, account, card):
    message = await account.chat.post(ROOM, card)
    assert "blocks" in slack.messages["C1", message]


async def test_what_is_said_cannot_mention_format_or_preview_anything(slack, account):
    await account.chat.post(ROOM, HOSTILE_CARD)
    (said,) = slack.of("chat.postMessage")
    assert said["link_names"] is False
    assert said["mrkdwn"] is False
    assert (said["unfurl_links"], said["unfurl_media"]) == (False, False)
    assert "<!channel>" not in said["text"]
    assert "&lt;!channel&gt;" in said["text"]
    assert "\u202e" not in str(said)
    assert "<!channel> @everyone" in slack.seen()


async def test_a_card_goes_into_the_thread_it_is_meant_for(slack, account):
    message = await account.chat.post(ROOM, EVERYTHING, thread="1600.1")
    assert slack.messages["C1", message]["thread_ts"] == "1600.1"
    assert {file["thread"] for file in slack.shared} == {"1600.1"}


async def test_files_are_shown_below_the_card_with_words_for_them(slack, account):
    files = (Picture("chart.png", PIXEL, "Price over 90 days"), Attachment("export.csv", b"asin\r\n"))
    await account.chat.post(ROOM, Card("Chart", files))
    assert [(file["filename"], file["title"], file["data"]) for file in slack.shared] == [
        ("chart.png", "Price over 90 days", PIXEL),
        ("export.csv", "export.csv", b"asin\r\n"),
    ]
    assert slack.shared[0]["alt_txt"] == "Price over 90 days"
    assert slack.order.index("chat.postMessage") < slack.order.index("files.completeUploadExternal")


async def test_what_is_too_long_is_cut_at_a_block_and_the_rest_is_a_file(slack, account):
    await account.chat.post(ROOM, LONG)
    (rest,) = slack.shared
    lines = [line for line in rest["data"].decode().splitlines() if line[:1].isdigit()]
    shown = slack.seen()
    assert "0: word" in shown
    assert all(line.split(":")[0] + ": word" not in shown.splitlines() for line in lines[1:])
    assert lines[-1].startswith("119: ")
    assert "the-rest.txt" in shown


async def test_a_card_whose_file_cannot_be_shown_is_said_only_once(slack, account):
    slack.fail("files.completeUploadExternal", Failure("internal_error"))
    assert await account.chat.post(ROOM, EVERYTHING)
    assert len(slack.messages) == 1


async def test_a_card_whose_file_cannot_be_handed_over_is_not_said(slack, account):
    slack.fail("files.getUploadURLExternal", Failure("internal_error"))
    with pytest.raises(ChatUnreachable):
        await account.chat.post(ROOM, EVERYTHING)
    assert slack.messages == {}


async def test_a_card_that_slack_finds_misdrawn_is_said_in_words(slack, account):
    slack.fail("chat.postMessage", Failure("invalid_blocks"))
    await account.chat.post(ROOM, Card("Price dropped", (Facts((Fact("Price", "$41.99"),)),)))
    assert "Price: $41.99" in slack.seen()


async def test_a_card_carries_its_subject_unseen(slack, account):
    message = await account.chat.post(ROOM, Card("Blender", subject="B0CYT4LN7Q@com"))
    carried = {"event_type": "amazcope_card", "event_payload": {"subject": "B0CYT4LN7Q@com"}}
    assert slack.messages["C1", message]["metadata"] == carried


GONE = [
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "account_inactive",
    "token_revoked",
    "invalid_auth",
]


@pytest.mark.parametrize("code", GONE)
async def test_where_we_may_not_speak_any_more_the_chat_is_gone(slack, account, code):
    slack.fail("chat.postMessage", Failure(code))
    with pytest.raises(ChatGone, match=code):
        await account.chat.post(ROOM, Card("Hello"))


@pytest.mark.parametrize(
    ("failure", "pause"),
    [
        (Failure("ratelimited", 429, {"Retry-After": "7"}), 7),
        (Failure("ratelimited", 429), 30),
        (Failure("ratelimited", 429, {"Retry-After": "soon"}), 30),
        (Failure("rate_limited"), 30),
    ],
)
async def test_a_pause_that_slack_asks_for_is_told_and_not_slept(slack, account, failure, pause):
    slack.fail("chat.postMessage", failure)
    with pytest.raises(SlowDown) as asked:
        await account.chat.post(ROOM, Card("Hello"))
    assert asked.value.seconds == pause
    assert len(slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize("failure", [Failure("", 500), Failure("", 503), Failure("fatal_error"), Failure("", 404)])
async def test_what_slack_stumbles_over_is_an_outage(slack, account, failure):
    slack.fail("chat.postMessage", failure)
    with pytest.raises(ChatUnreachable):
        await account.chat.post(ROOM, Card("Hello"))
    assert len(slack.of("chat.postMessage")) == 1


async def test_a_slack_that_does_not_answer_at_all_is_an_outage(slack):
    slack.base_url = "http://127.0.0.1:9/api/"
    async with opened(slack) as account:
        with pytest.raises(ChatUnreachable):
            await account.chat.post(ROOM, Card("Hello"))


@pytest.mark.parametrize("code", ["message_not_found", "edit_window_closed"])
async def test_an_edit_that_comes_too_late_is_no_trouble(slack, account, code):
    slack.fail("chat.update", Failure(code))
    await account.chat.edit(ROOM, "1600.1", Card("New"))
    assert len(slack.of("chat.update")) == 1


async def test_an_edit_changes_the_message_in_place(slack, account):
    message = await account.chat.post(ROOM, Card("Old", (Paragraph("before"),)))
    await account.chat.edit(ROOM, message, Card("New", (Paragraph("after"),)))
    assert "after" in slack.seen()
    assert "before" not in slack.seen()
