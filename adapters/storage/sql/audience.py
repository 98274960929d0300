"""Whom a look concerns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select, union_all

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import chats, mounts, rules, watches
from adapters.storage.sql.watchings import WATCHES, rules_among, watch_of
from core.messages import ChatId
from core.ports.watches import Audience
from core.watching.watch import Watching

Window = tuple[datetime, datetime]


async def audience(session: Session, changed: Sequence[int], looked: Mapping[int, Window]) -> Sequence[Audience]:
    """The watches of `changed` product keys, and those of `looked` ones where a mute ended in its window, by number.

    Two statements, or a few more where one IN cannot hold all keys.
    """
    found: list[Audience] = []
    for some in portions((*changed, *looked)):
        windows = {key: looked[key] for key in some if key in looked}
        chosen = _chosen([key for key in some if key not in looked], windows)
        found += await read(session, chosen, windows)
    return sorted(found, key=lambda one: (one.watching.watch.number, one.watching.watch.id))


def _chosen(changed: Sequence[int], windows: Mapping[int, Window]) -> Select[Any]:
    """Ids of the watches, by conditions that each use their index (a single OR would use none); some come twice."""
    parts = [_live(watches.c.product_key.in_(changed))] if changed else []
    if windows:
        # One window that spans all; the rows it has too many are few, and are left out afterwards.
        earliest, latest = min(start for start, _ in windows.values()), max(end for _, end in windows.values())
        ended = watches.c.muted_until.between(earliest, latest)
        parts.append(_live(watches.c.product_key.in_(windows) & ended))
        # The sum keeps SQLite from walking all watches of the product: it is to begin with the few rules.
        with_rule = watches.c.id.in_(select(rules.c.watch_id).where(rules.c.muted_until.between(earliest, latest)))
        parts.append(_live((watches.c.product_key + 0).in_(windows) & with_rule))
    both = union_all(*parts).subquery()
    return select(both.c.id)


def _live(condition: ColumnElement[bool]) -> Select[Any]:
    return select(watches.c.id).where(condition, watches.c.ended_at.is_(None))


async def read(session: Session, chosen: Select[Any], windows: Mapping[int, Window]) -> Sequence[Audience]:
    """The watches with the ids that `chosen` selects, their rules, and the awake chats that hear of them."""
    mounted = (
        WATCHES.add_columns(mounts.c.chat.label("hears"))
        .join(mounts, mounts.c.list_id == watches.c.list_id)
        .join(chats, chats.c.chat == mounts.c.chat)
        .where(watches.c.id.in_(chosen), chats.c.asleep_since.is_(None))
        .order_by(mounts.c.chat)
    )
    rows = await session.all(mounted)
    rules_by_watch = await rules_among(session, rules.c.watch_id.in_(chosen)) if rows else {}
    watched, hearers = {row.id: row for row in rows}, _hearers(rows)
    found = ((row.product_key, Watching(watch_of(row), rules_by_watch.get(row.id, ()))) for row in watched.values())
    return [Audience(one, tuple(hearers[one.watch.id])) for key, one in found if _concerns(one, windows.get(key))]


def _hearers(rows: Sequence[Row[Any]]) -> Mapping[UUID, Sequence[ChatId]]:
    found: dict[UUID, list[ChatId]] = defaultdict(list)
    for row in rows:
        found[row.id].append(row.hears)
    return found


def _concerns(one: Watching, window: Window | None) -> bool:
    """Whether its mute ended in the window, or that of one of its rules; without a window anything concerns."""
    ends = (one.watch.muted_until, *(rule.muted_until for rule in one.rules))
    return window is None or any(window[0] < end <= window[1] for end in ends if end is not None)
