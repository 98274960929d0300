"""One message heard in the terminal, and its answer."""

from collections.abc import Callable
from datetime import datetime
from getpass import getuser
from typing import Final

from adapters.chats.console.screen import Screen
from core.messages import Card, ChatId, Heard, Person, Tone
from core.ports.world import Listener

TERMINAL: Final = ChatId("console", "", "terminal")
LONGEST: Final = 40_000  # characters of one message

_TOO_LONG: Final = Card(
    f"That message is longer than {LONGEST:,} characters, so it was not read. Send it in parts.", tone=Tone.WARNING
)


class Exchange:
    """Carries each message to a listener and shows what it answers; `now` gives the present, aware, in UTC."""

    def __init__(self, screen: Screen, now: Callable[[], datetime]) -> None:
        self._screen = screen
        self._now = now
        self._person = Person("you", _login_name())

    async def answer(self, text: str, listener: Listener) -> None:
        """Have one message answered; a blank one is nothing said. Raises `ChatGone`."""
        if len(text) > LONGEST:
            await self._screen.show(_TOO_LONG)
        elif said := text.strip():
            card = await listener(Heard(chat=TERMINAL, person=self._person, text=said, at=self._now()))
            if card:
                await self._screen.show(card)


def _login_name() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        return "you"
