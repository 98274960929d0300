"""The summary a chat has ordered: what changed, what is near, what could not be read (what the clock asks for)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from core.alerts.alert import Alert
from core.archive import Watched, nearness
from core.budget import UNLIMITED, Budget
from core.care import Fix, most_valuable_fixes
from core.catalog.asin import Product
from core.catalog.changes import Change, changes
from core.catalog.past import Past
from core.health import Health, health_of
from core.messages import ChatId
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock
from core.tally import Tally
from core.wall_clock import zone_of
from core.watching.schedule import Rhythm, Schedule

_NEAR: Final = Decimal("0.5")  # of the way to the threshold
_NEAREST: Final = 5
_MONDAY: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a chat's products did from `since` to `until`.

    `changes` are the newest first; `told` the alerts of that time; `nearest` what has gone at least half of the way to
    a rule; `tally` the looks of that time in the stores that are watched here, `spent` what all looks cost; `fixes`,
    once a week, what would better own listings most.
    """

    since: datetime
    until: datetime
    watched: int
    changes: tuple[tuple[Watched, Change], ...]
    told: tuple[Alert, ...]
    nearest: tuple[Watched, ...]
    health: Health
    tally: Tally
    spent: Decimal
    fixes: tuple[Fix, ...] = ()


class Digests:
    """Sets digests, and puts together those that are due; each period is told of once, whatever happens meanwhile."""

    def __init__(self, storage: Storage, clock: Clock, budget: Budget = UNLIMITED) -> None:
        self._storage = storage
        self._clock = clock
        self._budget = budget

    async def order(self, chat: ChatId, thread: str | None, rhythm: Rhythm, zone: str) -> Schedule:
        """From now on the chat wants its digest in this rhythm; what was not told yet is told in the next one."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            known = await work.schedules.of(chat)
            schedule = Schedule(
                chat=chat,
                thread=thread,
                rhythm=rhythm,
                since=known.since if known else now,
                due_at=rhythm.after(now, zone_of(zone)),
            )
            await work.schedules.put(schedule)
            await work.commit()
        return schedule

    async def cancel(self, chat: ChatId) -> bool:
        """The chat wants none any more; returns whether it had one."""
        async with self._storage.begin() as work:
            known = await work.schedules.of(chat)
            await work.schedules.drop(chat)
            await work.commit()
        return known is not None

    async def ordered(self, chat: ChatId) -> Schedule | None:
        """The chat's own schedule."""
        async with self._storage.begin() as work:
            return await work.schedules.of(chat)

    async def of(self, schedule: Schedule) -> Digest:
        """The digest of the time since the last one."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            watched = [Watched(*one) for one in await work.watches.standing_in(schedule.chat)]
            standings = [one.standing for one in watched]
            health = await health_of(work, schedule.chat, standings, self._budget, now)
            told = await work.alerts.since(sorted(one.watching.watch.id for one in watched), schedule.since)
            tally = await work.looks.since(schedule.since)
            markets = {one.product.market for one in standings}
            return Digest(
                since=schedule.since,
                until=now,
                watched=len(watched),
                changes=_changes(watched, await _pasts(work, watched, schedule.since, now)),
                told=tuple(told),
                nearest=_nearest(watched),
                health=health,
                tally={looked: count for looked, count in tally.items() if looked.market in markets},
                spent=await work.runs.spent(schedule.since),
                fixes=await most_valuable_fixes(work, watched, now) if await _is_weekly(work, schedule, now) else (),
            )

    async def told(self, work: UnitOfWork, schedule: Schedule, zone: str) -> None:
        """It was told: the next one begins where this one ended."""
        now = self._clock.now()
        await work.schedules.told(schedule, now, schedule.rhythm.after(now, zone_of(zone)))


async def rescheduled(work: UnitOfWork, chat: ChatId, zone: str, now: datetime) -> None:
    """The chat's clocks show another time from now on: its digest comes by the new ones."""
    schedule = await work.schedules.of(chat)
    if schedule is not None:
        await work.schedules.put(replace(schedule, due_at=schedule.rhythm.after(now, zone_of(zone))))


async def _is_weekly(work: UnitOfWork, schedule: Schedule, now: datetime) -> bool:
    """Whether what is told once a week is told now: in weekly digests, and in daily ones on Mondays."""
    if schedule.rhythm.weekday is not None:
        return True
    room = await work.chats.room(schedule.chat)
    return now.astimezone(zone_of(room.zone if room else "UTC")).weekday() == _MONDAY


def _nearest(watched: Sequence[Watched]) -> tuple[Watched, ...]:
    near = [one for one in watched if nearness(one) >= _NEAR]
    return tuple(sorted(near, key=lambda one: (-nearness(one), one.watching.watch.number))[:_NEAREST])


def _changes(watched: Sequence[Watched], pasts: Mapping[Product, Past]) -> tuple[tuple[Watched, Change], ...]:
    found = [(one, change) for one in watched for change in changes(pasts[one.watching.watch.product])]
    return tuple(sorted(found, key=lambda pair: pair[1].at, reverse=True))


async def _pasts(
    work: UnitOfWork, watched: Sequence[Watched], since: datetime, now: datetime
) -> Mapping[Product, Past]:
    standings = {one.watching.watch.product: one.standing for one in watched}
    offers = await work.series.offers_since(standings, since)
    ranks = await work.series.ranks_since(standings, since)
    listings = await work.series.listings_since(standings, since)
    return {
        product: Past(
            product=product,
            since=since,
            until=now,
            every=standing.every,
            looked_at=standing.looked_at,
            offers=tuple(offers.get(product, ())),
            ranks=tuple(ranks.get(product, ())),
            listings=tuple(listings.get(product, ())),
        )
        for product, standing in standings.items()
    }
