"""Answer questions about what was seen: what people ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from core.alerts.alert import Alert
from core.alerts.course import FOLLOWED_FOR, newest_course
from core.budget import UNLIMITED, Budget, Ration, ration
from core.catalog.series import Extreme
from core.health import Health, Overview, health_of, overview
from core.messages import ChatId
from core.nearness import nearness as nearest
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock
from core.tally import DAY, Tally
from core.watching.list_rule import ListRule
from core.watching.standing import Standing
from core.watching.watch import Watching
from core.watching.watchlist import Watchlist
from core.watching.workspace import ChatRoom


@dataclass(frozen=True, slots=True)
class Watched:
    """A watching and where its product stands."""

    watching: Watching
    standing: Standing

    @property
    def title(self) -> str | None:
        """The product's title, once it was seen."""
        return self.standing.accepted.listing.title if self.standing.accepted else None


class Archive:
    """Reads; changes nothing."""

    def __init__(self, storage: Storage, clock: Clock, budget: Budget = UNLIMITED) -> None:
        self._storage = storage
        self._clock = clock
        self._budget = budget

    async def room(self, chat: ChatId) -> ChatRoom:
        """The chat's own customs."""
        async with self._storage.begin() as work:
            room = await work.chats.room(chat)
            if room is None or room.asleep_since is not None:
                room = await work.chats.settle(chat, self._clock.now())
                await work.commit()
        return room

    async def lists(self, chat: ChatId) -> Sequence[Watchlist]:
        """The lists mounted in the chat, its default list first."""
        async with self._storage.begin() as work:
            return await work.chats.lists(chat)

    async def watched(self, chat: ChatId) -> tuple[Watched, ...]:
        """All that is watched in the chat, by number."""
        async with self._storage.begin() as work:
            return await _watched(work, chat)

    async def lowest(self, one: Watched) -> Extreme | None:
        """The lowest price ever seen of the product."""
        async with self._storage.begin() as work:
            found = await work.series.lowest([one.watching.watch.product])
        return found.get(one.watching.watch.product)

    async def list_rules(self, lists: Sequence[UUID]) -> Sequence[ListRule]:
        """What holds for whatever is added to these lists."""
        async with self._storage.begin() as work:
            return await work.list_rules.of(lists)

    async def course(self, one: Watched) -> Alert | None:
        """What is open about the watch, or was resolved last, in the last 30 days."""
        async with self._storage.begin() as work:
            told = await work.alerts.since([one.watching.watch.id], self._clock.now() - FOLLOWED_FOR)
        return newest_course(told)

    async def recent_alerts(self, chat: ChatId, limit: int) -> Sequence[Alert]:
        """What was told of the chat's products last, newest first."""
        async with self._storage.begin() as work:
            return await work.alerts.recent(chat, limit)

    async def health(self, chat: ChatId) -> Health:
        """How the chat's watching goes."""
        async with self._storage.begin() as work:
            standings = [one.standing for one in await _watched(work, chat)]
            return await health_of(work, chat, standings, self._budget, self._clock.now())

    async def spending(self) -> tuple[Budget, Ration, Tally]:
        """The budget, how it stands, and the looks of the last day, of the whole installation."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            return self._budget, await ration(work, self._budget, now), await work.looks.since(now - DAY)

    async def overview(self) -> Overview:
        """How watching goes in the whole installation."""
        async with self._storage.begin() as work:
            return await overview(work, self._budget, self._clock.now())


def nearness(one: Watched) -> Decimal:
    """How much of the way to its nearest rule a watched product has gone."""
    return nearest(one.watching.rules, one.standing)


async def _watched(work: UnitOfWork, chat: ChatId) -> tuple[Watched, ...]:
    return tuple(Watched(watching, standing) for watching, standing in await work.watches.standing_in(chat))
