"""Moving rank readings out of their rows into pages, and making pages coarser."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Delete, Select, bindparam, delete, select, type_coerce

from adapters.storage.sql.rank_pages import WEEK, RankReading, coarser, merged, packed, unpacked
from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import rank_pages, rank_points
from adapters.storage.sql.thinning import Span
from adapters.storage.sql.upserts import replacing

Pages = Mapping[tuple[int, int], Sequence[RankReading]]
"""The readings by product key and week."""

_ROWS: Final = rank_points.c
_second: Final = type_coerce(_ROWS.at, BigInteger)
_ROW: Final[Delete] = delete(rank_points).where(_ROWS.product_key == bindparam("key"), _second == bindparam("second"))


async def pack(session: Session, first: int, last: int, before: datetime, most: int | None = None) -> int:
    """Move up to `most` readings of these products that were read before then; returns the last key it has done.

    The rows are locked before their pages are read, so that of two processes the second sees what the first has
    written; a reading that comes meanwhile stays a row.
    """
    rows = [tuple(row) for row in await session.all(_old(first, last, before, most))]
    if not rows:
        return last
    fresh = _by_page(rows)
    weeks = [week for _, week in fresh]
    kept = await _pages(session, rows[0][0], rows[-1][0], min(weeks), max(weeks))
    await _write(session, {page: merged(kept.get(page, ()), its) for page, its in fresh.items()})
    await session.run(_ROW, [{"key": key, "second": at} for key, at, _, _ in rows])
    return last if most is None or len(rows) < most else int(rows[-1][0]) - 1


async def thin_pages(session: Session, span: Span, step: timedelta) -> None:
    """Pack what is still in rows, then leave one reading of each category and step."""
    await pack(session, span.first, span.last, span.end)
    begin = 0 if span.begin is None else int(span.begin.timestamp())
    end, seconds = int(span.end.timestamp()), int(step.total_seconds())
    found = await _pages(session, span.first, span.last, begin // WEEK, (end - 1) // WEEK)
    thinner = {page: coarser(its, begin, end, seconds) for page, its in found.items()}
    await _write(session, {page: its for page, its in thinner.items() if len(its) < len(found[page])})


def _old(first: int, last: int, before: datetime, most: int | None) -> Select[Any]:
    return (
        select(_ROWS.product_key, _second, _ROWS.rank, _ROWS.category_id)
        .where(_ROWS.product_key.between(first, last), _ROWS.at < before)
        .order_by(_ROWS.product_key, _ROWS.at)
        .limit(most)
        .with_for_update()
    )


def _by_page(rows: Iterable[Sequence[int]]) -> Pages:
    pages = groupby(rows, key=lambda row: (row[0], row[1] // WEEK))
    return {page: [(at, rank, category) for _, at, rank, category in its] for page, its in pages}


async def _pages(session: Session, first: int, last: int, begin: int, end: int) -> Pages:
    """The pages of these products and weeks, all bounds included."""
    chosen: Sequence[ColumnElement[bool]] = (
        rank_pages.c.product_key.between(first, last),
        rank_pages.c.week.between(begin, end),
    )
    order = (rank_pages.c.product_key, rank_pages.c.week)
    rows = await session.all(select(rank_pages).where(*chosen).order_by(*order).with_for_update())
    return {(key, week): unpacked(week, body) for key, week, body in map(tuple, rows)}


async def _write(session: Session, pages: Pages) -> None:
    rows = [{"product_key": key, "week": week, "body": packed(week, its)} for (key, week), its in pages.items()]
    if rows:
        await session.run(replacing(rank_pages, on_postgres=session.on_postgres), rows)
