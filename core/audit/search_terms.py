"""Search terms: what only the owner sees, and supplies."""

import re
from collections import Counter
from typing import Final

from core.audit.listing import AuditedListing
from core.audit.offers import asins
from core.audit.rule import HOLDS, NOT_APPLICABLE, Outcome, Severity, broken, quoted
from core.audit.text import clean, is_word, words

_BYTES: Final = 250
_ASIN_ANY_CASE: Final = re.compile(r"(?<![^\W_])b0[a-z0-9]{8}(?![^\W_])", re.IGNORECASE)


def terms_fit(listing: AuditedListing) -> Outcome:
    """S01: the field is cut after 249 bytes, spaces and signs included."""
    if not listing.search_terms:
        return NOT_APPLICABLE
    size = len(clean(listing.search_terms).encode())
    return HOLDS if size < _BYTES else broken(Severity.ERROR, 2, f"Search terms {size}/249 bytes", "Drop some words")


def terms_name_no_brand(listing: AuditedListing) -> Outcome:
    """S02: no brand, own or others', and no ASIN."""
    if not listing.search_terms:
        return NOT_APPLICABLE
    text = clean(listing.search_terms)
    own = _own_brand(listing, text)
    found = (*own, *listing.lexicon.find("brands", text), *asins(text), *_ASIN_ANY_CASE.findall(text))
    return broken(Severity.ERROR, 1, f"Search terms name {quoted(_once(found))}", "Take it out") if found else HOLDS


def terms_are_lasting(listing: AuditedListing) -> Outcome:
    """S03: nothing temporary or subjective."""
    if not listing.search_terms:
        return NOT_APPLICABLE
    text = clean(listing.search_terms)
    found = listing.lexicon.find("p3", listing.lexicon.without("brands", text), listing.real_brand)
    return broken(Severity.ERROR, 1, f"Search terms have {quoted(found)}", "Take it out") if found else HOLDS


def terms_are_new(listing: AuditedListing) -> Outcome:
    """S04: no word twice, and none that is in the title."""
    if not listing.search_terms:
        return NOT_APPLICABLE
    function_words = listing.lexicon.small_words
    said = [word for word in words(clean(listing.search_terms)) if is_word(word) and word not in function_words]
    titled = set(words(listing.clean_title or ""))
    found = tuple(word for word, count in Counter(said).items() if count > 1 or word in titled)
    if not found:
        return HOLDS
    return broken(Severity.INFO, 1, f"Search terms repeat {quoted(found)}", "Use the room for other words")


def _own_brand(listing: AuditedListing, text: str) -> tuple[str, ...]:
    brand = listing.real_brand
    if not brand:
        return ()
    said = re.search(rf"(?<!\w){re.escape(brand.casefold())}(?!\w)", text.casefold())
    return (brand,) if said else ()


def _once(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
