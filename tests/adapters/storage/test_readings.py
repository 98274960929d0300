"""What is read past SQLAlchemy is what SQLAlchemy reads, and never what a row held before."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.storage.sql.storage import SqlStorage
from core.watching.standing import Standing
from core.watching.watch import FOREVER, Watching
from tests.contracts.storage_examples import CHAT, muted, products, track

Seen = list[tuple[Watching, Standing]]


async def seen(storage: SqlStorage) -> Seen:
    async with storage.begin() as work:
        found = list(await work.watches.standing_in(CHAT))
    await asyncio.sleep(0)  # the lock is let go when the loop turns to something else
    return found


async def tracked(storage: SqlStorage, count: int) -> Seen:
    async with storage.begin() as work:
        await track(work, *products(count))
        await work.commit()
    return await seen(storage)


async def test_both_ways_of_reading_agree(in_file: SqlStorage) -> None:
    found = await tracked(in_file, 3)
    async with in_file.begin() as work:
        assert [watching for watching, _ in found] == list(await work.watches.in_chat(CHAT))
        stand = await work.products.stand(products(3))
    assert [standing for _, standing in found] == [stand[one] for one in products(3)]


async def test_a_row_that_did_not_change_is_not_decoded_again(in_file: SqlStorage) -> None:
    before, again = await tracked(in_file, 2), await seen(in_file)
    assert [standing for _, standing in again] == [standing for _, standing in before]
    assert all(new is old for (_, new), (_, old) in zip(again, before, strict=True))


async def test_a_row_that_was_written_is_read_anew_whoever_wrote_it(in_file: SqlStorage, tmp_path: Path) -> None:
    ((watching, _),) = await tracked(in_file, 1)
    async with in_file.begin() as work:
        await work.watches.put([muted(watching, FOREVER)])
        await work.commit()
    ((changed, _),) = await seen(in_file)
    assert changed.watch.muted_until == FOREVER
    with closing(sqlite3.connect(tmp_path / "amazcope.db")) as other, other:
        other.execute("UPDATE watches SET memo = 'from elsewhere'")
        other.execute("UPDATE rules SET armed = NOT armed")
    ((again, _),) = await seen(in_file)
    assert again.watch.memo == "from elsewhere"
    assert [rule.armed for rule in again.rules] == [not rule.armed for rule in changed.rules]


async def test_a_reading_sees_what_its_own_unit_of_work_has_written_and_undoes_it_with_the_rest(
    in_file: SqlStorage,
) -> None:
    ((watching, _),) = await tracked(in_file, 1)
    async with in_file.begin() as work:
        await work.watches.put([muted(watching, FOREVER)])
        ((changed, _),) = await work.watches.standing_in(CHAT)
        assert changed.watch.muted_until == FOREVER
    ((after, _),) = await seen(in_file)
    assert after == watching
