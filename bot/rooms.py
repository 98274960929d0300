"""What becomes of chats: bots are kicked out, workspaces uninstall, groups move."""

import structlog

from core.messages import ChatId
from core.ports.storage import Storage
from core.ports.world import Clock

log = structlog.get_logger()


class KnownRooms:
    """Keeps the database true to what the platforms say of their chats."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def gone(self, chat: ChatId, reason: str) -> None:
        """Put the chat to sleep: what waits for it is dropped, and nothing more is sent until somebody speaks there."""
        log.info("chat asleep", chat=str(chat), reason=reason)
        async with self._storage.begin() as work:
            await work.chats.put_to_sleep(chat, self._clock.now())
            await work.commit()

    async def moved(self, old: ChatId, new: ChatId) -> None:
        """Let everything of the old chat go on in the new one."""
        log.info("chat moved", old=str(old), new=str(new))
        async with self._storage.begin() as work:
            await work.chats.move(old, new)
            await work.commit()
