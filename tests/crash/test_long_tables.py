"""Processes that die again and again between saying and marking do not push what is new out of the table."""

from typing import Any

import pytest

from bot.views.alert import ROWS
from core.catalog.asin import Product
from core.messages import Card, ChatId, Table
from tests.stage import Stage

SHELF = tuple(Product(f"B0TESTLT{number:02d}", "com") for number in range(ROWS // 2 + 1))


class Deadly:
    """A chat after each of whose messages the process dies, until it is `survived`."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.survived = False

    async def post(self, chat: ChatId, card: Card, **how: Any) -> str:
        self.cards.append(card)
        if not self.survived:
            raise RuntimeError("the process dies here")
        return "m1"

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        raise NotImplementedError


async def changed(stage: Stage, price: str, *products: Product) -> None:
    for product in products:
        stage.shelf.put(product, price)
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    stage.clock.turn(seconds=6)


async def test_what_was_never_said_is_in_the_table_however_much_may_come_again(stage: Stage) -> None:
    chat = Deadly()
    stage.herald._chats = {"console": chat}
    for product in SHELF:
        stage.shelf.put(product, "50.00")
    await stage.say("/track " + " ".join(product.asin for product in SHELF))
    for price in ("40.00", "50.00"):
        await changed(stage, price, *SHELF)
        with pytest.raises(RuntimeError):
            await stage.herald.round()
    await changed(stage, "44.00", SHELF[-1])
    chat.survived = True
    await stage.herald.round()
    (table,) = (block for block in chat.cards[-1].blocks if isinstance(block, Table))
    assert len(table.rows) == ROWS
    assert "$50.00 → $44.00" in table.rows[0][2]
    assert "And 3 more" in str(chat.cards[-1].blocks)
