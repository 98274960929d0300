"""Whether a title says what the product is: the head noun of its category, or another word for the same thing."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from core.audit.lexicon import ENGLISH, Lexicon
from core.audit.lexicon import lexicon as lexicon_of
from core.audit.text import is_cjk

_PARTS: Final = re.compile(
    r"\s*(?:,|;|&|/|・|、|＆|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bi\b|\bve\b)\s*", re.IGNORECASE
)
_FOR: Final = re.compile(
    r"\s+(?:for|für|pour|para|per|voor|för|dla|için|with|mit|avec|con|com|of|de|di|von|van)\s+.*", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HEAD_FIRST: Final = frozenset({"fr", "es", "it", "pt", "ar", "pl"})
_PLURALS: Final = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ss", "ss"), ("s", ""))
_ENDINGS: Final = ("en", "er", "n", "e", "i", "a", "o", "x", "y")
_STEM: Final = 3
_ON_ANY_SCREEN: Final = 30  # characters
_SHARED_END: Final = 5  # letters that two compounds end in alike
_REMEMBERED: Final = 8192  # words: the nouns of a category are compared with each word of a title
_SHARED_RUN: Final = 2  # signs that a Japanese word shares with its category


@dataclass(frozen=True, slots=True)
class _Noun:
    """What a category calls its products: `names` in every language, and whether the noun is one that we know."""

    names: tuple[str, ...]
    is_known: bool


def names_product(title: str, category: Sequence[str] | None, lexicon: Lexicon) -> int | None:
    """Where a title names the product: an index, −1 where it does not, None where that cannot be told.

    It cannot be told where the category is a department or a shelf, where its noun is none that we know other words
    for, and where the title names another thing.
    """
    path = [step.casefold().replace("_", " ") for step in category or ()]
    own, wider = (tuple(_nouns(step, lexicon)) for step in (path[-1:], path[-2:-1]))
    places = sorted(_all_places(title, own))
    early = [at for at in (*places, *_all_places(title, wider)) if is_early(at, title)]
    if early or places:
        return min(early) if early else places[0]
    is_told = bool(own) and all(noun.is_known for noun in own) and not _names_another_thing(title)
    return -1 if is_told else None


def is_early(at: int, title: str) -> bool:
    """Whether a place is in the first half of a title, or so near its beginning that it is seen on any screen."""
    return 0 <= at <= max(_ON_ANY_SCREEN, len(title) / 2)


def _nouns(steps: Sequence[str], lexicon: Lexicon) -> Iterator[_Noun]:
    """The head nouns of a step of the path, without those of departments and shelves."""
    for part in (part for step in steps for part in _PARTS.split(step)):
        said = _WORD.findall(_FOR.sub("", part))
        if not said or part.strip() in _groups():
            continue
        at = 0 if _is_head_first(said, lexicon) else -1
        if is_cjk(part):
            said, at = ["".join(said)], 0
        if said[at] not in lexicon.shelf_words | _english_shelf() | _groups():
            yield _noun(said, said[at])


def _noun(said: Sequence[str], head: str) -> _Noun:
    """A noun of two words where we know it as one (cutting board), else its head alone."""
    for name in (" ".join(said[-2:]), " ".join(said[:2]), head):
        if rows := _things().get(_key(name)):
            return _Noun(tuple(dict.fromkeys((" ".join(said), name, *(one for row in rows for one in row)))), True)
    return _Noun(tuple(dict.fromkeys((" ".join(said), head))), False)


def _is_head_first(said: Sequence[str], lexicon: Lexicon) -> bool:
    """Romance nouns come before what is said of them; an English category of a French store is still English."""
    is_english = _key(said[-1]) in _things() and _key(said[0]) not in _things()
    return lexicon.language in _HEAD_FIRST and not is_english


def _names_another_thing(title: str) -> bool:
    """Whether a title names any thing at all before it says what it is for or comes with."""
    return any(_key(word) in _things() for word in _WORD.findall(_FOR.sub("", title.casefold())))


def _all_places(title: str, nouns: Sequence[_Noun]) -> list[int]:
    plain = title.casefold()
    said = [(found.group(), found.start()) for found in _WORD.finditer(plain)]
    return [at for noun in nouns for name in noun.names for at in _places(plain, said, name)]


def _places(plain: str, said: Sequence[tuple[str, int]], name: str) -> Iterator[int]:
    if is_cjk(name):
        at = plain.find(name)
        yield from (at,) if at >= 0 else _shared(plain, name)
    elif " " in name or "-" in name:
        found = _spaced(name).search(plain)
        yield from (found.start(),) if found else ()
    else:
        sought = stem(name)
        yield from (at for word, at in said if _is_same(word, sought))


@lru_cache(maxsize=_REMEMBERED)
def _spaced(name: str) -> re.Pattern[str]:
    """A name of two words, its last with any ending."""
    inner = re.escape(_key(name)).replace(r"\ ", "[ -]").replace(r"\-", "[ -]?")
    return re.compile(rf"(?<!\w){inner}\w{{0,3}}(?!\w)")


def _is_same(word: str, other: str) -> bool:
    """Same stem; a hyphenated word by any of its parts; a compound by its end (Trinkflasche, Wasserflaschen)."""
    one = stem(word)
    if one == other or ("-" in word and any(stem(part) == other for part in word.split("-"))):
        return True
    shorter = min(len(one), len(other))
    if shorter >= _SHARED_END and (one.endswith(other) or other.endswith(one)):
        return True
    return one[-_SHARED_END - 1 :] == other[-_SHARED_END - 1 :] and shorter > _SHARED_END


def _shared(title: str, name: str) -> Iterator[int]:
    """Where the last signs of a Japanese name stand by themselves."""
    tail = name[-max(_SHARED_RUN, len(name) // 2) :]
    at = title.find(tail)
    if at >= 0:
        yield at


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """A word without the endings of its number and gender; never shorter than three letters."""
    bare = word.removesuffix("'s").replace("'", "")
    for plural, one in _PLURALS:
        if bare.endswith(plural) and len(bare) - len(plural) >= _STEM:
            bare = bare.removesuffix(plural) + one
            break
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _STEM:
            return bare.removesuffix(ending)
    return bare


def _key(name: str) -> str:
    """A name as it is looked up: its last word without ending."""
    *before, last = name.split(" ")
    return name if is_cjk(name) else " ".join((*before, stem(last)))


@cache
def _things() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    known: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in _read()["things"]:
        for name in row:
            known[_key(name)] = (*known.get(_key(name), ()), tuple(row))
    return known


@cache
def _groups() -> frozenset[str]:
    return frozenset(_read()["groups"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files("core.audit.words").joinpath("nouns.toml").read_text("utf-8"))


@cache
def _english_shelf() -> frozenset[str]:
    return lexicon_of(ENGLISH).shelf_words
