"""What is meant where no verb says it: a product and a threshold, a question, a bare name."""

import re
from collections.abc import Sequence
from typing import Final

from bot.grammar.meaning import Action, Clarify, Nothing
from bot.grammar.sentences.audience import REQUEST
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.targets import Target
from bot.grammar.sentences.terms import Kind, Term
from bot.grammar.sentences.timing import interval

_HAPPENED: Final = re.compile(r"ed\b|\b(?:fell|rose|went|lost|won|got|came|sold)\b")
_STATES: Final = ("price", "bsr", "rating", "reviews", "stock", "buybox")
_SPANS: Final = ("thisweek", "lastweek", "thismonth", "thisquarter", "thisyear")
_PLEASE: Final = frozenset({"please", "pls", "plz", "bitte", "por favor", "s il te plait", "svp", "per favore"})
_OF_STATE: Final = frozenset(
    {Kind.METRIC, Kind.PRODUCT, Kind.THE, Kind.PREPOSITION, Kind.OPEN, Kind.FILLER, Kind.BOT, Kind.GREETING}
)


def goes_on(clause: Clause) -> bool:
    """Whether a clause without a verb of its own only adds to the one before."""
    about = (interval(clause.terms) and clause.terms) or clause.all(
        Kind.PRODUCT, Kind.EVENT, Kind.WHEN, Kind.METRIC, Kind.LIST, Kind.ROLE, Kind.ORLESS, Kind.ORMORE
    )
    also = clause.terms[0].kind is Kind.AND and clause.has(Kind.IF) and clause.has(Kind.EVENT)
    told = (Kind.VERB,) if also else (Kind.SUBJECT, Kind.PAST, Kind.VERB)  # “and also when we have won it back”
    return bool(about) and not clause.all(*told)


def unspoken(clause: Clause, target: Target, context: Context) -> str:
    """What is meant by a product and a threshold alone."""
    unsaid = any(term.kind in {Kind.UNKNOWN, Kind.PAST} and not _puts(clause, term) for term in clause.terms)
    if unsaid or clause.has(Kind.ASK, "why"):
        return ""
    if clause.has(Kind.ASK, "?") and clause.has(Kind.METRIC):
        return "show"
    if (
        clause.has(Kind.METRIC, *_STATES)
        and clause.has(Kind.PRODUCT)
        and all(one.kind in _OF_STATE for one in clause.terms)
    ):
        return "show"  # “price of the kettle please”
    if clause.has(Kind.ASK, "?") and clause.has(Kind.EVENT, "stock out") and not target.said:
        return "list"  # “any products out of stock?”
    if target.said and target and _is_headed(clause, target, context):
        return "tell"
    if any(_HAPPENED.search(term.text) for term in clause.all(Kind.WHEN, Kind.EVENT)):
        return ""
    if clause.all(Kind.EVENT) and target.said and target.products and _is_wished(clause):
        return "tell"  # “any price change on the kettle please”
    told = clause.all(Kind.METRIC) or clause.has(Kind.EVENT, "price new_low")
    past = clause.has(Kind.PREPOSITION, "last") and clause.all(Kind.SPAN)
    if (past or clause.has(Kind.DAY, *_SPANS)) and told and target.said:
        return "chart"
    new = target.products and not any(context.knows(one) for one in target.products)
    if new and (clause.has(Kind.LIST) or (interval(clause.terms) and clause.all(Kind.SPAN))):
        return "track"
    often = clause.all(Kind.SPAN) or (clause.has(Kind.FREQUENCY, "hourly", "twice") and clause.has(Kind.LIGHT, "do"))
    if interval(clause.terms) and often and clause.has(Kind.PRONOUN) and target.products:
        return "track"  # “look at it every 15 minutes”
    if clause.has(Kind.CORRECTION) and clause.all(Kind.VALUE) and target.products:
        return "tell"
    return _of_threshold(clause, target, context)


def _is_headed(clause: Clause, target: Target, context: Context) -> bool:
    """Whether events stand under what they are of: “cooler: oos, new seller”, “won, lost, both for the scooter”."""
    happens = clause.all(Kind.EVENT) or (clause.all(Kind.METRIC) and clause.all(Kind.WHEN))
    titled = clause.has(Kind.BREAK, ":") and bool(happens)
    several = len(clause.all(Kind.EVENT)) > 1 and all(context.knows(one) for one in target.products)
    if clause.has(Kind.BOTH) and (several or (titled and len(target.products) > 1)):
        return True
    return titled and (several or bool(clause.all(Kind.GROUP, Kind.LIST, Kind.IF)))


def _is_wished(clause: Clause) -> bool:
    """Whether it is asked for politely, and nothing else is said of it."""
    polite = any(term.text in _PLEASE for term in clause.all(Kind.OPEN))
    return polite and not clause.all(Kind.DAY, Kind.SPAN, Kind.ASK, Kind.SUBJECT, Kind.NOT)


def _of_threshold(clause: Clause, target: Target, context: Context) -> str:
    """What is meant by a threshold and whatever is said or not said with it."""
    ruled = bool(clause.all(Kind.VALUE)) and bool(clause.all(Kind.WHEN, Kind.ORLESS, Kind.ORMORE))
    more = clause.terms[0].kind is Kind.AND and clause.has(Kind.IF) and clause.all(Kind.EVENT)
    if more and context.focus and clause.has(Kind.PRONOUN, "it"):
        return "tell"  # “and when it is out of stock”
    if clause.terms[0].is_(Kind.LIGHT, "do") and clause.all(Kind.PRODUCT) and clause.all(Kind.VALUE) and not ruled:
        return "vague"  # “set the kettle to 20”
    if not target.said:
        return "tell" if ruled and not clause.has(Kind.FILLER) else ""
    if target.group and ruled and not clause.has(Kind.NOUN):
        return ""
    if len(target.products) > 1 and clause.has(Kind.ASK, "which"):
        return "compare"
    if clause.has(Kind.ASK, "?"):
        return "" if clause.has(Kind.LIGHT) else "show"  # “what can you do all?”
    if clause.all(Kind.EVENT, Kind.WHEN) and not all(context.knows(one) for one in target.products):
        return "track"
    return "tell" if ruled else ""


def bare(terms: Sequence[Term]) -> Action:
    """A product and nothing else: something is wanted, and it is not said what."""
    other = {Kind.VERB, Kind.UNKNOWN, Kind.SUBJECT, Kind.PAST, Kind.OPAQUE, Kind.EVENT, Kind.WHEN, Kind.VALUE}
    named = [term for term in terms if term.kind is Kind.PRODUCT and term.products]
    alone = all(term.name == "name" for term in named)
    other |= {Kind.GREETING, Kind.THANKS, Kind.FILLER} if alone else set()
    plain = [term for term in terms if not term.is_(Kind.VERB, "ask")]
    if any(term.kind is Kind.INDIFFERENT or term.is_(Kind.UNKNOWN, "real") for term in terms):
        return Nothing()
    asked = not any(term.kind in {Kind.VERB, Kind.NOT, Kind.SUBJECT} for term in plain)
    if named and asked and any(term.kind is Kind.OPEN and REQUEST.match(term.text) for term in terms):
        return Clarify("action")
    return Clarify("action") if named and not any(term.kind in other for term in terms) else Nothing()


def _puts(clause: Clause, term: Term) -> bool:
    """Whether a word that nobody knows can only mean to put something on a list: “stick this in the garden list”."""
    return term is clause.terms[0] and clause.has(Kind.LIST) and clause.has(Kind.PRODUCT, "link", "asin")
