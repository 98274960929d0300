"""Short names for lines that are too long for a key."""

from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import Final, Protocol

from adapters.chats.telegram.remembered import Remembered

_BYTES: Final = 12  # 96 bits, 16 letters: nobody guesses one, no two lines share one
_MOST: Final = 20_000


class Shortener(Protocol):
    """Keeps lines under short ids, for as long as keys below old messages should work."""

    async def shorten(self, line: str) -> str:
        """The id of a line, at most 20 letters, digits, “-” and “_”; the same line has the same id."""

    async def expand(self, short: str) -> str | None:
        """The line behind an id; None where it is not known (any more)."""


class MemoryShortener:
    """Lines in this process's memory; ids are digests, so that a line said again makes older keys work again."""

    def __init__(self, most: int = _MOST) -> None:
        self._lines: Remembered[str, str] = Remembered(most)

    async def shorten(self, line: str) -> str:
        """The id of a line."""
        short = urlsafe_b64encode(blake2b(line.encode(errors="replace"), digest_size=_BYTES).digest()).decode()
        self._lines.put(short, line)
        return short

    async def expand(self, short: str) -> str | None:
        """The line behind an id."""
        return self._lines.get(short)
