"""Whom a look concerns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Row, Select, select, union_all

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import chats, mounts, rules, watches
from adapters.storage.sql.watchings import WATCHES, rules_among, watch_of
from core.ports.watches import Audience
from core.watching.watch import Watching

if TYPE_CHECKING:
    from uuid import UUID

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
    # By their numbers: UUIDs compare in Python, and ten thousand chats may all say “1” for their watch.
    return sorted(found, key=lambda one: (one.watching.watch.number, one.watching.watch.id.int))


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
    its = await rules_among(session, rules.c.watch_id.in_(chosen)) if rows else {}
    heard: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        heard[row.id].append(row)
    found = ((same, Watching(watch_of(same[0]), its.get(id_, ()))) for id_, same in heard.items())
    return [
        Audience(one, tuple(row.hears for row in same))
        for same, one in found
        if _concerns(one, windows.get(same[0].product_key))
    ]


def _concerns(one: Watching, window: Window | None) -> bool:
    """Whether its mute ended in the window, or that of one of its rules; without a window anything concerns."""
    if window is None:
        return True
    ends = (one.watch.muted_until, *(rule.muted_until for rule in one.rules))
    return any(window[0] < end <= window[1] for end in ends if end is not None)
