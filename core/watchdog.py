"""Notices when reading breaks for a workspace, and when it works again: what the clock asks for."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from core.ids import new_id
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock
from core.watching.notice import Breakdown, Notice, NoticeKind
from core.watching.standing import Standing

_NAMED: Final = 20


class Watchdog:
    """Queues one notice when a workspace's first product is unread for three intervals, and one when all are read.

    What was noticed last is in the database: a restart notices nothing twice.
    """

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def round(self) -> None:
        """Compare what fails with what was noticed last, for every workspace."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            failing = await work.products.failing()
            last = await work.notices.last()
            for workspace, standings in failing.items():
                unread = [one for one in standings if one.is_unread]
                before = last.get(workspace)
                if unread and (before is None or before.kind is NoticeKind.WORKS):
                    await work.notices.add(await _breaks(work, workspace, standings, before, now))
            for before in last.values():
                still = any(one.is_unread for one in failing.get(before.workspace_id, ()))
                if before.kind is NoticeKind.BREAKS and not still:
                    was_read = await _was_read(work, before)
                    await work.notices.add(_works(before, now), silently=not was_read)
            await work.commit()


async def _breaks(
    work: UnitOfWork, workspace: UUID, failing: Sequence[Standing], before: Notice | None, now: datetime
) -> Notice:
    unread = [one for one in failing if one.is_unread]
    breakdown = Breakdown(
        unread=len(unread),
        failing=len(failing),
        watched=await work.products.watched(workspace),
        products=tuple(one.product for one in unread[:_NAMED]),
        markets=tuple(sorted({one.product.market for one in unread})),
        reasons=tuple(Counter(one.failure.detail for one in unread if one.failure).most_common()),
        since=min(one.unread_since for one in unread if one.unread_since),
        next_try=min((one.due_at for one in unread if one.due_at), default=None),
    )
    key = f"{workspace}:breaks:{before.id if before else ''}"
    return Notice(id=new_id(now), key=key, workspace_id=workspace, kind=NoticeKind.BREAKS, at=now, breakdown=breakdown)


def _works(before: Notice, now: datetime) -> Notice:
    return Notice(
        id=new_id(now),
        key=f"{before.workspace_id}:works:{before.id}",
        workspace_id=before.workspace_id,
        kind=NoticeKind.WORKS,
        at=now,
        breakdown=before.breakdown,
    )


async def _was_read(work: UnitOfWork, before: Notice) -> bool:
    """Whether any of them was read since; if not, they are only watched no longer."""
    standings = await work.products.stand(before.breakdown.products)
    return any(one.looked_at is not None and one.looked_at >= before.breakdown.since for one in standings.values())
