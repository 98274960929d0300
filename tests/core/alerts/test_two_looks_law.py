"""Whatever a row of looks shows: what is accepted of a doubtful part was read twice running, each part by itself."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from core.alerts import SIGNALS
from core.alerts.signal import settle
from core.alerts.stock import Stock
from core.catalog.snapshot import Availability
from tests.core.alerts.sights import START
from tests.shop import BLENDER, snapshot

PRICES = st.sampled_from(["10", "30", "90", "270", None])
LOOKS = st.lists(
    st.tuples(PRICES, st.sampled_from(Availability), st.sampled_from("AB"), st.sampled_from(["One", "Two"])),
    min_size=2,
    max_size=12,
)


def seen(number, price, availability, seller, title):
    shown = snapshot(BLENDER, START + timedelta(minutes=number))
    offer = replace(
        shown.offer, price=None if price is None else Decimal(price), availability=availability, seller=seller
    )
    return replace(shown, offer=offer, listing=replace(shown.listing, title=title))


def rows(looks):
    """Each look with what was seen before it and what is accepted after it."""
    accepted, doubt, before = None, None, None
    for number, look in enumerate(looks):
        shown = seen(number, *look)
        settled = settle(accepted, doubt, shown, SIGNALS)
        yield before, shown, accepted, settled
        accepted, doubt, before = settled.accepted, settled.doubt, shown


@given(LOOKS)
def test_no_part_changes_on_a_single_look(looks):
    for before, shown, accepted, settled in rows(looks):
        if accepted is None:
            continue
        new = settled.accepted
        if Stock().reading(new) != Stock().reading(accepted):
            assert Stock().reading(new) == Stock().reading(shown) == Stock().reading(before)
        if new.listing.title != accepted.listing.title:
            assert new.listing.title == shown.listing.title == before.listing.title
        if new.offer.seller != accepted.offer.seller:
            assert new.offer.seller == shown.offer.seller == before.offer.seller
        if new.offer.price != accepted.offer.price and new.offer.price is not None:
            assert new.offer.price == shown.offer.price == before.offer.price


@given(LOOKS)
@example(
    [
        ("10", Availability.IN_STOCK, "A", "One"),
        (None, Availability.IN_STOCK, "A", "One"),
        (None, Availability.IN_STOCK, "B", "One"),
    ]
)
def test_what_two_looks_agree_on_is_accepted_and_no_doubt_is_left_of_it(looks):
    accepted, doubt = None, None
    for number, look in enumerate(looks):
        settled = settle(accepted, doubt, seen(number, *look), SIGNALS)
        accepted, doubt = settled.accepted, settled.doubt
    again = settle(accepted, doubt, seen(len(looks), *looks[-1]), SIGNALS)
    assert again.doubt is None
    shown = seen(len(looks), *looks[-1])
    assert (again.accepted.offer.price, again.accepted.offer.availability) == (
        shown.offer.price,
        shown.offer.availability,
    )
    assert again.accepted.listing == shown.listing


@given(LOOKS)
def test_only_what_was_in_doubt_has_a_time_when_it_was_first_seen(looks):
    earlier = frozenset()
    for _, shown, _, settled in rows(looks):
        assert settled.first_seen.keys() <= earlier
        assert all(at < shown.at for at in settled.first_seen.values())
        earlier = frozenset(settled.doubt.metrics) if settled.doubt else frozenset()
