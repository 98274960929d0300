"""Rooms that only remember what became of them."""

from core.messages import ChatId


class QuietRooms:
    def __init__(self) -> None:
        self.left: list[tuple[ChatId, str]] = []
        self.moves: list[tuple[ChatId, ChatId]] = []

    async def gone(self, chat: ChatId, reason: str) -> None:
        self.left.append((chat, reason))

    async def moved(self, old: ChatId, new: ChatId) -> None:
        self.moves.append((old, new))
