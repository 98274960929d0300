"""A natural conversation through the real SDKs of both platforms, by both of the ways in which each is reached."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

import pytest
import pytest_asyncio

from tests.journeys.transports import TRANSPORTS, Line
from tests.servers.amazon_shop import Good, amazon_shop

pytestmark = pytest.mark.asyncio(loop_scope="module")

PRO, MINI, KETTLE = "B0TESTPR01", "B0TESTMI02", "B0TESTKE03"
ROOMS = count(8001)
TRANSCRIPT = (
    (f"track {PRO}, {MINI} and {KETTLE}", "Tracking 3 new products"),
    ("what are we watching?", "3 products tracked"),
    ("how's the kettle doing?", "$25.00"),
    ("tell us when it drops 10%", "price −10 %"),
    ("make it 5 %", "price −5 %"),
    ("same for the mini", "price −5 %"),
    ("mute the blender for 4 hours", "Mute which one?"),
    ("the mini", "Muted until"),
    ("no, the other one", "Undone: mute"),
    ("chart it for 30 days", "30 days"),
    ("and the kettle?", "30 days"),
    ("untrack everything", "/untrack 3 products?"),
    ("no", "Cancelled: nothing was changed"),
    ("untrack both blenders", "/untrack 2 products?"),
    ("yes", "No longer tracking 2 products"),
    ("undo", "Undone: untrack"),
    ("thanks!", "You're welcome."),
)


@dataclass(frozen=True, slots=True)
class Named(Good):
    """A product with a name of its own in its title."""

    name: str = ""

    def page(self, asin: str) -> bytes:
        return Good.page(self, asin).replace(b"Kettle", self.name.encode())


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=TRANSPORTS)
async def line(request, tmp_path_factory) -> AsyncIterator[Line]:
    async with amazon_shop() as shop:
        shop.goods |= {
            PRO: Named(Decimal("50.00"), name="Vortex Blender Pro"),
            MINI: Named(Decimal("30.00"), name="Vortex Blender Mini"),
            KETTLE: Named(Decimal("25.00"), name="Brew Kettle"),
        }
        async with TRANSPORTS[request.param](shop, tmp_path_factory.mktemp("service")) as line:
            yield line


async def test_a_conversation_of_many_turns_reads_the_same_everywhere(line):
    room = next(ROOMS)
    for said, answered in TRANSCRIPT:
        before = len(line.answers(room))
        await line.speak(room, said)
        await line.until(lambda before=before: len(line.answers(room)) > before)
        assert answered in "\n".join(line.answers(room)[before:]), said
    assert line.refusals == []


async def test_what_one_room_talks_about_is_nothing_to_another(line):
    one, other = next(ROOMS), next(ROOMS)
    for room, said in ((one, f"track {PRO} and {MINI}"), (one, "untrack everything"), (other, "yes")):
        before = len(line.answers(room))
        await line.speak(room, said)
        await line.until(lambda room=room, before=before: len(line.answers(room)) > before)
    assert "not waiting for an answer" in line.answers(other)[-1]
