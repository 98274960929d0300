"""What is known of a tracked product's listing, as the rules read it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.audit.listing import ListedPicture
from core.catalog.asin import Product
from core.catalog.snapshot import Listing, Offer, Snapshot
from core.listed import listing_of, listing_shown

DAY = date(2026, 11, 22)
SEEN = Listing(title="Acme Kettle", highlights=("1.7 l", "spare filter"), images=("https://h/1.jpg", "https://h/2.jpg"))
SNAPSHOT = Snapshot(
    product=Product("B0EXAMPL01", "com"), at=datetime(2026, 11, 22, 12, tzinfo=UTC), offer=Offer(), listing=SEEN
)


def test_images_that_nobody_looked_at_are_counted_and_nothing_else_is_known_of_them():
    assert listing_of(SNAPSHOT, DAY).pictures == (ListedPicture(), ListedPicture())


def test_what_was_seen_of_the_images_is_what_the_rules_read():
    looked = (ListedPicture(width=1600, white_ring=Decimal(1)), ListedPicture(likeness=7))
    assert listing_of(SNAPSHOT, DAY, pictures=looked).pictures == looked


def test_a_page_without_images_does_not_say_that_the_listing_has_none():
    assert listing_shown(replace(SEEN, images=()), "B0EXAMPL01", "com", DAY).pictures is None


@pytest.mark.parametrize(("asin", "bullets"), [("B0EXAMPL01", ()), ("0465050654", None), (None, ())])
def test_no_bullets_are_an_empty_field_of_goods_and_none_of_books(asin, bullets):
    assert listing_shown(SEEN, asin, "com", DAY).bullets == bullets


def test_highlights_are_phrases_parted_by_commas_and_unknown_where_none_are_seen():
    assert listing_of(SNAPSHOT, DAY).highlights == "1.7 l, spare filter"
    assert listing_shown(replace(SEEN, highlights=()), "B0EXAMPL01", "com", DAY).highlights is None
