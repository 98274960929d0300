"""/optimize: better text for a listing."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Flag, Refs
from bot.grammar.texts import Parts
from bot.refs import It, Ref
from bot.views.suggestion import advice_card
from core.archive import Watched
from core.errors import Ambiguous
from core.messages import Card
from core.suggestion import Part
from core.watching.watch import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimize(Command):
    """Suggest title, highlights, bullets, description and search terms that keep the rules and add no facts.

    `again` asks for another try. Competitors on the same list are shown to the model as context, never as facts.
    """

    names: ClassVar = ("optimize", "optimise")
    examples: ClassVar = ("optimize 3", "optimize B0EXAMPL01 title, bullets", "optimize 3 title again")

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    parts: tuple[Part, ...] = argument(Parts(), default=())
    again: bool = argument(Flag("again"), default=False)

    async def carry_out(self, desk: Desk) -> Card:
        """The audit, and what can be made better."""
        one = _single(await desk.find(self.refs))
        rivals = await _rivals(one, desk)
        advice = await desk.advisor.suggest(
            desk.asker, desk.room, one, self.parts, rivals=rivals, again=self.again, tell=desk.heard.progress
        )
        return advice_card(one, advice, aside=self.again)


def _single(found: tuple[Watched, ...]) -> Watched:
    if len({one.watching.watch.product for one in found}) > 1:
        raise Ambiguous("that", ", ".join(str(one.watching.watch.number) for one in found[:5]))
    return found[0]


async def _rivals(one: Watched, desk: Desk) -> list[Watched]:
    """The competitors on the product's own list, in its store."""
    watch = one.watching.watch
    return [
        other
        for other in await desk.archive.watched(desk.heard.chat)
        if other.watching.watch.role is Role.COMPETITOR
        and other.watching.watch.list_id == watch.list_id
        and other.watching.watch.product.market == watch.product.market
        and other.watching.watch.product != watch.product
    ]
