"""/alert off: take rules away, and keep tracking."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.rules import Metrics
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.scoping import scopes_of
from bot.views.product import heading
from core.list_rules import end_for
from core.messages import Bullets, Button, Buttons, Card
from core.ports.storage import UnitOfWork
from core.watching.deed import Deed
from core.watching.rule import is_about
from core.watching.watch import Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOff(Command):
    """Take rules away from products, all or those of the metrics you name; tracking goes on."""

    names: ClassVar = ("alert off",)
    examples: ClassVar = ("alert off 3 bsr", "alert off all price")
    changes: ClassVar = True
    for_later: ClassVar = True

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    metrics: tuple[str, ...] = argument(Metrics(), default=())

    async def carry_out(self, desk: Desk) -> Card:
        """Drop the rules."""
        found = await desk.find(self.refs)

        def without(one: Watching) -> Watching:
            kept = (rule for rule in one.rules if self.metrics and not is_about(rule.condition, self.metrics))
            return replace(one, rules=tuple(kept))

        scopes = await scopes_of(self.refs, desk)

        async def for_later(work: UnitOfWork, deed: Deed) -> None:
            for scope in scopes:
                await end_for(work, deed, scope, lambda rule: not self.metrics or is_about(rule.asked, self.metrics))

        await desk.tracker.adjust(desk.asker, [one.watching for one in found], without, "alert off", for_later)
        what = " and ".join(self.metrics) or "all"
        items = Bullets(tuple(heading(one) for one in found))
        return Card(f"Removed {what} rules", (items, Buttons((Button("Undo", "undo"),))))
