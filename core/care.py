"""Care for listings that nobody edits: scored anew each week and when the rulebook changes, and what to mend first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from core.alerts.audit_score import AUDIT
from core.archive import Watched
from core.audit.report import Finding, audit
from core.audit.revision import edition
from core.cadence import Cadence
from core.catalog.asin import Product
from core.listed import listing_of
from core.news import Newsroom
from core.pictures_seen import NOTHING, keep_pictures, pictures_seen
from core.ports.pictures import Pictures
from core.ports.storage import Storage, UnitOfWork
from core.ports.watches import Audience
from core.ports.world import Clock
from core.settling import Turn, standing_still
from core.watching.watch import Role

EVERY: Final = timedelta(days=7)
FIXES: Final = 3
_AUDITED: Final = 10  # listings that are looked through for them, those with the lowest known scores
_PAGE: Final = 20  # watches in one unit of work
_LOOKING: Final = timedelta(minutes=10)  # of looking at images in one round: what is left is looked at in the next one
_KEY: Final = "care"
_FOR_GOOD: Final = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Fix:
    """What would better a listing most: a product of one's own, and the finding that is to be mended."""

    watched: Watched
    finding: Finding


async def most_valuable_fixes(work: UnitOfWork, watched: Sequence[Watched], now: datetime) -> tuple[Fix, ...]:
    """What gains the most points among own listings that are cared for, by the rules of the day."""
    found = [Fix(one, finding) for one in _weakest(watched) for finding in await _gains(work, one, now)]
    return tuple(sorted(found, key=lambda fix: -fix.finding.broken.lost)[:FIXES])


class Care:
    """Goes over all watches that ask for the audit score; a version that was scored by today's rules is left alone.

    What it did last is in the database. Whoever comes twice, after a crash or from another process, finds the rules as
    they remember what was told, and tells nothing twice. With `pictures` the images are looked at too, each version of
    a listing's once, never in a unit of work.
    """

    def __init__(self, storage: Storage, clock: Clock, cadence: Cadence, pictures: Pictures | None = None) -> None:
        self._storage = storage
        self._clock = clock
        self._pictures = pictures
        self._newsroom = Newsroom(clock, cadence)

    async def round(self) -> int:
        """Judge anew, if a week has passed or the rules are others; returns how many watches were gone over."""
        now = self._clock.now()
        rules = edition(now.date())
        async with self._storage.begin() as work:
            last = await work.memories.get(_KEY, now)
        if last is not None and not _is_due(last, rules, now):
            return 0
        count, after = 0, None
        until = now + _LOOKING
        while page := await self._go_over(after, until):
            count, after = count + len(page), page[-1]
        async with self._storage.begin() as work:
            await work.memories.put({_KEY: f"{rules} {now.isoformat()}"}, now + _FOR_GOOD)
            await work.commit()
        return count

    async def _go_over(self, after: UUID | None, until: datetime) -> Sequence[UUID]:
        """The next watches in the order of their ids; empty at the end."""
        await self._look_at_pictures(after, until)
        async with self._storage.begin() as work:
            audience = await work.watches.asking(AUDIT, after, _PAGE)
            if audience:
                news = await self._newsroom.reconsider(work, await self._turns(work, audience), audience)
                await work.watches.keep(news.rules)
                await work.alerts.add(news.alerts, news.deliveries)
                await work.commit()
        return [one.watching.watch.id for one in audience]

    async def _look_at_pictures(self, after: UUID | None, until: datetime) -> None:
        """See what nobody has seen of their images yet; what cannot be seen by then is not judged, and no trouble."""
        if self._pictures is None or self._clock.now() >= until:
            return
        for product, images in (await self._unseen(after)).items():
            seen = await self._pictures.look_at(images) if self._clock.now() < until else ()
            if any(one != NOTHING for one in seen):
                async with self._storage.begin() as work:
                    await keep_pictures(work, product, images, seen, self._clock.now())
                    await work.commit()

    async def _unseen(self, after: UUID | None) -> Mapping[Product, Sequence[str]]:
        """The images of the next watches' products of which not all were seen."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            audience = await work.watches.asking(AUDIT, after, _PAGE)
            standings = await work.products.stand({one.watching.watch.product for one in audience})
            shown = {product: one.accepted.listing.images for product, one in standings.items() if one.accepted}
            seen = {product: await pictures_seen(work, product, images, now) for product, images in shown.items()}
        return {product: images for product, images in shown.items() if not seen[product] or NOTHING in seen[product]}

    async def _turns(self, work: UnitOfWork, audience: Sequence[Audience]) -> Mapping[Product, Turn]:
        """The products as they stand, at this moment: its day says which rules are in force."""
        now = self._clock.now()
        standings = await work.products.stand({one.watching.watch.product for one in audience})
        return {product: turn for product, one in standings.items() if (turn := standing_still(one, now))}


def _weakest(watched: Sequence[Watched]) -> Sequence[Watched]:
    """Own products with an audit rule, the lowest score that their rules remember first."""
    scores = {
        one: Decimal(rule.anchor)
        for one in watched
        for rule in one.watching.rules
        if rule.condition.metric == AUDIT and rule.anchor is not None and one.watching.watch.role is Role.OWN
    }
    return sorted(scores, key=lambda one: scores[one])[:_AUDITED]


async def _gains(work: UnitOfWork, one: Watched, now: datetime) -> Sequence[Finding]:
    accepted = one.standing.accepted
    if accepted is None:
        return ()
    pictures = await pictures_seen(work, accepted.product, accepted.listing.images, now)
    return audit(listing_of(accepted, now.date(), pictures=pictures)).gains(FIXES)


def _is_due(last: str, rules: str, now: datetime) -> bool:
    known, _, at = last.partition(" ")
    return known != rules or now - datetime.fromisoformat(at) >= EVERY
