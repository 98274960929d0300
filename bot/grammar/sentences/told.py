"""What was only told before something is asked: “its title is weak, improve it”."""

from dataclasses import replace
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.drafts import AS, fits
from bot.grammar.sentences.looking import parts_in
from bot.grammar.sentences.targets import Target
from bot.grammar.sentences.terms import Kind
from core.watching.rule import Condition

_NAMED: Final = (Kind.METRIC, Kind.EVENT, Kind.PRODUCT, Kind.GROUP, Kind.LIST, Kind.VALUE)


def with_told(action: Action, clause: Clause, told: Clause) -> Action:
    """The action of a clause, with the part of the page or the metric that the clause before it told of."""
    match action:
        case meaning.Optimize(focus=()) if clause.has(Kind.PRONOUN):
            return replace(action, focus=parts_in(told))
        case meaning.Alert(rules=(rule,)) if clause.has(Kind.PRONOUN, "it") and not clause.all(*_NAMED):
            return replace(action, rules=(_of_told(rule, told),))
        case _:
            return action


def better_one(clause: Clause, told: Clause, before: Target) -> Action | None:
    """“The kettle's title is weak. Write a better one.” asks for the part that was told of."""
    own = clause.all(*_NAMED, Kind.PART, Kind.PRONOUN, Kind.UNKNOWN, Kind.NOT)
    parts = () if own else parts_in(told)
    return meaning.Optimize(before.products, parts) if parts and before.products else None


def role_told(clause: Clause) -> str:
    """Whose product is told before it is asked to be watched: “a new rival: B0…. Keep an eye on it.”."""
    role = clause.first(Kind.ROLE) or next((one for one in clause.all(Kind.GROUP) if one.name != "all"), None)
    return role.name if role and clause.has(Kind.PRODUCT, "link", "asin") else ""


def _of_told(rule: Condition, told: Clause) -> Condition:
    """The rule of the one metric that was told of, where it can do what is said of “it”."""
    metrics = {term.name for term in told.all(Kind.METRIC)}
    if len(metrics) != 1 or rule.metric != "price" or not fits(metric := metrics.pop(), rule.when):
        return rule
    return Condition(metric, AS.get((metric, rule.when), rule.when))
