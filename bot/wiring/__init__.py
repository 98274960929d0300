"""The composition root: the one place that names adapters; what Settings holds decides which."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.aftercare import Aftercare
from bot.app import App, MigratingStorage, RunningClock, Service
from bot.attentive import Attentive
from bot.command import Staff
from bot.commands import MENU
from bot.conversation import Conversation
from bot.crier import Crier
from bot.digester import Digester
from bot.doctor import Doctor, Finding
from bot.herald import Herald
from bot.parse import PageReader
from bot.recollection import Recollection
from bot.rooms import KnownRooms
from bot.rounds import Rounds
from bot.settings import Settings
from bot.views.health import overview_findings
from bot.wiring.language import ModelService, advisor_of, examine_language, interpreter_of
from bot.wiring.platforms import MENU_LINES, examine_platforms, platforms_of
from bot.wiring.sources import examine_sources, item_reader, storefront_of
from bot.wiring.web import meter_of, web_service
from core.approvals import Approvals
from core.archive import Archive
from core.cadence import Cadence
from core.care import Care
from core.digest import Digests
from core.history import History
from core.membership import Membership
from core.pacing import Pacer
from core.patrol import Patrol
from core.planner import Planner
from core.ports.world import Chat, Clock, Inbox
from core.retelling import Retelling
from core.sharing import Sharing
from core.tracker import Tracker
from core.upkeep import Upkeep

__all__ = [
    "Terminal",
    "assemble",
    "examine_platforms",
    "health_of",
    "item_reader",
    "open_storage",
    "page_reader",
    "reach",
    "sandbox",
    "script_lines",
]

if TYPE_CHECKING:
    from adapters.chats.console.screen import Screen

_REACH_S: Final = 10.0
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """What listens at the terminal: `script` lines played with `sleep`, or whatever standard input is.

    Pictures and files that it is given are kept in `folder`.
    """

    script: Iterable[str] | None = None
    sleep: Sleep | None = None
    folder: Path = Path("amazcope-files")


def assemble(
    settings: Settings, terminal: Terminal, *, http: bool, platforms: bool = False, clock: RunningClock | None = None
) -> App:
    """One process on the configured database and data source; in the terminal unless `platforms` that are set talk.

    `clock` is another than the real one: where a test turns it by hand.
    """
    from adapters.chats.console.outbox import ConsoleChat
    from adapters.chats.console.screen import standard_screen
    from adapters.clocks.apscheduler_clock import ApschedulerClock

    clock = clock or ApschedulerClock()
    storage = open_storage(settings)
    cadence = Cadence(settings.amazcope_check_every, settings.amazcope_pace, settings.amazcope_confirm_after)
    storefront = storefront_of(settings, storage, clock)
    patrol = Patrol(storage, storefront, clock, cadence, settings.budget)
    screen = standard_screen(terminal.folder)
    staff = _staff(settings, storage, patrol, clock, cadence)
    turned_on = tuple(platforms_of(settings, staff, storage, cadence)) if platforms else ()
    chats = {"console": ConsoleChat(screen), **{platform.name: platform.chat for platform in turned_on}}
    pacer = Pacer()
    meter = meter_of(staff.archive.overview) if http and settings.http_port else None
    web = (web_service(settings, storage, turned_on, meter),) if meter else ()
    return App(
        storage=storage,
        storefront=storefront,
        clock=clock,
        inboxes=tuple(platform.inbox for platform in turned_on) or (_inbox(screen, clock, terminal),),
        conversation=Attentive(Conversation(staff), pacer, clock, meter),
        rooms=KnownRooms(storage, clock, chats),
        rounds=_rounds(patrol, storage, chats, clock, cadence, pacer, staff),
        alone=settings.database_url.startswith("sqlite"),
        platforms=turned_on,
        services=(staff.recollection, ModelService(staff.advisor, staff.interpreter), *web),
    )


def _rounds(
    patrol: Patrol,
    storage: MigratingStorage,
    chats: Mapping[str, Chat],
    clock: Clock,
    cadence: Cadence,
    pacer: Pacer,
    staff: Staff,
) -> Rounds:
    return Rounds(
        patrol,
        Herald(storage, chats, clock, cadence, pacer),
        Crier(storage, chats, clock, cadence),
        tidy=Upkeep(storage, clock, cadence).round,
        aftercare=Aftercare(storage, chats, clock),
        digester=Digester(storage, chats, clock, cadence, staff.digests, pacer),
        care=Care(storage, clock, cadence, staff.advisor.pictures),
    )


def _staff(settings: Settings, storage: MigratingStorage, patrol: Patrol, clock: Clock, cadence: Cadence) -> Staff:
    from adapters.charts.matplotlib_chart import MatplotlibCharts
    from adapters.spreadsheets.openpyxl_sheets import OpenpyxlSheets
    from adapters.storefronts.amazon_page.short_links import ShortLinks

    return Staff(
        clock=clock,
        tracker=Tracker(storage, patrol, clock, cadence),
        archive=Archive(storage, clock, settings.budget),
        sharing=Sharing(storage, clock),
        membership=Membership(storage, clock),
        patrol=patrol,
        history=History(storage, clock),
        planner=Planner(storage, clock),
        digests=Digests(storage, clock, settings.budget),
        advisor=advisor_of(settings, storage, clock),
        approvals=Approvals(storage, clock),
        retelling=Retelling(storage, cadence),
        recollection=Recollection(storage, clock),
        charts=MatplotlibCharts(),
        sheets=OpenpyxlSheets(),
        links=ShortLinks(),
        menu=MENU,
        shortest_interval=settings.shortest_interval,
        examine=doctor(settings, storage.at_head).examine,
        interpreter=interpreter_of(settings, storage, clock),
    )


def doctor(
    settings: Settings,
    at_head: Callable[[], Awaitable[bool]],
    health: Callable[[], Awaitable[list[Finding]]] | None = None,
) -> Doctor:
    """What examines this installation; its `health` only where products of all workspaces may be named."""
    return Doctor(
        settings=settings,
        at_head=at_head,
        reach=reach,
        platforms=lambda: examine_platforms(settings),
        health=health,
        sources=lambda: examine_sources(settings),
        language=lambda: examine_language(settings),
    )


async def health_of(settings: Settings) -> list[Finding]:
    """How watching goes in this installation: lines for the doctor; none where its database has yet to be made."""
    from adapters.clocks.apscheduler_clock import ApschedulerClock

    storage, clock = open_storage(settings), ApschedulerClock()
    try:
        if not await storage.at_head():
            return []
        return overview_findings(await Archive(storage, clock, settings.budget).overview(), clock.now())
    finally:
        await storage.close()


def open_storage(settings: Settings) -> MigratingStorage:
    """The configured database. Raises `AlreadyRunning` where another process has the same SQLite file."""
    from adapters.storage.sql.file_lock import take
    from adapters.storage.sql.storage import SqlStorage

    return SqlStorage.open(settings.database_url, lock=take(settings.database_url))


def page_reader() -> PageReader:
    """What reads one saved page: bytes in, `Reading` out."""
    from adapters.storefronts.amazon_page.reader import read_page

    return read_page


def script_lines(path: Path) -> tuple[str, ...]:
    """The lines of a demo script. Raises `OSError`."""
    from adapters.chats.console.inbox import read_script

    return read_script(path)


def sandbox(seed: int, speed: float) -> Service:
    """A shop on 127.0.0.1 that sells what does not exist; `open` returns its address."""
    from adapters.storefronts.sandbox.server import SandboxShop
    from adapters.storefronts.sandbox.world import World

    return SandboxShop(World(seed, speed))


async def reach(address: str) -> str | None:
    """Why the server at `address` does not answer at all; None where it does, whatever it says."""
    import httpx

    try:
        async with httpx.AsyncClient(timeout=_REACH_S) as client:
            await client.get(address)
    except httpx.HTTPError as error:
        return f"does not answer ({type(error).__name__})"
    return None


def _inbox(screen: "Screen", clock: Clock, terminal: Terminal) -> Inbox:
    import asyncio

    from adapters.chats.console.inbox import ScriptInbox, standard_inbox

    if terminal.script is not None:
        return ScriptInbox(screen, clock.now, terminal.script, terminal.sleep or asyncio.sleep)
    return standard_inbox(screen, clock.now, MENU_LINES)
