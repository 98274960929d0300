"""What keeps the database small and quick: bytes for each point, and the index that each hot question walks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from adapters.storage.sql.storage import SqlStorage
from core.catalog.series import OfferPoint, RankPoint
from core.catalog.snapshot import Availability, Rank
from core.ports.storage import UnitOfWork
from tests.contracts.briefs import asked, ranked
from tests.contracts.storage_examples import CHAT, HOUR, LEASE, NOON, claimer, product, products

WATCHED, LOOKS = 200, 100


def offer(at: datetime) -> OfferPoint:
    availability = Availability.IN_STOCK
    return OfferPoint(
        at=at, price=Decimal("24.90"), list_price=Decimal("39.00"), used_price=None, availability=availability
    )


async def test_a_stored_point_takes_at_most_35_bytes_when_products_are_looked_at_in_turn(in_file: SqlStorage) -> None:
    before = await _bytes(in_file)
    async with in_file.begin() as work:
        await work.products.know(products(WATCHED), HOUR, NOON)
        for look in range(LOOKS):
            at = NOON + look * timedelta(hours=1, seconds=7)
            await work.series.add_offers(dict.fromkeys(products(WATCHED), offer(at)))
            await work.series.add_ranks(dict.fromkeys(products(WATCHED), RankPoint(at, Rank(1240 + look, "Kitchen"))))
        await work.commit()
    assert (await _bytes(in_file) - before) / (2 * WATCHED * LOOKS) <= 35


async def _bytes(storage: SqlStorage) -> int:
    async with storage.engine.connect() as connection:
        pages: int = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        size: int = (await connection.execute(text("PRAGMA page_size"))).scalar_one()
    return pages * size


async def claim_due(work: UnitOfWork) -> object:
    return await work.products.claim_due(claimer(), NOON, LEASE, 10)


async def silences_over(work: UnitOfWork) -> object:
    return await work.watches.silences_over(NOON, 100)


async def changed_look(work: UnitOfWork) -> object:
    now = {product(): ranked(1, 3)}
    return await work.briefings.on(asked(product(), ranked=now, fallen=[product()]))


async def claim_deliveries(work: UnitOfWork) -> object:
    return await work.alerts.claim_deliveries(NOON, LEASE, 10)


async def what_a_message_told(work: UnitOfWork) -> object:
    return await work.alerts.told_by(CHAT, "17")


async def last_day_s_ranks(work: UnitOfWork) -> object:
    return await work.series.ranks_since([product()], NOON)


async def what_a_chat_watches(work: UnitOfWork) -> object:
    return await work.watches.standing_in(CHAT)


async def offers_of_90_days(work: UnitOfWork) -> object:
    return await work.series.offers_since([product()], NOON)


async def lowest(work: UnitOfWork) -> object:
    return await work.series.lowest([product()])


async def trace(storage: SqlStorage, hear: Callable[[str], None] | None) -> None:
    """Have SQLite itself tell every statement, with its values in it."""
    async with storage.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.set_trace_callback(hear)


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (claim_due, "products USING INDEX ix_products_due_at"),
        (silences_over, "watches USING INDEX ix_watches_muted_until (muted_until<?)"),
        (silences_over, "rules USING COVERING INDEX ix_rules_muted_until (muted_until<?)"),
        (changed_look, "ix_watches_product_key (product_key=?)"),
        (changed_look, "rank_points USING PRIMARY KEY (product_key=? AND at>?)"),
        (changed_look, "offer_points USING PRIMARY KEY (product_key=?)"),
        (changed_look, "alerts USING INDEX"),
        (claim_deliveries, "ix_deliveries_chat_due_at_claimed_until"),
        (what_a_message_told, "deliveries USING INDEX ix_deliveries_chat_message (chat=? AND message=?)"),
        (last_day_s_ranks, "rank_points USING PRIMARY KEY"),
        (offers_of_90_days, "offer_points USING PRIMARY KEY (product_key=? AND at>?)"),
        (what_a_chat_watches, "mounts USING COVERING INDEX ix_mounts_chat"),
        (lowest, "offer_points USING PRIMARY KEY"),
    ],
)
async def test_hot_questions_walk_an_index_and_scan_no_table(in_file: SqlStorage, question: Any, index: str) -> None:
    asked: list[str] = []
    async with in_file.begin() as work:
        await work.products.know(products(3), HOUR, NOON)
        await work.products.stand(products(3))
        await work.commit()
    await trace(in_file, asked.append)
    async with in_file.begin() as work:
        await question(work)
    await trace(in_file, None)
    async with in_file.engine.connect() as connection:
        plans = [
            row.detail
            for statement in asked
            if statement.startswith(("SELECT", "UPDATE", "WITH"))
            for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
        ]
    assert any(index in plan for plan in plans), plans
    scans = [plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan]
    assert not [plan for plan in scans if plan.split()[1] in {"products", "watches", "deliveries", "rules"}], plans
