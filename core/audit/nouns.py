"""Whether a title says what the product is: the head noun of its category, or another word for the same thing."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

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
_ENDINGS: Final = ("ies", "es", "en", "er", "s", "n", "e", "i", "a", "o", "x", "y")
_STEM: Final = 3
_SHARED_END: Final = 5  # letters that two compounds end in alike
_SHARED_RUN: Final = 2  # signs that a Japanese word shares with its category


def names_product(title: str, category: Sequence[str] | None, lexicon: Lexicon) -> int | None:
    """Where a title names the product: an index, −1 where it does not, None where that cannot be told.

    A category whose nouns are not known in the title's language cannot be told from a missing one, unless both are in
    English.
    """
    heads = list(_heads(category or (), lexicon))
    if not heads:
        return None
    places = [place for head in heads for place in _places(title, head)]
    if places:
        return min(places)
    same_language = lexicon.language == "en" or any(_is_of(head, lexicon) for head in heads)
    return -1 if same_language or any(_others(head) for head in heads) else None


def _heads(category: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The head nouns of the leaf and of its parent, without words that name a shelf."""
    for step in reversed(category[-2:]):
        for part in _PARTS.split(step):
            core = _FOR.sub("", part).casefold()
            found = [
                word for word in _WORD.findall(core) if word not in lexicon.shelf_words and word not in _english_shelf()
            ]
            if found:
                yield " ".join(found) if is_cjk(core) else found[0 if _is_head_first(core, lexicon) else -1]
                yield from (" ".join(found[-2:]),) if len(found) > 1 else ()


def _is_head_first(part: str, lexicon: Lexicon) -> bool:
    """Romance nouns come before what is said of them; an English category of a French store is still English."""
    words = _WORD.findall(part)
    return lexicon.language in _HEAD_FIRST and not (
        words and _things().get(stem(words[-1]), ()) and not _things().get(stem(words[0]), ())
    )


def _places(title: str, head: str) -> Iterator[int]:
    plain = title.casefold()
    for name in (head, *_others(head)):
        if is_cjk(name):
            at = plain.find(name)
            yield from (at,) if at >= 0 else _shared(plain, name)
        elif " " in name or "-" in name:
            found = re.search(rf"(?<!\w){re.escape(name).replace(' ', '[ -]')}", plain)
            yield from (found.start(),) if found else ()
        else:
            yield from (word.start() for word in _WORD.finditer(plain) if _is_same(word.group(), name))


def _is_same(word: str, name: str) -> bool:
    """Same stem; a hyphenated word by any of its parts; a compound by its end (Trinkflasche, Wasserflaschen)."""
    if any(stem(part) == stem(name) for part in (word, *word.split("-"))):
        return True
    one, other = stem(word), stem(name)
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


def stem(word: str) -> str:
    """A word without the ending of its number or gender; never shorter than three letters."""
    bare = word.removesuffix("'s").replace("'", "")
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _STEM:
            return bare.removesuffix(ending)
    return bare


def _is_of(head: str, lexicon: Lexicon) -> bool:
    """Whether a head noun is written in the letters of the title's language."""
    return is_cjk(head) == (lexicon.language == "ja") and any(sign in lexicon.letters for sign in head)


def _others(head: str) -> tuple[str, ...]:
    key = head if is_cjk(head) else stem(head)
    rows = _things().get(key, ()) or _things().get(stem(head.rsplit(" ", maxsplit=1)[-1]), ())
    return tuple(dict.fromkeys(name for row in rows for name in row))


@cache
def _things() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    source = files("core.audit.words").joinpath("nouns.toml").read_text("utf-8")
    known: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in tomllib.loads(source)["things"]:
        for name in row:
            key = name if is_cjk(name) else " ".join((*name.split(" ")[:-1], stem(name.split(" ")[-1])))
            known[key] = (*known.get(key, ()), tuple(row))
    return known


@cache
def _english_shelf() -> frozenset[str]:
    return lexicon_of(ENGLISH).shelf_words
