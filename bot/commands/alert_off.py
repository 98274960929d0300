"""/alert off: take rules away, and keep tracking."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.rules import Metrics
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.views.product import heading
from core.messages import Bullets, Button, Buttons, Card
from core.watching.rule import Rule, legs
from core.watching.watch import Watching


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOff(Command):
    """Take rules away from products, all or those of the metrics you name; tracking goes on."""

    names: ClassVar = ("alert off",)
    examples: ClassVar = ("alert off 3 bsr", "alert off all price")
    changes: ClassVar = True

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    metrics: tuple[str, ...] = argument(Metrics(), default=())

    async def carry_out(self, desk: Desk) -> Card:
        """Drop the rules."""
        found = await desk.find(self.refs)

        def without(one: Watching) -> Watching:
            return replace(one, rules=tuple(rule for rule in one.rules if self.metrics and not self._names(rule)))

        await desk.tracker.adjust(desk.asker, [one.watching for one in found], without, "alert off")
        what = " and ".join(self.metrics) or "all"
        items = Bullets(tuple(heading(one) for one in found))
        return Card(f"Removed {what} rules", (items, Buttons((Button("Undo", "undo"),))))

    def _names(self, rule: Rule) -> bool:
        """Whether the rule is about one of the metrics; of several conditions, one that is is enough."""
        return any(leg.metric in self.metrics for leg in legs(rule.condition))
