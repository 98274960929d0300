"""The words by which listings of one language are judged, and finding them in a text."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

from core.audit.phrases import Phrases, level, phrases
from core.audit.text import is_cjk, words
from core.catalog.marketplace import Marketplace

ENGLISH: Final = "en"
_LANGUAGES: Final = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "sv", "tr")
# What is the same in every language, and what sellers write in every store in English; kept with the English words.
# In the text of a listing that is English the same lists of the store's own language are sought as well.
_FOR_ALL: Final = (
    "acronyms",
    "units",
    "brands",
    "placeholders",
    "generic_brands",
    "p1",
    "p2",
    "p4",
    "p5",
    "p6",
    "availability",
    "conditions",
    "sellers",
    "shipping",
    "time_sensitive",
    "review_requests",
)
_BUT: Final = "_but"  # ends the name of a list of phrases that are no finding, although they hold one
_TAKEN_OVER: Final = frozenset({"the", "and", "for", "with", "from"})
_ARABIC: Final = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True)
class Lexicon:
    """The lists of one language, by name; a list that it has not is empty."""

    language: str
    lists: Mapping[str, tuple[str, ...]]
    title_case: bool = False
    letters: str = ""
    _ready: dict[str, Phrases | None] = field(default_factory=dict)
    _sets: dict[str, frozenset[str]] = field(default_factory=dict)

    def find(self, name: str, text: str, brand: str | None = None) -> tuple[str, ...]:
        """The phrases of a list that a text holds, each once; the longest wins, the brand is exempt.

        A phrase within one of the list ``NAME_but`` (“best” in “best friend”) is none.
        """
        listed, said = self._phrases(name), level(text)
        if listed is None or not listed.may_be_in(said):
            return ()
        said = _without(brand, said)
        exempt = self._phrases(name + _BUT)
        return tuple(dict.fromkeys(listed.found(exempt.without(said) if exempt else said)))

    def may_find(self, text: str, *names: str) -> bool:
        """False where neither a text nor any part of it holds a phrase of these lists."""
        said = level(text)
        return any(listed.may_be_in(said) for listed in map(self._phrases, names) if listed)

    def without(self, name: str, text: str) -> str:
        """A text, levelled, with the phrases of a list taken out."""
        listed = self._phrases(name)
        return listed.without(level(text)) if listed else level(text)

    def words(self, name: str) -> frozenset[str]:
        """The single words of a list, for those who look at a text word by word."""
        if name not in self._sets:
            self._sets[name] = frozenset(self.lists.get(name, ()))
        return self._sets[name]

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Prepositions, articles, conjunctions."""
        return frozenset(self.lists.get("function_words", ()))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Function words of this language and of English, which is written everywhere."""
        return self.function_words | lexicon(ENGLISH).function_words

    @cached_property
    def generic_brands(self) -> frozenset[str]:
        """What stands in the place of a brand where there is none."""
        return frozenset(self.lists["generic_brands"])

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Words that are written in capitals."""
        return frozenset(self.lists["acronyms"])

    @cached_property
    def units(self) -> frozenset[str]:
        """Units and foreign particles that stay small in a title."""
        return frozenset(self.lists["units"])

    @cached_property
    def shelf_words(self) -> frozenset[str]:
        """Words of a category that name no product."""
        return frozenset(self.lists.get("shelf_words", ()))

    def _phrases(self, name: str) -> Phrases | None:
        if name not in self._ready:
            self._ready[name] = phrases(self.lists.get(name, ()))
        return self._ready[name]


def lexicon_for(store: Marketplace, text: str) -> Lexicon:
    """The lexicon of the language that a text is written in: one that the store's pages come in, or English."""
    first = store.language.split("-")[0]
    possible = dict.fromkeys((first, *(tag.split("-")[0] for tag in store.also), ENGLISH))
    known = [language for language in possible if language in _LANGUAGES] or [ENGLISH]
    by_script = _by_script(text, known)
    if by_script:
        return lexicon(by_script)
    spaced = [language for language in known if language not in {"ja", "ar"}] or [ENGLISH]
    said = words(text)
    spoken = max(spaced, key=lambda language: sum(word in _tell_tales(language) for word in said))
    return lexicon(spoken, known[0] if spoken == ENGLISH else ENGLISH)


@cache
def lexicon(language: str, beside: str = ENGLISH) -> Lexicon:
    """The lexicon of a language, an ISO 639 code (English where it has no file), with what is sought of another too."""
    known = language if language in _LANGUAGES else ENGLISH
    own, other = _read(known), _read(beside)
    lists = {name: _listed(own, name) for name in own}
    if known != beside:
        lists |= {name: (*lists.get(name, ()), *_borrowed(own, other, name)) for name in _FOR_ALL}
    # Promotion is counted once, as what it is: “best seller” is no “best”.
    promoted = tuple(phrase for phrase in lists["p1"] if phrase not in lists["superlatives"])
    lists["superlatives" + _BUT] = (*lists.get("superlatives" + _BUT, ()), *promoted)
    return Lexicon(known, lists, title_case=bool(own.get("title_case")), letters=str(own.get("letters", "")))


@cache
def _tell_tales(language: str) -> frozenset[str]:
    """The function words of a language, without the English ones that its sellers have taken over."""
    return lexicon(language).function_words - (frozenset() if language == ENGLISH else _TAKEN_OVER)


def _by_script(text: str, known: Sequence[str]) -> str | None:
    if "ja" in known and is_cjk(text):
        return "ja"
    return "ar" if "ar" in known and _ARABIC.search(text) else None


def _without(brand: str | None, text: str) -> str:
    name = level(brand or "").strip()
    if not name or name not in text:
        return text
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ; ", text)


def _borrowed(own: Mapping[str, object], other: Mapping[str, object], name: str) -> tuple[str, ...]:
    """The other language's words of a list, without those that mean something else here (“sale”, French dirty)."""
    strange = {*_listed(own, "homographs"), *(_listed(own, "not_brands") if name == "brands" else ())}
    return tuple(word for word in _listed(other, name) if word not in strange)


def _listed(words: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = words.get(name)
    return tuple(found) if isinstance(found, list) else ()


@cache
def _read(language: str) -> Mapping[str, object]:
    source = files("core.audit.words").joinpath(f"{language}.toml")
    return tomllib.loads(source.read_text("utf-8"))
