"""Limits that are moved: “raise the limit to 35”, “sube el umbral a 30”, “setz die Schwelle von 40 auf 35”."""

from itertools import pairwise
from typing import Final

from bot.grammar.sentences import company
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.terms import Kind, Term

_RESETS: Final = frozenset(
    {"raise", "lower", "drop", "increase", "decrease", "reduce", "bump", "cut", "move", "up", "tighten", "loosen"}
    | {"replace", "swap"}
)
# The same in other languages: of a limit that is named, or with “it” in the word.
_RESETS_ABROAD_WORDS: Final = (
    "sube subid suba subir baja bajad baje bajar aumenta aumentad reduce reducid alza alzate abbassa abbassate riduci "
    "sobe suba baixa baixe abaixa abaixe diminui diminua aumente monte montez baisse baissez augmente augmentez "
    "diminue erhohe erhoh erhoht senke senk senkt setz setze hebe heb cambia cambiad cambie muda mude change changez "
    "passe passez mets mettez regle reglez pon poned ponga metti imposta coloca bota stell stelle stellt "
    "ponlo subelo bajalo subelos alzalo abbassalo"
)
_RESETS_ABROAD: Final = frozenset(_RESETS_ABROAD_WORDS.split())
_WITH_IT: Final = ("elo", "alo", "onlo")
_LIMITS: Final = frozenset({"limit", "target", "threshold", "trigger", "line", "level", "cap", "floor", "ceiling"})
_UP_TO: Final = frozenset({"up to", "down to"})
_WITH: Final = frozenset({"with", "by"})


def with_limit_reset(clause: Clause) -> Clause:
    """“Raise the limit to 35”, “drop the threshold to 20”: a limit is changed, whatever else these words mean."""
    resets = _RESETS | _RESETS_ABROAD
    first = next(
        (at for at, term in enumerate(clause.terms) if term.text in resets or term.kind not in company.PASSED), None
    )
    if first is None or clause.terms[first].text not in resets:
        return clause
    limits = any(_is_limit(term) for term in clause.terms[first + 1 :])
    aims = {one.text for one, after in pairwise(clause.terms) if after.kind is Kind.VALUE and _aims(one)}
    abroad = clause.terms[first].text in _RESETS_ABROAD
    aims |= {term.text for term in clause.terms[first:] if limits and (abroad or term.text in _WITH)}
    aims = aims if clause.has(Kind.VALUE) else set()
    if not aims or not (limits or (_is_it(clause, first + 1) and aims.isdisjoint(_WITH))):
        return clause
    change, limit = Term(kind=Kind.LIGHT, name="do", text="change"), Term(kind=Kind.NOUN, name="alerts", text="limit")
    to = Term(kind=Kind.PREPOSITION, name="to", text="to")
    rest = [term for term in clause.terms[first + 1 :] if not _is_limit(term)]
    others = (
        to if term.text in _UP_TO or (abroad and _leads(term, then)) else term
        for term, then in zip(rest, [*rest[1:], to], strict=True)
    )
    return Clause((*clause.terms[:first], change, limit, *others))


def _leads(term: Term, then: Term) -> bool:
    """Whether a preposition leads to the value that a limit is to have: “auf 28”."""
    return term.kind is Kind.PREPOSITION and term.name != "from" and then.kind is Kind.VALUE


def _resets(term: Term) -> bool:
    return term.text in _RESETS or term.text in _RESETS_ABROAD


def _aims(term: Term) -> bool:
    return term.is_(Kind.PREPOSITION, "to") or term.text in _UP_TO or term.text in _WITH


def _is_it(clause: Clause, at: int) -> bool:
    """“Lower it to 15”; to raise it by 10 % is what somebody does with a price."""
    if clause.terms[at - 1].text in _RESETS_ABROAD:
        return clause.terms[at - 1].text.endswith(_WITH_IT)
    return any(term.is_(Kind.PRONOUN, "it") for term in clause.terms[at : at + 1])


def _is_limit(term: Term) -> bool:
    return (term.kind is Kind.NOUN and term.name == "alerts") or (
        term.kind in {Kind.FILLER, Kind.UNKNOWN} and term.text in _LIMITS
    )
