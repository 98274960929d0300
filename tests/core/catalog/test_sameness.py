"""When two looks saw the same."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.catalog.sameness import completed, essence
from core.catalog.snapshot import Availability, Listing, Variation
from tests.core.alerts.sights import START
from tests.shop import BLENDER, snapshot

LISTING = Listing(
    title="Vortex Blender 1.5 L, 900 W",
    brand="Vortex",
    bullets=("Blends ice", "Cleans itself"),
    description="A blender.\nFor soups.",
    images=(
        "https://m.media-amazon.com/images/I/71abC+d-L._AC_SL1500_.jpg",
        "https://m.media-amazon.com/images/I/81xyz.jpg",
    ),
    has_aplus=True,
    has_video=False,
    category_path=("Kitchen", "Blenders"),
    variations=(Variation("B0TESTBL02", "Red"), Variation("B0TESTBL03", "Blue")),
    parent_asin="B0TESTBL00",
)
SEEN = replace(snapshot(BLENDER, START), listing=LISTING)
FLICKERS = {
    "a picture in another size": {
        "images": (
            "https://images-na.ssl-images-amazon.com/images/I/71abC+d-L._AC_SX300_SY300_QL70_.jpg",
            LISTING.images[1],
        )
    },
    "a picture with its version": {"images": (LISTING.images[0], LISTING.images[1] + "?v=2")},
    "variations in another order": {"variations": LISTING.variations[::-1]},
    "spaces in the title": {"title": " Vortex  Blender 1.5\u00a0L, 900 W "},
    "line breaks in the description": {"description": "A blender. For\r\nsoups."},
    "spaces in a bullet": {"bullets": ("Blends  ice", "Cleans itself ")},
    "no bullets": {"bullets": ()},
    "no description": {"description": None},
    "no pictures": {"images": ()},
    "nothing of A+ content": {"has_aplus": None},
    "nothing of a video": {"has_video": None},
    "no category": {"category_path": ()},
    "no variations": {"variations": ()},
    "no parent": {"parent_asin": None},
    "no brand": {"brand": None},
}
EDITS = {
    "title": "Vortex Blender 1.5 L, 1000 W",
    "brand": "Whirl",
    "bullets": ("Cleans itself", "Blends ice"),
    "description": "A mixer.",
    "images": LISTING.images[::-1],
    "has_aplus": False,
    "has_video": True,
    "category_path": ("Kitchen", "Mixers"),
    "variations": LISTING.variations[:1],
    "parent_asin": "B0TESTBL09",
}


@pytest.mark.parametrize("parts", FLICKERS.values(), ids=FLICKERS.keys())
def test_what_says_the_same_or_nothing_leaves_the_listing_as_it_was(parts):
    assert completed(SEEN, replace(SEEN, listing=replace(LISTING, **parts))).listing == LISTING


@pytest.mark.parametrize(("part", "value"), EDITS.items(), ids=EDITS.keys())
def test_an_edit_is_seen_as_one(part, value):
    edited = replace(SEEN, listing=replace(LISTING, **{part: value}))
    assert completed(SEEN, edited) == edited
    assert essence(part, value) != essence(part, getattr(LISTING, part))


def test_an_edit_beside_an_absent_part_keeps_what_is_known():
    overview = replace(SEEN, listing=Listing(title="New title"), rating=None, reviews=None)
    told = completed(SEEN, overview)
    assert told.listing == replace(LISTING, title="New title")
    assert (told.rating, told.reviews) == (Decimal("4.6"), 812)


@pytest.mark.parametrize(
    ("seller", "availability", "expected"),
    [
        ("TESTWELL  LTD", Availability.IN_STOCK, "Testwell Ltd"),
        (None, Availability.IN_STOCK, "Testwell Ltd"),
        (None, Availability.UNKNOWN, "Testwell Ltd"),
        (None, Availability.OUT_OF_STOCK, "Testwell Ltd"),
        (None, Availability.NO_FEATURED_OFFER, None),
        ("Somebody Else", Availability.IN_STOCK, "Somebody Else"),
    ],
)
def test_a_seller_that_was_not_read_is_the_one_that_is_known(seller, availability, expected):
    seen = replace(SEEN, offer=replace(SEEN.offer, seller=seller, availability=availability))
    assert completed(SEEN, seen).offer.seller == expected
