"""/alert: say what is to be told of a product."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.rules import Rules
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.scoping import promised, scopes_of
from bot.trying import refuse_impossible, said_of, tried_on_the_past
from bot.views.product import heading
from bot.views.rules import rules_words
from core.alerts.arming import conditions_merged
from core.list_rules import set_for
from core.messages import Button, Buttons, Card, Fact, Facts, Field, Form
from core.ports.storage import UnitOfWork
from core.watching.deed import Deed
from core.watching.rule import Asked
from core.watching.watch import Watching


def rules_form(says: str, *before: Field) -> Form:
    """The form that gives rules."""
    rules = (
        Field(label="Price falls below", before="below", hint="24.99"),
        Field(label="Price drops by", before="drops", hint="10%"),
        Field(label="Price changes by", before="changes", hint="5%"),
        Field(label="BSR changes by", before="bsr", hint="30%"),
    )
    return Form("Rules …", says, (*before, *rules))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Command):
    """Add rules to tracked products, or give rules they have a new value.

    Several conditions are one rule with `and`, `or`, `all of` and `any of` between or before them.
    """

    names: ClassVar = ("alert",)
    examples: ClassVar = (
        "alert 3 below 24.99",
        "alert all drops 10% bsr 30%",
        "alert 3 price new low 90d",
        "alert 3 rating below 4.2 reviews drops 5%",
        "alert 3 price below 20 and bsr below 500",
        "alert all any of price below 20, stock back",
        'alert 3 buybox lost allow "Our Shop"',
        "alert competitor undercut 2%",
    )
    changes: ClassVar = True
    for_later: ClassVar = True

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    rules: tuple[Asked, ...] = argument(Rules())

    @classmethod
    def form_to_fill(cls) -> Form:
        """The usual rules of one product, or of all."""
        return rules_form("alert", Field(label="Product, or all", hint="3", required=True))

    async def carry_out(self, desk: Desk) -> Card:
        """Set the rules and echo all that hold now."""
        found = await desk.find(self.refs)
        watches = [one.watching for one in found]
        refuse_impossible(self.rules, [one.watch.role for one in watches], desk.room.market)

        def with_rules(one: Watching) -> Watching:
            wanted = conditions_merged([rule.condition for rule in one.rules], self.rules)
            return replace(one, rules=desk.tracker.rules_for(one.watch, one.rules, wanted, desk.heard.person))

        scopes = await scopes_of(self.refs, desk)

        async def for_later(work: UnitOfWork, deed: Deed) -> None:
            for scope in scopes:
                await set_for(work, deed, scope, self.rules)

        after = await desk.tracker.adjust(desk.asker, watches, with_rules, "alert", for_later)
        facts = tuple(
            Fact(heading(one), rules_words(tuple(rule.condition for rule in new.rules), new.watch.product.market))
            for one in found
            for new in after
            if new.watch.id == one.watching.watch.id
        )
        tried = await tried_on_the_past(desk, self.rules, found)
        undo = Buttons((Button("Undo", "undo"),))
        return Card("Rules set", (Facts(facts), *promised(scopes), *said_of(self.rules, after), *tried, undo))
