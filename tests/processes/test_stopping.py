"""How the process ends: promptly, quietly, with nothing left claimed."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.processes.amazcope import Place, amazcope, eventually
from tests.servers.amazon_shop import AmazonShop, Good, late

ASIN = "B0SLOWLOOK"
PROMISED_S = 10  # product.md: how long a process may take to stop, whatever it is doing


def claimed(database: Path) -> list[str | None]:
    with closing(sqlite3.connect(database)) as connection:
        return [by for (by,) in connection.execute("SELECT claimed_by FROM products")]


async def test_a_stop_in_the_middle_of_a_slow_look_is_prompt_and_gives_the_claim_back(
    place: Place, shop: AmazonShop, tmp_path: Path
) -> None:
    async def stopped_by(sign: signal.Signals) -> None:
        asin = f"B0SLOW{sign:04}"
        there = replace(place, folder=tmp_path / sign.name)
        there.folder.mkdir()
        shop.goods[asin] = Good(Decimal("25.00"))
        async with amazcope(there, "run") as process:
            await process.ask(f"/track {asin}")
            shop.manners[asin] = late
            asked = shop.asked[asin]
            await eventually(lambda: shop.asked[asin] > asked)
            assert claimed(there.database) != [None]
            assert await process.stop(sign, within=PROMISED_S) == 0
            assert process.err == ""
        assert claimed(there.database) == [None]

    await asyncio.gather(stopped_by(signal.SIGTERM), stopped_by(signal.SIGINT))


async def test_a_stop_while_a_person_waits_for_an_answer_is_prompt_and_what_was_asked_is_kept(
    place: Place, shop: AmazonShop
) -> None:
    shop.goods[ASIN] = Good(Decimal("25.00"))
    shop.manners[ASIN] = late
    async with amazcope(place, "run") as process:
        process.say(f"/track {ASIN}")
        await eventually(lambda: shop.asked.get(ASIN))
        assert await process.stop(within=PROMISED_S) == 0
        assert process.err == ""
    assert claimed(place.database) == [None]
    shop.manners.clear()
    async with amazcope(place, "chat") as process:
        assert "1 product tracked" in await process.ask("/list")


async def test_when_nobody_reads_its_output_any_more_it_ends_quietly(place: Place, shop: AmazonShop) -> None:
    shop.goods[ASIN] = Good(Decimal("25.00"))
    async with amazcope(place, "chat") as process:
        await process.ask(f"/track {ASIN}")
        process.stop_reading()
        process.say("/list", "/list")
        process.say_no_more()
        assert await process.end() == 0
        assert "Traceback" not in process.err
        assert "Exception ignored" not in process.err


async def test_without_any_input_the_service_stays_and_tells_until_it_is_stopped(
    place: Place, shop: AmazonShop
) -> None:
    shop.goods[ASIN] = Good(Decimal("25.00"))
    async with amazcope(place, "chat") as process:
        await process.ask(f"/track {ASIN}")
    async with amazcope(place, "run", stdin=asyncio.subprocess.DEVNULL) as process:
        asked = shop.asked[ASIN]
        await eventually(lambda: shop.asked[ASIN] > asked)
        shop.goods[ASIN] = Good(Decimal("20.00"))
        await process.says("Price dropped 20 %: .25.00 → .20.00")
        assert await process.stop() == 0
        assert process.err == ""
