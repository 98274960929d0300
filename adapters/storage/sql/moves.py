"""Chats that go on under another id, and workspaces that go on in another: what is their own goes with them."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, bindparam, delete, exists, literal, select, update

from adapters.storage.sql.columns import Address, Id
from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import (
    chats,
    deeds,
    deliveries,
    live_cards,
    members,
    mounts,
    schedules,
    suggestions,
    talks,
    voices,
    watches,
    watchlists,
    workspaces,
    writings,
)
from core.messages import ChatId

_THAT_NAME_A_CHAT: Final[tuple[Table, ...]] = (watches, deliveries, deeds, suggestions, schedules, talks)


async def move(session: Session, old: ChatId, new: ChatId) -> None:
    """Give the room, the mounts and everything else of `old` to `new`, which wakes; an unknown `old` is passed over.

    If somebody spoke in `new` before, its lists stay mounted, save a default list that nothing was ever put on.
    """
    room = (await session.run(select(chats).where(chats.c.chat == old))).mappings().first()
    if room is None or old == new:
        return
    await session.run(delete(mounts).where(mounts.c.list_id.in_(_default_list(new)), mounts.c.chat == new, _is_bare()))
    moved = {**room, "chat": new, "asleep_since": None}
    settled = session.insert(chats).values(moved)
    await session.run(settled.on_conflict_do_update(index_elements=["chat"], set_=moved))
    its_lists = select(mounts.c.list_id, literal(new, Address)).where(mounts.c.chat == old)
    await session.run(session.insert(mounts).from_select(["list_id", "chat"], its_lists).on_conflict_do_nothing())
    await session.run(delete(mounts).where(mounts.c.chat == old))
    await session.run(delete(chats).where(chats.c.chat == old))
    await session.run(delete(live_cards).where(live_cards.c.chat == old))  # their messages have other names there
    its_own = select(schedules.c.chat).where(schedules.c.chat == old)
    await session.run(delete(schedules).where(schedules.c.chat == new, its_own.exists()))
    theirs = select(talks.c.person).where(talks.c.chat == old)
    await session.run(delete(talks).where(talks.c.chat == new, talks.c.person.in_(theirs)))
    for table in _THAT_NAME_A_CHAT:
        await session.run(update(table).where(table.c.chat == old).values(chat=new))


async def merge(session: Session, workspace_id: UUID, into: UUID) -> None:
    """Give the chats and lists of one workspace to another; its watches get the next numbers there, in their order."""
    moving = select(watchlists.c.id).where(watchlists.c.workspace_id == workspace_id)
    rows = await session.all(select(watches.c.id).where(watches.c.list_id.in_(moving)).order_by(watches.c.number))
    taken = await session.run(
        update(workspaces)
        .where(workspaces.c.id == into)
        .values(next_number=workspaces.c.next_number + len(rows))
        .returning(workspaces.c.next_number)
    )
    first = taken.scalar_one() - len(rows)
    if rows:
        numbered = update(watches).where(watches.c.id == bindparam("of")).values(number=bindparam("to"))
        await session.run(numbered, [{"of": row.id, "to": first + index} for index, row in enumerate(rows)])
    for table in (watchlists, chats, suggestions, writings):
        await session.run(update(table).where(table.c.workspace_id == workspace_id).values(workspace_id=into))
    await session.run(delete(voices).where(voices.c.workspace_id == workspace_id))
    await _bring_members(session, workspace_id, into)


async def _bring_members(session: Session, workspace_id: UUID, into: UUID) -> None:
    """Whoever is a member there already keeps the role they have there."""
    rest = [column for column in members.c if column is not members.c.workspace_id]
    theirs = select(literal(into, Id), *rest).where(members.c.workspace_id == workspace_id)
    names = ["workspace_id", *(column.name for column in rest)]
    await session.run(session.insert(members).from_select(names, theirs).on_conflict_do_nothing())
    await session.run(delete(members).where(members.c.workspace_id == workspace_id))


def _default_list(chat: ChatId) -> Select[Any]:
    return select(chats.c.default_list_id).where(chats.c.chat == chat)


def _is_bare() -> ColumnElement[bool]:
    return ~exists(select(watches.c.id).where(watches.c.list_id == mounts.c.list_id))
