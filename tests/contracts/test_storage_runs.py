"""Runs that cost money, in every storage."""

from datetime import timedelta
from decimal import Decimal

from core.catalog.asin import Product
from core.catalog.source_run import SourceRun
from core.ids import new_id
from core.ports.storage import Storage
from tests.contracts.storage_examples import HOUR, NOON, products

ACTOR = "junglee/amazon-crawler"


def run(owed: list[Product], hours: float = 0, actor: str = ACTOR) -> SourceRun:
    at = NOON + HOUR * hours
    return SourceRun(id=new_id(at), source="apify", actor=actor, asked=len(owed), owed=tuple(owed), began_at=at)


async def owing(storage: Storage, asked: list[Product], hours: float = 0, actor: str = ACTOR) -> list[SourceRun]:
    async with storage.begin() as work:
        return list(await work.runs.owing("apify", actor, asked, NOON + HOUR * hours))


async def keep(storage: Storage, *runs: SourceRun) -> None:
    async with storage.begin() as work:
        for each in runs:
            await work.runs.add(each)
        await work.commit()


async def test_a_run_is_found_by_any_product_that_it_owes_with_all_that_it_owes(storage: Storage) -> None:
    first, second = run(products(3)), run([Product("B000000001", "de")], hours=1)
    await keep(storage, first, second)

    assert await owing(storage, [Product("B000000001", "com")]) == [first]
    assert await owing(storage, [Product("B000000001", "de"), *products(1)]) == [second, first]
    assert await owing(storage, products(9), actor="another/actor") == []
    assert await owing(storage, products(9), hours=0.5) == []
    assert await owing(storage, []) == []


async def test_what_is_handed_over_is_owed_no_more(storage: Storage) -> None:
    mine = run(products(700))
    await keep(storage, mine)
    async with storage.begin() as work:
        await work.runs.handed_over(mine.id, products(699))
        await work.commit()

    (found,) = await owing(storage, products(700))
    assert found.owed == (products(700)[-1],)
    assert found.asked == 700
    assert await owing(storage, products(699)) == []


async def test_the_sources_names_the_end_and_the_cost_are_kept(storage: Storage) -> None:
    mine = run(products(1))
    await keep(storage, mine)
    async with storage.begin() as work:
        await work.runs.started(mine.id, "HG7ML7M8z78YcAPEB", "wmKPijuyDnPZAPRMk")
        await work.runs.ended(mine.id, "SUCCEEDED", NOON + HOUR, Decimal("0.0412"))
        await work.commit()

    (found,) = await owing(storage, products(1))
    assert (found.run, found.dataset) == ("HG7ML7M8z78YcAPEB", "wmKPijuyDnPZAPRMk")
    assert (found.status, found.ended_at, found.cost) == ("SUCCEEDED", NOON + HOUR, Decimal("0.0412"))


async def test_what_is_spent_is_the_sum_of_what_is_known_since_then(storage: Storage) -> None:
    runs = [run(products(1), hours=hours) for hours in range(4)]
    await keep(storage, *runs)
    async with storage.begin() as work:
        assert await work.runs.spent(NOON) == 0
        for number, each in enumerate(runs[:3]):
            await work.runs.ended(each.id, "SUCCEEDED", NOON, Decimal("0.1") + number)
        await work.commit()
        assert await work.runs.spent(NOON) == Decimal("3.3")
        assert await work.runs.spent(NOON + HOUR) == Decimal("3.2")
        assert await work.runs.spent(NOON + 9 * HOUR) == 0


async def test_a_run_that_was_refused_is_forgotten(storage: Storage) -> None:
    mine = run(products(2))
    await keep(storage, mine)
    async with storage.begin() as work:
        await work.runs.refused(mine.id)
        await work.commit()

    assert await owing(storage, products(2)) == []


async def test_old_runs_owe_nothing_any_more_and_have_cost_what_they_cost(storage: Storage) -> None:
    old, new = run(products(1)), run(products(1), hours=1)
    await keep(storage, old, new)
    async with storage.begin() as work:
        await work.runs.ended(old.id, "TIMED-OUT", NOON, Decimal(1))
        await work.runs.lapse(NOON + timedelta(minutes=30))
        await work.commit()
        assert await work.runs.spent(NOON) == 1

    assert await owing(storage, products(1)) == [new]
