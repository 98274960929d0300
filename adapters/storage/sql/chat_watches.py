"""What is watched in a chat: two statements however much it is, each made once, since people wait for them."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam

from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session
from adapters.storage.sql.standings import LISTING_ACCEPTED, STANDING, standing_of
from adapters.storage.sql.tables import listing_versions, mounts, products, rules, watches
from adapters.storage.sql.watchings import RULES, WATCHES, by_watch, grouped, rule_of, watch_of, with_rules
from core.catalog.asin import Product
from core.messages import ChatId
from core.watching.standing import Standing
from core.watching.watch import Watch, Watching

_HERE: Final = (mounts.c.chat == bindparam("chat"), watches.c.ended_at.is_(None))
_WATCHES: Final[Select[Any]] = (
    WATCHES.join(mounts, mounts.c.list_id == watches.c.list_id).where(*_HERE).order_by(watches.c.number, watches.c.id)
)
_WATCHES_SEEN: Final[Select[Any]] = _WATCHES.add_columns(*STANDING).outerjoin(listing_versions, LISTING_ACCEPTED)
_FROM: Final = len(_WATCHES.selected_columns)  # where in a row of `_WATCHES_SEEN` the standing begins
_RULES: Final[Select[Any]] = (
    RULES.join(watches, watches.c.id == rules.c.watch_id)
    .join(mounts, mounts.c.list_id == watches.c.list_id)
    .where(*_HERE)
    .order_by(rules.c.watch_id, rules.c.place)
)


async def in_chat(session: Session, chat: ChatId) -> list[Watching]:
    """All live watches, by number."""
    found = await session.all(_WATCHES, {"chat": chat})
    its = by_watch(await session.all(_RULES, {"chat": chat})) if found else {}
    return [Watching(watch_of(row), its.get(row.id, ())) for row in found]


async def of_product(session: Session, chat: ChatId, product: Product) -> Sequence[Watching]:
    """The live watches of one product, by number."""
    its = (products.c.asin == product.asin, products.c.market == product.market)
    return await with_rules(session, await session.all(_WATCHES.where(*its), {"chat": chat}))


async def standing_in(session: Session, chat: ChatId) -> list[tuple[Watching, Standing]]:
    """The same, each with where its product stands."""
    found, listed = await session.read_both(_SEEN, _ITS_RULES, {"chat": chat})
    its = grouped(listed)
    return [(Watching(watch, its.get(watch.id, ())), standing) for watch, standing in found]


def _seen_of(row: Sequence[Any]) -> tuple[Watch, Standing]:
    return watch_of(row), standing_of(row[_FROM:])


_SEEN: Final = Reading(_WATCHES_SEEN, _seen_of, most=500)
_ITS_RULES: Final = Reading(_RULES, rule_of, most=3_000)
