"""Alerts and their outbox in SQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Boolean, Row, bindparam, case, func, insert, not_, select, update

from adapters.storage.sql.alert_rows import ALERTS, alert_of, row_of_alert, row_of_delivery
from adapters.storage.sql.claims import IS_OPEN, longest_queue_first, picked
from adapters.storage.sql.courses import Courses
from adapters.storage.sql.edits import Edits
from adapters.storage.sql.product_keys import ProductKeys
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import alerts, deliveries, mounts, watches
from adapters.storage.sql.threads import begun
from adapters.storage.sql.upserts import sparing
from adapters.storage.sql.withdrawals import restore, withdraw
from core.alerts.alert import Alert, Delivery, Held, Told
from core.messages import ChatId
from core.ports.outbox import EVERYWHERE, Among

_QUEUE: Final = insert(deliveries)
_UNTRIED: Final = deliveries.c.attempts - 1
_DELIVERED: Final = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("of"))
    .values(
        state="sent",
        message=bindparam("message"),
        below=bindparam("below"),
        done_at=bindparam("done_at"),
        claimed_until=None,
        # Taken in hand or resolved while it was on its way: what has just been said is to be edited.
        edit_at=select(
            func.coalesce(
                case((not_(bindparam("was_acked", type_=Boolean)), alerts.c.acked_at)),
                case((not_(bindparam("was_over", type_=Boolean)), alerts.c.resolved_at)),
            )
        )
        .where(alerts.c.id == deliveries.c.alert_id)
        .scalar_subquery(),
    )
)


class SqlAlerts:
    """`core.ports.storage.Alerts` in SQL."""

    def __init__(self, session: Session, keys: ProductKeys) -> None:
        self._session = session
        self._keys = keys

    async def add(self, alerts: Sequence[Alert], deliveries: Sequence[Delivery]) -> None:
        """See the port; the products must be known."""
        new = await self._add_alerts(alerts) if alerts else frozenset()
        await self._queue([delivery for delivery in deliveries if delivery.alert.id in new])

    async def claim_deliveries(
        self, now: datetime, lease: timedelta, limit: int, among: Among = EVERYWHERE
    ) -> Sequence[Delivery]:
        """See the port."""
        chosen = picked(now, limit, among).cte("picked")
        claimed = await self._session.all(
            update(deliveries)
            .where(deliveries.c.id.in_(select(chosen.c.id)))
            .values(state="sending", claimed_until=now + lease, attempts=deliveries.c.attempts + 1)
            .returning(*deliveries.c)
        )
        told = await self._alerts({row.alert_id for row in claimed})
        return [_delivery_of(row, told[row.alert_id]) for row in longest_queue_first(claimed)]

    async def delivered(
        self, deliveries: Sequence[Delivery], message: str, now: datetime, below: str | None = None
    ) -> None:
        """See the port."""
        told = {"message": message, "done_at": now, "below": below}
        rows = [
            {"of": one.id, **told, "was_acked": one.alert.acked_at is not None, "was_over": one.alert.is_over}
            for one in sorted(deliveries, key=lambda one: one.id)
        ]
        await self._session.write(_DELIVERED, rows)

    async def begun(self, chat: ChatId, watches: Iterable[UUID], since: datetime) -> Mapping[UUID, str]:
        """See the port."""
        return await begun(self._session, chat, watches, since)

    async def postpone(self, deliveries: Iterable[UUID], until: datetime) -> None:
        """See the port; what was dropped meanwhile stays dropped."""
        await self._change(deliveries, state="waiting", due_at=until, claimed_until=None)

    async def hold(self, deliveries: Iterable[UUID], until: datetime, why: Held | None) -> None:
        """See the port."""
        await self._change(deliveries, state="waiting", due_at=until, claimed_until=None, attempts=_UNTRIED, held=why)

    async def put_back(self, deliveries: Iterable[UUID]) -> None:
        """See the port."""
        await self._change(deliveries, state="waiting", claimed_until=None, attempts=_UNTRIED)

    async def let_go(self, chat: ChatId, why: Held, now: datetime) -> None:
        """See the port."""
        held = (IS_OPEN, deliveries.c.chat == chat, deliveries.c.held == why)
        await self._session.run(update(deliveries).where(*held).values(due_at=now))

    async def drop(self, deliveries: Iterable[UUID], reason: str, now: datetime) -> None:
        """See the port."""
        await self._change(deliveries, state="dropped", reason=reason, done_at=now, claimed_until=None)

    async def withdraw(self, watches: Iterable[UUID], now: datetime) -> None:
        """See the port."""
        await withdraw(self._session, watches, now)

    async def restore(self, watches: Iterable[UUID]) -> None:
        """See the port."""
        await restore(self._session, watches)

    async def give_back_all(self) -> None:
        """See the port; attempts stay counted."""
        claimed = (IS_OPEN, deliveries.c.claimed_until.is_not(None))
        await self._session.run(update(deliveries).where(*claimed).values(state="waiting", claimed_until=None))
        await Edits(self._session).give_back_all()

    async def since(self, watches: Iterable[UUID], since: datetime) -> Sequence[Alert]:
        """See the port."""
        found: list[Alert] = []
        for portion in portions(watches):
            these = (alerts.c.watch_id.in_(portion), alerts.c.at >= since)
            found += map(alert_of, await self._session.all(ALERTS.where(*these)))
        return sorted(found, key=lambda alert: (alert.at, alert.id))

    async def follow(self, alerts: Sequence[Alert], now: datetime) -> None:
        """See the port."""
        await Courses(self._session).follow(alerts, now)

    async def acknowledge(self, watches: Iterable[UUID], by: str, now: datetime) -> int:
        """See the port."""
        return await Edits(self._session).acknowledge(watches, by, now)

    async def told_by(self, chat: ChatId, message: str) -> Told | None:
        """See the port."""
        rows = await Edits(self._session).told_by(chat, message)
        return _told(chat, message, rows, await self._alerts({row.alert_id for row in rows})) if rows else None

    async def claim_edits(
        self, now: datetime, until: datetime, limit: int, platforms: Collection[str]
    ) -> Sequence[Told]:
        """See the port."""
        due = await Edits(self._session).claim(now, until, limit, platforms)
        told = await self._alerts({row.alert_id for rows in due.values() for row in rows})
        return [_told(chat, message, rows, told) for (chat, message), rows in due.items()]

    async def edited(self, told: Told, until: datetime) -> None:
        """See the port."""
        await Edits(self._session).edited(told, until)

    async def edit_later(self, told: Told, until: datetime, at: datetime) -> None:
        """See the port."""
        await Edits(self._session).later(told, until, at)

    async def lost(self, chat: ChatId, since: datetime) -> int:
        """See the port."""
        dropped = (deliveries.c.chat == chat, deliveries.c.state == "dropped", deliveries.c.done_at >= since)
        statement = select(func.count()).select_from(deliveries).where(*dropped)
        count: int = (await self._session.run(statement)).scalar_one()
        return count

    async def waiting(self, chat: ChatId | None = None) -> int:
        """See the port; one that is being sent has not arrived, and counts."""
        here = () if chat is None else (deliveries.c.chat == chat,)
        statement = select(func.count()).select_from(deliveries).where(IS_OPEN, *here)
        count: int = (await self._session.run(statement)).scalar_one()
        return count

    async def recent(self, chat: ChatId, limit: int) -> Sequence[Alert]:
        """See the port."""
        statement = (
            ALERTS.join(watches, watches.c.id == alerts.c.watch_id)
            .join(mounts, mounts.c.list_id == watches.c.list_id)
            .where(mounts.c.chat == chat, watches.c.ended_at.is_(None))
            .order_by(alerts.c.at.desc(), alerts.c.id.desc())
            .limit(limit)
        )
        return [alert_of(row) for row in await self._session.all(statement)]

    async def _add_alerts(self, wanted: Sequence[Alert]) -> frozenset[UUID]:
        """The ids of those that are new."""
        keys = await self._keys.of(alert.product for alert in wanted)
        statement = sparing(alerts, "key", on_postgres=self._session.on_postgres)
        rows = [row_of_alert(alert, keys[alert.product]) for alert in sorted(wanted, key=lambda alert: alert.key)]
        if self._session.on_postgres:
            return frozenset((await self._session.run(statement.returning(alerts.c.id), rows)).scalars())
        # SQLite takes a quarter longer where it is to name each row; mostly all are new, and their number says so.
        ids = [alert.id for alert in wanted]
        written = await self._session.write(statement, rows)
        return frozenset(ids if written == len(ids) else await self._without_deliveries(ids))

    async def _without_deliveries(self, ids: Iterable[UUID]) -> Sequence[UUID]:
        """Those that are there, and of which nothing has been queued."""
        found: list[UUID] = []
        queued = select(deliveries.c.id).where(deliveries.c.alert_id == alerts.c.id).exists()
        for portion in portions(ids):
            rows = await self._session.all(select(alerts.c.id).where(alerts.c.id.in_(portion), ~queued))
            found += (row.id for row in rows)
        return found

    async def _queue(self, wanted: Sequence[Delivery]) -> None:
        await self._session.write(_QUEUE, [row_of_delivery(delivery) for delivery in wanted])

    async def _alerts(self, ids: Iterable[UUID]) -> Mapping[UUID, Alert]:
        found: dict[UUID, Alert] = {}
        for portion in portions(ids):
            rows = await self._session.all(ALERTS.where(alerts.c.id.in_(portion)))
            found |= {row.id: alert_of(row) for row in rows}
        return found

    async def _change(self, ids: Iterable[UUID], **values: Any) -> None:
        for portion in portions(sorted(ids)):
            await self._session.run(update(deliveries).where(deliveries.c.id.in_(portion), IS_OPEN).values(values))


def _delivery_of(row: Row[Any], alert: Alert) -> Delivery:
    return Delivery(
        id=row.id,
        alert=alert,
        chat=row.chat,
        thread=row.thread,
        due_at=row.due_at,
        attempts=row.attempts,
        held=None if row.held is None else Held(row.held),
    )


def _told(chat: ChatId, message: str, rows: Sequence[Row[Any]], alerts_: Mapping[UUID, Alert]) -> Told:
    """In the order in which they were told."""
    ordered = sorted(rows, key=lambda row: (row.due_at, row.id))
    return Told(chat, message, tuple(_delivery_of(row, alerts_[row.alert_id]) for row in ordered))
