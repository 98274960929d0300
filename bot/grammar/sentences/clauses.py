"""Cutting a message into clauses: one for each thing that is asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.grammar.sentences.terms import Kind, Term

_FARTHEST: Final = 24  # terms that are looked back for a conjunction
_BUT: Final = frozenset({"but", "aber", "pero", "mais", "ma", "pero si", "mas", "porem", "sondern", "doch"})
_HARD: Final = frozenset({".", "!", ";", "\n"})
_SMALL: Final = frozenset(
    {Kind.FILLER, Kind.THE, Kind.THANKS, Kind.GREETING, Kind.BOT, Kind.OPEN, Kind.AND, Kind.BREAK}
)
_TIMES: Final = (Kind.SPAN, Kind.CLOCK, Kind.DAY, Kind.FREQUENCY)
_TIMELY: Final = _SMALL | {*_TIMES, Kind.PREPOSITION, Kind.UNIT}
_DURING: Final = frozenset({"mute", "chart", "digest", "changes", "export"})  # what is done over or at some time


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of terms that asks one thing, or nothing."""

    terms: tuple[Term, ...]

    @property
    def verbs(self) -> tuple[str, ...]:
        """The names of its verbs."""
        return tuple(term.name for term in self.terms if term.kind is Kind.VERB)

    def has(self, kind: Kind, *names: str) -> bool:
        """Whether some term is of this kind and bears one of these names."""
        return any(term.is_(kind, *names) for term in self.terms)

    def first(self, kind: Kind) -> Term | None:
        """The first term of a kind."""
        return next((term for term in self.terms if term.kind is kind), None)

    def all(self, *kinds: Kind) -> tuple[Term, ...]:
        """The terms of some kinds."""
        return tuple(term for term in self.terms if term.kind in kinds)

    @property
    def asked(self) -> tuple[Term, ...]:
        """The terms without those of a reason: “delete it, we stopped selling those”."""
        pairs = pairwise(self.terms)
        at = next((at for at, (mark, who) in enumerate(pairs) if _tells_why(mark, who)), None)
        return self.terms[:at] if at else self.terms

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it means anything."""
        return all(term.kind in _SMALL for term in self.terms)


def _tells_why(mark: Term, who: Term) -> bool:
    return mark.is_(Kind.BREAK, ",", "-", "(") and who.kind is Kind.SUBJECT


def clauses_of(terms: Sequence[Term]) -> tuple[Clause, ...]:
    """The clauses of a message, in the order said; those that mean nothing are left out."""
    found = [
        Clause(piece) for sentence in _sentences(terms) for part in _parts(sentence) for piece in _by_product(part)
    ]
    return tuple(_with_afterthoughts(clause for clause in found if not clause.is_empty))


def _with_afterthoughts(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses, with one that only says a time made part of what it is said of: “mute it. Just for today”."""
    last: Clause | None = None
    for clause in clauses:
        if last and _DURING.intersection(last.verbs) and not last.all(*_TIMES) and _is_time(clause):
            last = Clause((*last.terms[: -1 if last.terms[-1].kind is Kind.BREAK else None], *clause.terms))
            continue
        if last:
            yield last
        last = clause
    if last:
        yield last


def _is_time(clause: Clause) -> bool:
    return bool(clause.all(*_TIMES)) and all(term.kind in _TIMELY for term in clause.terms)


def _sentences(terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    start = 0
    for at, term in enumerate(terms):
        if _enumerates(terms, at):
            continue
        if term.is_(Kind.AND) and term.text in _BUT and at > start:
            yield tuple(terms[start:at])
            start = at
        if (term.kind is Kind.BREAK and term.name in _HARD) or term.is_(Kind.ASK, "?"):
            yield tuple(terms[start : at + 1])
            start = at + 1
    yield tuple(terms[start:])


def _enumerates(terms: Sequence[Term], at: int) -> bool:
    """Whether a mark only parts two products of a list."""
    around = [*terms[max(0, at - 1) : at], *terms[at + 1 : at + 2]]
    return terms[at].kind is Kind.BREAK and len(around) == 2 and all(one.kind is Kind.PRODUCT for one in around)


def _parts(sentence: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """A sentence cut before each further verb, at the comma or conjunction that stands before it."""
    start, seen = 0, False
    for at, term in enumerate(sentence):
        if term.kind is not Kind.VERB or _only_asks(term, sentence[start:at]):
            continue
        if seen or term.name == "keep":
            joint = next((k for k in range(at - 1, max(start, at - _FARTHEST), -1) if _is_joint(sentence[k])), None)
            if joint is not None and (term.name == "keep" or not _same_stretch(sentence[start:joint])):
                yield sentence[start:joint]
                start = joint
        seen = True
    yield sentence[start:]


def _by_product(part: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """A part cut where a further product begins that has rules of its own: “A below 20 and B below 35”."""
    start, named, ruled = 0, False, False
    for at, term in enumerate(part):
        if term.kind is Kind.PRODUCT:
            joint = max(start, at - 5)
            joint = next((k for k in range(at - 1, joint, -1) if _is_joint(part[k])), 0)
            if named and ruled and joint and _has_rule(part[at:]):
                yield part[start:joint]
                start, ruled = joint, False
            named = True
        ruled = ruled or (named and _is_rule(term))
    yield part[start:]


def _has_rule(terms: Sequence[Term]) -> bool:
    return any(_is_rule(term) for term in terms)


def _is_rule(term: Term) -> bool:
    return (
        term.kind is Kind.EVENT
        or (term.kind is Kind.ROLE and term.text.startswith("as "))
        or (term.kind is Kind.WHEN and term.name != "new")
    )


def _is_joint(term: Term) -> bool:
    return term.kind is Kind.AND or term.kind is Kind.BREAK or term.is_(Kind.EXCEPT)


def _same_stretch(terms: Sequence[Term]) -> bool:
    return not any(term.kind is Kind.VERB for term in terms)


def _only_asks(term: Term, before: Sequence[Term]) -> bool:
    """“Is” and “has” within a condition ask nothing."""
    return term.name == "ask" and any(one.kind in {Kind.IF, Kind.VERB} for one in before)
