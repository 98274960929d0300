"""The watchlist as names see it: which words of which titles a word of a message can mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.grammar.sentences.clean import clean, folded
from bot.grammar.sentences.context import Entry
from bot.grammar.sentences.pieces import is_japanese
from bot.grammar.sentences.slips import is_other_word

Fits = frozenset[int]
"""Places on the shelf."""

NONE: Final[Fits] = frozenset()
_WORD: Final = re.compile(r"[0-9]+(?:[.,/][0-9]+)?|[^\W\d_](?:\w|'(?=\w))*")
# What follows these in a title is an extra: the blender “with 2 travel cups” is no cup.
_EXTRA: Final = re.compile(
    r"\b(?:with|including|includes|for|mit|für|con|para|avec|pour|per|com)\b|[,(|]", re.IGNORECASE
)
# … unlike what follows a comma, which may well name the thing: “the purple one”.
_ACCESSORY: Final = re.compile(r"\b(?:with|including|includes|mit|con|avec|com)\b[^,(|]*", re.IGNORECASE)
_SMALL_WORDS: Final = (
    "a an and the of for with to in on at by or from set pack pcs x de la le les el los las der die das und mit fur "
    "con para per et avec pour e com em no na da do di del du au à al dem den des ein eine einen einem einer im am zum "
    "zur auf aus bei unter une un sur sous sans dans ou oder und lo gli il i dello della nel nella sul sulla os as um "
    "uma dos das nos nas ao y o u una unos unas sin sobre"
)
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_LONGEST_TITLE: Final = 300
_LONGEST_PART: Final = 8
_SHORTEST_PART: Final = 4  # letters of a compound's parts
_LONGEST_COMPOUND: Final = 40
_UNCOMPOUNDED: Final = frozenset({"es", "fr", "it", "com.br", "com.mx", "com.be"})
_PLURALS: Final = ("e", "n", "en", "er", "es")
_KANJI: Final = "\u4e00"
_MOST_COMPARED: Final = 200


@dataclass(frozen=True, slots=True)
class Shelf:
    """The titles of a watchlist, word by word: `main` words name the thing itself, `any` stand anywhere in it."""

    entries: tuple[Entry, ...]
    main: Mapping[str, Fits]
    any: Mapping[str, Fits]
    by_letter: Mapping[str, tuple[str, ...]]
    whole: frozenset[str] = frozenset()  # words as the titles write them
    naming: frozenset[str] = frozenset()  # the words that stand outside of what a thing only comes with
    lists: frozenset[str] = frozenset()  # the words of the lists' names
    endings: Mapping[str, str] = field(default_factory=dict)  # what long words end in, and those words

    def exact(self, key: str) -> bool:
        """Whether a title has this very word, in the singular or the plural."""
        return singular(key) in self.any and key not in _SMALL

    def part(self, key: str) -> str | None:
        """The title word that a word begins or ends: the “fridge” of the refrigerator, the Mühle of the Kaffeemühle."""
        stem = singular(key)
        if len(stem) < 3 or stem in _SMALL:
            return None
        words = self.by_letter.get(stem[0], ())[:_MOST_COMPARED]
        begun = min((word for word in words if word.startswith(stem)), key=len, default=None)
        return begun or self.endings.get(stem) or self._plural(stem) or self._compound(stem)

    def _plural(self, stem: str) -> str | None:
        """The title word, or its ending, in a German inflection: the “blaue Helme” are a blauer Fahrradhelm's."""
        roots = [stem.removesuffix(end) for end in _PLURALS if stem.endswith(end)]
        whole = next((root for root in roots if len(root) >= _SHORTEST_PART - 1 and root in self.whole), None)
        ends = (self.endings.get(root) for root in roots if len(root) >= _SHORTEST_PART)
        return whole or next(filter(None, ends), None)

    def _compound(self, stem: str) -> str | None:
        """The title word that tells most of a compound: a Kinderhelm is the “Kinder Fahrradhelm”."""
        for at in range(_SHORTEST_PART, min(len(stem), _LONGEST_COMPOUND) - _SHORTEST_PART + 1):
            last = self.endings.get(stem[at:]) or (stem[at:] if stem[at:] in self.any else None)
            words = self.by_letter.get(stem[0], ())[:_MOST_COMPARED] if last else ()
            first = next((word for word in words if word.startswith(stem[:at])), None)
            both = self.any[first] & self.any[last] if first and last else NONE
            if first and last and both and both in {self.any[first], self.any[last]}:
                return first if both == self.any[first] else last
        return None

    def misspelled(self, key: str) -> tuple[str | None, int]:
        """The title word that is one slip away, or two in a long word, and how far it is."""
        stem = singular(key)
        words = tuple(word for word in self.by_letter.get(stem[:1], ())[:_MOST_COMPARED] if len(word) > 3)
        if len(stem) < 4 or not words:
            return None, 9
        most = 2 if len(stem) >= 8 else 1
        best = process.extractOne(stem, words, scorer=OSA.distance, score_cutoff=most)
        return (str(best[0]), int(best[1])) if best and not is_other_word(stem, str(best[0])) else (None, 9)

    def fits(self, words: Sequence[str]) -> Fits:
        """The places whose titles have all these words; those that have them in the name itself, if there are any."""
        return _common(self.main, words) or (self._names(words) and _common(self.any, words)) or NONE

    def _names(self, words: Iterable[str]) -> bool:
        """Whether one of the words tells more than what a thing comes with: a bike's light is no bike."""
        return not self.naming or any(word in self.naming for word in words)

    def sorts(self, fits: Fits, word: str) -> Fits:
        """Those of some places that have this word in the name itself."""
        return fits & self.main.get(word, NONE)

    def has_common(self, words: Iterable[str]) -> bool:
        """Whether some title has all these words."""
        return bool(_common(self.any, words))


def singular(key: str) -> str:
    """A word without the ending of a plural, as far as that needs no dictionary."""
    if len(key) <= 3 or not key.endswith("s") or key.endswith("ss"):
        return key
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith(("sses", "xes", "ches", "shes", "zes")):
        return key[:-2]
    return key[:-1]


def title_words(title: str) -> list[str]:
    """The words of a title as the shelf keeps them."""
    return [singular(folded(word)) for word in _WORD.findall(clean(title[:_LONGEST_TITLE]))]


@lru_cache(maxsize=64)
def shelf_of(entries: tuple[Entry, ...]) -> Shelf:
    """The shelf of a watchlist; the same watchlist gives the same shelf."""
    main: dict[str, set[int]] = {}
    all_: dict[str, set[int]] = {}
    for place, entry in enumerate(entries):
        title = entry.title[:_LONGEST_TITLE]
        extra = _EXTRA.search(title, 1)
        for words, index in (
            (title_words(title[: extra.start()] if extra else title), main),
            (title_words(title), all_),
        ):
            for word in (
                *words,
                *(a + b for a, b in pairwise(words)),
                *(part for one in words for part in _parts(one)),
            ):
                index.setdefault(word, set()).add(place)
    naming = {
        part
        for entry in entries
        for word in title_words(_ACCESSORY.sub(" ", entry.title))
        for part in (word, *_parts(word))
    }
    letters: dict[str, list[str]] = {}
    for word in all_:
        letters.setdefault(word[0], []).append(word)
    by_letter = {letter: tuple(words) for letter, words in letters.items()}
    lists = frozenset(folded(word) for entry in entries for word in (entry.list or "").split())
    whole = frozenset(word for entry in entries for word in title_words(entry.title))
    endings = _endings(entries)
    for ending, words in endings.items():
        for index in (main, all_) if len(words) > 1 else ():
            index.setdefault(ending, set()).update(*(index.get(word, ()) for word in words))
    heads = {ending: words[0] if len(words) == 1 else ending for ending, words in endings.items()}
    return Shelf(entries, _frozen(main), _frozen(all_), by_letter, whole, frozenset(naming), lists, heads)


def _endings(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """What the words of titles end in, where words are compounded: a cafetera is no “era”, a batido no “ido”."""
    found: dict[str, list[str]] = {}
    compounded = (entry.title for entry in entries if entry.market not in _UNCOMPOUNDED)
    for word in dict.fromkeys(word for title in compounded for word in title_words(title)):
        if word.isascii() and word.isalpha():
            for at in range(2, len(word) - 2):
                found.setdefault(word[at:], []).append(word)
    return found


def _parts(word: str) -> Iterator[str]:
    """The parts of a Japanese word, since a title there is not written in words; a last kanji may stand alone."""
    if not is_japanese(word):
        return
    size = min(len(word), _LONGEST_PART)
    yield from (word[at:end] for at in range(len(word)) for end in range(at + 2, min(at + size, len(word)) + 1))
    if word[-1] >= _KANJI:
        yield word[-1]


def _frozen(index: Mapping[str, set[int]]) -> dict[str, Fits]:
    return {word: frozenset(places) for word, places in index.items()}


def _common(index: Mapping[str, Fits], words: Iterable[str]) -> Fits:
    found: Fits | None = None
    for word in words:
        places = index.get(word, NONE)
        found = places if found is None else found & places
    return found or NONE
