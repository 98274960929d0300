"""/mute: silence that always says until when."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Refs
from bot.grammar.times import Until, end_of
from bot.refs import It, Ref
from bot.views.product import heading
from bot.views.wording import until, zone_of
from core.errors import NoSuchMoment
from core.messages import Bullets, Button, Buttons, Card, Paragraph
from core.watching.watch import FOREVER, Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute(Command):
    """Hold alerts of products down, for a while or until a moment; looking goes on.

    What still differs from its rule's anchor when the silence ends is told then.
    """

    names: ClassVar = ("mute",)
    examples: ClassVar = ("mute 3 4h", "mute all until mon 9:00", "mute blender")
    changes: ClassVar = True

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    until: str | None = argument(Until(), default=None)

    async def carry_out(self, desk: Desk) -> Card:
        """Set the end of the silence, and say it."""
        end = end_of(self.until, desk.now, zone_of(desk.room.zone)) if self.until else FOREVER
        if end is None:
            raise NoSuchMoment(self.until)
        found = await desk.find(self.refs)

        def muted(one: Watching) -> Watching:
            return replace(one, watch=replace(one.watch, muted_until=end))

        await desk.tracker.adjust(desk.asker, [one.watching for one in found], muted, "mute")
        how_long = until(end, desk.now, desk.room.zone)
        buttons = Buttons(tuple(Button("Unmute", f"unmute {one.watching.watch.number}") for one in found[:1]))
        if len(found) == 1:
            later = Paragraph("What still differs then is told then.")
            return Card(
                f"Muted {how_long}: {heading(found[0])}", (later, buttons), subject=str(found[0].watching.watch.product)
            )
        return Card(f"Muted {how_long}: {len(found)} products", (Bullets(tuple(heading(one) for one in found)),))
