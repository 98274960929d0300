"""Suggested texts and what writing them cost, in SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select, tuple_, update

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import suggestions, voices, writings
from core.catalog.asin import Product
from core.suggestion import Part, State, Suggestion, Voice, Writing, Written

_OF: Final = tuple_(suggestions.c.asin, suggestions.c.market)
_PLAIN: Final = tuple(one.name for one in fields(Suggestion) if one.name not in {"product", "part", "state"})


class SqlSuggestions:
    """`core.ports.suggestions.Suggestions` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, suggestions_: Sequence[Suggestion]) -> None:
        """See the port."""
        if suggestions_:
            await self._session.run(insert(suggestions), [_row_of(one) for one in suggestions_])

    async def put(self, suggestion: Suggestion) -> None:
        """See the port."""
        known = suggestions.c.id == suggestion.id
        await self._session.run(update(suggestions).where(known).values(_row_of(suggestion)))

    async def find(self, suggestion_id: str, workspace_id: UUID) -> Suggestion | None:
        """See the port."""
        theirs = (suggestions.c.id == suggestion_id, suggestions.c.workspace_id == workspace_id)
        row = await self._session.first(select(suggestions).where(*theirs).with_for_update(key_share=True))
        return None if row is None else _suggestion_of(row)

    async def of(self, workspace_id: UUID, product: Product, limit: int) -> Sequence[Suggestion]:
        """See the port."""
        rows = await self._session.all(
            select(suggestions)
            .where(
                suggestions.c.workspace_id == workspace_id,
                suggestions.c.asin == product.asin,
                suggestions.c.market == product.market,
            )
            .order_by(suggestions.c.made_at.desc(), suggestions.c.id.desc())
            .limit(limit)
        )
        return [_suggestion_of(row) for row in rows]

    async def awaited(self, products: Iterable[Product]) -> Sequence[Suggestion]:
        """See the port."""
        found: list[Suggestion] = []
        for portion in portions(products):
            pairs = [(one.asin, one.market) for one in portion]
            waiting = select(suggestions).where(suggestions.c.state == State.APPROVED.value, _OF.in_(pairs))
            found.extend(_suggestion_of(row) for row in await self._session.all(waiting))
        return found

    async def claim_due(self, now: datetime, lease: timedelta, limit: int) -> Sequence[Suggestion]:
        """See the port."""
        # Nearly always there is none: a database that is only read waits for nobody.
        rows = await self._session.all(
            select(suggestions)
            .where(suggestions.c.due_at <= now)
            .order_by(suggestions.c.due_at, suggestions.c.id)
            .limit(limit)
            .with_for_update(key_share=True, skip_locked=True)
        )
        if rows:
            claimed = suggestions.c.id.in_([row.id for row in rows])
            await self._session.run(update(suggestions).where(claimed).values(due_at=now + lease))
        return [_suggestion_of(row) for row in rows]

    async def wrote(self, writing: Writing) -> None:
        """See the port."""
        await self._session.run(insert(writings), [{one.name: getattr(writing, one.name) for one in fields(writing)}])

    async def written(self, since: datetime, workspace_id: UUID | None = None, by: str | None = None) -> Written:
        """See the port; dollars are kept as text, and added here."""
        wanted = [writings.c.at > since]
        if workspace_id is not None:
            wanted.append(writings.c.workspace_id == workspace_id)
        if by is not None:
            wanted.append(writings.c.by == by)
        rows = await self._session.all(
            select(writings.c.tokens_in, writings.c.tokens_out, writings.c.dollars).where(*wanted)
        )
        return Written(
            requests=len(rows),
            tokens=sum(row.tokens_in + row.tokens_out for row in rows),
            dollars=sum((row.dollars for row in rows if row.dollars is not None), Decimal(0)),
        )

    async def voice(self, workspace_id: UUID) -> Voice:
        """See the port."""
        row = await self._session.first(select(voices).where(voices.c.workspace_id == workspace_id))
        return Voice() if row is None else Voice(row.manner, row.avoid)

    async def speak(self, workspace_id: UUID, voice: Voice) -> None:
        """See the port."""
        row = {"workspace_id": workspace_id, "manner": voice.manner, "avoid": voice.avoid}
        fresh = self._session.insert(voices).values(row)
        await self._session.run(fresh.on_conflict_do_update(index_elements=["workspace_id"], set_=row))


def _row_of(one: Suggestion) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in _PLAIN}
    return {
        **plain,
        "asin": one.product.asin,
        "market": one.product.market,
        "part": one.part.value,
        "state": one.state.value,
    }


def _suggestion_of(row: Row[Any]) -> Suggestion:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return Suggestion(**plain, product=Product(row.asin, row.market), part=Part(row.part), state=State(row.state))
