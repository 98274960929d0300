"""What is found again when somebody presses a key or replies: lines behind short ids, products behind messages."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

import structlog

from adapters.chats.telegram.remembered import Remembered
from core.errors import Outage
from core.ports.memory import Memory

LASTING: Final = timedelta(days=30)
_BYTES: Final = 12  # 96 bits, 16 letters: nobody guesses one, no two lines share one
_MOST: Final = 20_000

log = structlog.get_logger()


def short_id(line: str) -> str:
    """The id of a line: 16 letters, digits, “-” and “_”; a line said again makes older keys work again."""
    return urlsafe_b64encode(blake2b(line.encode(errors="replace"), digest_size=_BYTES).digest()).decode()


def behind(short: str) -> str:
    """The name of a line in the notes, by its short id."""
    return f"line:{short}"


def about(channel: str, message: str) -> str:
    """The name of a message's product in the notes."""
    return f"about:{channel}:{message}"


class Notes:
    """Texts by their names, kept for a month; the newest are at hand as well, so that few are read or written twice."""

    def __init__(self, memory: Memory, now: Callable[[], datetime], most: int = _MOST) -> None:
        self._memory = memory
        self._now = now
        self._at_hand: Remembered[str, tuple[str, datetime]] = Remembered(most)

    async def keep(self, texts: Mapping[str, str]) -> None:
        """Keep these, in one write, or in none where all were kept lately.

        Where the database does not take them they are known until this process ends: what they are for can be said.
        """
        late = self._now() - LASTING / 2
        fresh = {name: text for name, text in texts.items() if not self._is_kept(name, text, late)}
        if not fresh:
            return
        self.learn(fresh)
        try:
            await self._memory.put(fresh, LASTING)
        except Outage as outage:
            log.warning("not kept across a restart", count=len(fresh), reason=str(outage))

    def learn(self, texts: Mapping[str, str]) -> None:
        """Know these for as long as the process lives: what the message itself would tell another one."""
        for name, text in texts.items():
            self._at_hand.put(name, (text, self._now()))

    def recall(self, name: str) -> str | None:
        """What is at hand."""
        held = self._at_hand.get(name)
        return held[0] if held else None

    async def find(self, name: str) -> str | None:
        """What is at hand or kept. Raises `Outage` where the database does not tell."""
        return self.recall(name) or await self._memory.get(name)

    def _is_kept(self, name: str, text: str, since: datetime) -> bool:
        held = self._at_hand.get(name)
        return held is not None and held[0] == text and held[1] > since
