"""Answer questions about the past: what a product's offers, ranks and listing were over some days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, TypeVar

from core.alerts.alert import Alert
from core.archive import Watched
from core.catalog.asin import Product
from core.catalog.chart import Mark
from core.catalog.past import Past
from core.catalog.series import ListingVersion, OfferPoint, RankPoint
from core.messages import ChatId
from core.ports.storage import Storage
from core.ports.world import Clock

Dated = TypeVar("Dated", OfferPoint, RankPoint, ListingVersion)
_MOST_ALERTS: Final = 500  # the latest of a chat among which a chart finds its marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One product beside others: where it stands, and what its price did in that time.

    `lowest` is the lowest price seen then, `change` the signed share from the first price to the present one, `out` how
    long it was out of stock; None is unknown.
    """

    watched: Watched
    lowest: Decimal | None
    change: Decimal | None
    out: timedelta


class History:
    """Reads; changes nothing. Each question is one statement however many products it is about."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def past(self, watched: Sequence[Watched], days: timedelta) -> Mapping[Product, Past]:
        """The offers, ranks and listings of these products over so long, until now."""
        now = self._clock.now()
        return await self.between(watched, now - days, now)

    async def between(
        self, watched: Sequence[Watched], since: datetime, until: datetime, *, offers_alone: bool = False
    ) -> Mapping[Product, Past]:
        """The same from a moment until another, which is not to come.

        With `offers_alone` ranks and listings stay unread, as for many products they should: then nobody knows of the
        gaps between looks.
        """
        standings = {one.watching.watch.product: one.standing for one in watched}
        async with self._storage.begin() as work:
            offers = await work.series.offers_since(standings, since)
            ranks = {} if offers_alone else await work.series.ranks_since(standings, since)
            listings = {} if offers_alone else await work.series.listings_since(standings, since)
        return {
            product: Past(
                product=product,
                since=since,
                until=until,
                every=standing.every,
                looked_at=standing.looked_at,
                offers=_until(until, offers.get(product, ())),
                ranks=_until(until, ranks.get(product, ())),
                listings=_until(until, listings.get(product, ())),
            )
            for product, standing in standings.items()
        }

    async def marks(self, chat: ChatId, since: datetime) -> Mapping[Product, tuple[Mark, ...]]:
        """The alerts of price and rank that a chat was told since then, by product; of its latest 500."""
        async with self._storage.begin() as work:
            told = await work.alerts.recent(chat, _MOST_ALERTS)
        found: dict[Product, tuple[Mark, ...]] = {}
        for alert in sorted(told, key=lambda one: one.at):
            if alert.at >= since:
                found[alert.product] = (*found.get(alert.product, ()), *_marks_of(alert))
        return found

    async def compare(self, watched: Sequence[Watched], days: timedelta) -> tuple[Compared, ...]:
        """These products side by side, cheapest first, those without a price last."""
        pasts = await self.past(watched, days)
        rows = [_compared(one, pasts[one.watching.watch.product]) for one in watched]
        return tuple(sorted(rows, key=lambda row: _price(row.watched) or Decimal("Infinity")))


def _until(until: datetime, points: Sequence[Dated]) -> tuple[Dated, ...]:
    return tuple(point for point in points if point.at <= until)


def _marks_of(alert: Alert) -> tuple[Mark, ...]:
    metrics = {finding.metric for finding in alert.findings}
    return tuple(Mark(alert.at, metric == "bsr") for metric in ("price", "bsr") if metric in metrics)


def _compared(watched: Watched, past: Past) -> Compared:
    prices = [offer.price for offer in past.offers if offer.price is not None]
    now = _price(watched)
    change = (now - prices[0]) / prices[0] if now is not None and prices and prices[0] else None
    out = sum((one.until - one.since for one in past.outs), timedelta())
    return Compared(watched=watched, lowest=min(prices, default=None), change=change, out=out)


def _price(watched: Watched) -> Decimal | None:
    accepted = watched.standing.accepted
    return accepted.offer.price if accepted else None
