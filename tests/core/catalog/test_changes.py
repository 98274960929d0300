"""What changed, as data."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from core.catalog.changes import ListingEdit, PriceStep, RankMove, StockStep, changes
from core.catalog.series import ListingVersion
from core.catalog.snapshot import Availability, Listing
from tests.core.catalog.test_past import ago, offer, out, past, ranked

LISTING = Listing(title="Kettle", bullets=("boils", "pours"), brand="K")


def versions(*listings: tuple[float, Listing]) -> tuple[ListingVersion, ...]:
    return tuple(ListingVersion(ago(days), listing) for days, listing in listings)


def test_a_price_step_is_from_one_known_price_to_the_next_whatever_came_between():
    steps = changes(past(offer(100, "5"), out(50), offer(40, "5"), offer(30, "6"), out(20), offer(10, "4")))
    assert [one for one in steps if isinstance(one, PriceStep)] == [
        PriceStep(at=ago(10), old=Decimal(6), new=Decimal(4)),
        PriceStep(at=ago(30), old=Decimal(5), new=Decimal(6)),
    ]


def test_the_list_price_has_steps_of_its_own():
    before = replace(offer(50, "5"), list_price=Decimal(9))
    (step,) = changes(past(before, replace(before, at=ago(5), list_price=Decimal(8))))
    assert step == PriceStep(at=ago(5), old=Decimal(9), new=Decimal(8), is_list_price=True)


def test_stock_steps_pass_over_what_was_not_known():
    unknown = offer(30, "5", Availability.UNKNOWN)
    steps = changes(past(offer(50, "5"), unknown, offer(20, "5"), out(10)))
    assert steps == (StockStep(at=ago(10), old=Availability.IN_STOCK, new=Availability.OUT_OF_STOCK),)


def test_each_part_of_the_listing_that_was_edited_is_a_change():
    edited = replace(LISTING, title="Quiet kettle", bullets=("boils",))
    seen = replace(past(), listings=versions((100, LISTING), (3, edited)))
    assert changes(seen) == (
        ListingEdit(at=ago(3), part="title", old="Kettle", new="Quiet kettle"),
        ListingEdit(at=ago(3), part="bullets", old=("boils", "pours"), new=("boils",)),
    )


def test_what_was_seen_first_and_what_changed_before_is_no_change():
    seen = past(offer(100, "5"), days=7)
    assert changes(seen) == ()
    assert changes(replace(seen, listings=versions((2, LISTING)))) == ()
    assert changes(past()) == ()


def test_a_rank_moves_between_the_medians_of_a_day_at_both_ends():
    days = [(7, 100), (6.8, 110), (6.6, 9000), (4, 500), (0.5, 40), (0.2, 50), (0.1, 60)]
    (move,) = changes(past(ranks=[ranked(at, rank) for at, rank in days]))
    assert move == RankMove(at=ago(0.1), old=Decimal(110), new=Decimal(50), category="Kitchen")


def test_ranks_of_less_than_two_days_or_of_another_category_tell_no_move():
    assert changes(past(ranks=[ranked(1.5, 100), ranked(0.1, 900)])) == ()
    assert changes(past(ranks=[ranked(9, 100, "Old"), ranked(0.2, 900), ranked(0.1, 900)])) == ()


def test_a_look_is_no_change_of_its_own():
    assert changes(replace(past(offer(9, "5")), looked_at=ago(0) - timedelta(hours=1))) == ()
