"""Where suggested texts stand: what becomes of one is told below the message that offered it."""

import structlog

from core.errors import Outage
from core.messages import Card, ChatId
from core.ports.storage import Storage
from core.ports.world import Clock, Heed
from core.suggestion import FOLLOWED_FOR, message_key

log = structlog.get_logger()


class Whereabouts:
    """Remembers of each suggestion the newest message that offers it, whatever way it is approved in the end."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def heed(self, chat: ChatId, message: str, card: Card) -> None:
        """Hear of what is said (a `core.ports.world.Heed`)."""
        if not card.offers:
            return
        try:
            async with self._storage.begin() as work:
                texts = {message_key(suggestion): message for suggestion in card.offers}
                await work.memories.put(texts, self._clock.now() + FOLLOWED_FOR)
                await work.commit()
        except Outage as outage:  # it is said all the same: what becomes of it is then told in the chat
            log.warning("place not remembered", chat=str(chat), reason=str(outage))


def heard_by(*heeds: Heed) -> Heed:
    """One who listens for several."""

    async def heed(chat: ChatId, message: str, card: Card) -> None:
        for one in heeds:
            await one(chat, message, card)

    return heed
