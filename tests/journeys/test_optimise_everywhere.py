"""From a weak listing to text that is live, and what happened since: one transcript, at the terminal and on platforms.

The platforms are spoken to through their real SDKs by each of the ways in which they are reached, the model through
its own; the clock is turned by hand.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import escape
from typing import Any

import pytest

from adapters.chats.console.render import plain
from adapters.language.openai_copywriter import OpenAiCopywriter
from core.messages import Buttons
from tests import databases
from tests.clock import TurnedClock
from tests.journeys.pressing import followed, press, value_of
from tests.journeys.transports import TRANSPORTS, Line, SlackLine
from tests.servers.amazon_shop import AmazonShop, Good, amazon_shop
from tests.servers.openai import MODEL, OpenAiServer, openai_server, part
from tests.shop import BLENDER
from tests.stage import Stage

ROOM = 7001
WEAK = "AMAZING Blender by Vortex - 900 W Motor with Glass Jar 1.5 L for Smoothies, two speeds & Pulse, Best Seller!!!"
WEAK_BULLETS = ("POWERFUL MOTOR: 900 W crushes ice!", "glass jar of 1.5 L, dishwasher safe. 100% money back guarantee")
DRAFTED = "Vortex Blender with Glass Jar, 900 W, 1.5 L"
EDITED = "Vortex Blender with Glass Jar 1.5 L, 900 W Motor"
BULLETS = ("Motor of 900 W crushes ice", "Glass jar of 1.5 L", "Dishwasher safe", "Two speeds", "Pulse for smoothies")


@dataclass(frozen=True, slots=True)
class Says:
    words: str
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edits:
    part: str
    text: str
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Presses:
    label: str
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the seller does in Seller Central."""

    title: str
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passes:
    """Time goes by, with a look every seven hours; `tells` comes unasked, all of it in the suggestions' thread."""

    time: timedelta
    tells: tuple[str, ...] = ()


TRANSCRIPT = (
    Says(f"track {BLENDER.asin} only price rises 90%", (BLENDER.asin,)),
    Says("audit 1", ("Listing audit 1", "T02", "Title", "since 27 Jul 2026", "Biggest gains: ")),
    Says(
        "optimize 1 title, bullets",
        (
            "2 suggestions by",
            f"Title {len(WEAK)}/75 → {len(DRAFTED)}/75",
            "Rests on: “Glass Jar”",
            "Bullet 1 (26): Motor of 900 W crushes ice",
        ),
    ),
    Edits("title", f"{EDITED}, Best Seller", ("Nothing was kept: ", "T06")),
    Edits("title", EDITED, ("Title approved, ready to be copied", EDITED, "Approved by")),
    Presses("Approve bullets", ("Bullets approved, ready to be copied", *BULLETS)),
    Passes(timedelta(days=2)),
    Pasted(EDITED, BULLETS),
    Passes(
        timedelta(hours=15),
        (
            f"The approved title of {BLENDER.asin} is live since",
            f"The approved bullets of {BLENDER.asin} are live since",
        ),
    ),
    Passes(timedelta(days=13)),
    Passes(timedelta(days=2), ("It says nothing of the cause", "two weeks with the approved bullets")),
    Says("history 1", ("Title", "live since", "approved by")),
)


@dataclass(frozen=True, slots=True)
class Listed(Good):
    """A blender with these words on its page."""

    title: str = WEAK
    bullets: tuple[str, ...] = WEAK_BULLETS

    def page(self, asin: str) -> bytes:
        items = "".join(f'<li><span class="a-list-item">{escape(one)}</span></li>' for one in self.bullets)
        brand = '<a id="bylineInfo" href="/v">Brand: Vortex</a>'
        words = f"{escape(self.title)}</span></h1>{brand}<div id='feature-bullets'><ul>{items}</ul></div><h1>"
        page = Good.page(self, asin).decode().replace(f"Kettle {asin}</span></h1>", words.removesuffix("<h1>"))
        return page.encode()


class HandClock(TurnedClock):
    """What the service is run by: nothing goes by itself."""

    def start(self) -> None:
        pass

    async def stop(self, patience: timedelta) -> None:
        pass


class Terminal:
    """The terminal's own drawing of what the stage's Amazcope says."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.clock = stage.clock
        self.seen: list[str] = []
        self._cards: list[Any] = []

    async def speak(self, text: str) -> None:
        await self.type(f"/{text}")

    async def type(self, line: str) -> None:
        card = await self.stage.answer(line)
        self._cards.append(card)
        self.seen.append(plain(card))

    async def press(self, label: str) -> None:
        await self.speak(self.value_of(label))

    def value_of(self, label: str) -> str:
        rows = [block.row for card in self._cards for block in card.blocks if isinstance(block, Buttons)]
        return next(button.says for row in reversed(rows) for button in row if button.label == label)

    async def goes_by(self, span: timedelta) -> None:
        before = len(self.stage.chat.cards)
        await self.stage.later(seconds=span.total_seconds())
        self.seen += [plain(card) for _, card in self.stage.chat.cards[before:]]

    def paste(self, title: str, bullets: tuple[str, ...]) -> None:
        self.stage.shelf.edit(BLENDER, title=title, bullets=bullets)

    def follows(self, words: str, under: str) -> bool:
        """At a terminal everything stands below everything."""
        return True


class Platform:
    """The same through a platform's SDK."""

    def __init__(self, line: Line, clock: HandClock, shop: AmazonShop) -> None:
        self.line = line
        self.clock = clock
        self._shop = shop

    @property
    def seen(self) -> list[str]:
        return self.line.answers(ROOM)

    async def speak(self, text: str) -> None:
        await self._answered(self.line.speak(ROOM, text))

    async def type(self, line: str) -> None:
        await self._answered(self.line.give(ROOM, line))

    async def press(self, label: str) -> None:
        await self._answered(press(self.line, ROOM, label))

    def value_of(self, label: str) -> str:
        return value_of(self.line, ROOM, label)

    async def _answered(self, doing) -> None:
        self.clock.turn(seconds=1)
        before = len(self.seen)
        await doing
        await self.line.until(lambda: len(self.seen) > before)

    async def goes_by(self, span: timedelta) -> None:
        self.clock.at += span
        for job in ("tick", "follow up", "deliveries"):
            await self.clock.jobs[job]()

    def paste(self, title: str, bullets: tuple[str, ...]) -> None:
        self._shop.goods[BLENDER.asin] = Listed(Decimal("49.99"), title=title, bullets=bullets)

    def follows(self, words: str, under: str) -> bool:
        return followed(self.line, words, under)


def settings_of(model: OpenAiServer) -> dict[str, str]:
    return {"openai_api_key": model.key, "openai_base_url": model.url, "openai_model": MODEL}


@asynccontextmanager
async def terminal(model: OpenAiServer, folder) -> AsyncIterator[Terminal]:
    storage = await databases.in_memory()
    writer = OpenAiCopywriter(model.key, MODEL, model.url, retries=0)
    stage = Stage(storage, copywriter=writer)
    stage.clock.at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    stage.shelf.put(BLENDER)
    stage.shelf.edit(BLENDER, title=WEAK, bullets=WEAK_BULLETS, brand="Vortex")
    yield Terminal(stage)
    await writer.close()
    await storage.close()


@asynccontextmanager
async def platform(transport: str, model: OpenAiServer, folder) -> AsyncIterator[Platform]:
    clock = HandClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    async with amazon_shop() as shop:
        shop.goods[BLENDER.asin] = Listed(Decimal("49.99"))
        async with TRANSPORTS[transport](shop, folder, clock=clock, **settings_of(model)) as line:
            if isinstance(line, SlackLine):
                line.now = lambda: clock.now().timestamp()  # what Slack signs is signed now
            yield Platform(line, clock, shop)
            assert line.refusals == []


@pytest.fixture(params=["terminal", *TRANSPORTS])
async def scene(request, tmp_path) -> AsyncIterator[Terminal | Platform]:
    async with openai_server() as model:
        title = part("title", DRAFTED, reason="Says what it is first", facts=["Glass Jar"])
        model.answers = [[title, part("bullets", *BULLETS)]]
        opened = terminal(model, tmp_path) if request.param == "terminal" else platform(request.param, model, tmp_path)
        async with opened as scene:
            yield scene


async def test_the_whole_way_of_a_listing_reads_the_same_everywhere(scene):
    for step in TRANSCRIPT:
        before = Counter(scene.seen)
        match step:
            case Says(words, shows):
                await scene.speak(words)
            case Presses(label, shows):
                await scene.press(label)
            case Edits(name, text, shows):
                (suggestion,) = re.findall("[0-9a-f]{12}", scene.value_of(f"Approve {name}"))
                await scene.type(f"/approve {suggestion} := {text}")
            case Pasted(title, bullets):
                scene.paste(title, bullets)
                continue
            case Passes(time, shows):
                for _ in range(max(1, int(time / timedelta(hours=7)))):
                    await scene.goes_by(min(time, timedelta(hours=7)))
                    await scene.goes_by(timedelta(minutes=4))  # the second look at what has changed
                assert [one for one in shows if not scene.follows(one, "suggestions by")] == [], step
        said = "\n".join(Counter(scene.seen) - before)
        assert [one for one in shows if one not in said] == [], step
