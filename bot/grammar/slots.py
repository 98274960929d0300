"""The kinds of argument a command can have: how each is taken from a line's words, and how it is spelled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile
from typing import Final, TypeVar

from bot.command import Took
from bot.grammar.amounts import read_duration, spell_duration
from bot.grammar.groups import take_group
from bot.grammar.words import Quoted, quoted
from bot.refs import ByAsin, ByName, ByNumber, ByProduct, ByShortLink, It, Ref, spell_refs
from core.catalog.asin import BareLink, Product, ShortLink, looks_like_link, read_asin, read_link
from core.catalog.marketplace import marketplace

T = TypeVar("T")
Words = Sequence[str]


_PLAN_ID: Final = re.compile("[0-9a-f]{12}")
_IT: Final = frozenset({"it", "this", "that"})


class Refs:
    """One or several products: ASIN, link, number, name, group."""

    many = True
    hint = "<ASIN, link, number or name>"

    def take(self, words: Words) -> Took | None:
        """Names are not taken here: words that nothing else takes become one. “And” parts two groups."""
        group = take_group(words)
        if group is not None:
            return group
        word = words[0]
        if isinstance(word, Quoted):
            return Took(ByName(str(word)), 1)
        if word.lower() == "and" and (following := take_group(words[1:])):
            return replace(following, words=following.words + 1)
        ref = _plain_ref(word)
        return Took(ref, 1) if ref else None

    def spell(self, value: object) -> str:
        """All refs, as they are read back."""
        return spell_refs(_tuple(value))


class Keyword:
    """A word, then one of a few values: ``as competitor``."""

    many = False

    def __init__(self, word: str, choices: Mapping[str, object]) -> None:
        self.hint = f"{word} {'|'.join(choices)}"
        self._word = word
        self.choices = choices

    def take(self, words: Words) -> Took | None:
        """Both words, or nothing."""
        if len(words) < 2 or words[0].lower() != self._word:
            return None
        value = self.choices.get(words[1].lower())
        return None if value is None else Took(value, 2)

    def spell(self, value: object) -> str:
        """The first choice that means the value."""
        return f"{self._word} {next(text for text, meant in self.choices.items() if meant == value)}"


class Named:
    """A word, then a free name: ``list cables``."""

    many = False

    def __init__(self, word: str) -> None:
        self.hint = f"{word} <name>"
        self._word = word

    def take(self, words: Words) -> Took | None:
        """The next word, or what stands in quotes."""
        if len(words) < 2 or words[0].lower() != self._word or isinstance(words[0], Quoted):
            return None
        return Took(str(words[1]), 2)

    def spell(self, value: object) -> str:
        """Always in quotes, so that any name survives."""
        return f"{self._word} {quoted(str(value))}"


class Every:
    """How often to look: ``every 6h``."""

    many = False
    hint = "every 6h"

    def take(self, words: Words) -> Took | None:
        """The duration after ``every``."""
        if len(words) < 2 or words[0].lower() != "every":
            return None
        span = read_duration(words[1])
        return Took(span, 2) if span else None

    def spell(self, value: object) -> str:
        """In the largest whole unit."""
        return f"every {spell_duration(_typed(value, timedelta))}"


class Store:
    """Which Amazon store: ``on de``."""

    many = False
    hint = "on de"

    def take(self, words: Words) -> Took | None:
        """The store after ``on``."""
        if len(words) < 2 or words[0].lower() != "on":
            return None
        store = marketplace(words[1])
        return Took(store.code, 2) if store else None

    def spell(self, value: object) -> str:
        """By its code."""
        return f"on {value}"


class Flag:
    """A word that is there or not: ``only``."""

    many = False

    def __init__(self, word: str) -> None:
        self.hint = word
        self._word = word

    def take(self, words: Words) -> Took | None:
        """The word itself."""
        return Took(value=True, words=1) if words[0].lower() == self._word else None

    def spell(self, value: object) -> str:
        """The word, or nothing."""
        return self._word if value else ""


class OneOf:
    """One of a few words that stand for a value: ``bsr``, ``xlsx``."""

    many = False

    def __init__(self, choices: Mapping[str, object]) -> None:
        self.hint = "|".join(choices)
        self.choices = choices

    def take(self, words: Words) -> Took | None:
        """The word, unless it stood in quotes."""
        value = None if isinstance(words[0], Quoted) else self.choices.get(words[0].lower())
        return None if value is None else Took(value, 1)

    def spell(self, value: object) -> str:
        """The first word that means the value."""
        return next(text for text, meant in self.choices.items() if meant == value)


class Over:
    """How far back: ``90d``, or ``last 2w``."""

    many = False

    def __init__(self, usual: str) -> None:
        self.hint = usual

    def take(self, words: Words) -> Took | None:
        """The duration, with or without ``last`` before it."""
        skipped = 1 if words[0].lower() in {"last", "past"} and len(words) > 1 else 0
        span = read_duration(words[skipped])
        return Took(span, skipped + 1) if span else None

    def spell(self, value: object) -> str:
        """In the largest whole unit."""
        return spell_duration(_typed(value, timedelta))


class Someone:
    """A person's name, up to the word that says what becomes of them."""

    many = False
    hint = "<member>"

    def __init__(self, then: frozenset[str]) -> None:
        self._then = then

    def take(self, words: Words) -> Took | None:
        """A quoted name, or all words before one of those that may follow."""
        if isinstance(words[0], Quoted):
            return Took(str(words[0]), 1)
        name = list(takewhile(lambda word: word.lower() not in self._then, words))
        return Took(" ".join(name), len(name)) if name else None

    def spell(self, value: object) -> str:
        """In quotes, so that any name survives."""
        return quoted(str(value))


class PlanId:
    """The name of a plan that waits for its asker: twelve hexadecimal digits."""

    many = False
    hint = "<plan>"

    def take(self, words: Words) -> Took | None:
        """The name."""
        return Took(words[0].lower(), 1) if _PLAN_ID.fullmatch(words[0].lower()) else None

    def spell(self, value: object) -> str:
        """The name."""
        return str(value)


class Rest:
    """Whatever follows, as text: a help topic, a filter."""

    many = False

    def __init__(self, hint: str) -> None:
        self.hint = hint

    def take(self, words: Words) -> Took | None:
        """All words that are left."""
        return Took(" ".join(words), len(words))

    def spell(self, value: object) -> str:
        """The text."""
        return str(value)


def _plain_ref(word: str) -> Ref | None:
    lower = word.lower()
    if lower in _IT:
        return It()
    number = word.removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) <= 7:
        return ByNumber(int(number))
    if looks_like_link(word):
        return _linked(word)
    asin, _, store = word.partition("@")
    code = read_asin(asin)
    if code is None:
        return None
    found = marketplace(store) if store else None
    return ByProduct(Product(code, found.code)) if found else ByAsin(code)


def _linked(word: str) -> Ref:
    match read_link(word):
        case BareLink(asin):
            return ByAsin(asin)
        case ShortLink(url):
            return ByShortLink(url)
        case Product() as product:
            return ByProduct(product)


def _tuple(value: object) -> tuple[Ref, ...]:
    return _typed(value, tuple)


def _typed(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
