"""What is due is not always told now: quiet hours hold it back, and flapping is summed up by the hour."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from core.alerts.alert import Alert, Delivery, Held
from core.cadence import Cadence
from core.flapping import WITHIN, flaps, has_flapped
from core.messages import ChatId, Tone
from core.ports.storage import UnitOfWork
from core.wall_clock import zone_of

_SUMMED_UP_EVERY: Final = timedelta(hours=1)
_ALWAYS: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is to be told now; of `flapping` alerts it is said that from here on they are summed up."""

    deliveries: tuple[Delivery, ...]
    flapping: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Flapping:
    """Alerts that only flap: with those of `begun` that is said for the first time, of the `known` ones it has been."""

    begun: frozenset[UUID]
    known: frozenset[UUID]


class Restraint:
    """Holds back what was claimed and is better told later; the database remembers until when, and why."""

    def __init__(self, cadence: Cadence) -> None:
        self._cadence = cadence

    async def sift(self, work: UnitOfWork, claimed: Sequence[Delivery], now: datetime) -> Sifted:
        """Hold back, in this unit of work, what is not to be told now."""
        awake = await self._not_quiet(work, claimed, now)
        flapping = await self.flapping(work, [one.alert for one in awake if one.held is None])
        held = [one.id for one in awake if one.held is None and one.alert.id in flapping.known]
        if held:
            await work.alerts.hold(held, self._next_summary(now), Held.FLAPPING)
        told = tuple(one for one in awake if one.held is not None or one.alert.id not in flapping.known)
        return Sifted(told, flapping.begun)

    async def flapping(self, work: UnitOfWork, alerts: Collection[Alert]) -> Flapping:
        """Which of these alerts flap; by what was before them, so that it is the same whenever it is asked."""
        within = self._cadence.shortened(WITHIN)
        history = await _history(work, alerts, within)
        found = [alert for alert in alerts if flaps(alert, history[alert.watch_id], within)]
        known = frozenset(alert.id for alert in found if has_flapped(alert, history[alert.watch_id], within))
        return Flapping(frozenset(alert.id for alert in found) - known, known)

    async def _not_quiet(self, work: UnitOfWork, claimed: Sequence[Delivery], now: datetime) -> Sequence[Delivery]:
        """What is critical goes through; the rest waits for the end of its chat's quiet hours."""
        ends = await _ends_of_quiet(work, {one.chat for one in claimed if not _is_critical(one)}, now)
        for chat, end in ends.items():
            held = [one.id for one in claimed if one.chat == chat and not _is_critical(one)]
            await work.alerts.hold(held, end, Held.QUIET)
        return [one for one in claimed if one.chat not in ends or _is_critical(one)]

    def _next_summary(self, now: datetime) -> datetime:
        """The next full hour, at the present pace."""
        every = self._cadence.shortened(_SUMMED_UP_EVERY)
        return now - (now - _ALWAYS) % every + every


def _is_critical(one: Delivery) -> bool:
    return one.alert.severity is Tone.CRITICAL


async def _ends_of_quiet(work: UnitOfWork, chats: set[ChatId], now: datetime) -> Mapping[ChatId, datetime]:
    ends: dict[ChatId, datetime] = {}
    for chat in sorted(chats, key=str):
        room = await work.chats.room(chat)
        end = room.quiet.until(now, zone_of(room.zone)) if room and room.quiet else None
        if end is not None:
            ends[chat] = end
    return ends


async def _history(work: UnitOfWork, alerts: Collection[Alert], within: timedelta) -> Mapping[UUID, Sequence[Alert]]:
    """By watch what it told lately, as far back as was counted when the one before the first of these was told."""
    if not alerts:
        return {}
    since = min(alert.at for alert in alerts) - 2 * within
    found: dict[UUID, list[Alert]] = defaultdict(list)
    for alert in await work.alerts.since(sorted({alert.watch_id for alert in alerts}), since):
        found[alert.watch_id].append(alert)
    return found
