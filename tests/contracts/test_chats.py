"""What every chat platform keeps to: one entry in `PLACES` for each adapter of `core.ports.world.Chat`."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

import pytest

from adapters.chats.console.exchange import TERMINAL
from adapters.chats.console.outbox import ConsoleChat
from adapters.chats.console.screen import Screen
from adapters.chats.slack.account import SlackAccount
from adapters.chats.telegram.account import TelegramAccount
from core.messages import Bullets, Button, Buttons, Card, ChatId, Fact, Facts, Link, Paragraph, Person, Table, Tone
from core.ports.world import Chat
from tests.servers.slack import BOT_TOKEN as SLACK_TOKEN
from tests.servers.slack import TEAM, slack_server
from tests.servers.telegram import TOKEN as TELEGRAM_TOKEN
from tests.servers.telegram import telegram_server

STYLE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")  # colours and OSC 8 links: what a terminal does not print


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A chat, a room in it, and all that a reader of that room can see, as one text."""

    chat: Chat
    room: ChatId
    seen: Callable[[], str]


@asynccontextmanager
async def a_terminal() -> AsyncIterator[Place]:
    paper = StringIO()
    screen = Screen(paper, terminal=True, width=100)
    yield Place(chat=ConsoleChat(screen), room=TERMINAL, seen=lambda: STYLE.sub("", paper.getvalue()))


@asynccontextmanager
async def a_pipe() -> AsyncIterator[Place]:
    paper = StringIO()
    yield Place(chat=ConsoleChat(Screen(paper)), room=TERMINAL, seen=paper.getvalue)


@asynccontextmanager
async def a_telegram_chat() -> AsyncIterator[Place]:
    async with telegram_server() as server:
        account = TelegramAccount.open(TELEGRAM_TOKEN, server.base_url, lambda: datetime.now(UTC))
        yield Place(
            chat=account.chat,
            room=ChatId("telegram", "", "5001"),
            seen=lambda: "\n\n".join(shown.everything for shown in server.messages),
        )
        await account.close()


@asynccontextmanager
async def a_slack_channel() -> AsyncIterator[Place]:
    async with slack_server() as slack:
        account = SlackAccount.open(SLACK_TOKEN, None, "secret", slack.base_url, lambda: datetime.now(UTC), _no_home)
        try:
            yield Place(chat=account.chat, room=ChatId("slack", TEAM, "C1"), seen=slack.seen)
        finally:
            await account.close()


async def _no_home(chat: ChatId, person: Person) -> Card:
    raise AssertionError


PLACES: dict[str, Callable[[], AbstractAsyncContextManager[Place]]] = {
    "terminal": a_terminal,
    "pipe": a_pipe,
    "telegram": a_telegram_chat,
    "slack": a_slack_channel,
}


@pytest.fixture(params=PLACES)
async def place(request):
    async with PLACES[request.param]() as place:
        yield place


BLOCKS = {
    "paragraph": (Paragraph("Lowest in 213 days."), ["Lowest in 213 days."]),
    "facts": (Facts((Fact("Price", "$41.99"), Fact("Stock", "3 left"))), ["Price", "$41.99", "Stock", "3 left"]),
    "bullets": (Bullets(("stock", "Buy Box")), ["stock", "Buy Box"]),
    "table": (
        Table(("#", "Product"), (("3", "Blender"), ("4", "Lamp"))),
        ["#", "Product", "3", "Blender", "4", "Lamp"],
    ),
    "link": (
        Link("Amazon", "https://www.amazon.com/dp/B0CYT4LN7Q"),
        ["Amazon", "https://www.amazon.com/dp/B0CYT4LN7Q"],
    ),
    "buttons": (Buttons((Button("Mute 4 h", "mute 3 4h"), Button("Untrack", "untrack 3"))), ["Mute 4 h", "Untrack"]),
}


@pytest.mark.parametrize("name", BLOCKS)
async def test_every_block_reaches_the_reader_below_the_title(place, name):
    block, words = BLOCKS[name]
    await place.chat.post(place.room, Card("Vortex Blender", (block,)))
    below = place.seen().partition("Vortex Blender")[2]
    assert [word for word in words if word not in below] == []


@pytest.mark.parametrize("tone", Tone)
async def test_a_card_of_any_tone_shows_its_title(place, tone):
    await place.chat.post(place.room, Card("Price dropped 16 %: $49.99 → $41.99", tone=tone))
    assert "Price dropped 16 %: $49.99 → $41.99" in place.seen()


async def test_every_post_has_a_name_of_its_own(place):
    names = [await place.chat.post(place.room, Card("The same")) for _ in range(3)]
    assert all(names)
    assert len(set(names)) == 3


async def test_posts_made_at_once_all_arrive_whole(place):
    cards = [Card(f"alert number {number}", (Paragraph(f"because of {number}"),)) for number in range(5)]
    names = await asyncio.gather(*(place.chat.post(place.room, card) for card in cards))
    assert len(set(names)) == 5
    seen = place.seen()
    for number in range(5):
        title = seen.index(f"alert number {number}")
        assert seen.index(f"because of {number}") > title
        assert "alert number" not in seen[title + len("alert number N") : seen.index(f"because of {number}")]


@pytest.mark.parametrize("aloud", [True, False])
async def test_what_follows_an_earlier_message_reaches_the_reader(place, aloud):
    first = await place.chat.post(place.room, Card("Price dropped"))
    await place.chat.post(place.room, Card("It dropped again"), below=first, aloud=aloud)
    assert "It dropped again" in place.seen()


@pytest.mark.parametrize("silent", [True, False])
async def test_silence_is_about_sound_and_not_about_words(place, silent):
    await place.chat.post(place.room, Card("Back in stock"), silent=silent)
    assert "Back in stock" in place.seen()


async def test_an_edited_message_shows_what_is_new(place):
    name = await place.chat.post(place.room, Card("Price dropped", (Paragraph("now $41.99"),)))
    await place.chat.edit(place.room, name, Card("Price is back", (Paragraph("now $49.99"),), tone=Tone.GOOD))
    assert "Price is back" in place.seen()
    assert "now $49.99" in place.seen()


@pytest.mark.parametrize(
    "text",
    ["[bold]x[/bold]", "*x* _y_ `z`", "<b>x</b> & <!channel>", "@everyone", "two  words", "包丁", "x" * 300],
)
async def test_what_looks_like_markup_is_shown_as_it_is(place, text):
    await place.chat.post(place.room, Card("Title", (Facts((Fact("Memo", text),)),)))
    assert "".join(text.split()) in "".join(place.seen().split())


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\x07", "\u202e", "\u2066", "\u200b", "\x00"])
async def test_what_cannot_be_seen_is_not_said(place, hidden):
    blocks = (Paragraph(f"a{hidden}b"), Table((f"c{hidden}d",), ((f"e{hidden}f",),)))
    await place.chat.post(place.room, Card(f"Vortex{hidden}Blender", blocks))
    assert hidden not in place.seen()
    assert [word for word in ("VortexBlender", "ab", "cd", "ef") if word not in place.seen()] == []


async def test_a_card_without_blocks_and_blocks_without_content_are_sent(place):
    empty = (Paragraph(""), Facts(()), Bullets(()), Table((), ()), Table(("Nothing",), ()), Buttons(()))
    assert await place.chat.post(place.room, Card("Bare"))
    assert await place.chat.post(place.room, Card("Hollow", empty))
    assert "Hollow" in place.seen()
