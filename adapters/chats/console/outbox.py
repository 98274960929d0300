"""What Amazcope says in the terminal without being asked."""

from uuid import uuid4

from adapters.chats.console.screen import Screen
from core.messages import Card, ChatId


class ConsoleChat:
    """The terminal as a `core.ports.world.Chat`: there is one room and no threads, and nothing there makes a sound."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    async def post(
        self,
        chat: ChatId,
        card: Card,
        *,
        thread: str | None = None,
        silent: bool = False,
        below: str | None = None,
        aloud: bool = False,
    ) -> str:
        """Print a card between blank lines; returns a name for it, never given twice. Raises `ChatGone`."""
        await self._screen.show(card, apart=True)
        return uuid4().hex

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        """Print the card again, marked as updated: what has scrolled by cannot be changed. Raises `ChatGone`."""
        await self._screen.show(card, apart=True, note="updated")
