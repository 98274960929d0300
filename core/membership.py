"""Who may change things in a workspace, who did, and the customs of its chats."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core.alerts.alert import Held
from core.digest import rescheduled
from core.errors import AdminsOnly, ManySuchMembers, NoSuchMember, RolesAreGiven, ViewersLook
from core.messages import ChatId
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock
from core.tracker import Asker
from core.watching.deed import Deed
from core.watching.member import Identity, Member, Right
from core.watching.workspace import ChatRoom

_SEEN_AGAIN: Final = timedelta(days=1)  # how old “seen” may be before it is written anew


class Membership:
    """Whoever changes something becomes a member by it; an administrator may make them a viewer, editor or admin."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def admit(self, asker: Asker, room: ChatRoom, *, admin: bool) -> None:
        """Let somebody change something in a chat; `admin` says what the platform makes of them there.

        Raises `ViewersLook`, or `AdminsOnly` where the chat says so.
        """
        async with self._storage.begin() as work:
            member = await self._meet(work, asker, room)
            await work.commit()
        right = member.may(admin=admin)
        if right is Right.VIEWER:
            raise ViewersLook
        if room.admins_only and right is not Right.ADMIN:
            raise AdminsOnly

    async def members(self, room: ChatRoom) -> Sequence[Member]:
        """Everyone met in the chat's workspace, by name."""
        async with self._storage.begin() as work:
            return await work.members.all(room.workspace_id)

    async def give(self, asker: Asker, room: ChatRoom, who: str, right: Right, *, admin: bool) -> Member:
        """Give a member a role, by their name or their number among `members`.

        Raises `RolesAreGiven` to all but admins, `NoSuchMember`, `ManySuchMembers`.
        """
        now = self._clock.now()
        async with self._storage.begin() as work:
            if (await self._meet(work, asker, room)).may(admin=admin) is not Right.ADMIN:
                raise RolesAreGiven
            member = replace(_called(who, await work.members.all(room.workspace_id)), right=right)
            await work.members.put(member)
            await work.deeds.add(asker.deed(now, f"role of {member.name}: {right}"))
            await work.commit()
        return member

    async def adopt(self, asker: Asker, room: ChatRoom) -> None:
        """Write the customs of a chat; what quiet hours held back and when a digest comes follow them."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            before = await work.chats.room(room.chat)
            await work.chats.adopt(room)
            if before and (before.quiet, before.zone) != (room.quiet, room.zone):
                await work.alerts.let_go(room.chat, Held.QUIET, now)
            if before and before.zone != room.zone:
                await rescheduled(work, room.chat, room.zone, now)
            await work.deeds.add(asker.deed(now, "settings of this chat"))
            await work.commit()

    async def deeds(self, chat: ChatId, since: datetime, limit: int) -> Sequence[Deed]:
        """What everyone did in a chat, the latest first."""
        async with self._storage.begin() as work:
            return await work.deeds.recent(chat, since, limit)

    async def _meet(self, work: UnitOfWork, asker: Asker, room: ChatRoom) -> Member:
        """The asker as a member, written only where they are new, have another name, or were not seen today."""
        now = self._clock.now()
        who = Identity.of(asker.chat, asker.person)
        known = await work.members.find(room.workspace_id, who)
        if known and known.name == asker.person.name and now - known.seen_at < _SEEN_AGAIN:
            return known
        member = Member(
            workspace_id=room.workspace_id,
            identity=who,
            name=asker.person.name,
            right=known.right if known else None,
            seen_at=now,
        )
        await work.members.put(member)
        return member


def _called(who: str, members: Sequence[Member]) -> Member:
    name = who.strip().removeprefix("@").casefold()
    number = name.removeprefix("#")
    if number.isascii() and number.isdigit() and 0 < int(number) <= len(members):
        return members[int(number) - 1]
    found = [one for one in members if one.name.casefold() == name] or [
        one for one in members if name and name in one.name.casefold().split()
    ]
    if not found:
        raise NoSuchMember(who)
    if len(found) > 1:
        raise ManySuchMembers(who, ", ".join(f"{members.index(one) + 1} {one.name}" for one in found))
    return found[0]
