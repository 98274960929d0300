"""A product's past over some days: its lines, its gaps, its times out of stock."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain, pairwise
from statistics import median
from typing import Final

from core.catalog.asin import Product
from core.catalog.chart import Point, Stretch
from core.catalog.series import ListingVersion, OfferPoint, RankPoint
from core.catalog.snapshot import Availability

_MISSED: Final = 3  # intervals without a look after which a line is broken
_VISIBLE: Final = 50  # a gap narrower than this part of the whole would not be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was seen of a product from `since` until `until`.

    `offers` and `listings` are changes, led by what held at `since`; `ranks` are readings. `looked_at` is the last good
    look and `every` the interval between looks: together they say where a line is only an assumption.
    """

    product: Product
    since: datetime
    until: datetime
    every: timedelta
    looked_at: datetime | None = None
    offers: tuple[OfferPoint, ...] = ()
    ranks: tuple[RankPoint, ...] = ()
    listings: tuple[ListingVersion, ...] = ()

    @property
    def began(self) -> datetime:
        """The first moment that anything is known of: `since`, or later where watching began later."""
        first = min((one[0].at for one in (self.offers, self.ranks) if one), default=self.until)
        return min(max(first, self.since), self.until)

    @property
    def prices(self) -> tuple[Point, ...]:
        """The price as steps, broken where nothing was seen."""
        return self._steps(lambda offer: offer.price)

    @property
    def list_prices(self) -> tuple[Point, ...]:
        """The list price as steps, broken where nothing was seen."""
        return self._steps(lambda offer: offer.list_price)

    @property
    def rank_line(self) -> tuple[Point, ...]:
        """The readings of the rank in the category of the last one, broken where nothing was seen."""
        gaps = {gap.since for gap in self.gaps}
        last = self.ranks[-1].rank.category if self.ranks else ""
        line: list[Point] = []
        for reading in self.ranks:
            if reading.rank.category == last:
                line.append(Point(reading.at, Decimal(reading.rank.rank)))
            elif line and line[-1].value is not None:
                line.append(Point(reading.at, None))
            if reading.at in gaps:
                line.append(Point(reading.at, None))
        return tuple(line)

    @property
    def outs(self) -> tuple[Stretch, ...]:
        """The times out of stock, neighbours as one."""
        found: list[Stretch] = []
        for offer, until in self._offers_with_ends():
            if offer.availability is not Availability.OUT_OF_STOCK:
                continue
            since = max(offer.at, self.since)
            if found and found[-1].until == since:
                since = found.pop().since
            found.append(Stretch(since, until))
        return tuple(found)

    @property
    def gaps(self) -> tuple[Stretch, ...]:
        """The times in which nothing was seen, as far as readings of the rank tell, and the time since the last look.

        Only a look that shows a rank leaves a trace of its own; of other products nobody knows when they were read.
        """
        moments = self._moments()
        longest = self._longest_silence(moments)
        within = (Stretch(a, b) for a, b in pairwise(moments) if b - a > longest) if self.ranks else ()
        last = max(self.looked_at, self.since) if self.looked_at else self.until
        return (*within, *((Stretch(last, self.until),) if self.until - last > longest else ()))

    def _steps(self, value: Callable[[OfferPoint], Decimal | None]) -> tuple[Point, ...]:
        """A gap breaks the line at its beginning; at its end the offer that held then begins it anew."""
        points = [Point(max(offer.at, self.since), value(offer)) for offer in self.offers]
        times = [point.at for point in points]
        breaks: list[Point] = []
        for gap in self.gaps if points else ():
            held = bisect_right(times, gap.until) - 1
            breaks.append(Point(gap.since, None))
            if gap.until < self.until and held >= 0 and times[held] != gap.until:
                breaks.append(Point(gap.until, points[held].value))
        return tuple(sorted(chain(points, breaks), key=lambda point: point.at))

    def _offers_with_ends(self) -> Iterator[tuple[OfferPoint, datetime]]:
        ends = [offer.at for offer in self.offers[1:]]
        yield from zip(self.offers, [*ends, self.until], strict=True) if self.offers else ()

    def _moments(self) -> Sequence[datetime]:
        changes = (offer.at for offer in self.offers if offer.at >= self.since)
        return sorted(chain(changes, (reading.at for reading in self.ranks)))

    def _longest_silence(self, moments: Sequence[datetime]) -> timedelta:
        """Never less than could be seen in a picture; where looks were rare, they are judged by their own pace."""
        apart = [(b - a).total_seconds() for a, b in pairwise(moments) if b > a]
        usual = timedelta(seconds=median(apart)) if len(apart) > 1 else self.every
        return max(_MISSED * self.every, _MISSED * usual, (self.until - self.since) / _VISIBLE)
