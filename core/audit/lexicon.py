"""The words by which listings of one language are judged, and finding them in a text."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

from core.audit.text import is_cjk, words
from core.catalog.marketplace import Marketplace

ENGLISH: Final = "en"
_LANGUAGES: Final = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "sv", "tr")
# What is the same in every language, and kept with the English words.
_FOR_ALL: Final = ("acronyms", "units", "brands", "placeholders", "generic_brands", "p5")
_BREAKS: Final = re.compile(r"[\s\-‐-―_/|]+")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True)
class Lexicon:
    """The lists of one language, by name; a list that it has not is empty."""

    language: str
    lists: Mapping[str, tuple[str, ...]]
    title_case: bool = False
    letters: str = ""
    _patterns: dict[str, re.Pattern[str] | None] = field(default_factory=dict)

    def find(self, name: str, text: str, brand: str | None = None) -> tuple[str, ...]:
        """The phrases of a list that a text holds, each once; the longest wins, the brand is exempt."""
        pattern = self._pattern(name)
        if pattern is None:
            return ()
        return tuple(dict.fromkeys(pattern.findall(_without(brand, level(text)))))

    def without(self, name: str, text: str) -> str:
        """A text, levelled, with the phrases of a list taken out."""
        pattern = self._pattern(name)
        return pattern.sub(" ; ", level(text)) if pattern else level(text)

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Prepositions, articles, conjunctions."""
        return frozenset(self.lists.get("function_words", ()))

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

    def _pattern(self, name: str) -> re.Pattern[str] | None:
        if name not in self._patterns:
            self._patterns[name] = _any_of(self.lists.get(name, ()))
        return self._patterns[name]


def lexicon_for(store: Marketplace, text: str) -> Lexicon:
    """The lexicon of the language that a text is written in: one that the store's pages come in, or English."""
    first = store.language.split("-")[0]
    possible = dict.fromkeys((first, *(tag.split("-")[0] for tag in store.also), ENGLISH))
    known = [language for language in possible if language in _LANGUAGES] or [ENGLISH]
    by_script = _by_script(text, known)
    if by_script:
        return lexicon(by_script)
    spaced = [language for language in known if language not in {"ja", "ar"}] or [ENGLISH]
    said = [word for word in words(text) if not word.isdigit()]
    return lexicon(max(spaced, key=lambda language: sum(word in lexicon(language).function_words for word in said)))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, an ISO 639 code; English where it has no file."""
    known = language if language in _LANGUAGES else ENGLISH
    own, english = _read(known), _read(ENGLISH)
    lists = {name: _listed(own, name) for name in own}
    lists |= {name: (*lists.get(name, ()), *_listed(english, name)) for name in _FOR_ALL if known != ENGLISH}
    return Lexicon(known, lists, title_case=bool(own.get("title_case")), letters=str(own.get("letters", "")))


def level(text: str) -> str:
    """Text as phrases are sought in it: no case, one apostrophe, hyphens and slashes as spaces, ``100%`` together."""
    folded = text.casefold().replace("’", "'").replace("‘", "'")
    return _BREAKS.sub(" ", folded).replace(" %", "%")


def _by_script(text: str, known: Sequence[str]) -> str | None:
    if "ja" in known and is_cjk(text):
        return "ja"
    return "ar" if "ar" in known and _ARABIC.search(text) else None


def _without(brand: str | None, text: str) -> str:
    if not brand:
        return text
    return re.sub(rf"(?<!\w){re.escape(level(brand).strip())}(?!\w)", " ; ", text)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all phrases, longer ones first, so that the longest wins; whole words where words are parted."""
    levelled = sorted({level(phrase) for phrase in phrases}, key=len, reverse=True)
    if not levelled:
        return None
    return re.compile("|".join(_bounded(phrase) for phrase in levelled))


def _bounded(phrase: str) -> str:
    escaped = re.escape(phrase)
    if is_cjk(phrase):
        return escaped
    return rf"(?<![^\W]){escaped}(?![^\W]|[.,]?\d)" if phrase[-1].isdigit() else rf"(?<!\w){escaped}(?!\w)"


def _listed(words: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = words.get(name)
    return tuple(found) if isinstance(found, list) else ()


@cache
def _read(language: str) -> Mapping[str, object]:
    source = files("core.audit.words").joinpath(f"{language}.toml")
    return tomllib.loads(source.read_text("utf-8"))
