"""However slow the store is, every command of both platforms shows at once that it has been heard."""

import asyncio
from collections import Counter

import pytest

from bot.commands import MENU
from tests.journeys.test_every_command import SEED, goods
from tests.journeys.transports import TRANSPORTS
from tests.servers.amazon_shop import Gate, amazon_shop


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_every_command_is_acknowledged_before_the_store_has_said_a_word(transport, tmp_path):
    rooms = {8001 + index: kind.examples[0] for index, kind in enumerate(MENU)}
    async with amazon_shop() as shop, TRANSPORTS[transport](shop, tmp_path) as line:
        shop.goods |= goods()
        for room in rooms:
            await line.give(room, f"/track {' '.join(SEED)}")
        await line.until(lambda: len(line.answered()) == len(rooms))
        gate = Gate()
        shop.manners |= dict.fromkeys(shop.goods, gate)
        before = line.noticed()
        await asyncio.gather(*(line.give(room, f"/{example}") for room, example in rooms.items()))
        await line.until(lambda: len(line.noticed() - before) == len(rooms))
        while not gate.waiting:  # noqa: ASYNC110 - some of them do ask the store, and it keeps silent
            await asyncio.sleep(0)
        gate.open()
        await line.until(lambda: len(line.answered() - Counter(rooms.keys())) == len(rooms))
        assert line.refusals == []
