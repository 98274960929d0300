"""What becomes of chats: bots are kicked out, workspaces uninstall, groups move."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import structlog

from core.errors import AccountGone, ChatGone, Outage
from core.messages import Card, ChatId, Paragraph, Tone
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Chat, Clock

log = structlog.get_logger()


class KnownRooms:
    """Keeps the database true to what the platforms say of their chats; `chats` are the platforms by name."""

    def __init__(self, storage: Storage, clock: Clock, chats: Mapping[str, Chat]) -> None:
        self._storage = storage
        self._clock = clock
        self._chats = chats

    async def gone(self, chat: ChatId, reason: str) -> None:
        """Put the chat to sleep: what waits for it is dropped, and nothing more is sent until somebody speaks there.

        A chat without a channel is a whole account. Whoever shares its lists elsewhere is told of that, once.
        """
        log.warning("chat asleep", chat=str(chat), reason=reason)
        async with self._storage.begin() as work:
            fallen = await work.chats.put_to_sleep(chat, self._clock.now())
            sharers = {} if chat.channel else await _sharers(work, fallen)
            await work.commit()
        for sharer, lists in sharers.items():
            await self._tell(sharer, _lost_card(chat, lists, reason))

    async def refused(self, chat: ChatId, gone: ChatGone) -> None:
        """The same for a chat, or for all of its account, where something could not be said."""
        whole = isinstance(gone, AccountGone) and bool(chat.account)
        await self.gone(ChatId(chat.platform, chat.account, "") if whole else chat, str(gone.args[1]))

    async def moved(self, old: ChatId, new: ChatId) -> None:
        """Let everything of the old chat go on in the new one."""
        log.info("chat moved", old=str(old), new=str(new))
        async with self._storage.begin() as work:
            await work.chats.move(old, new)
            await work.commit()

    async def _tell(self, chat: ChatId, card: Card) -> None:
        speaker = self._chats.get(chat.platform)
        if speaker is None:
            return
        try:
            await speaker.post(chat, card)
        except Outage as outage:
            log.warning("not told of a lost account", chat=str(chat), reason=str(outage))


async def _sharers(work: UnitOfWork, fallen: Sequence[ChatId]) -> Mapping[ChatId, Sequence[str]]:
    """The chats that are awake and have lists of the fallen ones mounted, with the names of those lists."""
    found: dict[ChatId, dict[str, None]] = defaultdict(dict)
    lists = {one.id: one.name for chat in fallen for one in await work.chats.lists(chat)}
    for list_id, name in lists.items():
        for chat in await work.chats.mounts(list_id):
            room = await work.chats.room(chat)
            if room is not None and room.asleep_since is None:
                found[chat][name] = None
    return {chat: tuple(names) for chat, names in found.items()}


def _lost_card(account: ChatId, lists: Sequence[str], reason: str) -> Card:
    platform = account.platform.capitalize()
    names = ", ".join(f"“{name}”" for name in lists)
    what = f"The list {names} goes on" if len(lists) == 1 else f"The lists {names} go on"
    return Card(
        f"I can no longer speak in a {platform} workspace that shares this chat's lists",
        (
            Paragraph(f"{reason[:1].upper()}{reason[1:]}."),
            Paragraph(f"{what} here. There I say nothing more until I am installed again and somebody speaks to me."),
        ),
        tone=Tone.WARNING,
    )
