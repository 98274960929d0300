"""/budget: what looks cost, and whether the budget suffices."""

from dataclasses import dataclass
from math import ceil
from typing import ClassVar, Final

from bot.command import Command, Desk
from bot.views.health import by_market, by_source, dollars, left_words, purpose_words
from bot.views.wording import number
from core.budget import Budget as Limit
from core.budget import Ration
from core.drafting import DAILY_REQUESTS
from core.foresight.timing import LONGEST_STRETCH
from core.interpretation import Share
from core.messages import Block, Card, Fact, Facts, Paragraph, Tone
from core.suggestion import NOTHING_WRITTEN, Written
from core.tally import Tally

_SETTING: Final = "AMAZCOPE_DAILY_BUDGET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Command):
    """Show how many looks the last day has used, what they cost, what is left, and what to do if it is too little."""

    names: ClassVar = ("budget",)
    examples: ClassVar = ("budget",)

    async def carry_out(self, desk: Desk) -> Card:
        """Of the whole installation: all chats share one budget."""
        share = await desk.interpreter.spent(desk.room.workspace_id) if desk.interpreter else None
        return budget_card(*await desk.archive.spending(), await desk.advisor.spent(), share)


def budget_card(
    limit: Limit, ration: Ration, tally: Tally, written: Written = NOTHING_WRITTEN, share: Share | None = None
) -> Card:
    """How the budget stands, and what to do where it does not suffice; `share` is what reading here took."""
    planned = f"{number(round(ration.planned))} looks a day, if every product is looked at in its interval"
    facts = (
        Fact("Used in the last day", purpose_words(ration)),
        Fact("Money", dollars(ration.spent)),
        Fact("Stores", by_market(tally)),
        Fact("Sources", by_source(tally)),
        Fact("Planned", planned),
        *((Fact("Suggestions", _written(written)),) if written.requests else ()),
        *((Fact("Reading messages", _read(share)),) if share and share.taken.requests else ()),
    )
    blocks: list[Block] = [Facts(facts)]
    if advice := _advice(limit, ration):
        blocks.append(Paragraph(advice))
    return Card(_title(limit, ration), tuple(blocks), tone=Tone.WARNING if ration.load > 1 else Tone.INFO)


def _written(written: Written) -> str:
    """What the language model took in the last day; its dollars only as far as they are known."""
    cost = f", {dollars(written.dollars)}" if written.dollars else ", at a price that is not known here"
    count = "1 request" if written.requests == 1 else f"{number(written.requests)} requests"
    most = f"at most {number(DAILY_REQUESTS)} a day in each workspace"
    return f"{count} to the language model, {number(written.tokens)} tokens{cost}; {most}"


def _read(share: Share) -> str:
    """What the language model took for this workspace's messages, and what is left of their share."""
    most = f"of at most {number(share.most)} tokens a day here"
    return f"{_written(share.taken)}, {most}{': used up, the grammar reads alone' if share.is_used_up else ''}"


def _title(limit: Limit, ration: Ration) -> str:
    if not limit.is_set:
        return "No budget is set: every product is looked at in its interval"
    amount = f" ({dollars(limit.dollars)})" if limit.dollars is not None else ""
    if ration.most is None:
        return f"Nothing of the budget{amount} has been needed: looks have cost nothing so far"
    return f"{left_words(ration)}{amount}"


def _advice(limit: Limit, ration: Ration) -> str:
    if not limit.is_set:
        return f"To limit it, set {_SETTING} to the most looks a day, or to an amount such as $5."
    if ration.load <= 1:
        return ""
    most = number(ceil(LONGEST_STRETCH * max(ration.stretch, 1)))
    return (
        f"That is {ration.load:.1f} times what the budget pays. Second looks and what you ask for by hand go first, "
        "then what is likely to have changed or is near a rule; no product waits longer than "
        f"{most} of its intervals. To be told sooner, raise {_SETTING}, or give products that matter less a "
        "longer interval: /track B0EXAMPL01 every 1d."
    )
