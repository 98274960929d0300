"""What a speaker takes back in the same breath: “under 20, no wait, 25” counts as its last word."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from bot.grammar.sentences.numbers import minutes_of
from bot.grammar.sentences.terms import Kind, Term

_KEPT: Final = (
    Kind.VERB,
    Kind.PRODUCT,
    Kind.GROUP,
    Kind.LIST,
    Kind.WHEN,
    Kind.EVENT,
    Kind.METRIC,
    Kind.VALUE,
    Kind.SPAN,
    Kind.CLOCK,
    Kind.DAY,
    Kind.FREQUENCY,
    Kind.FORMAT,
)
_BETTER: Final = frozenset(
    {
        "actually",
        "lieber",
        "besser",
        "plutot",
        "mejor",
        "meglio",
        "anzi",
        "melhor",
        "better",
        "no",
        "nope",
        "nein",
        "nee",
        "non",
        "nao",
    }
)
_ENDS: Final = frozenset({".", "!", ";", "\n"})
_SWAPS: Final = frozenset(
    {
        "swap",
        "swap the",
        "swap my",
        "swap our",
        "swap out",
        "replace",
        "exchange",
        "substitute",
        "tausch",
        "tausche",
        "ersetz",
        "ersetze",
        "reemplaza",
    }
    | {"cambia", "remplace", "remplacez", "sostituisci", "substitua", "troca", "troque"}
)
_FOR: Final = frozenset({"for", "with", "by", "durch", "gegen", "por", "con", "par", "pour", "contre", "per"})
_PURPOSES: Final = frozenset({"so", "so that", "damit", "para que", "pour que", "afin que", "in modo che"})
_BEFORE_VALUE: Final = frozenset({Kind.WHEN, Kind.FILLER, Kind.THE, Kind.PREPOSITION})
_TOLD: Final = frozenset({Kind.VALUE, Kind.SPAN, Kind.CLOCK, Kind.DAY, Kind.FREQUENCY})
_NEAR: Final = 6  # terms that are looked ahead for the value
_ONE_AND_ANOTHER: Final = 12  # terms that name what is not meant, and what is
_UNLESS: Final = frozenset(
    {"unless", "ausser wenn", "es sei denn", "a menos que", "sauf si", "a meno che", "a nao ser que"}
)
_TURNED: Final = frozenset({"track", "tell"})  # which denied are a wish of their own: to watch or hear no more
_NOT: Final = frozenset({"not", "pas", "nicht", "non", "nao"})
_THINGS: Final = frozenset({Kind.PRODUCT, Kind.GROUP, Kind.LIST, Kind.PRONOUN})


def repaired(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms as they stand after all corrections, without what something is good for."""
    terms = _only_if(_exchanged(terms))
    found: list[Term] = []
    at = 0
    while at < len(terms):
        term = terms[at]
        if term.kind is Kind.NEVERMIND:
            _forget(found)
            at += 1
        elif passed := _other_thing(terms, at) or _denied_for_another(terms, at) or _not_this_but(terms, at):
            at += passed
        elif _tells_purpose(terms, at):
            at = next((end for end in range(at, len(terms)) if terms[end].kind is Kind.BREAK), len(terms))
        elif passed := _old_value(terms, at):
            at += passed
        elif term.kind is Kind.CORRECTION and _old_value(terms, at + 1):
            at += 1  # “under 24, sorry, not 26”
        elif (term.kind is Kind.CORRECTION or _is_better(terms, at)) and _substance(found):
            end = _end(terms, at + 1)
            found = _replaced(found, terms[at + 1 : end])
            at = end
        else:
            found.append(term)
            at += 1
    return tuple(found)


def _other_thing(terms: Sequence[Term], at: int) -> int:
    """How many terms tell which product is not meant: “the kettle, not the blender: …”."""
    if terms[at].kind is not Kind.NOT or not any(term.kind is Kind.PRODUCT for term in terms[:at]):
        return 0
    article = sum(1 for term in terms[at + 1 : at + 2] if term.kind in {Kind.THE, Kind.PRONOUN})
    named, after = terms[at + 1 + article : at + 2 + article], terms[at + 2 + article : at + 3 + article]
    only = all(term.kind is Kind.BREAK for term in after) and terms[at - 1].kind is Kind.BREAK
    return 2 + article if only and any(term.kind is Kind.PRODUCT for term in named) else 0


def _denied_for_another(terms: Sequence[Term], at: int) -> int:
    """How many terms deny of one product what is then asked for another: “don't mute the airer, mute the fan”."""
    if terms[at].kind is not Kind.NOT:
        return 0
    near = enumerate(terms[at : at + _ONE_AND_ANOTHER], at)
    said = [(place, term) for place, term in near if term.kind not in {Kind.THE, Kind.FILLER, Kind.PRONOUN}]
    kinds = [term.kind for _, term in said[:6]]
    wanted = [Kind.NOT, Kind.VERB, Kind.PRODUCT, Kind.BREAK, Kind.VERB, Kind.PRODUCT]
    if kinds != wanted or said[1][1].name != said[4][1].name or said[1][1].name in _TURNED:
        return 0
    return said[4][0] - at


def _not_this_but(terms: Sequence[Term], at: int) -> int:
    """How many terms name what is not meant, before what is: “nicht die Lampe, die Pfanne stumm schalten”."""
    if terms[at].kind is not Kind.NOT or (at and terms[at - 1].kind is not Kind.BREAK):
        return 0
    near = enumerate(terms[at : at + _ONE_AND_ANOTHER], at)
    said = [(place, term) for place, term in near if term.kind not in {Kind.THE, Kind.PRONOUN}]
    kinds = [term.kind for _, term in said[:4]]
    meant = kinds == [Kind.NOT, Kind.PRODUCT, Kind.BREAK, Kind.PRODUCT] and said[2][1].name in {",", "-"}
    return said[2][0] + 1 - at if meant else 0


def _tells_purpose(terms: Sequence[Term], at: int) -> bool:
    """“… so we can raise our prices” is nothing that is asked for."""
    return at > 0 and terms[at].text in _PURPOSES and any(one.kind is Kind.SUBJECT for one in terms[at + 1 : at + 2])


def _exchanged(terms: Sequence[Term]) -> Sequence[Term]:
    """“Swap the old one for the new one”: one product goes and another comes."""
    swap = next((at for at, term in enumerate(terms) if term.text in _SWAPS), None)
    goods = [at for at, term in enumerate(terms) if term.kind is Kind.PRODUCT]
    if swap is None or len(goods) != 2 or goods[0] < swap:
        return terms
    between = [at for at in range(goods[0], goods[1]) if terms[at].text in _FOR]
    if not between:
        return terms
    out, into = Term(kind=Kind.VERB, name="untrack", text="untrack"), Term(kind=Kind.VERB, name="track", text="track")
    joint = Term(kind=Kind.AND, text="and")
    return (*terms[:swap], out, *terms[swap + 1 : between[0]], joint, into, *terms[between[0] + 1 :])


def _only_if(terms: Sequence[Term]) -> Sequence[Term]:
    """“Don't alert on it unless it falls under 28” asks to be told if it does."""
    unless = next((at for at, term in enumerate(terms) if term.text in _UNLESS), None)
    denied = next((at for at, term in enumerate(terms[:unless]) if term.kind is Kind.NOT), None)
    if unless is None or denied is None or not any(_tells(term) for term in terms[denied:unless]):
        return terms
    wish, only = Term(kind=Kind.VERB, name="tell", text="tell"), Term(kind=Kind.IF, text="if")
    between = (term for term in terms[denied + 1 : unless] if not _tells(term))
    return (*terms[:denied], wish, *between, only, *terms[unless + 1 :])


def _tells(term: Term) -> bool:
    return term.is_(Kind.VERB, "tell", "mute") or term.kind is Kind.NOUN


def _is_better(terms: Sequence[Term], at: int) -> bool:
    """“Under 20 - actually 22”: small words that correct where a value follows a value."""
    after = [term for term in terms[at + 1 : at + 3] if not term.is_(Kind.BREAK, ",")][:1]
    if terms[at].text not in _BETTER or not after or after[0].kind not in {Kind.VALUE, Kind.SPAN, Kind.CLOCK}:
        return False
    return any(term.kind is after[0].kind for term in terms[:at])


def _old_value(terms: Sequence[Term], at: int) -> int:
    """How many terms tell the value that is no more: “it should be 45, not 50”, “22 instead of only below 25”."""
    if at >= len(terms):
        return 0
    if terms[at].kind is Kind.VALUE:
        if at + 3 >= len(terms) or terms[at + 2].text != "be" or not _is_to_be(terms, at + 1):
            return 0
        return 3  # “the alert at 20 should be 18”
    after = list(takewhile(lambda term: term.kind in _BEFORE_VALUE, terms[at + 1 : at + _NEAR]))
    value = terms[at + 1 + len(after) : at + 2 + len(after)]
    if terms[at].is_(Kind.PREPOSITION, "instead"):
        old = any(one.kind in _TOLD for one in value)
        return 2 + len(after) if old else 0
    passed = {Kind.BREAK, Kind.AND, Kind.CORRECTION, Kind.ORLESS, Kind.ORMORE}
    before = [term for term in terms[max(0, at - 4) : at] if term.kind not in passed][-1:]
    at_it = all(term.is_(Kind.PREPOSITION, "at", "for", "to") for term in after)
    denied = terms[at].text in _NOT and at_it and [one.kind for one in (*before, *value)] == [Kind.VALUE] * 2
    return 2 + len(after) if denied else 0


def _is_to_be(terms: Sequence[Term], at: int) -> bool:
    """Whether “should be” and another value follow, where an alert is spoken of."""
    said = [term.text for term in terms[at : at + 2]]
    value = any(term.kind is Kind.VALUE for term in terms[at + 2 : at + 3])
    told = value and said in (["should", "be"], ["must", "be"], ["needs to", "be"])
    return told and any(term.kind is Kind.NOUN for term in terms[:at])


def _substance(terms: Sequence[Term]) -> bool:
    return any(term.kind in _KEPT for term in terms)


def _forget(found: list[Term]) -> None:
    found.clear()


def _end(terms: Sequence[Term], start: int) -> int:
    """Where the correction ends: at the end of its sentence, or where something else is asked."""
    seen = False
    for at in range(start, len(terms)):
        term = terms[at]
        if term.kind is Kind.NEVERMIND:
            return at
        if seen and (
            term.kind in {Kind.CORRECTION, Kind.NEVERMIND} or (term.kind is Kind.BREAK and term.name in _ENDS)
        ):
            return at
        if seen and term.kind is Kind.VERB and terms[at - 1].kind in {Kind.AND, Kind.BREAK}:
            return at - 1
        seen = seen or term.kind in _KEPT
    return len(terms)


def _replaced(said: list[Term], better: Sequence[Term]) -> list[Term]:
    """What was said, with what is better known put in its place."""
    if not any(term.kind in _KEPT for term in better):
        return [] if any(term.kind is Kind.NOT for term in better) else said
    if any(term.kind is Kind.VERB for term in better):
        start = max((at for at, term in enumerate(said) if term.kind is Kind.BREAK and term.name in _ENDS), default=-1)
        own = any(term.kind in _THINGS - {Kind.PRONOUN} for term in better)
        things = [] if own else [term for term in said[start + 1 :] if term.kind in _THINGS]
        return [
            *said[: start + 1],
            *(term for term in better if things == [] or term.kind is not Kind.PRONOUN),
            *things,
        ]
    found = list(said)
    for term in better:
        if term.kind not in _KEPT:
            continue
        place = next((at for at in range(len(found) - 1, -1, -1) if _is_same(found[at], term)), None)
        if place is None:
            found.append(term)
        elif found[place].kind is Kind.FREQUENCY and term.kind is Kind.SPAN:
            found[place] = replace(term, name="every")  # “hourly, no, every 6 hours”
        else:
            found[place] = term if not (term.kind is Kind.VALUE and not term.unit) else _with_unit(term, found[place])
    return found


def _is_same(one: Term, other: Term) -> bool:
    """Whether one can stand in the other's place."""
    if {one.kind, other.kind} <= _THINGS or (one.kind is Kind.FREQUENCY and other.kind is Kind.SPAN):
        return True
    if {one.kind, other.kind} <= {Kind.SPAN, Kind.CLOCK} or {one.kind, other.kind} <= {Kind.VALUE, Kind.SPAN}:
        return True
    return one.kind is other.kind


def _with_unit(value: Term, old: Term) -> Term:
    if old.kind is Kind.SPAN and value.number is not None and (minutes := minutes_of(old.unit)):
        return replace(value, kind=Kind.SPAN, number=value.number * minutes, unit=old.unit)
    return (
        Term(
            kind=old.kind,
            name=value.name,
            number=value.number,
            unit=old.unit,
            first=value.first,
            last=value.last,
            text=value.text,
        )
        if old.kind is Kind.VALUE
        else value
    )
