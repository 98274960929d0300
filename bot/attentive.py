"""Answers go ahead of everything: they are said at once, and the alerts make room for them."""

from datetime import timedelta
from typing import Final

from core.messages import Card, Heard
from core.pacing import Pacer
from core.ports.world import Clock, Listener, Meter

_HUSH: Final = timedelta(seconds=3)  # more than most answers take; no alert is much later for it


class Attentive:
    """A listener before whose answers the alerts for the same chat fall silent; what it says is counted among them.

    A `meter` hears how long each answer took.
    """

    def __init__(self, listener: Listener, pacer: Pacer, clock: Clock, meter: Meter | None = None) -> None:
        self._listener = listener
        self._pacer = pacer
        self._clock = clock
        self._meter = meter

    async def __call__(self, heard: Heard) -> Card | None:
        """The listener's own answer."""
        began = self._clock.now()
        self._pacer.rest(heard.chat, began + _HUSH)
        card = await self._listener(heard)
        if card is not None:
            ended = self._clock.now()
            self._pacer.said(heard.chat, ended)
            if self._meter is not None:
                self._meter.answered(heard.chat.platform, (ended - began).total_seconds())
        return card
