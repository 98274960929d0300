"""/confirm: carry out what was asked for and waits."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.line import read
from bot.grammar.slots import PlanId
from bot.views.imports import imported_card
from core.errors import Outage, Refusal
from core.messages import Bullets, Button, Buttons, Card
from core.watching.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Command):
    """Carry out a plan of yours that waits for this; its buttons say it for you, once, for ten minutes."""

    names: ClassVar = ("confirm",)
    examples: ClassVar = ("confirm 0123456789ab",)
    changes: ClassVar = True

    plan: str = argument(PlanId())

    async def carry_out(self, desk: Desk) -> Card:
        """Take the plan, then do what it says."""
        plan = await desk.planner.take(desk.asker, self.plan)
        if plan.wanted:
            return await _imported(plan, desk)
        return await _carried_out(plan, replace(desk, confirmed=True))


async def _imported(plan: Plan, desk: Desk) -> Card:
    try:
        made = await desk.tracker.take_in(desk.asker, plan.wanted)
    except Outage:  # nothing was changed, so the same button may be pressed again
        await desk.planner.give_back(plan)
        raise
    return imported_card(made, len(plan.wanted))


async def _carried_out(plan: Plan, desk: Desk) -> Card:
    """Line by line; the card of a single line is the answer, those of several are its list."""
    if len(plan.lines) == 1:
        return await read(plan.lines[0], desk.menu).carry_out(desk)
    told = tuple([await _step(line, desk) for line in plan.lines])
    return Card(f"Done, {len(told)} steps", (Bullets(told), Buttons((Button("Undo", "undo"),))))


async def _step(line: str, desk: Desk) -> str:
    """What became of one line of several: that one is refused keeps the others from nothing."""
    try:
        return (await read(line, desk.menu).carry_out(desk)).title
    except (Refusal, Outage) as trouble:
        return str(trouble)
