"""What one look makes of where a product stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, assert_never

from core.alerts import ALERT_KINDS, SIGNALS
from core.alerts.gone import ListingGone
from core.alerts.kind import CONFIRM_SOON
from core.alerts.signal import settle
from core.cadence import Cadence, failed_again
from core.catalog.asin import Product
from core.catalog.series import offer_point
from core.catalog.snapshot import Listing, Look, Offer, Pending, Seen, Snapshot, Unseen
from core.watching.presence import Presence, after_meeting, met_by
from core.watching.standing import Standing

_GONE: Final = ListingGone()


@dataclass(frozen=True, slots=True)
class Turn:
    """One product before and after a look.

    `is_news` says whether the look has made something sure: a page that was read, or that is surely not there;
    `first_seen` when that was seen first which a second look has confirmed, by metric.
    """

    before: Standing
    after: Standing
    is_news: bool = True
    first_seen: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def product(self) -> Product:
        """What was looked at."""
        return self.after.product

    @property
    def at(self) -> datetime:
        """When this look was taken, if it is news."""
        if self.after.looked_at is None:
            raise AssertionError(self.product)
        return self.after.looked_at

    @property
    def accepted(self) -> Snapshot:
        """What holds now; of a product that was never seen, nothing but its name."""
        return self.after.accepted or Snapshot(
            product=self.product, at=self.at, offer=Offer(), listing=Listing(title=self.product.asin)
        )

    @property
    def was_read(self) -> bool:
        """Whether the page was read, so that there is something for the series."""
        return self.is_news and self.after.presence.is_here

    @property
    def changed(self) -> bool:
        """Whether anything that a rule reads is different now."""
        old, new = self.before.accepted, self.accepted
        if old is None or self.before.presence.state != self.after.presence.state:
            return True
        if _same_parts(old, new):
            return False
        return any(kind.reading(old) != kind.reading(new) for kind in ALERT_KINDS)

    @property
    def offer_moved(self) -> bool:
        """Whether the offer series gets a new change point."""
        old = self.before.accepted
        return old is None or replace(offer_point(old), at=self.accepted.at) != offer_point(self.accepted)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the look before to this one."""
        return self.before.looked_at or self.at, self.at


def _same_parts(old: Snapshot, new: Snapshot) -> bool:
    """Whether all is the same that any rule could read: most looks find nothing new, and are done with here."""
    if old.listing is not new.listing and old.listing != new.listing:
        return False
    return (old.offer, old.ranks, old.rating, old.reviews) == (new.offer, new.ranks, new.rating, new.reviews)


def settled(look: Look, before: Standing, cadence: Cadence, load: float) -> Turn:
    """The standing after `look`; `load` is the part of the budget that all intervals together would take.

    What is pending changes nothing but when to ask again. Nor does a reading that was taken before the last one that
    was looked at: it came late, and the product has its turn as if it had not come.
    """
    if isinstance(look, Pending):
        return _unchanged(before, cadence.after_pending(look.at))
    if isinstance(look, Seen) and before.looked_at is not None and look.snapshot.at < before.looked_at:
        soon = CONFIRM_SOON if before.is_in_doubt else None
        return _unchanged(before, cadence.after_success(before.looked_at, before.every, soon, load=load))
    presence = after_meeting(before.presence, met_by(look), look_at(look), cadence.sure_after(_GONE.confirm_after))
    match look:
        case Unseen():
            return _unseen(look, before, presence, cadence, load)
        case Seen(snapshot) if presence.is_here:
            return _seen(snapshot, replace(before, presence=presence), before, cadence, load)
        case Seen(snapshot):
            due = cadence.after_success(snapshot.at, before.every, CONFIRM_SOON, load=load)
            after = replace(before, presence=presence, failure=None, due_at=before.due_at and due)
            return Turn(before, after, is_news=False)
        case _:
            assert_never(look)


def look_at(look: Look) -> datetime:
    """When a look was taken."""
    return look.snapshot.at if isinstance(look, Seen) else look.at


def _unchanged(before: Standing, due: datetime) -> Turn:
    return Turn(before, replace(before, due_at=before.due_at and due), is_news=False)


def _unseen(look: Unseen, before: Standing, presence: Presence, cadence: Cadence, load: float) -> Turn:
    """A page that is surely not there is looked for at its usual interval: that is no failure to read it."""
    if not presence.is_here and met_by(look) == presence.state:
        due = cadence.after_success(look.at, before.every, None, load=load)
        after = replace(
            before, presence=presence, doubt=None, failure=None, looked_at=look.at, due_at=before.due_at and due
        )
        return Turn(before, after, is_news=True)
    failure = failed_again(before.failure, look)
    due = cadence.after_failure(look, before.every, failure.count, load=load)
    if presence.suspected_since and met_by(look):
        sure_at = presence.suspected_since + cadence.sure_after(_GONE.confirm_after)
        due = max(min(due, sure_at), look.at + (look.retry_after or timedelta()))
    after = replace(before, presence=presence, failure=failure, due_at=before.due_at and due)
    return Turn(before, after, is_news=False)


def _seen(snapshot: Snapshot, now: Standing, before: Standing, cadence: Cadence, load: float) -> Turn:
    found = settle(before.accepted, before.doubt, snapshot, SIGNALS)
    due = cadence.after_success(snapshot.at, before.every, found.confirm_after, fruitless=found.fruitless, load=load)
    after = replace(
        now,
        accepted=found.accepted,
        doubt=found.doubt,
        failure=None,
        looked_at=snapshot.at,
        due_at=before.due_at and due,
    )
    return Turn(before, after, is_news=True, first_seen=found.first_seen)
