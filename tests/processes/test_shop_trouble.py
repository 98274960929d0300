"""Whatever the shop does: one clear sentence, no traceback, no value changed, and no alert."""

import asyncio
from decimal import Decimal
from pathlib import Path

from tests.processes.amazcope import Place, amazcope, eventually
from tests.servers import amazon_shop as shops
from tests.servers.amazon_shop import AmazonShop, Good, Manner

# What the person is told of each manner of the shop's.
QUICK: tuple[tuple[Manner, str], ...] = (
    (shops.robot_check, "Amazon showed a robot check for {asin} at "),
    (shops.unavailable, "Amazon answered HTTP 503 for {asin} at "),
    (shops.half_a_page, "Connection broken for {asin} at "),
    (shops.half_a_page_that_looks_whole, "Page without a title for {asin} at "),
    (shops.huge, "Page too large for {asin} at "),
    (shops.reset, "Connection broken for {asin} at "),
    (shops.nothing, "Empty page for {asin} at "),
)
SLOW: tuple[tuple[Manner, str], ...] = ((shops.drip, "No answer in time for {asin} at "),)


async def visit(place: Place, shop: AmazonShop, table: tuple[tuple[Manner, str], ...], letter: str) -> None:
    """Have a product tracked, checked in peace, and checked again, with the shop misbehaving first and last."""
    async with amazcope(place, "run") as process:
        for number, (manner, sentence) in enumerate(table):
            asin = f"B0MANNER{letter}{number}"
            told = sentence.format(asin=asin)
            shop.goods[asin] = Good(Decimal("25.00"))
            if table is QUICK:
                shop.manners[asin] = manner
                answer = await process.ask(f"/track {asin}")
                assert told in answer
                assert "No data was changed. Next try " in answer
                assert "Price:" not in answer
                del shop.manners[asin]
            assert "Price: $25.00" in await process.ask(f"/{'check' if table is QUICK else 'track'} {asin}")
            shop.manners[asin], shop.goods[asin] = manner, Good(Decimal("15.00"))
            answer = await process.ask(f"/check {asin}")
            assert told in answer
            assert "Price: $25.00" in answer
            assert asin in await process.ask("/status")
        assert "Price dropped" not in process.out
        assert "went wrong" not in process.out
        assert await process.stop() == 0
        assert process.err == ""


async def test_whatever_the_shop_does_is_said_in_one_sentence_and_changes_no_value(
    tmp_path: Path, bytecode: Path | None, shop: AmazonShop
) -> None:
    for name in ("quick", "slow"):
        (tmp_path / name).mkdir()
    rarely = {"AMAZON_BASE_URL": shop.base_url, "AMAZCOPE_CHECK_EVERY": "1h"}
    # A shop that drips is given up after half a minute: the others are visited meanwhile.
    await asyncio.gather(
        visit(Place(tmp_path / "quick", rarely, bytecode), shop, QUICK, "Q"),
        visit(Place(tmp_path / "slow", rarely, bytecode), shop, SLOW, "S"),
    )


async def test_a_page_that_is_packed_in_silence_is_read_all_the_same(place: Place, shop: AmazonShop) -> None:
    shop.goods["B0MANNERP0"] = Good(Decimal("25.00"))
    shop.manners["B0MANNERP0"] = shops.silently_packed
    async with amazcope(place, "run") as process:
        assert "Price: $25.00" in await process.ask("/track B0MANNERP0")
        assert "Price: $25.00" in await process.ask("/check B0MANNERP0")
        assert await process.stop() == 0
        assert process.err == ""


async def test_after_a_refusal_the_shop_is_left_alone_for_as_long_as_it_asked(place: Place, shop: AmazonShop) -> None:
    shop.goods |= {"B0MANNERR0": Good(Decimal("25.00")), "B0MANNERR1": Good(Decimal("25.00"))}
    shop.manners["B0MANNERR0"] = shops.unavailable
    async with amazcope(place, "run") as process:
        assert "HTTP 503" in await process.ask("/track B0MANNERR0")
        await process.ask("/track B0MANNERR1")
        asked = shop.asked["B0MANNERR1"]
        # Looks at the other go on each second; the one that refused has asked for two minutes.
        await eventually(lambda: shop.asked["B0MANNERR1"] >= asked + 2)
        assert shop.asked["B0MANNERR0"] == 1
        assert await process.stop() == 0
