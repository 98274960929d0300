"""Whom a look concerns."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
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
_Placed = tuple[int, Rule]  # a rule, and the how manieth of its watch it is
_Heard = tuple[Watch, int, ChatId]  # a watch, the key of its product, and one chat that hears of it


@dataclass(frozen=True, slots=True)
class Hearers:
    """The watches that a SELECT chooses, by every awake chat that hears of them, and their rules; in no order."""

    watches: Reading[_Heard]
    rules: Reading[_Placed]

    @classmethod
    def of(cls, chosen: Select[Any]) -> "Hearers":
        """Those whose ids are `chosen`, made once: making these statements takes longer than running them."""
        mounted = (
            WATCHES.add_columns(mounts.c.chat.label("hears"))
            .join(mounts, mounts.c.list_id == watches.c.list_id)
            .join(chats, chats.c.chat == mounts.c.chat)
            .where(watches.c.id.in_(chosen), chats.c.asleep_since.is_(None))
        )
        its = RULES.add_columns(rules.c.place).where(rules.c.watch_id.in_(chosen))
        return cls(Reading(mounted, _heard_of), Reading(its, _placed_of))


@dataclass(frozen=True, slots=True)
class Choice:
    """Some of the products whose audience is asked for: of `changed` keys all, of `looked` ones by their windows."""

    changed: Sequence[int]
    looked: Mapping[int, Window]

    @classmethod
    def among(cls, some: Iterable[int], looked: Mapping[int, Window]) -> "Choice":
        """Some keys, of which those in `looked` have not changed."""
        keys = tuple(some)
        return cls([key for key in keys if key not in looked], {key: looked[key] for key in keys if key in looked})

    @property
    def given(self) -> dict[str, Any]:
        """The parameters of its `hearers`."""
        if not self.looked:
            return {"changed": self.changed}
        # One window that spans all; the rows it has too many are few, and are left out afterwards.
        earliest = min(start for start, _ in self.looked.values())
        latest = max(end for _, end in self.looked.values())
        return {"changed": self.changed, "looked": list(self.looked), "earliest": earliest, "latest": latest}

    def heard(self, rows: Iterable[_Heard], listed: Iterable[_Placed]) -> list[Audience]:
        """The audience that these rows of its `hearers` are, by number."""
        its = grouped(rule for _, rule in sorted(listed, key=itemgetter(0)))
        heard: dict[UUID, list[_Heard]] = defaultdict(list)
        for row in rows:
            heard[row[0].id].append(row)
        found = ((same, Watching(same[0][0], its.get(id_, ()))) for id_, same in heard.items())
        return by_number(
            Audience(one, tuple(chat for _, _, chat in sorted(same, key=_chat_of)))
            for same, one in found
            if _concerns(one, self.looked.get(same[0][1]))
        )


async def audience(session: Session, changed: Sequence[int], looked: Mapping[int, Window]) -> Sequence[Audience]:
    """The watches of `changed` product keys, and those of `looked` ones where a mute ended in its window, by number.

    Two statements, or a few more where one IN cannot hold all keys.
    """
    found: list[Audience] = []
    for some in portions((*changed, *looked)):
        choice = Choice.among(some, looked)
        those = CHANGED if not choice.looked else BOTH if choice.changed else LOOKED
        found += choice.heard(*await session.read_both(those.watches, those.rules, choice.given))
    return by_number(found)


async def of_watches(session: Session, ids: Iterable[UUID]) -> Sequence[Audience]:
    """These watches, live or not."""
    found: list[Audience] = []
    for some in portions(ids):
        found += Choice((), {}).heard(*await session.read_both(_THESE.watches, _THESE.rules, {"ids": some}))
    return found


def by_number(some: Iterable[Audience]) -> list[Audience]:
    """In the order of the watches' numbers."""
    # UUIDs compare in Python, and ten thousand chats may all say “1” for their watch.
    return sorted(some, key=lambda one: (one.watching.watch.number, one.watching.watch.id.int))


def _heard_of(row: Sequence[Any]) -> _Heard:
    return watch_of(row), row[2], row[-1]


def _placed_of(row: Sequence[Any]) -> _Placed:
    *told, place = row
    return place, rule_of(told)


def _chat_of(heard: _Heard) -> str:
    return str(heard[2])


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


CHANGED: Final = Hearers.of(_any(_changed()))
LOOKED: Final = Hearers.of(_any(_unmuted()))
BOTH: Final = Hearers.of(_any([*_changed(), *_unmuted()]))
_THESE: Final = Hearers.of(select(watches.c.id).where(watches.c.id.in_(bindparam("ids", expanding=True))))
