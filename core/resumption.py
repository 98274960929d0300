"""The end of silences: what still differs then is told then, by a look that was taken after it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from core.cadence import Cadence
from core.catalog.asin import Product
from core.ids import new_id
from core.news import News, Newsroom
from core.ports.storage import Storage, UnitOfWork
from core.ports.watches import Audience
from core.ports.world import Clock
from core.settling import standing_still
from core.watching.standing import Standing
from core.watching.watch import Watching

_PAGE: Final = 100  # watches in one unit of work
_LEASE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is told, and of which watches it takes a look to know whether it is still so."""

    news: News
    unsure: frozenset[UUID]


class Resumption:
    """Judges the rules whose silence is over (their own, their watch's, or that of a chat that slept).

    What would be told by an older look makes the product due at once, and is judged anew by what that look finds; who
    has nothing to tell costs no look. A silence ends in the database in the same commit as what comes of it, so a crash
    at any moment means “again”, never “lost” or “twice”. Only who holds a product judges its rules: one that is being
    looked at has its turn afterwards.
    """

    def __init__(self, storage: Storage, clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._clock = clock
        self._newsroom = Newsroom(clock, cadence)

    async def round(self) -> int:
        """End the silences that are over; returns how many watches were judged."""
        count = 0
        while ended := await self._end_some():
            count += ended
        return count

    async def _end_some(self) -> int:
        now = self._clock.now()
        async with self._storage.begin() as work:
            over = await work.watches.silences_over(now, _PAGE)
            if not over:
                return 0
            by = new_id(now)
            await work.products.claim(by, list(dict.fromkeys(over.values())), now, _LEASE)
            standings = await work.products.held_by(by, over.values())
            mine = [id_ for id_, product in over.items() if product in standings]
            judged = await self._judge(work, await work.watches.heard(mine), standings, now)
            await work.watches.keep(judged.news.rules)
            await work.alerts.add(judged.news.alerts, judged.news.deliveries)
            await work.watches.end_silences([id_ for id_ in mine if id_ not in judged.unsure], now)
            await work.products.save([_due(standings[one], now) for one in {over[id_] for id_ in judged.unsure}])
            await work.products.give_back(by)
            await work.commit()
        return len(mine)

    async def _judge(
        self, work: UnitOfWork, audience: Collection[Audience], standings: Mapping[Product, Standing], now: datetime
    ) -> _Judged:
        turns = {product: turn for product, one in standings.items() if (turn := standing_still(one, now))}
        known: list[Audience] = []
        others: list[Audience] = []
        for one in audience:
            (known if _is_known(one.watching, standings, now) else others).append(one)
        news = await self._newsroom.reconsider(work, turns, known)
        guess = await self._newsroom.reconsider(work, turns, others)
        unsure = frozenset(alert.watch_id for alert in guess.alerts)
        learned = (rule for rule in guess.rules if rule.watch_id not in unsure)
        return _Judged(replace(news, rules=(*news.rules, *learned)), unsure)


def _is_known(one: Watching, standings: Mapping[Product, Standing], now: datetime) -> bool:
    """Whether the last look was taken after the silence."""
    looked_at = standings[one.watch.product].looked_at
    ends = (one.watch.muted_until, *(rule.muted_until for rule in one.rules))
    return looked_at is None or all(end <= looked_at for end in ends if end is not None and end <= now)


def _due(standing: Standing, now: datetime) -> Standing:
    return replace(standing, due_at=now if standing.due_at is None else min(standing.due_at, now))
