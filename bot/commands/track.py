"""/track: begin to watch products."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from bot.command import Command, Consent, Desk, argument
from bot.grammar.rules import Rules
from bot.grammar.slots import Every, Flag, Keyword, Named, Refs, Store
from bot.refs import Ref
from bot.trying import refuse_impossible, said_of, tried_on_the_past
from bot.views.product import heading, not_read, product_card, still_under_way, watch_table
from bot.views.rules import rules_words
from bot.views.wording import day, span
from bot.wishes import WISHES
from core.archive import Watched
from core.errors import TooOften, TooRare
from core.messages import Block, Bullets, Card, Field, Form, Paragraph, Tone
from core.tracker import Tracked
from core.watching.rule import Asked
from core.watching.watch import Role
from core.watching.wish import Wish

_LONGEST = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track(Command):
    """Watch products; each is looked at once, now, and then as often as you say.

    A rule comes on top of the usual ones (price ±10 %, BSR ±30 %, stock …); `only` before it puts it in their place.
    """

    names: ClassVar = ("track", "watch")
    examples: ClassVar = (
        "track B0CYT4LN7Q",
        "track B0CYT4LN7Q below 24.99 drops 10%",
        "track B0CYT4LN7Q B0BQX7K9LM as competitor list cables every 12h on de",
    )
    changes: ClassVar = True
    consent: ClassVar = Consent.NEVER

    refs: tuple[Ref, ...] = argument(Refs())
    only: bool = argument(Flag("only"), default=False)
    rules: tuple[Asked, ...] = argument(Rules(), default=())
    role: Role | None = argument(Keyword("as", {"own": Role.OWN, "competitor": Role.COMPETITOR}), default=None)
    list_name: str | None = argument(Named("list"), default=None)
    every: timedelta | None = argument(Every(), default=None)
    market: str | None = argument(Store(), default=None)

    @classmethod
    def form_to_fill(cls) -> Form:
        """All that can be said at once; only the product must be."""
        return Form("Track products", "track", (Field(label="Products", hint="B0CYT4LN7Q", required=True), *WISHES))

    async def carry_out(self, desk: Desk) -> Card:
        """Track, look, and show what was seen."""
        if self.every is not None and self.every < desk.shortest_interval:
            raise TooOften(span(self.every), span(desk.shortest_interval))
        if self.every is not None and self.every > _LONGEST:
            raise TooRare(span(self.every))
        refuse_impossible(self.rules, (self.role,), self.market or desk.room.market)
        wish = Wish(rules=self.rules, only=self.only, role=self.role, every=self.every, list_name=self.list_name)
        tracked = await desk.tracker.track(desk.asker, await desk.products(self.refs, self.market), wish, desk.count)
        missing = [one for one in tracked if one.missing]
        kept = [one for one in tracked if not one.missing]
        if not kept:
            return Card(_missing(missing), tone=Tone.WARNING)
        card = _one(kept[0], desk) if len(kept) == 1 else _several(kept, desk)
        watched = [one for one in map(_watched, kept) if one]
        notes = (*said_of(self.rules, [one.after for one in kept]), *await tried_on_the_past(desk, self.rules, watched))
        blocks = (*notes, *card.blocks, *_missing_blocks(missing))
        return replace(card, blocks=blocks)


def _one(tracked: Tracked, desk: Desk) -> Card:
    one = _watched(tracked)
    if one is None:
        return Card(f"Tracking {tracked.after.watch.product}")
    card = product_card(one, desk.now, desk.room.zone, title=f"{_verb(tracked, desk)} {heading(one)}")
    awaited = still_under_way(tracked.look, one.standing, desk.now, desk.room.zone)
    notes = (*_changes(tracked), *((Paragraph(awaited),) if awaited else ()))
    return Card(card.title, (*notes, *card.blocks), tone=card.tone, subject=card.subject, live=True)


def _several(tracked: list[Tracked], desk: Desk) -> Card:
    watched = [one for one in map(_watched, tracked) if one]
    fresh = sum(1 for one in tracked if one.before is None)
    known = f", {len(tracked) - fresh} tracked already" if fresh < len(tracked) else ""
    zone = desk.room.zone
    said = [not_read(one.standing, desk.now, zone) for one in watched]
    said += [still_under_way(one.look, one.standing, desk.now, zone) for one in tracked if one.standing]
    unread = tuple(words for words in said if words)
    blocks: tuple[Block, ...] = (watch_table(watched, desk.now, desk.room.zone),)
    return Card(f"Tracking {fresh} new products{known}", (*blocks, *((Bullets(unread),) if unread else ())))


def _verb(tracked: Tracked, desk: Desk) -> str:
    if tracked.before is None:
        return "Tracking"
    return f"Already tracked since {day(tracked.before.watch.made_at, desk.now, desk.room.zone)}:"


def _changes(tracked: Tracked) -> tuple[Block, ...]:
    """What asking again has changed, or that it has changed nothing."""
    if tracked.before is None:
        return ()
    market = tracked.after.watch.product.market
    old, new = (tuple(r.condition for r in one.rules) for one in (tracked.before, tracked.after))
    changes = [f"rules {rules_words(old, market)} → {rules_words(new, market)}"] if old != new else []
    before, after = tracked.before.watch, tracked.after.watch
    if before.role is not after.role:
        changes.append(f"role {before.role} → {after.role}")
    if before.every != after.every and after.every:
        changes.append(f"looked at every {span(after.every)}")
    return (Paragraph(f"Changed: {'; '.join(changes)}." if changes else "Nothing to change."),)


def _watched(tracked: Tracked) -> Watched | None:
    return Watched(tracked.after, tracked.standing) if tracked.standing else None


def _missing(missing: list[Tracked]) -> str:
    names = ", ".join(f"{one.after.watch.product.asin} on amazon.{one.after.watch.product.market}" for one in missing)
    return f"Amazon has no page for {names}: not tracked. Check the ASIN, or name its store (“on de”)."


def _missing_blocks(missing: list[Tracked]) -> tuple[Block, ...]:
    return (Paragraph(_missing(missing)),) if missing else ()
