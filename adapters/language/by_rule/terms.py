"""Search terms made of the listing's own words: those that the title has not, the most frequent first."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from adapters.language.by_rule.mending import allowed
from core.amounts_said import root
from core.audit.listing import AuditedListing
from core.audit.text import clean, is_cjk, is_word, words

_BYTES: Final = 249
_WORD: Final = re.compile(r"[^\W\d_]+")
_JAPANESE: Final = re.compile("[\u30a1-\u30faー]{2,}|[\u4e00-\u9fff々]{2,}")
_SHORTEST: Final = 3
# Words that nobody searches by: decided here, from what listings are full of.
_LIGHT_WORDS: Final = """
are has have had was were been being will would can could may might must should does did not you your our their
its this these those they them his her him she who which what where how why all any both each few more most
other some such only own same too very just also now then there here get gets got make makes made comes come use
used uses using let lets give gives keep keeps need needs want wants ist sind hat haben war wird werden kann
können muss sehr sich nicht ihr ihre ihren sie wir uns diese dieser dieses man mehr noch nur dass wenn est sont
été avoir avec plus vous votre vos notre nos cette ces qui que dont très peut tout tous son sus sont pas ser
está están tiene puede muy más todo este esta estos sono hanno può molto questo questa suo tutti niet zijn heeft
wordt deze
"""
_LIGHT: Final = frozenset(_LIGHT_WORDS.split())
_LISTS: Final = ("p1", "p2", "p3", "p4", "p5", "p6", "diseases", "brands", "superlatives", "placeholders")


def search_terms(listing: AuditedListing) -> str:
    """Words of the terms that there are, then of highlights, bullets, description, in 249 bytes; never the brand's."""
    sources = [clean(listing.search_terms or ""), listing.clean_highlights or ""]
    sources += [allowed(text, listing) for text in (*(listing.clean_bullets or ()), listing.clean_description or "")]
    sources += (listing.category or ())[-1:]
    said = [word for text in sources for word in _words(text)]
    titled = {root(word) for word in (*words(listing.clean_title or ""), *_words(listing.clean_title or ""))}
    brand = {root(word) for word in _words(listing.brand or "")}
    first: dict[str, str] = {}
    for word in said:
        if _is_useful(word, listing):
            first.setdefault(root(word), word)
    counted = Counter(root(word) for word in said)
    fresh = [one for one in first if one not in titled | brand and not _in_title(first[one], listing)]
    by_use = sorted(fresh, key=lambda one: -counted[one])
    return _fitting(first[one] for one in by_use)


def _words(text: str) -> list[str]:
    return _JAPANESE.findall(text) if is_cjk(text) else [word.casefold() for word in _WORD.findall(text)]


def _is_useful(word: str, listing: AuditedListing) -> bool:
    lexicon = listing.lexicon
    if not is_cjk(word) and (len(word) < _SHORTEST or not is_word(word)):
        return False
    if word in lexicon.function_words or word in _LIGHT or word in lexicon.units or word in lexicon.shelf_words:
        return False
    return not any(lexicon.find(name, word) for name in _LISTS)


def _in_title(word: str, listing: AuditedListing) -> bool:
    """Japanese words are judged sign by sign: one that shares a pair with the title would be a repetition."""
    return is_cjk(word) and bool(set(words(word)) & set(words(listing.clean_title or "")))


def _fitting(found: Iterable[str]) -> str:
    terms, pairs = "", set[str]()
    for word in found:
        longer = f"{terms} {word}".strip()
        if len(longer.encode()) <= _BYTES and not (is_cjk(word) and pairs & set(words(word))):
            terms = longer
            pairs |= set(words(word))
    return terms
