"""When Amazcope speaks: in private always; among people only where it is meant, or where they paste Amazon links."""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest
import pytest_asyncio

from tests.adapters.chats.slack.payloads import mention, message
from tests.journeys.transports import SlackLine, TelegramLine, slack_by_socket, telegram_by_polling
from tests.servers.amazon_shop import amazon_shop
from tests.servers.slack import BOT
from tests.servers.telegram import ME
from tests.servers.telegram_messages import chat, user

pytestmark = pytest.mark.asyncio(loop_scope="module")

LINK = "https://www.amazon.com/dp/B0TESTPR01"
ROOMS = count(9001)
FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 1_800_000_000, "sender_user_name": "Cleo"}}
SPEAKS, SILENT = True, False

# What is said in a group of people, and whether it is answered there.
AMONG_PEOPLE = [
    ("untrack everything", SILENT),
    ("list", SILENT),
    ("track B0TESTPR01 below 20", SILENT),
    (f"track {LINK} below 20", SPEAKS),  # the product is offered, and nothing is tracked
    ("mute the kettle for 4 hours", SILENT),
    ("yes", SILENT),
    ("undo", SILENT),
    ("help!", SILENT),
    ("thanks", SILENT),
    (f"have you seen {LINK}", SPEAKS),
    ("see you at nine", SILENT),
]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def telegram(tmp_path_factory) -> AsyncIterator[TelegramLine]:
    async with amazon_shop() as shop, telegram_by_polling(shop, tmp_path_factory.mktemp("telegram")) as line:
        assert isinstance(line, TelegramLine)
        yield line


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def slack(tmp_path_factory) -> AsyncIterator[SlackLine]:
    async with amazon_shop() as shop, slack_by_socket(shop, tmp_path_factory.mktemp("slack")) as line:
        assert isinstance(line, SlackLine)
        yield line


async def told_in_telegram(line: TelegramLine, room: int, text: str, **more: Any) -> list[str]:
    """What is answered before the answer to a command that follows."""
    for said, parts in ((text, more), ("/lists", {})):
        number = line.server.next_message_id()
        sender = {"message_id": number, "date": 1, "chat": chat(room), "from": user(abs(room))}
        await line.server.happens(message=sender | {"text": said} | parts)
    await line.until(lambda: any("Lists" in answer or "list" in answer for answer in line.answers(room)[-1:]))
    return line.answers(room)[:-1]


async def told_in_slack(line: SlackLine, room: int, payload: dict[str, Any], last: dict[str, Any]) -> list[str]:
    """The same in Slack; what one person says in one channel is answered in order."""
    for said in (payload, last):
        authorized = [{"team_id": f"T{room}", "user_id": BOT, "is_bot": True}]
        whole = said | {"team_id": f"T{room}", "authorizations": authorized}
        await line.server.acked(await line.server.tell("events_api", whole))
    await line.until(lambda: any("list" in answer for answer in line.answers(room)[-1:]))
    return line.answers(room)[:-1]


@pytest.mark.parametrize(("said", "speaks"), AMONG_PEOPLE)
async def test_in_a_telegram_group_only_links_are_answered_unasked(telegram, said, speaks):
    answers = await told_in_telegram(telegram, -next(ROOMS), said)
    assert ["Shall I watch this product?" in answer for answer in answers] == [True] * speaks


@pytest.mark.parametrize(("said", "speaks"), AMONG_PEOPLE)
async def test_in_a_slack_channel_only_links_are_answered_unasked(slack, said, speaks):
    room = next(ROOMS)
    last = mention(f"<@{BOT}> lists", channel=f"C{room}")
    answers = await told_in_slack(slack, room, message(said, channel=f"C{room}"), last)
    assert ["Shall I watch this product?" in answer for answer in answers] == [True] * speaks


@pytest.mark.parametrize(
    ("room", "said", "parts", "answered"),
    [
        (1, "what are we watching?", {}, "Nothing is tracked here yet"),
        (1, "untrack everything", FORWARDED, "somebody else's"),
        (1, f"look {LINK}", FORWARDED, "Shall I watch this product?"),
        (-1, "@AmazcopeBot what are we watching?", {}, "Nothing is tracked here yet"),
        (-1, "/list", {}, "Nothing is tracked here yet"),
        (-1, "what are we watching?", {"reply_to_message": {"from": ME}}, "Nothing is tracked here yet"),
        (-1, "what are we watching?", {"reply_to_message": {"from": user(77, "Cleo")}}, None),
        (-1, "@AmazcopeBot untrack everything", FORWARDED, None),
        (-1, "/untrack all", FORWARDED, None),
        (-1, "/untrack@OtherBot all", {}, None),
    ],
)
async def test_in_telegram_the_bot_is_meant_in_private_by_command_name_or_reply(telegram, room, said, parts, answered):
    here = room * next(ROOMS)
    if "reply_to_message" in parts:
        whose = {"message_id": 1, "date": 1, "chat": chat(here), "text": "earlier"}
        parts = {"reply_to_message": whose | parts["reply_to_message"]}
    answers = await told_in_telegram(telegram, here, said, **parts)
    assert len(answers) == (answered is not None)
    assert (answered or "") in "".join(answers)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        (lambda room: mention(f"<@{BOT}> what are we watching?", channel=f"C{room}"), "Nothing is tracked here yet"),
        (lambda room: message(f"<@{BOT}> list", channel=f"C{room}"), "Nothing is tracked here yet"),
        (lambda room: message("list", channel=f"C{room}", thread_ts="1.1"), None),
        (lambda room: message("<@U2> untrack everything", channel=f"C{room}"), None),
    ],
)
async def test_in_a_slack_channel_the_bot_is_meant_by_its_name(slack, said, answered):
    room = next(ROOMS)
    answers = await told_in_slack(slack, room, said(room), mention(f"<@{BOT}> lists", channel=f"C{room}"))
    assert len(answers) == (answered is not None)
    assert (answered or "") in "".join(answers)
