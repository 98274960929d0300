"""Live cards in SQL."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, bindparam, case, delete, func, select, tuple_, update

from adapters.storage.sql.columns import UtcTime
from adapters.storage.sql.editing import is_due, is_on
from adapters.storage.sql.product_keys import ProductKeys
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import live_cards, products
from core.catalog.asin import Product
from core.messages import ChatId
from core.ports.cards import LiveCard

_TOUCH: Final = (
    update(live_cards)
    .where(live_cards.c.product_key.in_(bindparam("keys", expanding=True)), live_cards.c.edit_at.is_(None))
    .values(
        edit_at=case(
            (live_cards.c.rests_until > bindparam("now"), live_cards.c.rests_until),
            else_=bindparam("now", type_=UtcTime),
        )
    )
)


class SqlCards:
    """`core.ports.storage.Cards` in SQL."""

    def __init__(self, session: Session, keys: ProductKeys) -> None:
        self._session = session
        self._keys = keys

    async def shown(self, card: LiveCard, rests_until: datetime) -> None:
        """See the port; a product that is not known has no card."""
        key = (await self._keys.of([card.product])).get(card.product)
        if key is None:
            return
        row = {"message": card.message, "rests_until": rests_until, "edit_at": None, "editing_until": None}
        fresh = self._session.insert(live_cards).values(chat=card.chat, product_key=key, **row)
        await self._session.run(fresh.on_conflict_do_update(index_elements=["chat", "product_key"], set_=row))

    async def touch(self, products: Iterable[Product], now: datetime) -> None:
        """See the port; one statement, however many chats there are."""
        for portion in portions((await self._keys.of(products)).values()):
            await self._session.run(_TOUCH, [{"keys": portion, "now": now}])

    async def claim(
        self, now: datetime, until: datetime, rests_until: datetime, limit: int, platforms: Collection[str]
    ) -> Sequence[LiveCard]:
        """See the port."""
        due = (
            select(live_cards, products.c.asin, products.c.market)
            .join(products, products.c.key == live_cards.c.product_key)
            .where(is_due(live_cards, now), is_on(live_cards.c.chat, platforms))
            .order_by(live_cards.c.edit_at, live_cards.c.chat)
            .limit(limit)
            .with_for_update(of=live_cards, skip_locked=True)
        )
        rows = await self._session.all(due)
        for portion in portions((row.chat, row.product_key) for row in rows):
            these = tuple_(live_cards.c.chat, live_cards.c.product_key).in_(portion)
            claimed = {"edit_at": None, "editing_until": until, "rests_until": rests_until}
            await self._session.run(update(live_cards).where(these).values(claimed))
        return [LiveCard(row.chat, Product(row.asin, row.market), row.message) for row in rows]

    async def later(self, card: LiveCard, at: datetime) -> None:
        """See the port."""
        marked = {"edit_at": at, "editing_until": None}
        await self._session.run(update(live_cards).where(*_is(card.chat, card.message)).values(marked))

    async def drawn(self, card: LiveCard, until: datetime) -> None:
        """See the port."""
        mine = (*_is(card.chat, card.message), live_cards.c.editing_until == until)
        await self._session.run(update(live_cards).where(*mine).values(editing_until=None))

    async def drop(self, chat: ChatId, message: str) -> None:
        """See the port."""
        await self._session.run(delete(live_cards).where(*_is(chat, message)))

    async def give_back_all(self) -> None:
        """See the port."""
        marked = func.coalesce(live_cards.c.edit_at, live_cards.c.rests_until)
        claimed = live_cards.c.editing_until.is_not(None)
        await self._session.run(update(live_cards).where(claimed).values(edit_at=marked, editing_until=None))


def _is(chat: ChatId, message: str) -> tuple[ColumnElement[bool], ...]:
    return live_cards.c.chat == chat, live_cards.c.message == message
