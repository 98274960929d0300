"""/unmute: end a silence before its time."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.views.product import heading
from core.messages import Bullets, Card
from core.watching.watch import Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmute(Command):
    """Let products be told of again; what changed in the silence and still holds is told at the next look."""

    names: ClassVar = ("unmute",)
    examples: ClassVar = ("unmute 3", "unmute all")
    changes: ClassVar = True

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))

    async def carry_out(self, desk: Desk) -> Card:
        """End the silence now."""
        found = await desk.find(self.refs)
        silent = [one for one in found if one.watching.watch.is_muted(desk.now)]
        if not silent:
            return Card("Nothing of that is muted")

        def heard(one: Watching) -> Watching:
            return replace(one, watch=replace(one.watch, muted_until=desk.now, wake=None))

        await desk.tracker.adjust(desk.asker, [one.watching for one in silent], heard, "unmute")
        if len(silent) == 1:
            return Card(f"No longer muted: {heading(silent[0])}")
        return Card(f"No longer muted: {len(silent)} products", (Bullets(tuple(heading(one) for one in silent)),))
