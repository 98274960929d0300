"""What people say beside a request: the story around it, the numbers before the points of a list."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from bot.grammar.sentences.terms import Kind, Term

# What bears on a request, whatever else is said beside it.
_BEARING: Final = frozenset(
    {Kind.PRODUCT, Kind.GROUP, Kind.LIST, Kind.EVENT, Kind.WHEN, Kind.METRIC, Kind.PART, Kind.VALUE, Kind.SPAN}
    | {Kind.CLOCK, Kind.DAY, Kind.FREQUENCY, Kind.IF, Kind.LIGHT, Kind.STOP, Kind.NOUN, Kind.EXCEPT, Kind.ROLE}
    | {Kind.CORRECTION, Kind.NEVERMIND, Kind.INDIFFERENT, Kind.FILTER, Kind.FORMAT, Kind.BOTH, Kind.MARKET, Kind.SAYS}
    | {Kind.PERSON, Kind.OPAQUE, Kind.THANKS, Kind.BOT, Kind.ORLESS, Kind.ORMORE, Kind.ASK}
)
_STORY: Final = 3  # words; less may be somebody's name
_MOST_POINTS: Final = 20


def without_asides(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms without what is told beside a request: “winter's done, take the shovel off”.

    Only stretches between commas or stops, of several words of which nobody knows two, and with nothing of our trade.
    """
    stretches = [tuple(some) for _, some in groupby(_unnumbered(terms), lambda term: term.kind is Kind.BREAK)]
    if not any(_asks(stretch) for stretch in stretches):
        return tuple(term for stretch in stretches for term in stretch)
    return tuple(term for stretch in stretches if not _is_story(stretch) for term in stretch)


def _asks(stretch: Sequence[Term]) -> bool:
    return any(term.kind is Kind.VERB for term in stretch) and any(term.kind in _BEARING for term in stretch)


def _is_story(stretch: Sequence[Term]) -> bool:
    unknown = sum(1 for term in stretch if term.kind is Kind.UNKNOWN)
    bears = any(term.kind in _BEARING or (term.kind is Kind.VERB and term.name != "ask") for term in stretch)
    told = stretch[0].kind in {Kind.SUBJECT, Kind.OPEN, Kind.ADJECTIVE}
    pairs = pairwise((*stretch, stretch[0]))
    denies = not told and any(term.kind is Kind.NOT and after.kind is not Kind.UNKNOWN for term, after in pairs)
    names = stretch[0].kind in {Kind.THE, Kind.PRONOUN}  # what it is about: “the clay mask, how much is it?”
    return unknown > 1 and len(stretch) >= _STORY and not (bears or denies or names)


def _unnumbered(terms: Sequence[Term]) -> Iterator[Term]:
    """The terms without “(1)” and “2)” before the points of a list."""
    at = 0
    while at < len(terms):
        opened = terms[at].is_(Kind.BREAK, "(")
        number, closed = terms[at + opened : at + opened + 1], terms[at + opened + 1 : at + opened + 2]
        begun = opened or at == 0 or terms[at - 1].kind is Kind.BREAK
        if begun and closed and closed[0].is_(Kind.BREAK, ")") and number and _is_point(number[0]):
            yield Term(kind=Kind.BREAK, name=",", text=",")
            at += 2 + opened
        else:
            yield terms[at]
            at += 1


def _is_point(term: Term) -> bool:
    return term.kind is Kind.VALUE and not term.unit and term.number is not None and term.number <= _MOST_POINTS
