"""A whole Amazcope on a stage: real core, bot and SQLite storage, a shelf for a shop, a clock turned by hand."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from adapters.charts.matplotlib_chart import MatplotlibCharts
from adapters.language.rule_copywriter import RuleCopywriter
from adapters.spreadsheets.openpyxl_sheets import OpenpyxlSheets
from adapters.storage.sql.storage import SqlStorage
from bot.aftercare import Aftercare
from bot.command import Staff
from bot.commands import MENU
from bot.conversation import Conversation
from bot.crier import Crier
from bot.digester import Digester
from bot.herald import Herald
from bot.interpreting import Interpreting
from bot.recollection import Recollection
from core.advisor import Advisor
from core.approvals import Approvals
from core.archive import Archive
from core.budget import UNLIMITED, Budget
from core.cadence import Cadence
from core.care import Care
from core.catalog.asin import Product
from core.digest import Digests
from core.errors import NotAProductLink
from core.history import History
from core.interpretation import USUAL_SHARE, Interpretation
from core.membership import Membership
from core.memory import StoredMemory
from core.messages import Card, ChatId, Heard, Person, in_words
from core.patrol import Patrol
from core.planner import Planner
from core.ports.interpreter import Interpreter
from core.ports.language import Copywriter
from core.retelling import Retelling
from core.sharing import Sharing
from core.tracker import Tracker
from tests import databases
from tests.clock import TurnedClock
from tests.shop import Shelf

HERE = ChatId("console", "", "terminal")
ANA = Person("U1", "Ana")
BEN = Person("U2", "Ben")


class RecordingChat:
    """Keeps what was posted, as plain words."""

    def __init__(self) -> None:
        self.cards: list[tuple[ChatId, Card]] = []
        self.how: list[dict[str, Any]] = []
        self.edits: list[tuple[ChatId, str, Card]] = []

    async def post(self, chat: ChatId, card: Card, **how: Any) -> str:
        self.cards.append((chat, card))
        self.how.append(how)
        return f"m{len(self.cards)}"

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        self.edits.append((chat, message, card))


async def all_is_well() -> list[tuple[str, str | None]]:
    return [("Database: answers.", None)]


class NoLinks:
    async def follow(self, url: str) -> Product:
        raise NotAProductLink(url)


class Stage:
    """What a journey needs: `say`, a turned clock, a shelf, rounds, and what was told."""

    def __init__(
        self,
        storage: SqlStorage,
        budget: Budget = UNLIMITED,
        copywriter: Copywriter | None = None,
        model: Interpreter | None = None,
        share: int = USUAL_SHARE,
    ) -> None:
        self.clock = TurnedClock()
        self.shelf = Shelf(self.clock.now)
        self.storage = storage
        self.chat = RecordingChat()
        cadence = Cadence(timedelta(hours=6))
        self.patrol = Patrol(storage, self.shelf, self.clock, cadence, budget)
        self.archive = Archive(storage, self.clock, budget)
        self.planner = Planner(storage, self.clock)
        platforms = dict.fromkeys(("console", "slack", "telegram"), self.chat)
        self.herald = Herald(storage, platforms, self.clock, cadence)
        self.crier = Crier(storage, platforms, self.clock, cadence)
        self.digests = Digests(storage, self.clock, budget)
        self.digester = Digester(storage, platforms, self.clock, cadence, self.digests)
        self.aftercare = Aftercare(storage, platforms, self.clock)
        self.care = Care(storage, self.clock, cadence)
        self.staff = Staff(
            clock=self.clock,
            tracker=Tracker(storage, self.patrol, self.clock, cadence),
            archive=self.archive,
            sharing=Sharing(storage, self.clock),
            membership=Membership(storage, self.clock),
            patrol=self.patrol,
            history=History(storage, self.clock),
            planner=self.planner,
            digests=self.digests,
            advisor=Advisor(storage, self.clock, copywriter or RuleCopywriter(), RuleCopywriter()),
            approvals=Approvals(storage, self.clock),
            retelling=Retelling(storage, cadence),
            recollection=Recollection(storage, self.clock),
            charts=MatplotlibCharts(),
            sheets=OpenpyxlSheets(),
            links=NoLinks(),
            menu=MENU,
            shortest_interval=timedelta(minutes=15),
            examine=all_is_well,
            interpreter=model and self._interpreting(model, share),
        )
        self.conversation = Conversation(self.staff)

    def _interpreting(self, model: Interpreter, share: int) -> Interpreting:
        memory = StoredMemory(self.storage, self.clock, "asked")
        return Interpreting(Interpretation(self.storage, self.clock, model, share), memory)

    async def say(self, text: str, person: Person = ANA, chat: ChatId = HERE, pressed: str | None = None) -> str:
        """The answer's plain words; empty for silence."""
        card = await self.answer(text, person=person, chat=chat, pressed=pressed)
        return words(card) if card else ""

    async def answer(self, text: str, *, person: Person = ANA, chat: ChatId = HERE, **more: Any) -> Card | None:
        """The answer itself; `more` are fields of `Heard`, such as documents."""
        self.clock.turn(seconds=1)  # nobody types two messages in one moment
        try:
            return await self.conversation(Heard(chat=chat, person=person, text=text, at=self.clock.now(), **more))
        finally:
            await self.staff.recollection.close()

    async def confirm(self, text: str, person: Person = ANA, chat: ChatId = HERE) -> str:
        """Say something that comes back as a plan, and confirm the plan."""
        (plan,) = re.findall(r"/(confirm \w+)", await self.say(text, person, chat))
        return await self.say(plan, person, chat)

    async def later(self, **span: float) -> list[str]:
        """Turn the clock, look at what is due, deliver what is due; returns what was told."""
        self.clock.turn(**span)
        await self.patrol.round()
        await self.crier.watch()
        return await self.told()

    async def told(self) -> list[str]:
        """Deliver after the grouping wait; returns the new messages' plain words."""
        before = len(self.chat.cards)
        self.clock.turn(seconds=6)
        await self.crier.round()
        await self.aftercare.round()
        await self.digester.round()
        await self._deliver()
        await self.herald.edit_round()
        await self.herald.card_round()
        return [words(card) for _, card in self.chat.cards[before:]]

    async def _deliver(self) -> None:
        """Round after round, as long as a second is enough for a chat to be spoken to again."""
        while True:
            while await self.herald.round():
                pass
            pause = self.herald.pause()
            if pause is None or pause > timedelta(seconds=1):
                return
            self.clock.at += pause


def words(card: Card) -> str:
    """A card as plain text, title first."""
    return "\n".join([card.title, *map(in_words, card.blocks)])


@asynccontextmanager
async def open_stage() -> AsyncIterator[Stage]:
    storage = await databases.in_memory()
    try:
        yield Stage(storage)
    finally:
        await storage.close()
