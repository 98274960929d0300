"""A product's past over some days: its lines, its gaps, its times out of stock."""

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
        """The times in which nothing was seen, as far as the readings of the rank tell, and the time since the last look.

        Only a look that shows a rank leaves a trace of its own; of other products nobody knows how often they were read.
        """
        longest = self._longest_silence()
        within = (Stretch(a, b) for a, b in pairwise(self._moments()) if b - a > longest) if self.ranks else ()
        since_then = self.looked_at and max(self.looked_at, self.since)
        silent = since_then is not None and self.until - since_then > longest
        return (*within, *((Stretch(since_then, self.until),) if silent and since_then else ()))

    def _steps(self, value: Callable[[OfferPoint], Decimal | None]) -> tuple[Point, ...]:
        if not self.offers:
            return ()
        points = [Point(max(offer.at, self.since), value(offer)) for offer in self.offers]
        broken: list[Point] = []
        for gap in self.gaps:
            broken.append(Point(gap.since, None))
            if gap.until < self.until:
                held = [point for point in points if point.at <= gap.until]
                broken += [Point(gap.until, held[-1].value)] if held else []
        inside = [point for point in points if not any(gap.since < point.at <= gap.until for gap in self.gaps)]
        return tuple(sorted(chain(inside, broken), key=lambda point: point.at))

    def _offers_with_ends(self) -> Iterator[tuple[OfferPoint, datetime]]:
        ends = [offer.at for offer in self.offers[1:]]
        yield from zip(self.offers, [*ends, self.until], strict=True) if self.offers else ()

    def _moments(self) -> Sequence[datetime]:
        changes = (offer.at for offer in self.offers if offer.at >= self.since)
        return sorted({*changes, *(reading.at for reading in self.ranks)})

    def _longest_silence(self) -> timedelta:
        moments = self._moments()
        usual = median((b - a for a, b in pairwise(moments))) if len(moments) > 2 else self.every
        return max(_MISSED * self.every, _MISSED * usual, (self.until - self.since) / _VISIBLE)
