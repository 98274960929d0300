"""What is written down for keys and replies, and how often."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.chats.telegram.account import TelegramAccount
from bot.gallery import CONFIRM, EXHIBITS, PRODUCT
from core.errors import StorageBusy
from core.memory import BriefMemory
from core.messages import Button, Buttons, Card, ChatId, Link, Picture
from tests.adapters.chats.telegram.conftest import ANA
from tests.servers.telegram import TOKEN, telegram_server

HERE = ChatId("telegram", "", str(ANA))
SETTINGS = next(one.card for one in EXHIBITS if one.name == "/settings")
LONG = "track " + " ".join(f"B0EXAMPL{number:02d}" for number in range(40))
KEYS = Buttons((Button("Track", LONG), Button("Check", "check " + LONG), Button("Help", "help")))
CHART = Card("Chart", (Picture("chart.png", b"png", "It fell."),), subject="B0CYT4LN7Q@com")


class Counting(BriefMemory):
    """Counts writes; refuses them while `busy`."""

    def __init__(self) -> None:
        super().__init__(lambda: datetime.now(UTC))
        self.writes: list[set[str]] = []
        self.busy = False

    async def put(self, texts, lasting: timedelta) -> None:
        if self.busy:
            raise StorageBusy
        self.writes.append({name.split(":")[0] for name in texts})
        await super().put(texts, lasting)

    async def get(self, key: str) -> str | None:
        if self.busy:
            raise StorageBusy
        return await super().get(key)


@pytest.mark.parametrize(
    ("card", "writes"),
    [
        (PRODUCT, []),
        (CONFIRM, []),
        (SETTINGS, [{"line"}]),
        (Card("Offer", (KEYS,)), [{"line"}]),
        (CHART, [{"about"}]),
        (Card("Both", (KEYS,), subject="B0CYT4LN7Q@com"), [{"about", "line"}]),
        (Card("Other", (Link("A", "https://www.amazon.com/dp/B000000001"),), subject="B0CYT4LN7Q@com"), [{"about"}]),
    ],
)
async def test_a_posted_card_is_one_write_at_most_and_none_where_it_tells_all_by_itself(card, writes):
    memory = Counting()
    async with telegram_server() as server:
        account = TelegramAccount.open(TOKEN, server.base_url, lambda: datetime.now(UTC), memory)
        name = await account.chat.post(HERE, card)
        assert memory.writes == writes
        await account.chat.edit(HERE, name, card)
        assert len(memory.writes) <= len(writes) + 1
        await account.chat.edit(HERE, name, card)
        assert len(memory.writes) <= len(writes) + 1
        await account.close()


async def test_while_the_database_is_busy_cards_are_said_and_their_keys_work_until_the_process_ends(town):
    memory = Counting()
    memory.busy = True
    account = TelegramAccount.open(TOKEN, town.server.base_url, town.clock.now, memory)
    await account.chat.post(HERE, Card("Offer", (KEYS,)))
    (shown,) = town.server.messages
    data = shown.data("Track")
    async with town.listening(account.inbox):
        await town.presses(data, town.server.as_json(shown))
        await town.quiet()
    await account.close()
    assert town.parrot.texts == [LONG]
    anew = TelegramAccount.open(TOKEN, town.server.base_url, town.clock.now, memory)
    async with town.listening(anew.inbox):
        await town.presses(data, town.server.as_json(shown))
        await town.server.until(lambda: len(town.server.called("answerCallbackQuery")) == 2)
    await anew.close()
    assert "The database was busy" in town.server.called("answerCallbackQuery")[-1]["text"]
