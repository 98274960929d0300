"""Setting and ending the rules of whole lists, and what they mean for a product that is added."""

from collections.abc import Callable, Iterable, Sequence

from core.alerts import ALERT_KINDS
from core.alerts.arming import conditions_merged, localised
from core.errors import ForeignCurrency
from core.ids import new_id
from core.ports.storage import UnitOfWork
from core.rehearsal import impossible
from core.watching.deed import Deed
from core.watching.list_rule import ListRule, Scope
from core.watching.rule import Asked, Rule
from core.watching.watch import Watch

_Ends = Callable[[ListRule], bool]


async def set_for(work: UnitOfWork, deed: Deed, scope: Scope, asked: Sequence[Asked]) -> None:
    """Let rules hold for all that comes into a scope; the same words with another value take an older one's place."""
    slots = {one.slot for one in asked}
    await end_for(work, deed, scope, lambda rule: rule.role is scope.role and rule.asked.slot in slots)
    await work.list_rules.add(
        [
            ListRule(
                id=new_id(deed.at),
                list_id=list_id,
                role=scope.role,
                asked=one,
                set_by=deed.name,
                set_at=deed.at,
                set_in=deed.id,
            )
            for list_id in scope.lists
            for one in asked
        ]
    )


async def end_for(work: UnitOfWork, deed: Deed, scope: Scope, ends: _Ends) -> None:
    """End the rules of a scope that `ends` chooses; what is ended for all is ended for each role."""
    known = await work.list_rules.of(scope.lists)
    await work.list_rules.end([one.id for one in known if scope.role in {None, one.role} and ends(one)], deed.id)


def rules_on_arrival(watch: Watch, rules: Iterable[ListRule]) -> tuple[Rule, ...]:
    """What the rules of its list make of a new watch; those that could never be told of it are left out."""
    asked = {one.asked.slot: one for one in rules if one.list_id == watch.list_id and one.role in {None, watch.role}}
    return tuple(
        Rule(id=new_id(watch.made_at), watch_id=watch.id, condition=fitted, set_by=one.set_by, set_at=watch.made_at)
        for one in asked.values()
        if (fitted := _fitted(one.asked, watch)) is not None
    )


def usual_rules(of_list: Sequence[Rule], *, only: bool) -> tuple[Asked, ...]:
    """What a new watch starts with, before anything is wished: the kinds' defaults and its list's, or nothing."""
    defaults = [] if only else [rule for kind in ALERT_KINDS for rule in kind.defaults]
    return conditions_merged(defaults, [rule.condition for rule in of_list])


def _fitted(asked: Asked, watch: Watch) -> Asked | None:
    try:
        fitted = localised(asked, watch.product.market)
    except ForeignCurrency:
        return None
    return None if impossible(fitted, watch.role) else fitted
