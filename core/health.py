"""How the watching goes: what is read, what is not, what waits, and what it costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from core.budget import Budget, Ration, ration
from core.messages import ChatId
from core.ports.storage import UnitOfWork
from core.tally import DAY, Tally
from core.watching.standing import Standing

_TOLERANCE: Final = timedelta(minutes=5)  # a round, a slow page, a queue in front of it
LOST_FOR: Final = timedelta(days=7)
_TENTH: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How watching goes, of one chat's products or of all.

    `failing` are the products whose last look failed, those unread longest first; `gone` those whose page is surely
    not there; `late` those that were read, but longer ago than their interval, and `put_off` those of which the budget
    wants it so: their turn is yet to come; `fresh` those that wait for their first look; `disputed` those whose price
    could not be read for sure. `tally` holds the looks of the last day; `lost` counts the alerts of the last week that
    could not be delivered.
    """

    products: int
    failing: tuple[Standing, ...]
    gone: tuple[Standing, ...]
    late: tuple[Standing, ...]
    put_off: tuple[Standing, ...]
    fresh: tuple[Standing, ...]
    disputed: tuple[Standing, ...]
    waiting: int
    next_look: datetime | None
    tally: Tally
    ration: Ration
    lost: int = 0

    @property
    def unread(self) -> tuple[Standing, ...]:
        """Those that have not been read for three intervals."""
        return tuple(one for one in self.failing if one.is_unread)


async def health_of(
    work: UnitOfWork, chat: ChatId, standings: Iterable[Standing], budget: Budget, now: datetime
) -> Health:
    """The health of what is watched in a chat; looks are counted for the stores it watches, whoever asked for them."""
    ours = {standing.key: standing for standing in standings}.values()
    markets = {standing.product.market for standing in ours}
    tally = await work.looks.since(now - DAY)
    overdue = [one for one in ours if _is_overdue(one, now)]
    return Health(
        products=len(ours),
        failing=_longest_first(one for one in ours if one.failure),
        gone=tuple(one for one in ours if not one.presence.is_here),
        late=tuple(one for one in overdue if not _is_put_off(one, now)),
        put_off=tuple(one for one in overdue if _is_put_off(one, now)),
        fresh=tuple(one for one in ours if one.looked_at is None and one.failure is None),
        disputed=tuple(one for one in ours if one.is_disputed),
        waiting=await work.alerts.waiting(chat),
        lost=await work.alerts.lost(chat, now - LOST_FOR),
        next_look=min((one.due_at for one in ours if one.due_at), default=None),
        tally={looked: count for looked, count in tally.items() if looked.market in markets},
        ration=await ration(work, budget, now),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How watching goes in the whole installation."""

    unread: tuple[Standing, ...]
    failing: int
    waiting: int
    tally: Tally
    ration: Ration


async def overview(work: UnitOfWork, budget: Budget, now: datetime) -> Overview:
    """All workspaces together."""
    failing = _distinct(await work.products.failing())
    return Overview(
        unread=_longest_first(one for one in failing if one.is_unread),
        failing=len(failing),
        waiting=await work.alerts.waiting(),
        tally=await work.looks.since(now - DAY),
        ration=await ration(work, budget, now),
    )


def _distinct(failing: Mapping[UUID, Sequence[Standing]]) -> Sequence[Standing]:
    return tuple({one.key: one for standings in failing.values() for one in standings}.values())


def _longest_first(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    dated = [(one.unread_since, one.product, one) for one in standings if one.unread_since]
    return tuple(one for _, _, one in sorted(dated, key=lambda each: each[:2]))


def _is_overdue(one: Standing, now: datetime) -> bool:
    if one.looked_at is None or one.failure or one.due_at is None:
        return False
    return now - one.looked_at > one.every + _tolerated(one)


def _is_put_off(one: Standing, now: datetime) -> bool:
    """Whether the budget has given it a later turn than its interval, and that has not passed."""
    return one.rested_at is not None and one.due_at is not None and now <= one.due_at + _tolerated(one)


def _tolerated(one: Standing) -> timedelta:
    return max(one.every / _TENTH, _TOLERANCE)
