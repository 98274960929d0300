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
_MEASURES: Final = frozenset({Kind.VALUE, Kind.SPAN, Kind.DAY, Kind.CLOCK, Kind.ASK})
_NOW: Final = frozenset({"right now", "now", "currently", "at the moment", "atm", "today", "at present"})
_WHOLE: Final = frozenset({"quiet", "digest", "list", "export", "undo"})  # verbs that need nothing beside them
_PARTS: Final = frozenset({Kind.BREAK, Kind.AND})
_TIMES: Final = frozenset({Kind.DAY, Kind.CLOCK, Kind.SPAN})
_SO: Final = frozenset(
    {
        "so",
        "quindi",
        "percio",
        "allora",
        "daher",
        "deshalb",
        "donc",
        "alors",
        "entonces",
        "asi que",
        "entao",
        "portanto",
    }
)
_BECAUSE: Final = frozenset(
    {"que", "porque", "weil", "perche", "parce que", "because", "cuz", "coz", "denn", "pues", "car"}
)
_ASKED: Final = frozenset({Kind.IF, Kind.WHEN, Kind.EVENT, Kind.LIGHT, Kind.NOUN})
_STORY: Final = 3  # words; less may be somebody's name
_THAT: Final = frozenset({"que", "che", "qu"})  # which tell why, and ask nothing
_OVER: Final = frozenset({"over", "is over", "are over", "was over"})
_DENIED: Final = (_BEARING | {Kind.VERB, Kind.PRONOUN, Kind.THE}) - {Kind.THANKS}  # what a denial turns round
_DOUBTED: Final = frozenset(
    {"wrong", "off", "weird", "odd", "strange", "right", "outdated", "stale", "fishy", "old", "correct", "suspicious"}
    | {"raro", "rara", "extrano", "mal", "falsch", "komisch", "seltsam", "merkwurdig", "bizarre", "faux", "strano"}
    | {"sbagliato", "estranho", "errado"}
)
_DOUBTABLE: Final = frozenset(
    {Kind.ASK, Kind.THE, Kind.PRONOUN, Kind.METRIC, Kind.SUBJECT, Kind.SAYS, Kind.NOT, Kind.FILLER}
)


def without_asides(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms without what is told beside a request: “winter's done, take the shovel off”.

    Only stretches between commas or stops, of several words of which nobody knows two, and with nothing of our trade.
    """
    told = _without_present_price(tuple(_unnumbered(terms)))
    stretches = [tuple(some) for _, some in groupby(_parted(told), _parts)]
    asking = [stretch for stretch in stretches if _asks(stretch)]
    if asking:
        again = any(term.is_(Kind.VERB, "check") for term in told)
        timed = any(term.kind in _TIMES for stretch in asking for term in stretch)
        stretches = [one for one in stretches if not (_is_story(one, timed=timed) or (again and _doubts(one)))]
    return tuple(term for stretch in stretches for term in stretch)


def _parts(term: Term) -> bool:
    """Whether a term stands between two stretches: a comma, a stop, a face or a flag."""
    return term.kind is Kind.BREAK or (term.kind is Kind.FILLER and _is_picture(term.text))


def _is_picture(text: str) -> bool:
    return bool(text) and not text.isascii() and not any(map(str.isalnum, text))


def _doubts(stretch: Sequence[Term]) -> bool:
    """“That price looks wrong” beside the wish to look again."""
    said = [term for term in stretch if term.kind not in {Kind.OPEN, Kind.BOT}]
    known = all(term.kind in _DOUBTABLE | {Kind.UNKNOWN} for term in said[:-1])
    return len(said) > 1 and known and said[-1].text.rpartition(" ")[2] in _DOUBTED and said[0].kind in _DOUBTABLE


def _asks(stretch: Sequence[Term]) -> bool:
    verbs = [term.name for term in stretch if term.kind is Kind.VERB]
    return bool(verbs) and (any(term.kind in _BEARING for term in stretch) or not _WHOLE.isdisjoint(verbs))


def _is_story(stretch: Sequence[Term], *, timed: bool) -> bool:
    """Whether nothing in it bears on a request; where that is `timed` already, neither does a day."""
    idle = [after for before, after in pairwise(stretch) if _says_nothing(before, after)]
    unknown = sum(1 for term in stretch if term.kind is Kind.UNKNOWN) + len(idle)
    if idle and stretch[-1].text in _OVER:
        return True  # “vacation's over”
    past = {Kind.SUBJECT, Kind.PAST} <= {term.kind for term in stretch}  # “eighty is what I paid last year”
    bearing = _BEARING - _MEASURES if past else _BEARING - {Kind.DAY} if timed else _BEARING
    bears = any(
        (term.kind in bearing and term not in idle and term.text not in _THAT)
        or (term.kind is Kind.VERB and term.name != "ask")
        for term in stretch
    )
    if past and not bears:
        return True
    told = stretch[0].kind in {Kind.SUBJECT, Kind.OPEN, Kind.ADJECTIVE}
    pairs = pairwise((*stretch, stretch[0]))
    denies = not told and any(term.kind is Kind.NOT and after.kind in _DENIED for term, after in pairs)
    names = stretch[0].kind in {Kind.THE, Kind.PRONOUN}  # what it is about: “the clay mask, how much is it?”
    return unknown > 1 and len(stretch) >= _STORY and not (bears or denies or names)


def _says_nothing(before: Term, term: Term) -> bool:
    """“The van broke down”, “vacation is over”: a word of direction behind one that has nothing to do with us."""
    return before.kind is Kind.UNKNOWN and term.kind is Kind.WHEN and term.name in {"above", "below", "drops", "rises"}


def _parted(terms: Sequence[Term]) -> Iterator[Term]:
    """The terms with a stop before “because …”, and before “so …”, where what stands before it is why."""
    for at, term in enumerate(terms):
        asks = any(one.kind in {Kind.OPEN, Kind.VERB} for one in terms[at + 1 : at + 2])
        so = asks and term.kind in {Kind.OPEN, Kind.FILLER} and term.text in _SO
        parted = terms[at - 1].is_(Kind.BREAK, ".") or (terms[at - 1].kind is Kind.BREAK and not so)
        if at and not parted and (so or _tells_why(terms, at)):
            yield Term(kind=Kind.BREAK, name=".", text=".")
        yield term


def _tells_why(terms: Sequence[Term], at: int) -> bool:
    """Whether a reason follows that has nothing to do with us: “… que me voy a la playa”."""
    following = terms[at + 1 : at + _STORY + 2]
    idle = all(term.kind not in _BEARING | {Kind.VERB} for term in following)
    return terms[at].text in _BECAUSE and idle and any(term.kind is Kind.UNKNOWN for term in following)


def _without_present_price(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms without “it's 489 right now”, which is no limit."""
    for at, term in enumerate(terms):
        if term.kind is not Kind.VALUE or not any(one.text in _NOW for one in terms[at + 1 : at + 2]):
            continue
        begun = next((place + 1 for place in range(at - 1, -1, -1) if terms[place].kind in _PARTS), 0)
        if not any(one.kind in _ASKED for one in terms[begun:at]):
            return (*terms[:at], *terms[at + 2 :])
    return terms


def _unnumbered(terms: Sequence[Term]) -> Iterator[Term]:
    """The terms with commas for “(1)” and “2)” before the points of a list."""
    at, points = 0, 0
    while at < len(terms):
        opened = terms[at].is_(Kind.BREAK, "(")
        number, closed = terms[at + opened : at + opened + 1], terms[at + opened + 1 : at + opened + 2]
        if closed and closed[0].is_(Kind.BREAK, ")") and _is_point(number[0], points + 1):
            yield Term(kind=Kind.BREAK, name=".", text=".")
            points += 1
            at += 2 + opened
        else:
            yield terms[at]
            at += 1


def _is_point(term: Term, number: int) -> bool:
    return term.kind is Kind.VALUE and not term.unit and term.number == number
