"""Item highlights: the field beside short titles."""

import re
from typing import Final

from core.audit.listing import AuditedListing
from core.audit.rule import HOLDS, NOT_APPLICABLE, NOT_MEANT, Outcome, Severity, broken, quoted
from core.audit.text import is_word, unseen_signs, words
from core.audit.title import LONGEST, SHORT, forbidden_signs, has_title, without_brand, without_title
from core.audit.title_words import promotion

_MOST: Final = 125
_COMMAS: Final = re.compile(r"[,，、،]")
_OTHER_PARTINGS: Final = re.compile(r"[;；|•·●]|\s[-–—]\s")
_SENTENCE_END: Final = re.compile(r"[!?。！？](?:\s|$)|(?<=\w{3})[.](?:$|\s+(?=[^\W\d_a-zà-ÿ]))|[.]$")
_LONG_PHRASE: Final = 8  # words without a comma among them


def highlights_are_there(listing: AuditedListing) -> Outcome:
    """H01: Amazon shows them only beside a title that fits."""
    if not has_title(listing):
        return without_title(listing)
    if len(listing.clean_title or "") > SHORT:
        return NOT_MEANT
    if listing.highlights is None:
        return NOT_APPLICABLE
    if listing.clean_highlights:
        return HOLDS
    return broken(Severity.WARN, 4, "There are no item highlights", "Add what buyers compare by, up to 125 characters")


def highlights_are_short(listing: AuditedListing) -> Outcome:
    """H02: 125 characters, and 200 together with the title."""
    text = listing.clean_highlights
    if not text:
        return NOT_APPLICABLE
    both = len(text) + len(listing.clean_title or "")
    if len(text) > _MOST:
        return broken(Severity.ERROR, 2, f"Highlights {len(text)}/{_MOST}", "Keep the strongest phrases")
    if both > LONGEST:
        return broken(Severity.ERROR, 2, f"Title and highlights {both}/{LONGEST} together", "Shorten one of them")
    return HOLDS


def highlights_are_phrases(listing: AuditedListing) -> Outcome:
    """H03: phrases parted by commas, less than half of whose words are in the title already."""
    text = listing.clean_highlights
    if not text:
        return NOT_APPLICABLE
    if _is_sentence(without_brand(text, listing.real_brand)):
        return broken(Severity.WARN, 1, "Highlights are no phrases parted by commas", "Write phrases, not sentences")
    content = _content(listing, text)
    shared = content & _content(listing, listing.clean_title or "")
    if content and len(shared) * 2 >= len(content):
        said = f"Highlights repeat the title: {quoted(sorted(shared))}"
        return broken(Severity.WARN, 1, said, "Say what the title does not")
    return HOLDS


def highlights_keep_the_rules_of_titles(listing: AuditedListing) -> Outcome:
    """H04: no forbidden sign, no promotion, no emoji."""
    text = listing.clean_highlights
    if not text:
        return NOT_APPLICABLE
    signs = forbidden_signs(text, listing.real_brand)
    found = (*signs, *promotion(listing, text), *unseen_signs(listing.highlights or ""))
    return broken(Severity.ERROR, 1, f"Highlights have {quoted(found)}", "Take it out") if found else HOLDS


def _is_sentence(text: str) -> bool:
    if _SENTENCE_END.search(text):
        return True
    if _COMMAS.search(text):
        return False
    return bool(_OTHER_PARTINGS.search(text)) or len(text.split()) > _LONG_PHRASE


def _content(listing: AuditedListing, text: str) -> set[str]:
    return {word for word in words(text) if is_word(word) and word not in listing.lexicon.small_words}
