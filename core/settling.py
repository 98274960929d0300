"""What one look makes of where a product stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, assert_never

from core.alerts import ALERT_KINDS, SIGNALS
from core.alerts.gone import ListingGone
from core.alerts.kind import CONFIRM_SOON
from core.alerts.signal import Settled, settle
from core.cadence import Cadence, failed_again
from core.catalog.asin import Product
from core.catalog.series import kept_in_series
from core.catalog.snapshot import Listing, Look, Offer, Pending, Seen, Snapshot, Unseen
from core.foresight.habit import USUAL_STAKE, Habit
from core.foresight.timing import Appointment, Timing
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
        old, new = self.before.accepted, self.accepted.offer
        return old is None or kept_in_series(old.offer) != kept_in_series(new)

    @property
    def is_edited(self) -> bool:
        """Whether the listing is another one now."""
        old = self.before.accepted
        return old is None or _differ(old.listing, self.accepted.listing)

    @property
    def is_repriced(self) -> bool:
        """Whether the price is another one now."""
        old = self.before.accepted
        return old is None or old.offer.price != self.accepted.offer.price

    @property
    def may_be_lowest(self) -> bool:
        """Whether the price can be lower than ever: it is lower than it was, or there was none like it."""
        old, new = self.before.accepted, self.accepted.offer
        if old is None or old.offer.price is None or old.offer.currency != new.currency:
            return new.price is not None
        return new.price is not None and new.price < old.offer.price


def _same_parts(old: Snapshot, new: Snapshot) -> bool:
    """Whether all is the same that any rule could read: most looks find nothing new, and are done with here."""
    if _differ(old.listing, new.listing):
        return False
    return (old.offer, old.ranks, old.rating, old.reviews) == (new.offer, new.ranks, new.rating, new.reviews)


def _differ(old: Listing, new: Listing) -> bool:
    """Whether two listings differ; mostly they are the same object, since what is the same is kept."""
    return old is not new and old != new


def settled(look: Look, before: Standing, cadence: Cadence, timing: Timing) -> Turn:
    """The standing after `look`, from which `timing` learns.

    What is pending changes nothing but when to ask again. Nor does a reading that was taken before the last one that
    was looked at: it came late, and the product has its turn as if it had not come.
    """
    if isinstance(look, Pending):
        return _unchanged(before, cadence.after_pending(look.at))
    if isinstance(look, Seen) and before.looked_at is not None and look.snapshot.at < before.looked_at:
        if before.is_in_doubt:
            return _unchanged(before, cadence.second_look(before.looked_at, before.every, CONFIRM_SOON))
        return Turn(before, _due(before, _appointment(before, before.habit, before.looked_at, timing)), is_news=False)
    presence = after_meeting(before.presence, met_by(look), look_at(look), cadence.sure_after(_GONE.confirm_after))
    match look:
        case Unseen():
            return _unseen(look, before, presence, cadence, timing)
        case Seen(snapshot) if presence.is_here:
            return _seen(snapshot, presence, before, cadence, timing)
        case Seen(snapshot):
            soon = Appointment(cadence.second_look(snapshot.at, before.every, CONFIRM_SOON))
            return Turn(before, _due(replace(before, presence=presence, failure=None), soon), is_news=False)
        case _:
            assert_never(look)


def standing_still(standing: Standing, at: datetime) -> Turn | None:
    """A turn in which nothing was looked at: the product as it stood, at this moment; None of one never read."""
    if standing.accepted is None:
        return None
    return Turn(standing, replace(standing, looked_at=at, accepted=replace(standing.accepted, at=at)))


def look_at(look: Look) -> datetime:
    """When a look was taken."""
    return look.snapshot.at if isinstance(look, Seen) else look.at


def appointed_anew(standing: Standing, timing: Timing) -> Standing:
    """The same standing with the next look that its stake calls for; what is in doubt or failing stays as it is."""
    if standing.is_in_doubt or standing.failure is not None or standing.looked_at is None:
        return standing
    return _due(standing, _appointment(standing, standing.habit, standing.looked_at, timing))


def _unchanged(before: Standing, due: datetime) -> Turn:
    return Turn(before, _due(before, Appointment(due)), is_news=False)


def _unseen(look: Unseen, before: Standing, presence: Presence, cadence: Cadence, timing: Timing) -> Turn:
    """A page that is surely not there is looked for at its usual interval: that is no failure to read it."""
    if not presence.is_here and met_by(look) == presence.state:
        after = replace(before, presence=presence, doubt=None, failure=None, looked_at=look.at)
        return Turn(before, _due(after, _appointment(before, before.habit, look.at, timing)), is_news=True)
    failure = failed_again(before.failure, look)
    due = cadence.after_failure(look, before.every, failure.count, load=timing.load)
    if presence.suspected_since and met_by(look):
        sure_at = presence.suspected_since + cadence.sure_after(_GONE.confirm_after)
        due = max(min(due, sure_at), look.at + (look.retry_after or timedelta()))
    after = replace(before, presence=presence, failure=failure)
    return Turn(before, _due(after, Appointment(due)), is_news=False)


def _seen(snapshot: Snapshot, presence: Presence, before: Standing, cadence: Cadence, timing: Timing) -> Turn:
    found = settle(before.accepted, before.doubt, snapshot, SIGNALS)
    habit = _learned(before, found, snapshot.at, timing)
    if found.confirm_after is None:
        following = _appointment(before, habit, snapshot.at, timing)
    else:
        soon = cadence.second_look(snapshot.at, before.every, found.confirm_after, fruitless=found.fruitless)
        following = Appointment(soon)
    after = replace(
        before,
        presence=presence,
        accepted=found.accepted,
        doubt=found.doubt,
        failure=None,
        looked_at=snapshot.at,
        habit=habit,
        due_at=before.due_at and following.due_at,
        rested_at=following.rested_at,
    )
    return Turn(before, after, is_news=True, first_seen=found.first_seen)


def _learned(before: Standing, found: Settled, at: datetime, timing: Timing) -> Habit:
    """What a look leaves in doubt teaches nothing yet: the second one does, of all the time since the last that did."""
    changed = before.accepted is not None and _is_another_offer(before.accepted.offer, found.accepted.offer)
    return before.habit if found.doubt and not changed else timing.learned(before.habit, at, changed=changed)


def _is_another_offer(old: Offer, new: Offer) -> bool:
    """Ranks move with every look and words hardly ever: what looks are spent for is what the offer says."""
    return (old.price, old.availability, old.seller) != (new.price, new.availability, new.seller)


def _appointment(before: Standing, habit: Habit, at: datetime, timing: Timing) -> Appointment:
    stake = USUAL_STAKE if before.stake is None else before.stake
    return timing.appointment(habit, stake, at, before.every)


def _due(standing: Standing, following: Appointment) -> Standing:
    """Looked at then, if anybody watches it."""
    return replace(standing, due_at=standing.due_at and following.due_at, rested_at=following.rested_at)
