"""Tells chats what became of the text that they approved."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import structlog

from bot.views.aftermath import message_card
from core.aftermath import Aftermath, Message
from core.errors import ChatGone, Outage, SlowDown
from core.ports.storage import Storage
from core.ports.world import Chat, Clock

_WAIT: Final = timedelta(minutes=5)

log = structlog.get_logger()


class Aftercare:
    """Claims a message, posts it below the one in which the text was offered or approved, and marks it told.

    Where that message is not known it stands where the text was asked for. What is not marked comes again.
    """

    def __init__(self, storage: Storage, chats: Mapping[str, Chat], clock: Clock) -> None:
        self._chats = chats
        self._clock = clock
        self._aftermath = Aftermath(storage, clock)

    async def round(self) -> int:
        """Tell what is due now; returns how many messages were tried."""
        messages = await self._aftermath.claim()
        for message in messages:
            await self._tell(message)
        return len(messages)

    async def _tell(self, message: Message) -> None:
        one = message.suggestion
        chat = self._chats.get(one.chat.platform)
        if chat is None:  # a platform that is turned off now
            await self._aftermath.postpone(message, timedelta(hours=1))
            return
        try:
            card = message_card(message, self._clock.now())
            await chat.post(one.chat, card, thread=one.thread, below=message.below)
        except ChatGone:
            await self._aftermath.give_up(message)
        except SlowDown as pause:
            await self._aftermath.postpone(message, timedelta(seconds=pause.seconds))
        except Outage as outage:
            log.warning("aftermath postponed", chat=str(one.chat), reason=str(outage))
            await self._aftermath.postpone(message, _WAIT)
        else:
            await self._aftermath.told(message)
