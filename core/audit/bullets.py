"""The bullets: how many, how long, and what they may not say."""

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from typing import Final

from core.audit.listing import AuditedListing
from core.audit.offers import asins, contacts, offer_talk
from core.audit.rule import HOLDS, NOT_APPLICABLE, Outcome, Severity, broken, quoted
from core.audit.text import emoji, is_word, tags, words
from core.audit.title_words import promotion

_USUAL: Final = 5
_VENDORS: Final = 10  # vendors may have ten; who sells is not known from a page
_SHORTEST, _LONG, _LONGEST = 10, 255, 500
_TOGETHER: Final = 1000
_FORBIDDEN: Final = "™®€…†‡º°¢£¥©±~"
_MOJIBAKE: Final = "â"
_TOKENS: Final = re.compile(r"(?<![\w/])(?:NA|[Nn]/[Aa]|TBD)(?![\w/])")
_CAPITALS: Final = 40
_SMALL: Final = re.compile("[a-z]")
_RECURRING: Final = 4
_COMPARED: Final = 50  # of more bullets than any store shows, the first are compared with one another
_ALIKE: Final = Decimal("0.8")
_Finder = Callable[[str], tuple[str, ...]]


def bullets_are_enough(listing: AuditedListing) -> Outcome:
    """B01."""
    if listing.clean_bullets is None:
        return NOT_APPLICABLE
    count = len(listing.clean_bullets)
    if _USUAL <= count <= _VENDORS:
        return HOLDS
    if count > _VENDORS:
        return broken(Severity.WARN, 0, f"{count} bullets, of which Amazon shows ten at most", "Keep the best five")
    said = f"{count} of {_USUAL} bullets" if count else "There are no bullets"
    lost = {4: 2, 3: 3}.get(count, 6)
    return broken(Severity.WARN if count > 2 else Severity.ERROR, lost, said, "Use all five")


def bullets_are_of_good_length(listing: AuditedListing) -> Outcome:
    """B02: ten to 255 characters each; what is beyond costs its share."""
    if not listing.clean_bullets:
        return NOT_APPLICABLE
    lengths = {number: len(text) for number, text in enumerate(listing.clean_bullets, 1)}
    off = {number: length for number, length in lengths.items() if not _SHORTEST <= length <= _LONG}
    if not off:
        return HOLDS
    is_error = any(length < _SHORTEST or length > _LONGEST for length in off.values())
    said = ", ".join(f"bullet {number} {length}/{_LONG}" for number, length in list(off.items())[:5])
    lost = Decimal(4 * len(off)) / len(lengths)
    severity = Severity.ERROR if is_error else Severity.WARN
    return broken(severity, lost, said[:1].upper() + said[1:], "Say one thing in each")


def bullets_fit_together(listing: AuditedListing) -> Outcome:
    """B03: less than a thousand characters in all."""
    if not listing.clean_bullets:
        return NOT_APPLICABLE
    total = sum(map(len, listing.clean_bullets))
    if total < _TOGETHER:
        return HOLDS
    return broken(Severity.WARN, 2, f"Bullets have {total} characters; less than {_TOGETHER} are indexed", "Trim them")


def bullets_have_no_forbidden_sign(listing: AuditedListing) -> Outcome:
    """B04: since August 2024; ``â`` is what is left of wrongly decoded text, where no language has it as a letter."""
    signs = _FORBIDDEN if _MOJIBAKE in listing.lexicon.letters else _FORBIDDEN + _MOJIBAKE
    return _said_in(listing, lambda text: (*(sign for sign in text if sign in signs), *emoji(text)), 3, "has")


def bullets_are_no_placeholders(listing: AuditedListing) -> Outcome:
    """B05."""

    def found(text: str) -> tuple[str, ...]:
        return (*_TOKENS.findall(text), *listing.lexicon.find("placeholders", text))

    return _said_in(listing, found, 1, "is a placeholder:")


def bullets_lead_nowhere(listing: AuditedListing) -> Outcome:
    """B06: no ASIN, address, e-mail or telephone number."""
    return _said_in(listing, lambda text: (*asins(text), *contacts(text)), 2, "leads elsewhere:", Severity.BLOCK)


def bullets_promise_nothing(listing: AuditedListing) -> Outcome:
    """B07: no guarantee, refund, price, shipping or promotion."""

    def found(text: str) -> tuple[str, ...]:
        return (*offer_talk(listing, text, ("p2", "shipping")), *promotion(listing, text))

    return _said_in(listing, found, 2, "promises:")


def bullets_begin_properly(listing: AuditedListing) -> Outcome:
    """B08: with a capital letter or a digit; leading signs are passed over."""
    if not listing.clean_bullets:
        return NOT_APPLICABLE
    brand = (listing.real_brand or "\0").casefold()
    small = [
        number
        for number, text in enumerate(listing.clean_bullets, 1)
        if (first := next((sign for sign in text if sign.isalnum()), "A")).islower()
        and not text[text.index(first) :].casefold().startswith(brand)
    ]
    if not small:
        return HOLDS
    which = ", ".join(map(str, small[:5]))
    return broken(Severity.INFO, 1, f"Bullet {which} begins with a small letter", "Begin with a capital")


def bullets_are_plain_text(listing: AuditedListing) -> Outcome:
    """B09: no markup, and not all in capitals; a heading in capitals before a colon is fine."""
    if not listing.clean_bullets:
        return NOT_APPLICABLE
    marked = [number for number, text in enumerate(listing.bullets or (), 1) if tags(text, line_breaks=True)]
    if marked:
        return broken(Severity.ERROR, 1, f"Bullet {marked[0]} has HTML", "Use plain text")
    loud = [number for number, text in enumerate(listing.clean_bullets, 1) if _shouts(text)]
    if loud:
        return broken(Severity.WARN, 1, f"Bullet {loud[0]} is all in capitals", "Use capitals for the heading alone")
    return HOLDS


def bullets_differ(listing: AuditedListing) -> Outcome:
    """B10: no word in four of them, no two that are nearly the same."""
    if not listing.clean_bullets:
        return NOT_APPLICABLE
    contents = [_content(listing, text) for text in listing.clean_bullets]
    counted = Counter(word for content in contents for word in content)
    often = tuple(word for word, count in counted.items() if count >= _RECURRING)
    if often:
        return broken(Severity.INFO, 0, f"{quoted(often)} in {_RECURRING} bullets or more", "Vary the words")
    sets = [set(content) for content in contents[:_COMPARED] if content]
    if any(_likeness(one, other) >= _ALIKE for one, other in combinations(sets, 2)):
        return broken(Severity.INFO, 0, "Two bullets say the same", "Say something new")
    return HOLDS


def _said_in(
    listing: AuditedListing, found: _Finder, points: int, verb: str, severity: Severity = Severity.ERROR
) -> Outcome:
    """The first bullet in which something is found that must not be there."""
    if not listing.clean_bullets:
        return NOT_APPLICABLE
    for number, text in enumerate(listing.clean_bullets, 1):
        if what := tuple(dict.fromkeys(found(text))):
            return broken(severity, points, f"Bullet {number} {verb} {quoted(what)}", "Take it out")
    return HOLDS


def _content(listing: AuditedListing, text: str) -> tuple[str, ...]:
    """Its words but for function words, each once, in their order."""
    passed_over = listing.lexicon.small_words
    return tuple(dict.fromkeys(word for word in words(text) if is_word(word) and word not in passed_over))


def _shouts(text: str) -> bool:
    if _SMALL.search(text):
        return False
    letters = [sign for sign in text if sign.isalpha()]
    cased = [sign for sign in letters if sign.lower() != sign.upper()]
    return len(cased) > _CAPITALS and all(sign.isupper() for sign in cased)


def _likeness(one: set[str], other: set[str]) -> Decimal:
    return Decimal(len(one & other)) / len(one | other)
