"""A room to live an alert in, at the terminal or at a platform through its SDK: what is said, and what is then read."""

import re
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from adapters.chats.console.render import plain
from bot.rounds import Rounds
from core.catalog.asin import Product
from core.catalog.snapshot import Availability
from core.messages import Buttons, Card, ChatId
from tests.clock import TurnedClock
from tests.journeys.pressing import press
from tests.journeys.transports import TRANSPORTS, Line, SlackLine, TelegramLine, is_progress
from tests.servers.amazon_shop import AmazonShop, Good, amazon_shop
from tests.servers.slack import Failure
from tests.servers.slack_rules import shown
from tests.servers.telegram import Fault
from tests.stage import Stage, open_stage

PLACES = ("terminal", *TRANSPORTS)
MARCH = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
Seen = dict[str, str]


class World(Protocol):
    """Where rooms are: a clock that is turned by hand, and a shop that sells kettles."""

    @property
    def clock(self) -> TurnedClock:
        """The one that all of it goes by."""

    def sells(self, asin: str, price: str, *, in_stock: bool = True) -> None:
        """Put a kettle on the shelf, or change it."""

    async def says(self, room: int, line: str) -> None:
        """Say a slash line; on return it is answered."""

    async def presses(self, room: int, label: str) -> None:
        """Press the last button with this label; on return its answer or its change is there."""

    async def works(self) -> None:
        """Look at what is due and tell what is due, as the service does each second."""

    def screen(self, room: int) -> Seen:
        """Every message of the room by its name, as it reads now, without buttons and addresses."""


@dataclass(slots=True)
class Room:
    """One person's room: each reading is what is new or reads otherwise since the last one."""

    world: World
    number: int
    card: str = ""
    _read: Seen = field(default_factory=dict)

    async def tracks(self, asin: str, rules: str) -> None:
        """Watch a kettle of $50.00; the answer is its live card, which is read by itself."""
        self.world.sells(asin, "50.00")
        await self.says(f"/track {asin} only {rules}")
        self.card = next(iter(self._read))

    def shows(self) -> str:
        """The live card as it reads now."""
        return self.world.screen(self.number)[self.card]

    async def says(self, line: str) -> list[str]:
        await self.world.says(self.number, line)
        return self.reads()

    async def presses(self, label: str) -> list[str]:
        await self.world.presses(self.number, label)
        return self.reads()

    async def later(self, **span: float) -> list[str]:
        """Turn the clock; then a look, the grouping wait, and what is told."""
        self.world.clock.turn(**span)
        for _ in range(2):
            await self.world.works()
            self.world.clock.turn(seconds=6)
        await self.world.works()
        return self.reads()

    def reads(self) -> list[str]:
        before, self._read = self._read, dict(self.world.screen(self.number))
        return [
            text if name not in before else f"(changed) {text}"
            for name, text in self._read.items()
            if before.get(name) != text and name != self.card
        ]


class AtTerminal:
    """The stage's Amazcope, its cards drawn as the terminal draws them."""

    def __init__(self, stage: Stage) -> None:
        self.clock, self._stage = stage.clock, stage
        self._rounds = Rounds(stage.patrol, stage.herald, stage.crier, sleep=self._sleep)
        self._answers: list[tuple[int, str, Card]] = []

    def sells(self, asin: str, price: str, *, in_stock: bool = True) -> None:
        product = Product(asin, "com")
        shelf = self._stage.shelf
        shelf.put(product, price, None)
        shelf._goods[product] = replace(shelf._goods[product], rating=None, reviews=None)  # as the loopback shop's page
        shelf.offer(product, seller=None)
        shelf.edit(product, title=f"Kettle {asin}")
        if not in_stock:
            shelf.offer(product, price=None, availability=Availability.OUT_OF_STOCK)

    async def says(self, room: int, line: str) -> None:
        card = await self._stage.answer(line, chat=_console(room))
        if card:
            self._answers.append((len(self._stage.chat.cards), f"a{len(self._answers)}", card))

    async def presses(self, room: int, label: str) -> None:
        cards = [card for _, card in self._told(room)]
        rows = [block.row for card in cards for block in card.blocks if isinstance(block, Buttons)]
        says = next(button.says for row in reversed(rows) for button in row if button.label == label)
        await self.says(room, f"/{says}")

    async def works(self) -> None:
        await self._rounds.look()
        await self._rounds.deliver()

    async def _sleep(self, seconds: float) -> None:
        self.clock.turn(seconds=seconds)

    def screen(self, room: int) -> Seen:
        return {name: _words(plain(card)) for name, card in self._told(room)}

    def _told(self, room: int) -> list[tuple[str, Card]]:
        latest = {name: card for _, name, card in self._stage.chat.edits}
        told = [
            (at, f"m{at}", latest.get(f"m{at}", card))
            for at, (chat, card) in enumerate(self._stage.chat.cards, 1)
            if chat == _console(room)
        ]
        return [(name, card) for _, name, card in sorted([*told, *self._answers], key=lambda one: one[0])]


class AtPlatform:
    """The whole service, spoken to through a platform's SDK."""

    def __init__(self, line: Line, clock: "HandClock", shop: AmazonShop) -> None:
        self.line, self.clock, self._shop = line, clock, shop

    def sells(self, asin: str, price: str, *, in_stock: bool = True) -> None:
        self._shop.goods[asin] = Good(Decimal(price), in_stock)

    async def says(self, room: int, line: str) -> None:
        await self._seen_to(room, self.line.give(room, line))

    async def presses(self, room: int, label: str) -> None:
        await self._seen_to(room, press(self.line, room, label))

    def closes(self, room: int) -> None:
        """Throw the bot out of a room; its next message there learns of it."""
        match self.line:
            case TelegramLine(server=server):
                server.refuses[str(room)] = Fault(status=403, description="Forbidden: bot was blocked by the user")
            case SlackLine(server=slack):
                slack.fail("chat.postMessage", Failure("not_in_channel"))

    def opens(self, room: int) -> None:
        """Let it in again."""
        match self.line:
            case TelegramLine(server=server):
                server.refuses.pop(str(room))
            case SlackLine(server=slack):
                slack.refusals.remove("chat.postMessage: not_in_channel")

    def sent(self, room: int) -> int:
        """How often it tried to say something anew in a room."""
        match self.line:
            case TelegramLine(server=server):
                return sum(str(one["chat_id"]) == str(room) for one in server.called("sendMessage"))
            case SlackLine(server=slack):
                return sum(one["channel"] == f"C{room}" for one in slack.of("chat.postMessage"))
            case _:
                raise TypeError(self.line)

    async def _seen_to(self, room: int, doing: Awaitable[None]) -> None:
        self.clock.turn(seconds=1)
        before = self.screen(room)
        await doing
        await self.line.until(lambda: self.screen(room) != before)

    async def works(self) -> None:
        for job in ("tick", "deliveries"):
            await self.clock.jobs[job]()

    def screen(self, room: int) -> Seen:
        match self.line:
            case TelegramLine(server=server):
                there = {str(one.id): one.seen for one in server.messages if one.chat == str(room)}
            case SlackLine(server=slack):
                there = {at: _drawn(said) for (where, at), said in slack.messages.items() if where == f"C{room}"}
                there |= {f"r{n}": _drawn(one) for n, one in enumerate(slack.responses) if one["room"] == str(room)}
            case _:
                raise TypeError(self.line)
        return {name: _words(text) for name, text in there.items() if not is_progress(text)}


class HandClock(TurnedClock):
    """What the service is run by: nothing goes by itself."""

    def start(self) -> None:
        pass

    async def stop(self, patience: timedelta) -> None:
        pass


@asynccontextmanager
async def opened(place: str, folder: Path) -> AsyncIterator[World]:
    """The terminal, or a service that one of the transports reaches."""
    if place == "terminal":
        async with open_stage() as stage:
            stage.clock.at = MARCH
            yield AtTerminal(stage)
        return
    clock = HandClock(MARCH)
    async with amazon_shop() as shop, TRANSPORTS[place](shop, folder, clock=clock) as line:
        if isinstance(line, SlackLine):
            line.now = lambda: clock.now().timestamp()  # what Slack signs is signed now
            line.server.people["U1"] = {"id": "U1", "is_admin": True, "profile": {"display_name": "Ana"}}
        yield AtPlatform(line, clock, shop)
        assert line.refusals == [], line.refusals


def _console(room: int) -> ChatId:
    return ChatId("console", "", str(room))


def _drawn(said: dict[str, Any]) -> str:
    blocks = [block for block in said.get("blocks") or [] if block["type"] != "actions"]
    return shown(blocks) if blocks else str(said["text"])


def _words(text: str) -> str:
    """The words alone: each surface has its own sign of severity in front, and its own way to offer deeds."""
    lines = [line.strip() for line in re.sub(r":? ?https?://\S+", "", re.sub(r"^\W+ ", "", text)).splitlines()]
    return "\n".join(line for line in lines if line and not line.startswith("["))
