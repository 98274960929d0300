"""Telling requests from what people only tell: “we track this since May”, “Maria will remove it”."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.terms import Kind, Term

_LONG: Final = 3
# What joins a thing to the product it belongs to.
_OF: Final = frozenset(
    [
        "of",
        "for",
        "about",
        "with",
        "on",
        "from",
        "de",
        "del",
        "da",
        "do",
        "di",
        "du",
        "des",
        "des",
        "fur",
        "von",
        "zu",
        "pour",
        "sur",
        "para",
        "per",
        "sul",
        "della",
    ]
)
_SAID: Final = frozenset(
    [
        "said",
        "told",
        "mentioned",
        "thinks",
        "announced",
        "confirmed",
        "claims",
        "sagt",
        "sagte",
        "dice",
        "dijo",
        "dit",
        "ha",
        "detto",
        "disse",
    ]
)
_DOING: Final = frozenset(
    [
        "will",
        "would",
        "can",
        "could",
        "should",
        "shall",
        "may",
        "might",
        "wants",
        "wanted",
        "needs",
        "needed",
        "has",
        "had",
        "is",
        "was",
        "did",
        "does",
        "tried",
        "forgot",
        "wird",
        "will",
        "kann",
        "soll",
        "hat",
        "va",
        "veut",
        "doit",
        "quiere",
        "debe",
        "vuole",
        "deve",
        "ha",
        "vai",
        "quer",
    ]
)


def is_told_by_somebody(clause: Clause) -> bool:
    """Whether somebody only tells what they or others do: “we track this since May”."""
    verb = next((at for at, term in enumerate(clause.terms) if term.kind is Kind.VERB), len(clause.terms))
    before = clause.terms[:verb]
    if _is_subject(before) or _is_reported(before):
        return True
    if any(term.kind is Kind.IF for term in before):
        last = next((term for term in reversed(before) if term.kind not in {Kind.FILLER, Kind.NOT}), None)
        asks = verb < len(clause.terms) and clause.terms[verb].name == "ask"
        return last is not None and last.kind is Kind.SUBJECT and not asks
    for at in range(len(before) - 1, -1, -1):
        if before[at].kind is Kind.OPEN and len(before[at].text) > 2:
            return False
        if before[at].is_(Kind.LIGHT, "stop") or before[at].is_(Kind.BREAK, ","):
            return False
        if before[at].kind is Kind.SUBJECT:
            return verb < len(clause.terms) and clause.terms[verb].name not in {"tell", "compare"}
    return False


def is_of_another_thing(clause: Clause) -> bool:
    """Whether the product only tells which thing is meant that nobody here knows: “the invoices for the plug”."""
    terms = [term for term in clause.terms if term.kind is not Kind.THE or term.text in _OF]
    return any(
        _is_thing(one) and joint.text in _OF and product.is_(Kind.PRODUCT, "name")
        for one, joint, product in zip(terms, terms[1:], terms[2:], strict=False)
    )


def _is_thing(term: Term) -> bool:
    return term.kind is Kind.UNKNOWN and term.text.isalpha() and len(term.text) > _LONG


def _is_reported(before: Sequence[Term]) -> bool:
    """Whether somebody is told to have said it: “the rep said they will stop tracking it”."""
    said = next((at for at, term in enumerate(before) if term.text in _SAID), None)
    return said is not None and not any(term.kind is Kind.BREAK for term in before[said:])


def is_no_request(before: Sequence[Term]) -> bool:
    """Whether a form in -ing only tells: “not sure the pump is worth tracking”."""
    if any(term.kind is Kind.THANKS and after.text == "for" for term, after in pairwise(before)):
        return True  # “thanks for muting the lock”
    return any(term.kind in {Kind.PRODUCT, Kind.SUBJECT, Kind.UNKNOWN, Kind.PAST} for term in before)


def _is_subject(before: Sequence[Term]) -> bool:
    """Whether a word that nobody knows does what the verb says: “Maria will remove it”."""
    small = {Kind.GREETING, Kind.BREAK, Kind.THANKS, Kind.OPEN}
    said = [term for term in before if term.kind not in small]
    if len(said) < 2 or said[0].kind is not Kind.UNKNOWN:
        return False
    return any(term.text in _DOING for term in said[1:]) and not any(term.kind is Kind.PRODUCT for term in said)
