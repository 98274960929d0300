"""What is watched in a chat: two statements however much it is, each made once, since people wait for them."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam

from adapters.storage.sql.session import Session
from adapters.storage.sql.standings import LISTING_ACCEPTED, STANDING, standing_of
from adapters.storage.sql.tables import listing_versions, mounts, rules, watches
from adapters.storage.sql.watchings import RULES, WATCHES, by_watch, watch_of
from core.messages import ChatId
from core.watching.rule import Rule
from core.watching.standing import Standing
from core.watching.watch import Watching

_HERE: Final = (mounts.c.chat == bindparam("chat"), watches.c.ended_at.is_(None))
_WATCHES: Final[Select[Any]] = (
    WATCHES.join(mounts, mounts.c.list_id == watches.c.list_id).where(*_HERE).order_by(watches.c.number, watches.c.id)
)
_SEEN: Final[Select[Any]] = _WATCHES.add_columns(*STANDING).outerjoin(listing_versions, LISTING_ACCEPTED)
_FROM: Final = len(_WATCHES.selected_columns)  # where in a row of `_SEEN` the standing begins
_RULES: Final[Select[Any]] = (
    RULES.join(watches, watches.c.id == rules.c.watch_id)
    .join(mounts, mounts.c.list_id == watches.c.list_id)
    .where(*_HERE)
    .order_by(rules.c.watch_id, rules.c.place)
)


async def in_chat(session: Session, chat: ChatId) -> list[Watching]:
    """All live watches, by number."""
    found = await session.all(_WATCHES, {"chat": chat})
    its = await _rules(session, chat) if found else {}
    return [Watching(watch_of(row), its.get(row.id, ())) for row in found]


async def standing_in(session: Session, chat: ChatId) -> list[tuple[Watching, Standing]]:
    """The same, each with where its product stands."""
    found = await session.all(_SEEN, {"chat": chat})
    its = await _rules(session, chat) if found else {}
    return [(Watching(watch_of(row), its.get(row.id, ())), standing_of(row[_FROM:])) for row in found]


async def _rules(session: Session, chat: ChatId) -> dict[UUID, tuple[Rule, ...]]:
    return by_watch(await session.all(_RULES, {"chat": chat}))
