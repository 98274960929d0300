"""/mute: silence that always says until when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.events import UntilEvent
from bot.grammar.slots import Refs
from bot.grammar.times import Until, end_of
from bot.refs import It, Ref
from bot.views.product import heading
from bot.views.rules import rule_words, silence_words
from bot.views.wording import zone_of
from core.alerts.arming import localised
from core.alerts.state import is_so
from core.archive import Watched
from core.errors import AlreadySo, NoSuchMoment
from core.messages import Bullets, Button, Buttons, Card, Paragraph
from core.watching.rule import Asked
from core.watching.watch import FOREVER, Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute(Command):
    """Hold alerts of products down: for a while, until a moment, or until something happens; looking goes on.

    What still differs from its rule's anchor when the silence ends is told then.
    """

    names: ClassVar = ("mute",)
    examples: ClassVar = ("mute 3 4h", "mute all until mon 9:00", "mute 3 until price < 20", "mute blender")
    changes: ClassVar = True

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    until: str | None = argument(Until(), default=None)
    event: Asked | None = argument(UntilEvent(), default=None)

    async def carry_out(self, desk: Desk) -> Card:
        """Set the end of the silence, and say it."""
        end = end_of(self.until, desk.now, zone_of(desk.room.zone)) if self.until else FOREVER
        if end is None:
            raise NoSuchMoment(self.until)
        found = await desk.find(self.refs)
        self._be_possible(found)

        def muted(one: Watching) -> Watching:
            event = () if self.event is None else (self.event,)
            rules = desk.tracker.rules_for(one.watch, (), event, desk.heard.person)
            return replace(one, watch=replace(one.watch, muted_until=end, wake=next(iter(rules), None)))

        after = await desk.tracker.adjust(desk.asker, [one.watching for one in found], muted, "mute")
        how_long = silence_words(after[0].watch, desk.now, desk.room.zone)
        buttons = Buttons(tuple(Button("Unmute", f"unmute {one.watching.watch.number}") for one in found[:1]))
        if len(found) == 1:
            later = Paragraph("What still differs then is told then.")
            return Card(
                f"Muted {how_long}: {heading(found[0])}", (later, buttons), subject=str(found[0].watching.watch.product)
            )
        return Card(f"Muted {how_long}: {len(found)} products", (Bullets(tuple(heading(one) for one in found)),))

    def _be_possible(self, found: Sequence[Watched]) -> None:
        """Raise `AlreadySo` where what is waited for holds already, so that nothing would ever end the silence."""
        for one in found:
            accepted, market = one.standing.accepted, one.watching.watch.product.market
            if self.event and accepted and is_so(localised(self.event, market), accepted):
                raise AlreadySo(heading(one), rule_words(localised(self.event, market), market))
