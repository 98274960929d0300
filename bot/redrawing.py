"""Draws anew the messages whose alerts were taken in hand, or are over."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.insistence import EDIT_LEASE, GIVEN_UP_AFTER
from bot.views.summary import told_card
from core.alerts.alert import Alert, Told
from core.cadence import Cadence
from core.errors import ChatGone, Outage, SlowDown, Unsayable
from core.messages import ChatId
from core.pacing import Pacer
from core.ports.storage import Storage
from core.ports.world import Chat, Clock
from core.retelling import Retelling

BATCH: Final = 500
_AGAIN: Final = timedelta(seconds=30)
_NO_ROOM: Final = timedelta(seconds=1)  # by then a platform takes as many again

log = structlog.get_logger()


class Redrawing:
    """Claims what is to be edited, edits it, and lets go of it.

    An edit is the same however often it is made: one that a process died about is made again, never lost. What a
    platform does not take is tried again for a day. Edits count as messages do, and wait where a chat is to rest: what
    people ask there, and what is told for the first time, goes first.
    """

    def __init__(
        self, storage: Storage, chats: Mapping[str, Chat], clock: Clock, cadence: Cadence, pacer: Pacer
    ) -> None:
        self._storage = storage
        self._retelling = Retelling(storage, cadence)
        self._chats = chats
        self._clock = clock
        self._pacer = pacer

    async def round(self) -> int:
        """Edit what is due now; returns how many were tried."""
        now = self._clock.now()
        until = now + EDIT_LEASE
        async with self._storage.begin() as work:
            due = await work.alerts.claim_edits(now, until, BATCH, self._chats)
            if due:
                await work.commit()
        for told in due:
            if self._clock.now() >= until:  # as another process may edit it by now: later, as it stands then
                break
            await self._edit(told, until)
        return len(due)

    async def _edit(self, told: Told, until: datetime) -> None:
        now = self._clock.now()
        ready_at = self._ready_at(told.chat, now)
        if ready_at > now:
            await self._later(told, until, ready_at)
            return
        self._pacer.said(told.chat, now)
        try:
            card = told_card(await self._retelling.retold(told), self._clock.now())
            await self._chats[told.chat.platform].edit(told.chat, told.message, card)
        except (ChatGone, Unsayable) as refusal:
            log.info("edit dropped", chat=str(told.chat), reason=str(refusal))
            await self._edited(told, until)
        except Outage as outage:
            await self._insist(told, until, outage)
        except Exception:  # a bug: this one edit is given up, so that it does not hold up the others for ever
            await self._edited(told, until)
            raise
        else:
            await self._edited(told, until)

    async def _insist(self, told: Told, until: datetime, outage: Outage) -> None:
        """As soon as the platform asks for, else in half a minute; for a day."""
        now = self._clock.now()
        if now - max(map(_last_news, told.alerts)) > GIVEN_UP_AFTER:
            log.warning("edit given up", chat=str(told.chat), reason=str(outage))
            await self._edited(told, until)
            return
        if isinstance(outage, SlowDown):
            again = now + timedelta(seconds=outage.seconds)
            self._pacer.rest(told.chat, again)
        else:
            again = now + _AGAIN
        await self._later(told, until, again)

    def _ready_at(self, chat: ChatId, now: datetime) -> datetime:
        """When the chat may be spoken to, and its platform has room for one more."""
        has_room = self._pacer.room(chat.platform, now, most=1) > 0
        return max(self._pacer.ready_at(chat), now if has_room else now + _NO_ROOM)

    async def _later(self, told: Told, until: datetime, at: datetime) -> None:
        async with self._storage.begin() as work:
            await work.alerts.edit_later(told, until, at)
            await work.commit()

    async def _edited(self, told: Told, until: datetime) -> None:
        async with self._storage.begin() as work:
            await work.alerts.edited(told, until)
            await work.commit()


def _last_news(alert: Alert) -> datetime:
    """When it was raised, taken in hand, or over, whichever came last."""
    over = alert.course.resolved_at if alert.course else None
    return max(alert.at, alert.acked_at or alert.at, over or alert.at)
