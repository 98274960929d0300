"""Who asks for a metric, in all lists, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from adapters.storage.sql.audience import of_watches
from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import chats, mounts, rules, watches
from core.ports.watches import Audience
from core.watching.watch import Watching


async def asking(session: Session, metric: str, after: UUID | None, limit: int) -> Sequence[Audience]:
    """See `core.ports.watches.Watches.asking`; the watches are locked before their rules are read."""
    heard = (
        select(mounts.c.list_id)
        .join(chats, chats.c.chat == mounts.c.chat)
        .where(chats.c.asleep_since.is_(None), mounts.c.list_id == watches.c.list_id)
    )
    asked = select(rules.c.id).where(rules.c.watch_id == watches.c.id, rules.c.metric == metric)
    chosen = select(watches.c.id).where(watches.c.ended_at.is_(None), heard.exists(), asked.exists())
    if after is not None:
        chosen = chosen.where(watches.c.id > after)
    page = chosen.order_by(watches.c.id).limit(limit)
    ids = [row.id for row in await session.all(page.with_for_update(key_share=True, of=watches))]
    found = await of_watches(session, ids)
    return sorted((_with_metric(one, metric) for one in found), key=lambda one: one.watching.watch.id)


def _with_metric(one: Audience, metric: str) -> Audience:
    own = tuple(rule for rule in one.watching.rules if rule.condition.metric == metric)
    return replace(one, watching=Watching(one.watching.watch, own))
