"""/cancel: let a plan go."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import PlanId
from core.messages import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Command):
    """Let a plan of yours go that waits for your confirmation; nothing is changed."""

    names: ClassVar = ("cancel",)
    examples: ClassVar = ("cancel 0123456789ab",)
    changes: ClassVar = True

    plan: str = argument(PlanId())

    async def carry_out(self, desk: Desk) -> Card:
        """Take the plan, and do nothing."""
        await desk.planner.take(desk.asker, self.plan)
        return Card("Cancelled: nothing was changed")
