"""/audit: what is weak in a listing by today's rules."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Flag, Refs
from bot.refs import It, Ref
from bot.views.audit import report_card, reports_card
from core.messages import Card

_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Command):
    """Audit a listing by Amazon's rules of today: score, what is wrong, by which rule, and what to mend first.

    `why` explains each rule; `now` looks at the product first.
    """

    names: ClassVar = ("audit",)
    examples: ClassVar = ("audit 3", "audit B0EXAMPL01", "audit 3 why")

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    why: bool = argument(Flag("why"), default=False)
    now: bool = argument(Flag("now"), default=False)

    async def carry_out(self, desk: Desk) -> Card:
        """One report, or a table of several."""
        found = await desk.find(self.refs)
        if self.now:
            await desk.patrol.look_now([one.watching.watch.product for one in found], desk.count)
            found = await desk.find(self.refs)
        if len(found) == 1:
            advice = await desk.advisor.report(desk.asker, desk.room, found[0])
            return report_card(found[0], advice.report, desk.now, desk.room.zone, in_full=self.why)
        read = [one for one in found if one.standing.accepted]
        reports = [(one, (await desk.advisor.report(desk.asker, desk.room, one)).report) for one in read[:_MOST]]
        return reports_card(reports, left_out=len(found) - len(reports))
