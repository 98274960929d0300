"""/settings: the customs of a chat."""

from dataclasses import dataclass, replace
from typing import ClassVar
from zoneinfo import available_timezones

from rapidfuzz import process

from bot.command import Command, Desk, argument
from bot.grammar.slots import Keyword, Named
from bot.views.wording import zone_of
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.errors import NoSuchMarketplace, NoSuchZone
from core.messages import Card, Fact, Facts, Field, Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Command):
    """Show or set this chat's customs: store, time zone, who may change things, whether pasted links are offered."""

    names: ClassVar = ("settings",)
    examples: ClassVar = ("settings", "settings store de zone Europe/Berlin", "settings changes admins")
    changes: ClassVar = True

    market: str | None = argument(Named("store"), default=None)
    zone: str | None = argument(Named("zone"), default=None)
    admins_only: bool | None = argument(Keyword("changes", {"admins": True, "everyone": False}), default=None)

    links: bool | None = argument(Keyword("links", {"on": True, "off": False}), default=None)

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
        )
        if room != desk.room:
            await desk.membership.adopt(desk.asker, room)
        facts = (
            Fact("Store", (marketplace(room.market) or DEFAULT_MARKETPLACE).domain),
            Fact("Time zone", f"{room.zone}, where it is {desk.now.astimezone(zone_of(room.zone)):%H:%M}"),
            Fact("Changes by", "admins only" if room.admins_only else "everyone here"),
            Fact("Pasted links", "offered to be tracked" if room.links else "left alone"),
        )
        return Card("Settings of this chat" if room == desk.room else "Settings changed", (Facts(facts), _form()))


def _zone(name: str) -> str:
    known = {zone.casefold(): zone for zone in available_timezones()}
    exact = known.get(name.casefold())
    if exact:
        return exact
    near = process.extractOne(name.casefold(), list(known), score_cutoff=60)
    raise NoSuchZone(name, known[near[0]] if near else "Europe/Berlin")


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
        ),
    )
