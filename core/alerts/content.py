"""The words and pictures of a listing, part by part: each change is looked at twice, whoever tells of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from core.alerts.kind import CONFIRM_SOON
from core.catalog.sameness import LISTING_PARTS, essence
from core.catalog.snapshot import Snapshot


class ListingPart:
    """One part of the listing; its metric is the name of a field of `Listing`."""

    confirm_after: timedelta = CONFIRM_SOON

    def __init__(self, part: str) -> None:
        self.metric = part

    def reading(self, snapshot: Snapshot) -> object:
        """The part, without what differs from look to look."""
        return essence(self.metric, self._value(snapshot))

    def held(self, accepted: Snapshot, seen: Snapshot) -> Snapshot:
        """What was seen, with this part as it was accepted before."""
        part = {self.metric: self._value(accepted)}
        return replace(seen, listing=replace(seen.listing, **part))

    def doubts(self, accepted: Snapshot, seen: Snapshot) -> bool:
        """Every edit is looked at twice."""
        if accepted.listing is seen.listing or self._value(accepted) == self._value(seen):
            return False
        return self.reading(accepted) != self.reading(seen)

    def _value(self, snapshot: Snapshot) -> Any:
        return getattr(snapshot.listing, self.metric)


LISTING: Final = tuple(ListingPart(part) for part in LISTING_PARTS)
