"""One list in several chats, on several platforms: inviting, joining, and what is shared with whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import NoSuchCode, NoSuchList, OtherWorkspace
from core.messages import ChatId
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock
from core.tracker import Asker
from core.watching.invitation import GOOD_FOR, Invitation, new_code, read_code
from core.watching.watchlist import Watchlist
from core.watching.workspace import ChatRoom


@dataclass(frozen=True, slots=True)
class Mounted:
    """A list, how many products are on it, and the chats it is mounted in."""

    watchlist: Watchlist
    products: int
    chats: tuple[ChatId, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A list that is mounted here now; `renumbered` says that watches of this chat got new numbers by it."""

    watchlist: Watchlist
    chats: tuple[ChatId, ...]
    renumbered: bool


class Sharing:
    """Mounts lists in chats. Two chats that share a list belong to one workspace from then on."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def lists(self, chat: ChatId) -> tuple[Mounted, ...]:
        """The lists mounted in a chat, its default list first."""
        async with self._storage.begin() as work:
            watched = [one.watch.list_id for one in await work.watches.in_chat(chat)]
            mounted = [
                Mounted(one, watched.count(one.id), tuple(await work.chats.mounts(one.id)))
                for one in await work.chats.lists(chat)
            ]
        return tuple(mounted)

    async def invite(self, asker: Asker, name: str | None) -> tuple[Watchlist, Invitation]:
        """A code for the named list (the chat's default where unnamed). Raises `NoSuchList`."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            room = await work.chats.settle(asker.chat, now)
            watchlist = _named(await work.chats.lists(asker.chat), room, name)
            invitation = Invitation(new_code(), watchlist.id, asker.person.name, now + GOOD_FOR)
            await work.invitations.add(invitation)
            await work.deeds.add(asker.deed(now, f"share “{watchlist.name}”"))
            await work.commit()
        return watchlist, invitation

    async def join(self, asker: Asker, code: str) -> Joined:
        """Mount the list that a code is for in the asker's chat. Raises `NoSuchCode`, `OtherWorkspace`."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            room = await work.chats.settle(asker.chat, now)
            invitation = await work.invitations.redeem(read_code(code), now)
            watchlist = await work.chats.list_by_id(invitation.list_id) if invitation else None
            if watchlist is None:
                raise NoSuchCode(code)
            renumbered = await self._link(work, room, watchlist)
            await work.chats.mount(asker.chat, watchlist.id)
            await work.deeds.add(asker.deed(now, f"join “{watchlist.name}”"))
            chats = tuple(await work.chats.mounts(watchlist.id))
            await work.commit()
        return Joined(watchlist, chats, renumbered)

    async def _link(self, work: UnitOfWork, room: ChatRoom, watchlist: Watchlist) -> bool:
        """Let the chat's workspace and the list's be one: a Slack team's stays, a single chat's goes into it."""
        if room.workspace_id == watchlist.workspace_id:
            return False
        here = await work.chats.is_shared_account(room.workspace_id)
        there = await work.chats.is_shared_account(watchlist.workspace_id)
        if here and there:
            raise OtherWorkspace
        if here:
            await work.chats.merge(watchlist.workspace_id, room.workspace_id)
            return False
        await work.chats.merge(room.workspace_id, watchlist.workspace_id)
        return True


def _named(lists: Sequence[Watchlist], room: ChatRoom, name: str | None) -> Watchlist:
    for one in lists:
        if one.id == room.default_list_id if name is None else one.name.casefold() == name.casefold():
            return one
    raise NoSuchList(name)
