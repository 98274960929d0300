"""How much of a listing could be judged: what is missing lowers it, what no such listing is asked for does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.audit.listing import AuditedListing, ListedPicture
from core.audit.report import audit

PICTURES = tuple(
    ListedPicture(width=2000, height=2000, white_ring=Decimal(1), fill=Decimal("0.9"), likeness=0xFFF << 8 * number)
    for number in range(7)
)
WHOLE = AuditedListing(
    as_of=date(2026, 11, 22),
    category=("Kitchen", "Kettles"),
    brand="Acme",
    title="Acme Electric Kettle 1.7 L",
    highlights="quiet boil, cool handle",
    bullets=("Boils fast and stays quiet", "Cool handle", "Long cord for any room", "Lid opens wide", "Easy to clean"),
    description="A kettle for tea and coffee that the whole family enjoys. " * 5,
    search_terms="boiler teapot",
    pictures=PICTURES,
    has_aplus=True,
    has_video=True,
)
GERMAN = {"market": "de", "title": "Acme Wasserkocher für die Küche 1,7 L", "category": ("Küche", "Wasserkocher")}


def test_a_listing_of_which_all_is_known_is_covered_as_a_whole():
    assert audit(WHOLE).coverage == 100


@pytest.mark.parametrize(
    "listing",
    [
        pytest.param(GERMAN, id="title case in German"),
        pytest.param({"brand": "Generic"}, id="a brand that is none"),
        pytest.param({"title": ""}, id="the words of no title"),
        pytest.param({"title": "12345"}, id="the words of a title without letters"),
        pytest.param({"pictures": ()}, id="the pixels of no image"),
        pytest.param({"market": "ae"}, id="highlights where there are none"),
    ],
)
def test_what_such_a_listing_is_never_asked_for_lowers_nothing(listing):
    assert audit(replace(WHOLE, **listing)).coverage == 100


@pytest.mark.parametrize(
    ("listing", "missing"),
    [
        ({"brand": None}, 2),
        ({"title": None}, 30 + 4),  # and the highlights beside it
        ({"pictures": None}, 20 - 2),
        ({"pictures": (ListedPicture(), *PICTURES[1:])}, 5 + 4 + 2 + 1),
        ({"pictures": (*PICTURES[:6], ListedPicture())}, 1),
        ({"search_terms": None}, 5),
        ({"has_aplus": None}, 4),
        ({"highlights": None}, 8),
        ({"highlights": None, "title": f"{WHOLE.title}{', Boils Water' * 6}"}, 4),  # nobody would see them
        ({**GERMAN, "brand": None}, 2),
    ],
)
def test_what_is_not_known_lowers_it_by_the_points_of_the_rules_that_need_it(listing, missing):
    assert audit(replace(WHOLE, **listing)).coverage == 100 - missing
