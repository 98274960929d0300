"""The Buy Box: who has the featured offer. Not an alert kind yet, but what it reads is looked at twice."""

from dataclasses import replace
from datetime import timedelta

from core.alerts.kind import CONFIRM_SOON
from core.catalog.snapshot import Availability, Snapshot

_NOBODY = ""


class BuyBoxSeller:
    """The seller of the featured offer, or that nobody has it."""

    metric: str = "buybox"
    confirm_after: timedelta = CONFIRM_SOON

    def reading(self, snapshot: Snapshot) -> object:
        """The seller's name; empty where nobody has the featured offer, None where the page does not say."""
        offer = snapshot.offer
        if offer.seller is None and offer.availability is Availability.NO_FEATURED_OFFER:
            return _NOBODY
        return offer.seller

    def held(self, accepted: Snapshot, seen: Snapshot) -> Snapshot:
        """The offer seen, in the hands it was accepted in before."""
        old = accepted.offer
        offer = replace(seen.offer, seller=old.seller, ships_from=old.ships_from)
        if offer.availability is Availability.NO_FEATURED_OFFER:
            offer = replace(offer, availability=old.availability, stock_left=old.stock_left)
        if offer.price is None:
            offer = replace(offer, price=old.price, price_max=old.price_max)
        return replace(seen, offer=offer)

    def doubts(self, accepted: Snapshot, seen: Snapshot) -> bool:
        """Every other seller is looked at twice; a page that names none says nothing."""
        old, new = self.reading(accepted), self.reading(seen)
        return old is not None and new is not None and old != new
