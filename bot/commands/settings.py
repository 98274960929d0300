"""/settings: the customs of a chat."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Final
from zoneinfo import available_timezones

from rapidfuzz import process

from bot.command import Command, Desk, argument
from bot.grammar.slots import Keyword, Named
from bot.views.wording import zone_of
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.errors import NoSuchMarketplace, NoSuchZone
from core.messages import Card, Fact, Facts, Field, Form
from core.watching.schedule import Schedule
from core.watching.workspace import ChatRoom, Threads

_IN_THREADS: Final = {
    Threads.OFF: "a new message each",
    Threads.THREAD: "in the thread of the first, there alone",
    Threads.WORSE: "in the thread of the first; warnings in the channel as well",
}
_AS_REPLIES: Final = {
    Threads.OFF: "a new message each",
    Threads.THREAD: "replies to the first, without a sound",
    Threads.WORSE: "replies to the first; only warnings make a sound",
}
_CHOICES: Final = (
    ("A new message each", "off"),
    ("In the thread of the first", "thread"),
    ("In the thread; warnings in the chat too", "worse"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Command):
    """Show or set this chat's customs: store, time zone, who may change things, pasted links, threads.

    With `threads thread` a product's later alerts go quietly into the thread of its first (replies in Telegram), with
    `threads worse` warnings are heard in the chat as well; with `threads off` each is a new message.
    """

    names: ClassVar = ("settings",)
    examples: ClassVar = ("settings", "settings store de zone Europe/Berlin", "settings changes admins threads worse")
    changes: ClassVar = True

    market: str | None = argument(Named("store"), default=None)
    zone: str | None = argument(Named("zone"), default=None)
    admins_only: bool | None = argument(Keyword("changes", {"admins": True, "everyone": False}), default=None)

    links: bool | None = argument(Keyword("links", {"on": True, "off": False}), default=None)
    threads: Threads | None = argument(Keyword("threads", {one.value: one for one in Threads}), default=None)

    def alters(self) -> bool:
        """Only looking changes nothing."""
        return self != Settings()

    async def carry_out(self, desk: Desk) -> Card:
        """Set what was said, and show all."""
        store = marketplace(self.market) if self.market else marketplace(desk.room.market)
        if store is None:
            raise NoSuchMarketplace(self.market)
        room = replace(
            desk.room,
            market=store.code,
            zone=_zone(self.zone) if self.zone else desk.room.zone,
            admins_only=desk.room.admins_only if self.admins_only is None else self.admins_only,
            links=desk.room.links if self.links is None else self.links,
            threads=self.threads or desk.room.threads,
        )
        if room != desk.room:
            await desk.membership.adopt(desk.asker, room)
        title = "Settings of this chat" if room == desk.room else "Settings changed"
        return settings_card(room, desk.now, title, await desk.digests.ordered(room.chat))


def settings_card(room: ChatRoom, now: datetime, title: str, digest: Schedule | None = None) -> Card:
    """A chat's customs, and the form that changes them."""
    facts = (
        Fact("Store", (marketplace(room.market) or DEFAULT_MARKETPLACE).domain),
        Fact("Time zone", f"{room.zone}, where it is {now.astimezone(zone_of(room.zone)):%H:%M}"),
        Fact("Changes by", "admins only" if room.admins_only else "everyone here"),
        Fact("Pasted links", "offered to be tracked" if room.links else "left alone"),
        Fact("Later alerts about a product", _threads(room)),
        Fact("Quiet hours", f"{room.quiet}, but for what is critical" if room.quiet else "none: /quiet 22:00-07:00"),
        Fact("Digest", str(digest.rhythm) if digest else "none: /digest daily 08:30"),
    )
    return Card(title, (Facts(facts), _form()))


def _zone(name: str) -> str:
    known = {zone.casefold(): zone for zone in available_timezones()}
    exact = known.get(name.casefold())
    if exact:
        return exact
    near = process.extractOne(name.casefold(), list(known), score_cutoff=60)
    raise NoSuchZone(name, known[near[0]] if near else "Europe/Berlin")


def _threads(room: ChatRoom) -> str:
    """What the custom means on the chat's own platform."""
    match room.chat.platform:
        case "telegram":
            return _AS_REPLIES[room.threads]
        case "slack":
            return _IN_THREADS[room.threads]
        case _:
            return "a new message each: there are no threads here"


def _form() -> Form:
    return Form(
        "Change settings",
        "settings",
        (
            Field(label="Amazon store", before="store", hint="de"),
            Field(label="Time zone", before="zone", hint="Europe/Berlin"),
            Field(
                label="Changes by", before="changes", choices=(("Everyone here", "everyone"), ("Admins only", "admins"))
            ),
            Field(label="Pasted links", before="links", choices=(("Offer to track", "on"), ("Leave alone", "off"))),
            Field(label="Later alerts about a product", before="threads", choices=_CHOICES),
        ),
    )
