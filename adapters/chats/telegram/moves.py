"""Groups that became supergroups: told once each, and kept for whoever is to know as soon as they listen."""

from typing import Final

from adapters.chats.telegram.remembered import Remembered
from core.messages import ChatId
from core.ports.world import Rooms

_MOST: Final = 1000


class Moves:
    """Rooms as Telegram tells of them: a move comes up to three times, in both chats and as a refused send."""

    def __init__(self) -> None:
        self._rooms: Rooms | None = None
        self._told: Remembered[tuple[ChatId, ChatId], None] = Remembered(_MOST)
        self._untold: list[tuple[ChatId, ChatId]] = []

    async def tell(self, rooms: Rooms) -> None:
        """From now on tell these; first what happened before."""
        self._rooms = rooms
        waiting, self._untold = self._untold, []
        for old, new in waiting:
            await self.moved(old, new)

    async def moved(self, old: ChatId, new: ChatId) -> None:
        """A chat goes on under another id."""
        if self._rooms is None:
            self._untold.append((old, new))
        elif (old, new) not in self._told:
            self._told.put((old, new), None)
            await self._rooms.moved(old, new)

    async def gone(self, chat: ChatId, reason: str) -> None:
        """We may not speak there any more."""
        if self._rooms is not None:
            await self._rooms.gone(chat, reason)
