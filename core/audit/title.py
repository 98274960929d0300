"""What a title is made of: its length and its signs."""

import re
from datetime import date
from typing import Final

from core.audit.lexicon import Lexicon
from core.audit.listing import AuditedListing
from core.audit.rule import HOLDS, NOT_APPLICABLE, NOT_MEANT, Broken, Outcome, Severity, Verdict, broken, quoted
from core.audit.text import unseen_signs

SHORT_TITLES_SINCE: Final = date(2026, 7, 27)
STORES_WITH_LONG_TITLES: Final = frozenset({"sa", "eg", "com.tr", "ae"})
SHORT: Final = 75
LONGEST: Final = 200
_AT_RISK: Final = 73
_FORBIDDEN: Final = "!$?_{}^¬¦"
_FEW: Final = "~#<>*"
_PROPER: Final = re.compile(r"(?<!#)#(?=\d)|(?<![<>])[<>](?=\s*\d)|(?<=\d)\*(?=\s*\d)|(?<=\d\s)\*(?=\s*\d)")
_MARKS: Final = "®©™℠℗"
_LIGATURES: Final = "ÆæŒœĲĳﬀﬁﬂﬃﬄﬅﬆ"


def has_title(listing: AuditedListing) -> bool:
    """Whether there is a title with a letter in it: the other rules of titles need one."""
    return any(sign.isalpha() for sign in listing.clean_title or "")


def without_title(listing: AuditedListing) -> Verdict:
    """What the other rules of titles say of a listing that has none, or of one whose title is not known."""
    return NOT_APPLICABLE if listing.title is None else NOT_MEANT


def title_is_there(listing: AuditedListing) -> Outcome:
    """T01."""
    if listing.title is None:
        return NOT_APPLICABLE
    return HOLDS if has_title(listing) else broken(Severity.BLOCK, 0, "There is no title", "Write one")


def title_is_not_refused(listing: AuditedListing) -> Outcome:
    """T02 as it always was, and still is in media and some stores: Amazon takes 200 characters."""
    title = listing.clean_title
    if title is None or not has_title(listing):
        return without_title(listing)
    return _refused(len(title), LONGEST) if len(title) > LONGEST else HOLDS


def title_is_short(listing: AuditedListing) -> Outcome:
    """T02 from 27 July 2026: Amazon shortens what is longer than 75 characters, and takes no more than 200."""
    title = listing.clean_title
    if title is None or not has_title(listing):
        return without_title(listing)
    length = len(title)
    if length > LONGEST:
        return _refused(length, SHORT)
    if length > SHORT:
        lost = 6 if length <= 80 else 8 if length <= 120 else 10
        return broken(Severity.ERROR, lost, f"Title {length}/{SHORT}: Amazon may rewrite it", _SHORTEN)
    if length >= _AT_RISK:
        return broken(Severity.INFO, 0, f"Title {length}/{SHORT}: one more word and Amazon may rewrite it", _SHORTEN)
    return HOLDS


def is_short_title_due(listing: AuditedListing) -> bool:
    """Whether the cap of 75 characters is in force for this listing."""
    exempt = listing.is_media or listing.market in STORES_WITH_LONG_TITLES
    return not exempt and listing.as_of >= SHORT_TITLES_SINCE


def title_has_no_forbidden_sign(listing: AuditedListing) -> Outcome:
    """T03."""
    return _judged(listing, forbidden_signs(listing.clean_title or "", listing.real_brand), 4)


def forbidden_signs(text: str, brand: str | None) -> tuple[str, ...]:
    """The signs that a title or highlight may not have, outside the brand's name."""
    return tuple(dict.fromkeys(sign for sign in without_brand(text, brand) if sign in _FORBIDDEN))


def title_uses_signs_properly(listing: AuditedListing) -> Outcome:
    """T04: identifiers (#5) and measures (< 5 kg, 3*4 m) only."""
    rest = _PROPER.sub("", without_brand(listing.clean_title or "", listing.real_brand))
    found = tuple(dict.fromkeys(sign for sign in rest if sign in _FEW))
    if not has_title(listing) or not found:
        return HOLDS if has_title(listing) else without_title(listing)
    return broken(Severity.WARN, 0, f"Title has {quoted(found)} outside an identifier or measure", "Take it out")


def title_has_no_marks(listing: AuditedListing) -> Outcome:
    """T11: signs of registration, and ligatures that are no letters of the language."""
    strange = [sign for sign in _LIGATURES if sign.lower() not in _letters(listing.lexicon)]
    found = tuple(dict.fromkeys(sign for sign in listing.clean_title or "" if sign in _MARKS or sign in strange))
    return _judged(listing, found, 1, Severity.WARN)


def title_has_no_emoji(listing: AuditedListing) -> Outcome:
    """T12: also control and zero-width signs."""
    return _judged(listing, unseen_signs(listing.title or ""), 1)


def without_brand(text: str, brand: str | None) -> str:
    """The text with the brand's name taken out where it is a word, in whatever case it stands there."""
    return re.sub(rf"(?<!\w){re.escape(brand)}(?!\w)", " ", text, flags=re.IGNORECASE) if brand else text


_SHORTEN: Final = "Move what is not the product's name to the item highlights"


def _refused(length: int, cap: int) -> Broken:
    return broken(Severity.BLOCK, 10, f"Title {length}/{cap}: over {LONGEST} it is refused", _SHORTEN)


def _judged(
    listing: AuditedListing, found: tuple[str, ...], points: int, severity: Severity = Severity.ERROR
) -> Outcome:
    if not has_title(listing):
        return without_title(listing)
    return _signs(found, points, severity) if found else HOLDS


def _signs(found: tuple[str, ...], points: int, severity: Severity) -> Broken:
    return broken(severity, points, f"Title has {quoted(found)}", "Take it out")


def _letters(lexicon: Lexicon) -> str:
    return lexicon.letters.lower()
