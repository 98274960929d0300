"""/mute: silence that always says until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.events import UntilEvent
from bot.grammar.rules import Resting
from bot.grammar.slots import Refs
from bot.grammar.times import Until, end_of
from bot.refs import It, Ref
from bot.views.product import heading
from bot.views.rules import rule_words, rules_words, silence_words
from bot.views.wording import until, zone_of
from core.alerts.arming import localised
from core.alerts.state import is_so
from core.archive import Watched
from core.errors import AlreadySo, NoSuchMoment, NoSuchRule, OnlyAsAWhole
from core.messages import Bullets, Button, Buttons, Card, Paragraph
from core.silencing import muted, rules_about, with_rules_muted
from core.watching.deed import named
from core.watching.rule import Asked
from core.watching.watch import FOREVER, Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute(Command):
    """Hold alerts of products or of single rules down: for a while, until a moment, or until something happens.

    Looking goes on. What still differs from its rule's anchor when the silence ends is told then.
    """

    names: ClassVar = ("mute",)
    examples: ClassVar = (
        "mute 3 4h",
        "mute all until mon 9:00",
        "mute 3 until price < 20",
        "mute blender",
        "mute 3 price 4h",
        "mute list:cables 4h",
    )
    changes: ClassVar = True

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    metrics: tuple[str, ...] = argument(Resting(), default=())
    until: str | None = argument(Until(), default=None)
    event: Asked | None = argument(UntilEvent(), default=None)

    async def carry_out(self, desk: Desk) -> Card:
        """Set the end of the silence, and say it."""
        end = end_of(self.until, desk.now, zone_of(desk.room.zone)) if self.until else FOREVER
        if end is None:
            raise NoSuchMoment(self.until)
        if self.metrics and self.event:
            raise OnlyAsAWhole(f"mute 3 {self.metrics[0]} 4h")
        found = await desk.find(self.refs)
        return await (self._mute_rules(desk, found, end) if self.metrics else self._mute(desk, found, end))

    async def _mute(self, desk: Desk, found: Sequence[Watched], end: datetime) -> Card:
        self._be_possible(found)

        def silent(one: Watching) -> Watching:
            event = () if self.event is None else (self.event,)
            rules = desk.tracker.rules_for(one.watch, (), event, desk.heard.person)
            return muted(one, end, next(iter(rules), None))

        watches = [one.watching for one in found]
        after = await desk.tracker.adjust(desk.asker, watches, silent, f"mute {named(watches)}")
        how_long = silence_words(after[0].watch, desk.now, desk.room.zone)
        if len(found) == 1:
            later = Paragraph("What still differs then is told then.")
            buttons = Buttons((Button("Unmute", f"unmute {found[0].watching.watch.number}"),))
            return Card(f"Muted {how_long}: {heading(found[0])}", (later, buttons), subject=_subject(found[0]))
        return Card(f"Muted {how_long}: {len(found)} products", (Bullets(tuple(heading(one) for one in found)),))

    async def _mute_rules(self, desk: Desk, found: Sequence[Watched], end: datetime) -> Card:
        """Let rules rest where there are such; raises `NoSuchRule` where there are none."""
        concerned = [one for one in found if rules_about(one.watching, self.metrics)]
        if not concerned:
            raise NoSuchRule(", ".join(heading(one) for one in found[:3]), " or ".join(self.metrics))
        watches = [one.watching for one in concerned]
        summary = " ".join(("mute", named(watches), *self.metrics))
        await desk.tracker.adjust(desk.asker, watches, lambda one: with_rules_muted(one, self.metrics, end), summary)
        what = " and ".join(name for name in self.metrics if any(rules_about(one, (name,)) for one in watches))
        title = f"Muted {until(end, desk.now, desk.room.zone)}: {what} rules of"
        if len(concerned) > 1:
            items = Bullets(tuple(f"{heading(one)}: {self._resting(one.watching)}" for one in concerned))
            return Card(f"{title} {len(concerned)} products", (items,))
        (one,) = concerned
        rests = Paragraph(f"At rest: {self._resting(one.watching)}. What still differs then is told then.")
        again = Button("Unmute", " ".join((f"unmute {one.watching.watch.number}", *self.metrics)))
        return Card(f"{title} {heading(one)}", (rests, Buttons((again,))), subject=_subject(one))

    def _resting(self, one: Watching) -> str:
        return rules_words(tuple(rule.condition for rule in rules_about(one, self.metrics)), one.watch.product.market)

    def _be_possible(self, found: Sequence[Watched]) -> None:
        """Raise `AlreadySo` where what is waited for holds already, so that nothing would ever end the silence."""
        for one in found:
            accepted, market = one.standing.accepted, one.watching.watch.product.market
            if self.event and accepted and is_so(localised(self.event, market), accepted):
                raise AlreadySo(heading(one), rule_words(localised(self.event, market), market))


def _subject(one: Watched) -> str:
    return str(one.watching.watch.product)
