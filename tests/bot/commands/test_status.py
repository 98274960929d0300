"""/status and the doctor: the verdict first."""

import pytest

from bot.doctor import Doctor
from bot.settings import Settings
from bot.views.health import NAMED, overview_findings
from core.catalog.asin import Product
from core.catalog.snapshot import Outcome
from core.errors import StorageBusy
from core.messages import ChatId
from tests.shop import BLENDER, CABLE, LAMP
from tests.stage import Stage

ELSEWHERE = ChatId("telegram", "", "99")
MANY = tuple(Product(f"B0TESTAA{number:02d}", "com") for number in range(NAMED + 5))


async def track(stage: Stage, *products: Product) -> None:
    for product in products:
        stage.shelf.put(product)
        await stage.say(f"/track {product.asin} on {product.market}")


async def verdict(stage: Stage) -> str:
    return (await stage.say("/status")).splitlines()[0]


async def test_an_empty_chat_has_nothing_to_say(stage: Stage):
    assert await stage.say("/status") == "Nothing is tracked here yet"


async def test_all_is_well_is_one_sentence(stage: Stage):
    await track(stage, BLENDER, CABLE, LAMP)
    assert await verdict(stage) == "All 3 products were read within their interval."


async def test_products_that_fail_lead_the_answer(stage: Stage):
    await track(stage, BLENDER, CABLE, LAMP)
    stage.shelf.fail(BLENDER, Outcome.ERROR, "HTTP 503")
    stage.shelf.fail(LAMP, Outcome.BLOCKED, "robot check")
    await stage.later(hours=6)
    status = await stage.say("/status")
    assert status.startswith("2 of 3 products have not been read since 12:00.")
    assert "Looks in the last day: 6: 4 read, 1 blocked, 1 failed" in status
    assert "amazon.de: 2: 1 read, 1 blocked" in status
    assert "- Amazon answered HTTP 503 for B0TESTBL01 at 18:00" in status
    assert "Next try 19:00" in status


async def test_looks_of_stores_that_are_not_watched_here_are_not_shown(stage: Stage):
    await track(stage, BLENDER, LAMP)
    await stage.say("/untrack 2")
    assert "Looks in the last day: 1: 1 read" in await stage.say("/status")


async def test_late_products_are_said_to_be_late(stage: Stage):
    await track(stage, BLENDER, CABLE)
    stage.clock.turn(hours=7)
    assert await verdict(stage) == "2 of 2 products have waited longer than their interval, since 12:00."


async def test_a_long_row_of_failures_stays_readable(stage: Stage):
    await track(stage, *MANY)
    for product in MANY:
        stage.shelf.fail(product, Outcome.BLOCKED, "robot check")
    await stage.later(hours=6)
    status = await stage.say("/status")
    assert status.count("robot check") == NAMED
    assert status.endswith("… and 5 more")


async def test_looks_older_than_a_day_are_not_counted(stage: Stage):
    await track(stage, BLENDER)
    stage.clock.turn(hours=26)
    assert "Looks in the last day: none" in await stage.say("/status")


async def test_the_doctor_names_what_has_not_been_read_for_three_intervals(stage: Stage):
    await track(stage, BLENDER, CABLE)
    found = overview_findings(await stage.archive.overview(), stage.clock.now())
    assert ("Looks in the last day: 2: 2 read.", None) in found
    assert ("Waiting to be told: 0 alerts.", None) in found
    assert ("Reading: no product has been unread for three intervals.", None) in found
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    for _ in range(20):
        await stage.later(hours=1)
    (what, fix) = overview_findings(await stage.archive.overview(), stage.clock.now())[-1]
    assert what.startswith("Reading: 1 product has not been read for three intervals.")
    assert "Amazon showed a robot check for B0TESTBL01" in what
    assert "Next try" in what
    assert fix


@pytest.mark.parametrize("broken", [False, True])
async def test_the_doctor_tells_of_health_only_where_it_may_and_can(broken: bool):
    async def yes() -> bool:
        return True

    async def nothing(*_: object) -> None:
        return None

    async def none() -> list[tuple[str, str | None]]:
        return []

    async def health() -> list[tuple[str, str | None]]:
        if broken:
            raise StorageBusy
        return [("Reading: fine.", None)]

    of = {"settings": Settings(_env_file=None), "at_head": yes, "reach": nothing, "platforms": none}
    assert ("Reading: fine.", None) not in await Doctor(**of).examine()
    assert (("Reading: fine.", None) in await Doctor(**of, health=health).examine()) is not broken


async def test_a_chat_sees_only_its_own_products(stage: Stage):
    await track(stage, BLENDER)
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    elsewhere = await stage.say("/status", chat=ELSEWHERE)
    assert elsewhere == "Nothing is tracked here yet"
