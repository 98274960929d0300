"""The pictures: how many, how large, how clean; and a video."""

from decimal import Decimal
from itertools import combinations
from typing import Final

from core.audit.listing import AuditedListing, ListedPicture
from core.audit.rule import HOLDS, NOT_APPLICABLE, NOT_MEANT, Outcome, Severity, Verdict, broken

BY_EYE: Final = frozenset({"I03", "I04", "I05", "I07"})
"""The rules that cannot be judged before somebody has looked at the images."""
_ENOUGH: Final = 7
_SHARP, _ZOOMS, _SMALLEST, _LARGEST = 1600, 1000, 500, 10_000
_WHITE: Final = Decimal("0.95")
_FILLED, _NEARLY = Decimal("0.85"), Decimal("0.75")
_SAME_BITS: Final = 4


def main_picture_is_there(listing: AuditedListing) -> Outcome:
    """I01."""
    if listing.pictures is None:
        return NOT_APPLICABLE
    return HOLDS if listing.pictures else broken(Severity.BLOCK, 0, "There is no main image", "Upload one")


def pictures_are_enough(listing: AuditedListing) -> Outcome:
    """I02: Amazon shows seven."""
    if not listing.pictures:
        return _without_main(listing)
    count = len(listing.pictures)
    if count >= _ENOUGH:
        return HOLDS
    lost = 2 if count >= 5 else 4 if count >= 3 else 6
    return broken(Severity.WARN, lost, f"{count} of {_ENOUGH} images", f"Add {_ENOUGH - count}")


def main_picture_is_large(listing: AuditedListing) -> Outcome:
    """I03: from 1,000 pixels buyers can zoom; under 500 and over 10,000 it is refused."""
    longest = _main(listing).longest if listing.pictures else None
    if longest is None:
        return _without_main(listing)
    if longest < _SMALLEST or longest > _LARGEST:
        return broken(Severity.BLOCK, 5, f"Main image {longest} pixels: refused", "Upload 1,600 pixels or more")
    if longest < _ZOOMS:
        return broken(Severity.ERROR, 4, f"Main image {longest} pixels: no zoom", "Upload 1,600 pixels or more")
    if longest < _SHARP:
        return broken(Severity.INFO, 1, f"Main image {longest} pixels", "Upload 1,600 pixels or more")
    return HOLDS


def main_picture_is_on_white(listing: AuditedListing) -> Outcome:
    """I04."""
    ring = _main(listing).white_ring if listing.pictures else None
    if ring is None:
        return _without_main(listing)
    if ring >= _WHITE:
        return HOLDS
    said = f"Main image's border is {ring * 100:.0f} % white"
    return broken(Severity.ERROR, 4, said, "Put the product on pure white")


def product_fills_the_picture(listing: AuditedListing) -> Outcome:
    """I05."""
    fill = _main(listing).fill if listing.pictures else None
    if fill is None:
        return _without_main(listing)
    if fill >= _FILLED:
        return HOLDS
    lost = 1 if fill >= _NEARLY else 2
    return broken(Severity.WARN, lost, f"The product fills {fill * 100:.0f} % of the main image", "Crop closer")


def video_is_there(listing: AuditedListing) -> Outcome:
    """I06."""
    if listing.has_video is None or listing.pictures == ():
        return _without_main(listing)
    return HOLDS if listing.has_video else broken(Severity.INFO, 2, "There is no video", "Add one")


def pictures_differ(listing: AuditedListing) -> Outcome:
    """I07: no two that look the same; that all differ can be said only when all were seen."""
    seen = [one.likeness for one in listing.pictures or () if one.likeness is not None]
    if any((one ^ other).bit_count() <= _SAME_BITS for one, other in combinations(seen, 2)):
        return broken(Severity.INFO, 1, "Two images are nearly the same", "Replace one")
    return HOLDS if seen and len(seen) == len(listing.pictures or ()) else _without_main(listing)


def _without_main(listing: AuditedListing) -> Verdict:
    """Where there is no main image the rules about images do not apply; else something is not known of them."""
    return NOT_MEANT if listing.pictures == () else NOT_APPLICABLE


def _main(listing: AuditedListing) -> ListedPicture:
    return (listing.pictures or (ListedPicture(),))[0]
