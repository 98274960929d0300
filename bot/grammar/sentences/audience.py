"""Who a message speaks to, and what in it is somebody else's words."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.grammar.sentences.terms import Kind, Term

# What a pasted e-mail begins with.
_HEADS: Final = frozenset(
    [
        *("title", "from", "to", "subject", "fwd", "fw", "error", "warning"),
        *("von", "betreff", "fehler", "de", "objet", "asunto", "da", "oggetto"),
    ]
)
_OPINIONS: Final = frozenset({"thoughts", "opinions", "objections", "wdyt", "agreed", "agree", "votes", "meinungen"})
REQUEST: Final = re.compile(r"(?:can|could|would|will|do) (?:you|u|ya)\b|please|pls|plz")


def unquoted(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms without what somebody else is told to have said: “the listing says: …”."""
    for at, term in enumerate(terms[:-1]):
        headed = term.text in _HEADS and (at == 0 or terms[at - 1].is_(Kind.BREAK, "\n"))
        if (headed or term.kind is Kind.SAYS) and terms[at + 1].is_(Kind.BREAK, ":"):
            return terms[:at]
    return terms


def is_between_people(terms: Sequence[Term]) -> bool:
    """Whether somebody else is spoken to: a person is named at the beginning, or before a request."""
    for at, term in enumerate(terms):
        if term.kind in {Kind.GREETING, Kind.BREAK, Kind.FILLER, Kind.THANKS}:
            continue
        if term.kind is Kind.PERSON:
            return True
        return term.kind is Kind.UNKNOWN and _is_addressed(terms[at + 1 :])
    return False


def is_for_others(terms: Sequence[Term]) -> bool:
    """Whether something is asked that is none of our trade, be it with words of ours: “translate: mute all”."""
    small = {Kind.GREETING, Kind.BREAK, Kind.FILLER, Kind.THANKS, Kind.OPEN, Kind.BOT, Kind.PERSON}
    first = next((term for term in terms if term.kind not in small), None)
    return (first is not None and first.is_(Kind.SAYS, "foreign")) or _asks_opinion(terms)


def _asks_opinion(terms: Sequence[Term]) -> bool:
    """“I think we should stop tracking it, thoughts?” asks people."""
    return any(term.text in _OPINIONS and after.is_(Kind.ASK, "?") for term, after in pairwise(terms))


def _is_addressed(following: Sequence[Term]) -> bool:
    """Whether a request follows a word that may be somebody's name: “tom, check …”, “jen please check …”."""
    if len(following) < 2:
        return False
    if following[0].is_(Kind.BREAK, ","):
        return following[1].kind in {Kind.OPEN, Kind.VERB}
    asked = following[0].kind is Kind.OPEN and REQUEST.match(following[0].text) is not None
    return asked and following[1].kind is Kind.VERB
