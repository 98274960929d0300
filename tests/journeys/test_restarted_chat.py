"""A process that is killed takes nothing along that keys, replies and questions below its messages need."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from tests.processes.amazcope import Place, amazcope
from tests.servers.amazon_shop import Good, amazon_shop
from tests.servers.telegram import TOKEN, TelegramServer, telegram_server
from tests.servers.telegram_messages import chat, user

ANA = 5001
MANY = [f"B0RESTART{letter}" for letter in "ABCDEFG"]
ONE = MANY[0]


@pytest.fixture
async def town() -> AsyncIterator[TelegramServer]:
    async with telegram_server() as server:
        yield server


@pytest.fixture
async def place(tmp_path: Path, town: TelegramServer) -> AsyncIterator[Place]:
    async with amazon_shop() as shop:
        shop.goods |= dict.fromkeys(MANY, Good(Decimal("25.00")))
        telegram = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BASE_URL": town.base_url}
        yield Place(tmp_path, {"AMAZON_BASE_URL": shop.base_url, **telegram})


@asynccontextmanager
async def killed_afterwards(place: Place) -> AsyncIterator[None]:
    async with amazcope(place, "run") as process:
        yield
        await process.stop(signal.SIGKILL)


async def says(town: TelegramServer, text: str, **more: object) -> None:
    said = {"message_id": town.next_message_id(), "date": 1, "chat": chat(ANA), "from": user(ANA), "text": text}
    await town.happens(message=said | more)


async def presses(town: TelegramServer, message: dict[str, object], data: str) -> None:
    query = {"id": data, "from": user(ANA), "chat_instance": "c", "message": message, "data": data}
    await town.happens(callback_query=query)


async def sees(town: TelegramServer, words: str) -> None:
    """Until the person sees it, and all that happened before is handled."""
    async with asyncio.timeout(60):
        await town.until(lambda: any(words in message.seen for message in town.messages) and not town.pending)


async def test_a_key_whose_line_is_too_long_for_it_is_pressed_after_a_kill(town, place):
    async with killed_afterwards(place):
        await says(town, " ".join(MANY))
        await sees(town, "Shall I watch these 7 products?")
    (card,) = town.messages
    assert card.data("Track").startswith("~")
    async with killed_afterwards(place):
        await presses(town, town.as_json(card), card.data("Track"))
        await sees(town, "Tracking 7 new products")


async def test_a_question_is_answered_after_a_kill(town, place):
    async with killed_afterwards(place):
        await says(town, f"/track {ONE}")
        await sees(town, "$25.00")
        await says(town, "/settings")
        await sees(town, "Settings of this chat")
        card = town.messages[-1]
        await presses(town, town.as_json(card), card.data("Change settings"))
        await sees(town, "Change settings 1/")
    async with killed_afterwards(place):
        await says(town, "de")
        await sees(town, "Change settings 2/")


async def test_a_reply_to_a_picture_that_shows_no_link_is_about_its_product_after_a_kill(town, place):
    async with killed_afterwards(place):
        await says(town, f"/track {' '.join(MANY)}")
        await sees(town, "Tracking 7 new products")
        await says(town, "/chart 3")
        await town.until(lambda: town.messages[-1].kind == "photo" and not town.pending)
    async with killed_afterwards(place):
        await says(town, "/mute it 4h", reply_to_message=town.as_json(town.messages[-1]))
        await sees(town, MANY[2])
