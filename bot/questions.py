"""Questions about the past as slash lines: what the action format has no word for, and no model is needed for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from bot.grammar.meaning import Action, Chart, Clarify, ListWatched, Nothing, Show
from bot.grammar.periods import During, OnDay
from bot.grammar.sentences.clean import clean
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.pieces import cut
from bot.grammar.sentences.understanding import terms_of
from bot.past_words import in_english, pattern
from core.catalog.asin import read_asin

_LONGEST: Final = 300  # characters of a question
_MARKS: Final = re.compile(r"[?!,;…“”\"]+|[.:](?=\s|$)")
_NAME: Final = re.compile(r"[^\W_]{3,}")
_IT: Final = frozenset(
    {"it", "this", "that", "er", "es", "sie", "das", "lo", "eso", "ça", "il", "elle", "ele", "ela", "これ", "それ"}
)
# What the grammar may have made of such a question: the nearest that it can say. Anything else is a request of its own.
_NEAREST: Final = (Nothing, Clarify, Show, Chart, ListWatched)
_GERMAN: Final = """
im=in am=on seit=since gestern=yesterday quartal=quarter monat=month woche=week jahr=year tage=days tagen=days
wochen=weeks monate=months monaten=months jahre=years jahren=years dieses=this diesem=this diesen=this diese=this
dieser=this letzte=last letzten=last letztes=last letzter=last vergangenen=last januar=january februar=february
märz=march mai=may juni=june juli=july oktober=october dezember=december den= dem= the=
"""
_ENGLISH: Final[Mapping[str, str]] = dict(pair.split("=") for pair in _GERMAN.split())
_SPAN: Final = re.compile(r"\b(in |over )?(?:last|past) (?:(\d{1,3}) )?(day|week|month|quarter|year)s?\b")
_DAYS: Final = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}


def line_of(text: str, found: Sequence[Action], context: Context) -> str | None:
    """The line that answers a question about the past; None where it is none, or not clear what it is about.

    `found` is what the grammar has read.
    """
    if len(text) > _LONGEST or not all(isinstance(action, _NEAREST) for action in found):
        return None
    said = " ".join(filter(None, (_ENGLISH.get(word, word) for word in _MARKS.sub(" ", text.casefold()).split())))
    asked = in_english(said)
    name = next((name for name, found in _kinds() if found.search(asked)), None)
    if name is None:
        return None
    when = _first(OnDay(), asked) if name == "priced" else _period(asked)
    product = "" if name == "undercuts" else _product(said, context) or _named(text, context)
    if product is None or (name == "priced" and when in {"", "today"}):
        return None
    return " ".join(filter(None, (name, when, product)))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lines, and what their questions look like, whatever the order of the words in Japanese."""
    when, who, under, out = (pattern(kind) for kind in ("when", "who", "under", "out"))
    asked = rf"{when}.*{under}|{who}.*{under}|{under}.*{who}"
    priced = rf"{pattern('what')}.*{pattern('cost')}|\bhow much was\b|{pattern('cost')}.*いくら"
    return (
        ("undercuts", re.compile(asked)),
        ("outages", re.compile(f"{when}.*{out}|{out}.*{when}")),
        ("lows", re.compile(f"{when}.*{pattern('low')}|{pattern('extreme')}|{pattern('low')}.*{when}")),
        ("priced", re.compile(priced)),
    )


def _named(text: str, context: Context) -> str | None:
    """The one product that the grammar reads in it, in whatever language."""
    named = {one for term in terms_of(cut(clean(text)), text, context) for one in term.products}
    return named.pop() if len(named) == 1 else None


def _product(said: str, context: Context) -> str | None:
    """The one product that is named, or “it”; None where none or several are."""
    if asin := next((code for word in said.split() if (code := read_asin(word))), None):
        return asin
    words = frozenset(_NAME.findall(said))
    fits = [(len(words.intersection(_NAME.findall(one.title.casefold()))), one.product) for one in context.entries]
    most = max((count for count, _ in fits), default=0)
    best = {product for count, product in fits if count == most} if most else set()
    if not best and context.focus and _IT.intersection(said.split()):
        return context.focus
    return best.pop() if len(best) == 1 else None


def _period(said: str) -> str:
    """The time that is asked about, as `During` reads it; empty where none is said."""
    found = _SPAN.search(said)
    if found and (found[1] or found[2]):
        return f"{int(found[2] or 1) * _DAYS[found[3]]}d"
    return _first(During(), said)


def _first(slot: During | OnDay, said: str) -> str:
    return next(_taken(slot, said.split()), "")


def _taken(slot: During | OnDay, words: Sequence[str]) -> Iterator[str]:
    for at in range(len(words)):
        took = slot.take(words[at:])
        if took:
            yield slot.spell(took.value)
