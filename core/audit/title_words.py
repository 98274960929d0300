"""The words of a title: repeated, promising, shouting, and in which order."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from core.audit.listing import AuditedListing
from core.audit.nouns import is_early, names_product
from core.audit.offers import offer_talk
from core.audit.rule import HOLDS, NOT_APPLICABLE, NOT_MEANT, Outcome, Severity, broken, quoted
from core.audit.text import clean, is_word, words
from core.audit.title import has_title, without_brand, without_title

_OFTEN: Final = 2
_SHOUT: Final = 4
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
_FIRST: Final = re.compile(r"[^\W_]")
_ROMAN: Final = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def _of_titles(check: Callable[[AuditedListing, str], Outcome]) -> Callable[[AuditedListing], Outcome]:
    def judge(listing: AuditedListing) -> Outcome:
        return check(listing, listing.clean_title or "") if has_title(listing) else without_title(listing)

    judge.__doc__ = check.__doc__
    return judge


@_of_titles
def title_repeats_no_word(listing: AuditedListing, title: str) -> Outcome:
    """T05: no word more than twice, but for prepositions, articles, conjunctions, and units (10 cm x 20 cm x 30 cm)."""
    passed_over = listing.lexicon.small_words | listing.lexicon.units
    counted = Counter(word for word in words(title) if is_word(word) and word not in passed_over)
    often = tuple(word for word, count in counted.items() if count > _OFTEN)
    if not often:
        return HOLDS
    return broken(Severity.ERROR, 4, f"Title says {quoted(often)} more than twice", "Say it once")


@_of_titles
def title_promotes_nothing(listing: AuditedListing, title: str) -> Outcome:
    """T06: none of the promotional phrases; book titles may be called what they like."""
    found = promotion(listing, title)
    if listing.is_media or not found:
        return NOT_APPLICABLE if listing.is_media else HOLDS
    return broken(Severity.ERROR, 4, f"Title promotes: {quoted(found)}", "Take it out")


def promotion(listing: AuditedListing, text: str) -> tuple[str, ...]:
    """The promotional phrases in a text; none in media."""
    return () if listing.is_media else listing.lexicon.find("p1", text, listing.real_brand)


@_of_titles
def title_does_not_shout(listing: AuditedListing, title: str) -> Outcome:
    """T07: no word of four letters or more in capitals, but for brand, models and known acronyms."""
    loud = [word for word in _TOKEN.findall(without_brand(title, listing.real_brand)) if _shouts(listing, word)]
    found = tuple(dict.fromkeys(loud))
    if not found:
        return HOLDS
    return broken(Severity.WARN, 1, f"Title shouts: {quoted(found)}", "Write it with small letters")


def _shouts(listing: AuditedListing, word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    if len(letters) < _SHOUT or any(sign.isdigit() for sign in word) or _ROMAN.fullmatch(word):
        return False
    in_capitals = all(sign.isupper() for sign in letters)
    return in_capitals and word.rstrip("S") not in listing.lexicon.acronyms and word not in listing.lexicon.acronyms


@_of_titles
def title_begins_with_brand(listing: AuditedListing, title: str) -> Outcome:
    """T08: where there is a brand worth the name."""
    if listing.real_brand is None:
        return NOT_MEANT if clean(listing.brand or "") else NOT_APPLICABLE
    brand, said = _plain(listing.real_brand), _plain(title)
    if not brand or (said.startswith(brand) and _ends_a_word(said, len(brand))):
        return HOLDS
    return broken(Severity.WARN, 2, f"Title does not begin with the brand, {listing.real_brand}", "Put the brand first")


def _plain(text: str) -> str:
    """Words alone, as brands are compared: without case, without signs."""
    return " ".join(_TOKEN.findall(text.casefold().replace("’", "'").replace("'", "").replace(".", "")))


def _ends_a_word(text: str, at: int) -> bool:
    return at == len(text) or not text[at].isalnum() or not text[at].isascii()


@_of_titles
def title_is_in_title_case(listing: AuditedListing, title: str) -> Outcome:
    """T09: in languages that have it; function words, units and the brand's own spelling stay as they are."""
    if not listing.lexicon.title_case:
        return NOT_MEANT
    small = [word for word in without_brand(title, listing.real_brand).split() if _is_small(listing, word)]
    if not small:
        return HOLDS
    return broken(Severity.INFO, 1, f"Title has {quoted(small)} in small letters", "Begin each word with a capital")


def _is_small(listing: AuditedListing, word: str) -> bool:
    first = _FIRST.search(word)
    if first is None or not first.group().islower() or any(sign.isdigit() or sign.isupper() for sign in word):
        return False
    bare = word.strip("()[]{}.,;:!?'\"“”&+-–—/|*").casefold()
    parts = [part for part in re.split(r"[/-]", bare) if part]
    known = listing.lexicon.function_words | listing.lexicon.units
    return not all(part in known or _is_small_ok(part) for part in parts[:1])


def _is_small_ok(part: str) -> bool:
    """What has no letters with a case."""
    return part.upper() == part


@_of_titles
def title_writes_numbers_as_numerals(listing: AuditedListing, title: str) -> Outcome:
    """T10: “2”, not “two”; set phrases (all in one) stay."""
    found = listing.lexicon.find("numbers", title, listing.real_brand)
    if not found:
        return HOLDS
    return broken(Severity.INFO, 0, f"Title spells out {quoted(found)}", "Write numerals")


@_of_titles
def title_names_the_product(listing: AuditedListing, title: str) -> Outcome:
    """T13: what it is, in the first half."""
    if listing.is_media:
        return NOT_APPLICABLE
    at = names_product(title, listing.category, listing.lexicon)
    if at is None:
        return NOT_APPLICABLE
    if is_early(at, title):
        return HOLDS
    where = "late" if at >= 0 else "nowhere"
    return broken(Severity.WARN, 2, f"Title says {where} what the product is", "Name the product in the first half")


@_of_titles
def title_speaks_of_no_offer(listing: AuditedListing, title: str) -> Outcome:
    """T14: no price, availability, condition or seller."""
    found = offer_talk(listing, title, ("availability", "conditions", "sellers"))
    if not found:
        return HOLDS
    return broken(Severity.ERROR, 0, f"Title speaks of the offer: {quoted(found)}", "Take it out")
