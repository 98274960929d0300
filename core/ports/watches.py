"""Watches and their rules, as the database keeps them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from core.alerts.finding import OwnOffer
from core.catalog.asin import Product
from core.messages import ChatId
from core.watching.rule import Rule
from core.watching.standing import Standing
from core.watching.watch import Watching


@dataclass(frozen=True, slots=True)
class Audience:
    """A watching to judge, and every awake chat that its list is mounted in."""

    watching: Watching
    chats: tuple[ChatId, ...]


class Watches(Protocol):
    """Watches and their rules."""

    async def next_number(self, workspace_id: UUID, count: int = 1) -> int:
        """The next number of a watch in this workspace, the first of `count`; each is given once."""

    async def put(self, watchings: Sequence[Watching]) -> None:
        """Write watches and their rules, new or known: afterwards each has exactly these rules."""

    async def keep(self, rules: Sequence[Rule]) -> None:
        """Write only what these rules remember (anchor, about, armed); one statement however many there are."""

    async def wake(self, ids: Iterable[UUID]) -> None:
        """The silences of these watches are over."""

    async def load(self, ids: Iterable[UUID]) -> Sequence[Watching]:
        """These watches as they are now, ended ones included, locked until the unit of work ends."""

    async def in_chat(self, chat: ChatId) -> Sequence[Watching]:
        """All that is watched in a chat (on every list mounted there), by number; ended watches are not."""

    async def of_product(self, chat: ChatId, product: Product) -> Sequence[Watching]:
        """The live watches of one product on the lists mounted in a chat, by number."""

    async def standing_in(self, chat: ChatId) -> Sequence[tuple[Watching, Standing]]:
        """The same, each with where its product stands."""

    async def on_list(self, list_id: UUID, products: Iterable[Product]) -> Sequence[Watching]:
        """The watches of these products on a list, ended ones included (the latest one of each product)."""

    async def audience(self, products: Iterable[Product]) -> Sequence[Audience]:
        """All watches of these products, by number.

        Ended watches are left out; muted ones are not (the caller knows the time).
        """

    async def heard(self, ids: Iterable[UUID]) -> Sequence[Audience]:
        """These watches, by number, but for those of which no awake chat hears."""

    async def silences_over(self, now: datetime, limit: int) -> Mapping[UUID, Product]:
        """At most `limit` live watches that have a silence which is over, their own or that of one of their rules.

        It stays over until `end_silences` takes note of it. Those are left out whose product is to be looked at first:
        where the last look is older than the end, and another one is due, or comes by itself after failure or doubt.
        """

    async def end_silences(self, ids: Iterable[UUID], now: datetime) -> None:
        """Forget the silences of these watches, and of their rules, that are over."""

    async def with_metric(self, lists: Iterable[UUID], metric: str) -> Sequence[Audience]:
        """All live watches on these lists that have a rule of this metric."""

    async def asking(self, metric: str, after: UUID | None, limit: int) -> Sequence[Audience]:
        """Live watches that have a rule of this metric, each with such rules alone, locked; in the order of their ids.

        At most `limit` of those whose ids come after `after`; those of which no awake chat hears are left out.
        """

    async def cheapest_own(self, lists: Iterable[UUID]) -> Mapping[tuple[UUID, str], OwnOffer]:
        """The cheapest own product of each list in each marketplace (its code), by the prices that hold now."""
