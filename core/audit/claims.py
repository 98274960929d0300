"""Claims over all text: what kills, what heals, what is green, and who is best."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from core.audit.lexicon import ENGLISH, lexicon
from core.audit.listing import AuditedListing
from core.audit.phrases import level
from core.audit.rule import HOLDS, NOT_APPLICABLE, Outcome, Severity, broken, quoted
from core.audit.text import NO_WORD_BEFORE, is_cjk

_WITHIN: Final = 6  # words between a verb that heals and what it heals
_SENTENCES: Final = re.compile(r"[.!?。！？;\n]+\s*")
_NUMBER_ONE: Final = re.compile(NO_WORD_BEFORE + r"(?:no\.?|nr\.?|n°|nº|number|nummer)\s?1(?![\w.,]\d|\d)")
_NUMBER_TWO: Final = re.compile(NO_WORD_BEFORE + r"(?:no\.?|nr\.?|n°|nº|number|nummer)\s?2(?!\d)")
_NUMBERED: Final = re.compile(r"(?<![a-z])(n[or])\.\s?(?=\d)", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w']+")
_NAME: Final = re.compile(r"[\w'’.&+-]+")
_COMPARING: Final = ("comparisons", "review_requests", "superlatives", "versus")
_Finder = Callable[[str], tuple[str, ...]]


def kills_nothing(listing: AuditedListing) -> Outcome:
    """C01: no claim to kill or repel what lives."""
    return _claims(listing, lambda text: listing.lexicon.find("p4", text, listing.real_brand), 2, _care(listing))


def heals_nothing(listing: AuditedListing) -> Outcome:
    """C02: no disease, no cure, nobody's approval."""

    def found(text: str) -> tuple[str, ...]:
        lexicon, brand = listing.lexicon, listing.real_brand
        return (*lexicon.find("p5", text, brand), *lexicon.find("diseases", text, brand), *_cures(listing, text))

    return _claims(listing, found, 1, _care(listing))


def is_not_called_green(listing: AuditedListing) -> Outcome:
    """C03: no claim to be good for the environment."""
    return _claims(listing, lambda text: listing.lexicon.find("p6", text, listing.real_brand), 1, Severity.WARN)


def compares_with_nobody(listing: AuditedListing) -> Outcome:
    """C04: no competitor, no “best” without a source, no asking for reviews."""

    def found(text: str) -> Iterator[str]:
        if "1" not in text and not listing.lexicon.may_find(text, *_COMPARING):
            return
        is_counting = _NUMBER_TWO.search(level(text))
        for sentence in _SENTENCES.split(_NUMBERED.sub(r"\1 ", text)):  # the point of “No. 1” ends none
            yield from listing.lexicon.find("comparisons", sentence, listing.real_brand)
            yield from listing.lexicon.find("review_requests", sentence, listing.real_brand)
            yield from _rivals(listing, sentence)
            if not listing.lexicon.find("sourced", sentence):
                yield from listing.lexicon.find("superlatives", sentence, listing.real_brand)
                yield from () if is_counting else _NUMBER_ONE.findall(level(sentence))

    return _claims(listing, lambda text: tuple(found(text)), 1, Severity.ERROR)


def _rivals(listing: AuditedListing, sentence: str) -> tuple[str, ...]:
    """Brands of others that are held against this one (“vs Dyson”, “better than Yeti”)."""
    said = _NAME.findall(level(sentence))
    signs = listing.lexicon.words("versus")
    if signs.isdisjoint(said):
        return ()
    return tuple(
        f"{word} {rival[0]}"
        for at, word in enumerate(said)
        if word in signs
        and (rival := listing.lexicon.find("brands", " ".join(said[at + 1 : at + 3]), listing.real_brand))
    )


def _cures(listing: AuditedListing, text: str) -> tuple[str, ...]:
    """What heals in so many words, and verbs of cure where an ailment follows soon, in the same sentence."""
    verbs = listing.lexicon.words("cures")
    found = list(listing.lexicon.find("heals", text, listing.real_brand))
    for sentence in _SENTENCES.split(text) if listing.lexicon.may_find(text, "cures") else ():
        if is_cjk(sentence):
            ailing = listing.lexicon.find("ailments", sentence)
            found.extend(f"{ailing[0]} {verb}" for verb in listing.lexicon.find("cures", sentence) if ailing)
            continue
        said = _WORD.findall(level(sentence))
        for at, verb in ((at, word) for at, word in enumerate(said) if word in verbs):
            after = " ".join(said[at + 1 : at + 1 + _WITHIN])
            found.extend(f"{verb} {ailing}" for ailing in listing.lexicon.find("ailments", after)[:1])
    return tuple(dict.fromkeys(found))


def _care(listing: AuditedListing) -> Severity:
    """Where people, pets and bodies are cared for the claim is refused; elsewhere it is an error."""
    if not listing.category:
        return Severity.BLOCK
    path = " ; ".join(listing.category)
    is_care = listing.lexicon.find("care", path) or lexicon(ENGLISH).find("care", path)
    return Severity.BLOCK if is_care else Severity.ERROR


def _claims(listing: AuditedListing, found: _Finder, points: int, severity: Severity) -> Outcome:
    if not listing.texts:
        return NOT_APPLICABLE
    for part, text in listing.texts.items():
        if what := tuple(dict.fromkeys(found(text))):
            return broken(severity, points, f"{part} claims: {quoted(what)}", "Take it out, or have it approved")
    return HOLDS
