"""Watches and rules in SQL."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, insert, select, update

from adapters.storage.sql.asking import asking
from adapters.storage.sql.audience import audience, of_watches
from adapters.storage.sql.chat_watches import in_chat, of_product, standing_in
from adapters.storage.sql.product_keys import ProductKeys
from adapters.storage.sql.rivals import cheapest_own, with_metric
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.silences import end_silences, silences_over
from adapters.storage.sql.tables import rules, watches, watchlists, workspaces
from adapters.storage.sql.watchings import WATCHES, row_of_rule, row_of_watch, with_rules
from core.alerts.finding import OwnOffer
from core.catalog.asin import Product
from core.messages import ChatId
from core.ports.watches import Audience
from core.watching.rule import Rule
from core.watching.standing import Standing
from core.watching.watch import Watching

_KEEP: Final = (
    update(rules)
    .where(rules.c.watch_id == bindparam("of_watch"), rules.c.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("anchor", "anchored_at", "about", "armed")})
)


class SqlWatches:
    """`core.ports.storage.Watches` in SQL."""

    def __init__(self, session: Session, keys: ProductKeys) -> None:
        self._session = session
        self._keys = keys

    async def next_number(self, workspace_id: UUID, count: int = 1) -> int:
        """See the port."""
        counted = (
            update(workspaces)
            .where(workspaces.c.id == workspace_id)
            .values(next_number=workspaces.c.next_number + count)
            .returning(workspaces.c.next_number - count)
        )
        number: int = (await self._session.run(counted)).scalar_one()
        return number

    async def put(self, watchings: Sequence[Watching]) -> None:
        """See the port; the products must be known."""
        if not watchings:
            return
        # Ended ones first: a list holds one live watch of a product, at no moment two.
        ordered = sorted((watching.watch for watching in watchings), key=lambda watch: watch.ended_at is None)
        keys = await self._keys.of(watch.product for watch in ordered)
        replaceable = [column.name for column in watches.c if not column.primary_key]
        insert_watch = self._session.insert(watches)
        replaced = {name: insert_watch.excluded[name] for name in replaceable}
        await self._session.run(
            insert_watch.on_conflict_do_update(index_elements=["id"], set_=replaced),
            [row_of_watch(watch, keys[watch.product]) for watch in ordered],
        )
        await self._replace_rules(watchings)

    async def keep(self, rules: Sequence[Rule]) -> None:
        """See the port."""
        rows = [
            {
                "of_watch": rule.watch_id,
                "of": rule.id,
                "anchor": rule.anchor,
                "anchored_at": rule.anchored_at,
                "about": rule.about,
                "armed": rule.armed,
            }
            for rule in sorted(rules, key=lambda rule: (rule.watch_id.int, rule.id.int))
        ]
        await self._session.write(_KEEP, rows)

    async def wake(self, ids: Iterable[UUID]) -> None:
        """See the port."""
        for portion in portions(sorted(ids)):
            ended = update(watches).where(watches.c.id.in_(portion)).values(muted_until=None, wake=None)
            await self._session.run(ended)

    async def load(self, ids: Iterable[UUID]) -> Sequence[Watching]:
        """See the port; in the order of their ids, so that two who lock the same ones do not deadlock."""
        rows: list[Row[Any]] = []
        for portion in portions(sorted(set(ids))):
            statement = WATCHES.where(watches.c.id.in_(portion)).order_by(watches.c.id)
            rows += await self._session.all(statement.with_for_update(key_share=True, of=watches))
        return await with_rules(self._session, rows)

    async def in_chat(self, chat: ChatId) -> Sequence[Watching]:
        """See the port."""
        return await in_chat(self._session, chat)

    async def of_product(self, chat: ChatId, product: Product) -> Sequence[Watching]:
        """See the port."""
        return await of_product(self._session, chat, product)

    async def standing_in(self, chat: ChatId) -> Sequence[tuple[Watching, Standing]]:
        """See the port."""
        return await standing_in(self._session, chat)

    async def on_list(self, list_id: UUID, products: Iterable[Product]) -> Sequence[Watching]:
        """See the port; the list stays locked, so that of two who track the same product only one is the first."""
        if self._session.on_postgres:
            this_list = select(watchlists.c.id).where(watchlists.c.id == list_id)
            await self._session.run(this_list.with_for_update(key_share=True))
        keys = await self._keys.of(products)
        found: dict[int, Watching] = {}
        for portion in portions(keys.values()):
            # A live watch is later than every ended one.
            statement = WATCHES.where(watches.c.list_id == list_id, watches.c.product_key.in_(portion)).order_by(
                watches.c.ended_at.is_(None), watches.c.made_at, watches.c.id
            )
            rows = {row.product_key: row for row in await self._session.all(statement)}
            watchings = await with_rules(self._session, list(rows.values()))
            found |= dict(zip(rows, watchings, strict=True))
        return [found[key] for key in keys.values() if key in found]

    async def audience(self, products: Iterable[Product]) -> Sequence[Audience]:
        """See the port."""
        keys = await self._keys.of(products)
        return await audience(self._session, sorted(keys.values()))

    async def heard(self, ids: Iterable[UUID]) -> Sequence[Audience]:
        """See the port."""
        return await of_watches(self._session, ids)

    async def silences_over(self, now: datetime, limit: int) -> Mapping[UUID, Product]:
        """See the port."""
        return await silences_over(self._session, now, limit)

    async def end_silences(self, ids: Iterable[UUID], now: datetime) -> None:
        """See the port."""
        await end_silences(self._session, ids, now)

    async def with_metric(self, lists: Iterable[UUID], metric: str) -> Sequence[Audience]:
        """See the port."""
        return await with_metric(self._session, lists, metric)

    async def asking(self, metric: str, after: UUID | None, limit: int) -> Sequence[Audience]:
        """See the port."""
        return await asking(self._session, metric, after, limit)

    async def cheapest_own(self, lists: Iterable[UUID]) -> Mapping[tuple[UUID, str], OwnOffer]:
        """See the port."""
        return await cheapest_own(self._session, lists)

    async def _replace_rules(self, watchings: Sequence[Watching]) -> None:
        for portion in portions(watching.watch.id for watching in watchings):
            await self._session.run(delete(rules).where(rules.c.watch_id.in_(portion)))
        rows = [row_of_rule(rule, place) for watching in watchings for place, rule in enumerate(watching.rules)]
        if rows:
            await self._session.run(insert(rules), rows)
