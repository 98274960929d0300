"""How the process begins: with settings that make sense, and alone on its database."""

import asyncio
from decimal import Decimal

import pytest

from tests.processes.amazcope import Place, amazcope
from tests.servers.amazon_shop import AmazonShop, Good

ASIN = "B0STARTING"

WRONG: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("DATABASE_URL", "mysql://localhost/amazcope", {}),
    ("AMAZCOPE_CHECK_EVERY", "5", {}),
    ("AMAZCOPE_CHECK_EVERY", "10m", {}),
    ("AMAZCOPE_PACE", "0", {}),
    ("HTTP_PORT", "x", {}),
    ("AMAZON_BASE_URL", "ftp://x", {}),
    ("AMAZCOPE_CHECK_EVERY", "500ms", {"AMAZON_BASE_URL": "http://127.0.0.1:1"}),
    ("AMAZCOPE_LOG", "loud", {}),
)


@pytest.mark.parametrize(("name", "value", "others"), WRONG, ids=[f"{name}={value}" for name, value, _ in WRONG])
async def test_a_wrong_setting_is_named_in_one_line_before_anything_is_made(
    bare: Place, name: str, value: str, others: dict[str, str]
) -> None:
    wrong = Place(bare.folder, {name: value, **others}, bare.bytecode)
    async with amazcope(wrong, "run") as process:
        assert await process.end() == 2
        assert process.out == ""
        assert process.err.startswith(f"amazcope: {name} is “"), process.err
        assert process.err.count("\n") == 1
    assert [file.name for file in bare.folder.iterdir() if file != bare.bytecode] == []


async def test_a_second_process_on_the_same_file_names_the_first_and_leaves_it_alone(
    place: Place, shop: AmazonShop
) -> None:
    shop.goods[ASIN] = Good(Decimal("25.00"))
    async with amazcope(place, "run") as first:
        await first.ask(f"/track {ASIN}")
        async with amazcope(place, "chat") as second:
            assert await second.end() == 2
            assert f"process {first.pid}" in second.err
            assert second.err.count("\n") == 1
            assert second.out == ""
        assert "1 product tracked" in await first.ask("/list")
        assert await first.stop() == 0
        assert first.err == ""


async def test_piped_lines_are_answered_in_order_and_what_was_tracked_is_there_the_next_time(
    place: Place, shop: AmazonShop
) -> None:
    shop.goods[ASIN] = Good(Decimal("25.00"))
    async with amazcope(place, "chat") as process:
        process.say(f"/track {ASIN}", "/lst", "hello there", "/show 1", "/list")
        process.say_no_more()
        assert await process.end() == 0
        assert process.err == ""
        titles = [line for line in process.out.splitlines() if line[:1] not in {" ", ""}]
        assert len(titles) == 5, titles
        assert titles[0].startswith("● Tracking 1 · Kettle")
        assert titles[-1].startswith("● 1 product tracked")
    async with amazcope(place, "chat") as process:
        process.say("/list")
        process.say_no_more()
        assert await process.end() == 0
        assert f"{ASIN} Kettle {ASIN}" in process.out
        assert "$25.00" in process.out


async def test_of_several_started_at_once_exactly_one_gets_the_file(place: Place) -> None:
    async with amazcope(place, "run") as one, amazcope(place, "run") as other:
        processes = (one, other)
        ends = [asyncio.create_task(process.silence()) for process in processes]
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        assert len(done) == 1
        loser, winner = (one, other) if ends[0] in done else (other, one)
        assert await loser.end() == 2
        assert f"process {winner.pid}" in loser.err
        assert "Nothing is tracked" in await winner.ask("/list")
        assert await winner.stop() == 0
        await asyncio.gather(*ends)
