"""The rooms of chats, remembered from one command to the next where no other process can change them."""

from collections import OrderedDict
from typing import Final

from core.messages import ChatId
from core.watching.workspace import ChatRoom

_REMEMBERED: Final = 1_000


class Rooms:
    """What was read of chats; all of it is forgotten whenever any chat is written.

    Only for a database that one process has for itself and whose units of work come one after the other: SQLite.
    """

    def __init__(self, most: int = _REMEMBERED) -> None:
        self._rooms: OrderedDict[ChatId, ChatRoom] = OrderedDict()
        self._most = most

    def get(self, chat: ChatId) -> ChatRoom | None:
        """The room of a chat, if it was read lately."""
        return self._rooms.get(chat)

    def keep(self, room: ChatRoom) -> None:
        """A room was read."""
        self._rooms[room.chat] = room
        if len(self._rooms) > self._most:
            self._rooms.popitem(last=False)

    def forget(self) -> None:
        """Some chat is being written."""
        self._rooms.clear()
