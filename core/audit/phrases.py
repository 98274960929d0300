"""The phrases of a word list, sought in a text all at once; of a text without any of their words that is soon told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.audit.text import NO_WORD_AFTER, NO_WORD_BEFORE, fold, is_cjk

_NUMBER: Final = "{n}"  # stands for any number in a phrase
_COUNTED: Final = re.compile(rf"\w*{re.escape(_NUMBER)}\w*")
_BREAKS: Final = re.compile(r"[\s\-‐-―_/|]+")
_RUN: Final = re.compile(r"\w+")
_KATAKANA: Final = re.compile("[ァ-ヶー]+")
_REMEMBERED: Final = 128  # texts: many lists are sought in each part and sentence of a listing


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list that is ready to be sought: whole words where words are parted, and the longest phrase wins.

    `words` are some of which every phrase has one; None where a phrase has none by which it could be told.
    """

    pattern: re.Pattern[str]
    words: frozenset[str] | None

    def found(self, said: str) -> tuple[str, ...]:
        """The phrases that a levelled text holds, in its order."""
        return tuple(self.pattern.findall(said))

    def without(self, said: str) -> str:
        """A levelled text with a break for each of them."""
        return self.pattern.sub(" ; ", said)

    def may_be_in(self, said: str) -> bool:
        """False where a levelled text has none of their words; Japanese and Chinese words are not parted."""
        return self.words is None or is_cjk(said) or not self.words.isdisjoint(_words_of(said))


def phrases(listed: Iterable[str]) -> Phrases | None:
    """The list made ready; None where it is empty."""
    longest_first = sorted({level(phrase) for phrase in listed}, key=lambda phrase: (-len(phrase), phrase))
    if not longest_first:
        return None
    told_by = {_rarest(phrase) for phrase in longest_first}
    words = None if None in told_by else frozenset(word for word in told_by if word)
    return Phrases(_any_of(longest_first), words)


@lru_cache(maxsize=_REMEMBERED)
def level(text: str) -> str:
    """Text as phrases are sought in it: no case, one apostrophe, hyphens and slashes as spaces, ``100%`` together."""
    folded = fold(text).replace("‘", "'")
    return _BREAKS.sub(" ", folded).replace(" %", "%")


@lru_cache(maxsize=_REMEMBERED)
def _words_of(said: str) -> frozenset[str]:
    return frozenset(_RUN.findall(said))


def _rarest(phrase: str) -> str | None:
    """The longest of its words; none of a phrase that is parted by no spaces, for it may stand within others."""
    if is_cjk(phrase):
        return ""
    return max(_RUN.findall(_COUNTED.sub(" ", phrase)), key=len, default=None)


def _any_of(longest_first: Iterable[str]) -> re.Pattern[str]:
    """One pattern; where words begin and end is asked once for all phrases, which is most of the time that it takes."""
    joined: list[str] = []
    parted: list[str] = []
    for phrase in longest_first:
        (joined if is_cjk(phrase) else parted).append(phrase)
    # Where both begin at one place the joined one is the longer: it cannot be the beginning of one without its signs.
    bounded = [f"{NO_WORD_BEFORE}(?:{'|'.join(map(_ended, parted))}){NO_WORD_AFTER}"] if parted else []
    return re.compile("|".join([*map(_within, joined), *bounded]))


def _ended(phrase: str) -> str:
    return _escaped(phrase) + (r"(?![.,]?\d)" if phrase[-1].isdigit() else "")


def _within(phrase: str) -> str:
    return rf"(?<![ァ-ヶー]){_escaped(phrase)}(?![ァ-ヶー])" if _KATAKANA.fullmatch(phrase) else _escaped(phrase)


def _escaped(phrase: str) -> str:
    return re.escape(phrase).replace(re.escape(_NUMBER), r"\d+")
