"""Words of questions about the past in all languages, from past_words.txt."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Final

from bot.grammar.sentences.clean import folded

_SAY: Final = "say "
_NUMBER: Final = r"\1"  # where a phrase has one


@cache
def pattern(kind: str) -> str:
    """A pattern of all phrases of a kind, for a text as `in_english` gives it."""
    phrases = sorted(_phrases()[kind], key=len, reverse=True)
    return f"(?:{'|'.join(map(_bounded, phrases))})"


def in_english(said: str) -> str:
    """A question without accents, its times in English."""
    text = " ".join(folded(word) for word in said.split())
    for english, found in _times():
        text = found.sub(partial(_filled, english), text)
    return " ".join(text.split())


def _filled(english: str, match: re.Match[str]) -> str:
    number = next((one for one in match.groups() if one), "")
    return f" {english.replace(_NUMBER, number)} "


def _bounded(phrase: str) -> str:
    """A phrase as whole words; Japanese has no marks between them."""
    return rf"\b{re.escape(phrase)}\b" if phrase.isascii() else re.escape(phrase)


@cache
def _times() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each time is called in English, and how it is said."""
    said = ((kind, phrase) for kind, phrases in _phrases().items() for phrase in phrases)
    return tuple((kind.removeprefix(_SAY), _said(phrase)) for kind, phrase in said if kind.startswith(_SAY))


def _said(phrase: str) -> re.Pattern[str]:
    """A time's pattern; a Japanese month stands behind no further digit."""
    return re.compile(rf"\b{phrase}\b" if phrase.isascii() else rf"(?<!\d){phrase}")


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    return dict(_lines((files("bot") / "past_words.txt").read_text("utf-8")))


def _lines(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, rest = line.partition(": ")
            yield kind, tuple(one.strip() for one in rest.split(" | "))
