"""One message heard in the terminal, and its answer."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from getpass import getuser
from pathlib import Path
from typing import Final

from adapters.chats.console.screen import Screen
from core.messages import Card, ChatId, Document, Heard, Paragraph, Person, Tone
from core.ports.world import Listener

TERMINAL: Final = ChatId("console", "", "terminal")
LONGEST: Final = 40_000  # characters of one message

_LARGEST_FILE: Final = 5 * 1024 * 1024
_IMPORT: Final = re.compile(r"/?import\s+(\S.*)", re.IGNORECASE)

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
            card = await self._heard(said, listener)
            if card:
                await self._screen.show(card)

    async def _heard(self, said: str, listener: Listener) -> Card | None:
        """A line that names a file after ``import`` is that file, dropped in the chat."""
        heard = Heard(chat=TERMINAL, person=self._person, text=said, at=self._now(), progress=self._screen.note)
        named = _IMPORT.fullmatch(said)
        if named is None:
            return await listener(heard)
        try:
            document = _dropped(named[1].strip("'\""))
        except OSError as error:
            reason = Paragraph(f"{error.strerror or 'It is no file'}.")
            return Card(f"{named[1]} cannot be read. Nothing was changed.", (reason,), tone=Tone.WARNING)
        return await listener(replace(heard, text="/import", documents=(document,)))


def _dropped(name: str) -> Document:
    """The file, or so much of it that its being too large shows. Raises `OSError`."""
    path = Path(name).expanduser()
    with path.open("rb") as file:
        return Document(path.name, file.read(_LARGEST_FILE + 1))


def _login_name() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        return "you"
