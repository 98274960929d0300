"""Every card of the gallery through each platform's real library, posted and edited: what a reader sees of it."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from adapters.charts.matplotlib_chart import MatplotlibCharts
from adapters.chats.slack.account import SlackAccount
from adapters.chats.telegram.account import TelegramAccount
from bot.gallery import EXHIBITS, HOSTILE, HOSTILE_CARD, LONG, Exhibit, chart_exhibit
from core.messages import (
    Attachment,
    Block,
    Bullets,
    Buttons,
    Card,
    ChatId,
    Diff,
    Facts,
    Form,
    Link,
    Paragraph,
    Person,
    Picture,
    Table,
)
from core.ports.world import Chat
from tests.servers.slack import BOT_TOKEN, TEAM, slack_server
from tests.servers.slack_rules import texts
from tests.servers.telegram import TOKEN, telegram_server

INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\x00]")
OURS = re.compile(r"https://www\.amazon\.(?:com|de|co\.uk)/dp/\w{10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A room at a loopback platform, and what can be known of it.

    `read` is all that a reader sees, `files` what they were given by name, `alive` what does something by itself or
    when touched (but for our keys), `refused` what the platform did not take.
    """

    chat: Chat
    room: ChatId
    read: Callable[[], str]
    files: Callable[[], dict[str, bytes]]
    alive: Callable[[], list[str]]
    refused: Callable[[], list[str]]


@asynccontextmanager
async def telegram() -> AsyncIterator[Wall]:
    async with telegram_server() as server:
        account = TelegramAccount.open(TOKEN, server.base_url, lambda: datetime.now(UTC))

        def alive() -> list[str]:
            """Links that we made, and what Telegram makes clickable unasked."""
            made = [one.url for message in server.messages for one in message.text.entities if one.url]
            return [*made, *(one.text for message in server.messages for one in message.text.alive)]

        yield Wall(
            chat=account.chat,
            room=ChatId("telegram", "", "5001"),
            read=lambda: "\n".join(message.everything for message in server.messages),
            files=lambda: {message.file[0]: message.file[1] for message in server.messages if message.file},
            alive=alive,
            refused=lambda: server.refusals,
        )
        await account.close()


@asynccontextmanager
async def slack() -> AsyncIterator[Wall]:
    async with slack_server() as server:
        account = SlackAccount.open(BOT_TOKEN, None, "secret", server.base_url, lambda: datetime.now(UTC), no_home)

        def alive() -> list[str]:
            """Links, and whatever Slack would read in text that is not plain: only `text` of a message is read so."""
            blocks = [block for message in server.messages.values() for block in message.get("blocks", ())]
            marked = [
                words for message in server.messages.values() for words in re.findall(r"<[^>]*>", message["text"])
            ]
            return [*marked, *found(blocks, "url"), *(text for text in found(blocks, "type") if text == "mrkdwn")]

        yield Wall(
            chat=account.chat,
            room=ChatId("slack", TEAM, "C1"),
            read=lambda: "\n".join(
                [server.seen(), *(text for one in server.messages.values() for text in texts(one.get("blocks")))]
            ),
            files=lambda: {file["filename"]: file["data"] for file in server.shared},
            alive=alive,
            refused=lambda: server.refusals,
        )
        await account.close()


def found(part: object, name: str) -> list[str]:
    """All values of this name, however deep."""
    if isinstance(part, dict):
        return [value for key, one in part.items() for value in ([one] if key == name else found(one, name))]
    return [value for one in part for value in found(one, name)] if isinstance(part, list) else []


async def no_home(chat: ChatId, person: Person) -> Card:
    raise AssertionError


WALLS: dict[str, Callable[[], AbstractAsyncContextManager[Wall]]] = {"telegram": telegram, "slack": slack}


@pytest.fixture(params=WALLS)
async def wall(request) -> AsyncIterator[Wall]:
    async with WALLS[request.param]() as wall:
        yield wall


@pytest.fixture(params=["posted", "edited"])
async def hang(request, wall: Wall):
    """Shows a card there as a new message, or in the place of another."""

    async def shown(card: Card) -> None:
        if request.param == "posted":
            await wall.chat.post(wall.room, card)
        else:
            await wall.chat.edit(wall.room, await wall.chat.post(wall.room, Card("Before")), card)

    return shown


def words_of(block: Block) -> list[str]:
    """What must be found of a block, whatever its shape."""
    match block:
        case Paragraph(text):
            return text.splitlines()
        case Facts(rows):
            return [word for row in rows for word in (row.label, row.value)]
        case Bullets(items):
            return list(items)
        case Table(header, rows):
            # What number and product are is plain to see where a row takes several lines.
            return [cell for row in rows for cell in row] + list(header[2:])
        case Diff(label, stretches):
            return [label, *(stretch.words for stretch in stretches)]
        case Link(label, url):
            return [label, url]
        case Buttons(row):
            return [button.label for button in row]
        case Form(label):
            return [label]
        case Picture(alt=alt):
            return [alt]
        case Attachment(name):
            return [name]


def squeezed(text: str) -> str:
    """Without blanks and invisible signs: platforms break lines where they like."""
    return "".join(INVISIBLE.sub("", text).split())


def missing(card: Card, wall: Wall) -> list[str]:
    """What neither the message nor a file that came with it shows."""
    held = wall.files()
    file = "\n".join(data.decode() for name, data in held.items() if name.endswith(".txt"))
    there = squeezed("\n".join([wall.read(), file, *held]))
    wanted = [card.title, *(word for block in card.blocks for word in words_of(block))]
    return [word for word in wanted if squeezed(word) not in there]


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.name)
async def test_every_card_is_taken_as_it_is_and_every_block_is_there_in_words(wall, hang, exhibit: Exhibit):
    await hang(exhibit.card)
    assert wall.refused() == []
    assert missing(exhibit.card, wall) == []
    assert INVISIBLE.findall(wall.read()) == []
    if exhibit.card != LONG:
        assert [name for name in wall.files() if name.endswith(".txt")] == []


async def test_a_chart_is_a_picture_with_its_words(wall, hang):
    card = (await chart_exhibit(MatplotlibCharts())).card
    await hang(card)
    assert wall.refused() == []
    assert missing(card, wall) == []
    (picture,) = (block for block in card.blocks if isinstance(block, Picture))
    assert wall.files()[picture.name] == picture.data


async def test_text_from_strangers_is_shown_and_does_nothing(wall, hang):
    await hang(HOSTILE_CARD)
    assert [one for one in wall.alive() if not OURS.fullmatch(one)] == []
    assert squeezed(HOSTILE) in squeezed(wall.read())


async def test_what_is_too_long_is_cut_between_blocks_and_the_rest_is_a_file(wall, hang):
    await hang(LONG)
    (rest,) = (data.decode() for name, data in wall.files().items() if name.endswith(".txt"))
    shown = [block.text for block in LONG.blocks if squeezed(block.text) in squeezed(wall.read())]
    left = [block.text for block in LONG.blocks if squeezed(block.text) not in squeezed(wall.read())]
    assert shown == [block.text for block in LONG.blocks[: len(shown)]]
    assert len(shown) > 5
    assert [text for text in left if squeezed(text) not in squeezed(rest)] == []
