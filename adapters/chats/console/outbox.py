"""What Amazcope says in the terminal without being asked."""

from itertools import count

from adapters.chats.console.screen import Screen
from core.messages import Card, ChatId


class ConsoleChat:
    """The terminal as a `core.ports.world.Chat`: there is one room and no threads, and nothing there makes a sound."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._numbers = count(1)

    async def post(self, chat: ChatId, card: Card, *, thread: str | None = None, silent: bool = False) -> str:
        """Print a card between blank lines; returns “m1”, “m2” …. Raises `ChatGone`."""
        await self._screen.show(card, apart=True)
        return f"m{next(self._numbers)}"

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        """Print the card again, marked as updated: what has scrolled by cannot be changed. Raises `ChatGone`."""
        await self._screen.show(card, apart=True, note="updated")
