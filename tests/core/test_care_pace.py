"""Care holds nobody up: whatever else is to be done goes on between two listings."""

import asyncio
from datetime import UTC, datetime, timedelta

from core.cadence import Cadence
from core.news import Newsroom
from core.settling import Turn
from tests.clock import TurnedClock
from tests.core.alerts.test_audit_score import GOOD
from tests.shop import BLENDER, CABLE
from tests.stage import Stage


class Glanced(TurnedClock):
    """A clock that knows how far others had come whenever somebody looked at it."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.others = 0
        self.glances: list[int] = []

    def now(self) -> datetime:
        """The time."""
        self.glances.append(self.others)
        return super().now()

    async def go_on(self) -> None:
        """What others do."""
        while True:
            self.others += 1
            await asyncio.sleep(0)


async def test_others_go_on_between_two_listings(stage: Stage):
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
        stage.shelf.edit(product, **GOOD)
        await stage.say(f"/track {product.asin} only audit")
    clock = Glanced(datetime(2026, 8, 10, 9, 0, tzinfo=UTC))
    async with stage.storage.begin() as work:
        audience = await work.watches.asking("audit", None, 10)
        standings = await work.products.stand([BLENDER, CABLE])
        turns = {product: Turn(one, one) for product, one in standings.items()}
        others = asyncio.create_task(clock.go_on())
        await Newsroom(clock, Cadence(timedelta(hours=6))).reconsider(work, turns, audience)
        others.cancel()
    # Of each listing two glances: whether its watch is muted, and when it is judged.
    muted, judged = clock.glances[:4:2], clock.glances[1:4:2]
    assert len(judged) == 2
    assert all(after > before for before, after in zip(muted, judged, strict=True))
