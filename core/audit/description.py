"""Description and A+ content."""

from typing import Final

from core.audit.listing import AuditedListing
from core.audit.offers import contacts, offer_talk
from core.audit.rule import HOLDS, NOT_APPLICABLE, Outcome, Severity, broken, quoted
from core.audit.text import is_cjk, tags, words
from core.audit.title_words import promotion

_ENOUGH: Final = 200
_MOST: Final = 2000
_LONG_WORD: Final = 4
_NEW: Final = 0.15


def aplus_is_there(listing: AuditedListing) -> Outcome:
    """D01: A+ content, or at least a description of 200 characters."""
    if listing.has_aplus:
        return HOLDS
    if listing.has_aplus is None or listing.clean_description is None:
        return NOT_APPLICABLE
    if len(listing.clean_description) >= _ENOUGH:
        return broken(Severity.INFO, 1, "A description, and no A+ content", "Add A+ content")
    said = f"No A+ content, and a description of {len(listing.clean_description)} characters"
    return broken(Severity.WARN, 4, said, "Add A+ content, or 200 characters of description")


def description_is_short(listing: AuditedListing) -> Outcome:
    """D02."""
    if listing.clean_description is None:
        return NOT_APPLICABLE
    length = len(listing.clean_description)
    return HOLDS if length <= _MOST else broken(Severity.WARN, 2, f"Description {length}/{_MOST}", "Shorten it")


def description_is_plain_text(listing: AuditedListing) -> Outcome:
    """D03: line breaks are the only markup."""
    if listing.description is None:
        return NOT_APPLICABLE
    found = tags(listing.description, line_breaks=False)
    return broken(Severity.ERROR, 1, f"Description has HTML: {quoted(found)}", "Use plain text") if found else HOLDS


def description_speaks_of_the_product(listing: AuditedListing) -> Outcome:
    """D04: no contact, price, availability, promotion, reviews, or what is true today alone."""
    text = listing.clean_description
    if text is None:
        return NOT_APPLICABLE
    lists = ("availability", "shipping", "review_requests", "review_quotes", "time_sensitive")
    found = (*contacts(text), *offer_talk(listing, text, lists), *promotion(listing, text))
    if not found:
        return HOLDS
    return broken(Severity.ERROR, 2, f"Description says {quoted(tuple(dict.fromkeys(found)))}", "Take it out")


def description_says_something_new(listing: AuditedListing) -> Outcome:
    """D05: of its longer words, fifteen in a hundred are not in the bullets."""
    if not listing.clean_description or not listing.clean_bullets:
        return NOT_APPLICABLE
    said = _long_words(listing.clean_description)
    if not said:
        return NOT_APPLICABLE
    new = said - _long_words(" ".join(listing.clean_bullets))
    if len(new) >= _NEW * len(said):
        return HOLDS
    return broken(Severity.INFO, 1, "Description repeats the bullets", "Tell what the bullets do not")


def _long_words(text: str) -> set[str]:
    return {word for word in words(text) if len(word) > _LONG_WORD or is_cjk(word)}
