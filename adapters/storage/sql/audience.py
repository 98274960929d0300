"""Whom a look concerns."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, select, union_all

from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import chats, mounts, rules, watches
from adapters.storage.sql.watchings import RULES, WATCHES, grouped, rule_of, watch_of
from core.messages import ChatId
from core.ports.watches import Audience
from core.watching.rule import Rule
from core.watching.watch import Watch, Watching

Window = tuple[datetime, datetime]
_Heard = tuple[Watch, int, ChatId]  # a watch, the key of its product, and one chat that hears of it


@dataclass(frozen=True, slots=True)
class _Hearers:
    """The watches that a SELECT chooses, by every awake chat that hears of them, and their rules."""

    watches: Reading[_Heard]
    rules: Reading[Rule]

    @classmethod
    def of(cls, chosen: Select[Any]) -> "_Hearers":
        """Those whose ids are `chosen`, made once: making these statements takes longer than running them."""
        mounted = (
            WATCHES.add_columns(mounts.c.chat.label("hears"))
            .join(mounts, mounts.c.list_id == watches.c.list_id)
            .join(chats, chats.c.chat == mounts.c.chat)
            .where(watches.c.id.in_(chosen), chats.c.asleep_since.is_(None))
            .order_by(mounts.c.chat)
        )
        its = RULES.where(rules.c.watch_id.in_(chosen)).order_by(rules.c.watch_id, rules.c.place)
        return cls(Reading(mounted, _heard_of), Reading(its, rule_of))


async def audience(session: Session, changed: Sequence[int], looked: Mapping[int, Window]) -> Sequence[Audience]:
    """The watches of `changed` product keys, and those of `looked` ones where a mute ended in its window, by number.

    Two statements, or a few more where one IN cannot hold all keys.
    """
    found: list[Audience] = []
    for some in portions((*changed, *looked)):
        windows = {key: looked[key] for key in some if key in looked}
        given: dict[str, Any] = {"changed": [key for key in some if key not in looked]}
        if windows:
            # One window that spans all; the rows it has too many are few, and are left out afterwards.
            given |= {"looked": list(windows), "earliest": min(start for start, _ in windows.values())}
            given |= {"latest": max(end for _, end in windows.values())}
        those = _CHANGED if not windows else _BOTH if given["changed"] else _LOOKED
        found += await _read(session, those, given, windows)
    # By their numbers: UUIDs compare in Python, and ten thousand chats may all say “1” for their watch.
    return sorted(found, key=lambda one: (one.watching.watch.number, one.watching.watch.id.int))


async def of_watches(session: Session, ids: Iterable[UUID]) -> Sequence[Audience]:
    """These watches, live or not."""
    found: list[Audience] = []
    for some in portions(ids):
        found += await _read(session, _THESE, {"ids": some}, {})
    return found


async def _read(
    session: Session, those: _Hearers, given: Mapping[str, Any], windows: Mapping[int, Window]
) -> Sequence[Audience]:
    rows, listed = await session.read_both(those.watches, those.rules, given)
    its = grouped(listed)
    heard: dict[UUID, list[_Heard]] = defaultdict(list)
    for row in rows:
        heard[row[0].id].append(row)
    found = ((same, Watching(same[0][0], its.get(id_, ()))) for id_, same in heard.items())
    return [
        Audience(one, tuple(chat for _, _, chat in same))
        for same, one in found
        if _concerns(one, windows.get(same[0][1]))
    ]


def _heard_of(row: Sequence[Any]) -> _Heard:
    return watch_of(row), row[2], row[-1]


def _concerns(one: Watching, window: Window | None) -> bool:
    """Whether its mute ended in the window, or that of one of its rules; without a window anything concerns."""
    if window is None:
        return True
    ends = (one.watch.muted_until, *(rule.muted_until for rule in one.rules))
    return any(window[0] < end <= window[1] for end in ends if end is not None)


def _changed() -> list[Select[Any]]:
    return [_live(watches.c.product_key.in_(bindparam("changed", expanding=True)))]


def _unmuted() -> list[Select[Any]]:
    """Two conditions that each use their index (a single OR would use none)."""
    looked: BindParameter[Any] = bindparam("looked", expanding=True)
    earliest: BindParameter[Any] = bindparam("earliest")
    latest: BindParameter[Any] = bindparam("latest")
    ended = watches.c.product_key.in_(looked) & watches.c.muted_until.between(earliest, latest)
    # The sum keeps SQLite from walking all watches of the product: it is to begin with the few rules.
    with_rule = watches.c.id.in_(select(rules.c.watch_id).where(rules.c.muted_until.between(earliest, latest)))
    return [_live(ended), _live((watches.c.product_key + 0).in_(looked) & with_rule)]


def _live(condition: ColumnElement[bool]) -> Select[Any]:
    return select(watches.c.id).where(condition, watches.c.ended_at.is_(None))


def _any(parts: Sequence[Select[Any]]) -> Select[Any]:
    """Ids of the watches; some come twice."""
    return select(union_all(*parts).subquery().c.id)


_CHANGED: Final = _Hearers.of(_any(_changed()))
_LOOKED: Final = _Hearers.of(_any(_unmuted()))
_BOTH: Final = _Hearers.of(_any([*_changed(), *_unmuted()]))
_THESE: Final = _Hearers.of(select(watches.c.id).where(watches.c.id.in_(bindparam("ids", expanding=True))))
