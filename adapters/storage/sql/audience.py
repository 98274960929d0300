"""Whom a look concerns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import chats, mounts, rules, watches
from adapters.storage.sql.watchings import RULES, WATCHES, grouped, rule_of, watch_of
from core.messages import ChatId
from core.ports.watches import Audience
from core.watching.rule import Rule
from core.watching.watch import Watch, Watching

_Placed = tuple[int, Rule]  # a rule, and the how manieth of its watch it is
_Heard = tuple[Watch, ChatId]  # a watch, and one chat that hears of it


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


async def audience(session: Session, keys: Sequence[int]) -> Sequence[Audience]:
    """The live watches of these product keys, by number; two statements, or a few more where one IN cannot hold all."""
    found: list[Audience] = []
    for some in portions(keys):
        found += heard(*await session.read_both(OF_PRODUCTS.watches, OF_PRODUCTS.rules, {"changed": some}))
    return by_number(found)


async def of_watches(session: Session, ids: Iterable[UUID]) -> Sequence[Audience]:
    """These watches, live or not."""
    found: list[Audience] = []
    for some in portions(ids):
        found += heard(*await session.read_both(_THESE.watches, _THESE.rules, {"ids": some}))
    return by_number(found)


def heard(rows: Iterable[_Heard], listed: Iterable[_Placed]) -> list[Audience]:
    """The audience that these rows of `Hearers` are, in no order."""
    its = grouped(rule for _, rule in sorted(listed, key=itemgetter(0)))
    chats_of: dict[UUID, list[_Heard]] = defaultdict(list)
    for row in rows:
        chats_of[row[0].id].append(row)
    return [
        Audience(Watching(same[0][0], its.get(id_, ())), tuple(chat for _, chat in sorted(same, key=_chat_of)))
        for id_, same in chats_of.items()
    ]


def by_number(some: Iterable[Audience]) -> list[Audience]:
    """In the order of the watches' numbers."""
    # UUIDs compare in Python, and ten thousand chats may all say “1” for their watch.
    return sorted(some, key=lambda one: (one.watching.watch.number, one.watching.watch.id.int))


def _heard_of(row: Sequence[Any]) -> _Heard:
    return watch_of(row), row[-1]


def _placed_of(row: Sequence[Any]) -> _Placed:
    *told, place = row
    return place, rule_of(told)


def _chat_of(row: _Heard) -> str:
    return str(row[1])


OF_PRODUCTS: Final = Hearers.of(
    select(watches.c.id).where(
        watches.c.product_key.in_(bindparam("changed", expanding=True)), watches.c.ended_at.is_(None)
    )
)
_THESE: Final = Hearers.of(select(watches.c.id).where(watches.c.id.in_(bindparam("ids", expanding=True))))
