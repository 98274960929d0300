"""Live cards in SQL."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, case, delete, false, or_, select, tuple_, type_coerce, update

from adapters.storage.sql.product_keys import ProductKeys
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import live_cards, products
from core.catalog.asin import Product
from core.messages import ChatId
from core.ports.cards import LiveCard


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
        row = {"message": card.message, "rests_until": rests_until, "edit_at": None}
        fresh = self._session.insert(live_cards).values(chat=card.chat, product_key=key, **row)
        await self._session.run(fresh.on_conflict_do_update(index_elements=["chat", "product_key"], set_=row))

    async def touch(self, products: Iterable[Product], now: datetime) -> None:
        """See the port; one statement, however many chats there are."""
        for portion in portions((await self._keys.of(products)).values()):
            rests = live_cards.c.rests_until > now
            await self._session.run(
                update(live_cards)
                .where(live_cards.c.product_key.in_(portion), live_cards.c.edit_at.is_(None))
                .values(edit_at=case((rests, live_cards.c.rests_until), else_=now))
            )

    async def claim(
        self, now: datetime, rests_until: datetime, limit: int, platforms: Collection[str]
    ) -> Sequence[LiveCard]:
        """See the port."""
        due = (
            select(live_cards, products.c.asin, products.c.market)
            .join(products, products.c.key == live_cards.c.product_key)
            .where(live_cards.c.edit_at <= now, or_(false(), *map(_on, platforms)))
            .order_by(live_cards.c.edit_at, live_cards.c.chat)
            .limit(limit)
            .with_for_update(of=live_cards, skip_locked=True)
        )
        rows = await self._session.all(due)
        for portion in portions((row.chat, row.product_key) for row in rows):
            these = tuple_(live_cards.c.chat, live_cards.c.product_key).in_(portion)
            await self._session.run(update(live_cards).where(these).values(edit_at=None, rests_until=rests_until))
        return [LiveCard(row.chat, Product(row.asin, row.market), row.message) for row in rows]

    async def later(self, card: LiveCard, at: datetime) -> None:
        """See the port."""
        await self._session.run(update(live_cards).where(*_is(card.chat, card.message)).values(edit_at=at))

    async def drop(self, chat: ChatId, message: str) -> None:
        """See the port."""
        await self._session.run(delete(live_cards).where(*_is(chat, message)))


def _on(platform: str) -> ColumnElement[bool]:
    return type_coerce(live_cards.c.chat, String).between(f"{platform}:", f"{platform};")


def _is(chat: ChatId, message: str) -> tuple[ColumnElement[bool], ...]:
    return live_cards.c.chat == chat, live_cards.c.message == message
