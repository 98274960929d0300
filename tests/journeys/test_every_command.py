"""Every command of the menu through the real SDKs of both platforms, by both of the ways in which each is reached."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

import pytest
import pytest_asyncio

from bot.commands import MENU
from tests.journeys.transports import TRANSPORTS, Line
from tests.servers.amazon_shop import Good, amazon_shop

pytestmark = pytest.mark.asyncio(loop_scope="module")

EXAMPLES = [example for kind in MENU for example in kind.examples]
SEED = [f"B0EVERY{number:03d}" for number in range(5)]
ROOMS = count(6001)
# What must never be seen: a traceback, an object as Python shows it, markup that was not read as such.
RAW = re.compile(
    r"Traceback|went wrong on our side|<\w[\w.]* object at|\bNone\b|\bTrue\b|\bFalse\b|timedelta|datetime\."
    r"|\b(?:Decimal|UUID|Product|ChatId|Enum)\(|\w+=['\"\d(]|\[['\"(]|\{['\"]|\(['\"]|&(?:lt|gt|amp|quot|#\d+);"
    r"|</?(?:b|i|u|s|a|pre|em|strong)\b|</code|\*\*|<!\w|\bE\+?\d+\b|\{\w*\}"
)


@dataclass(frozen=True, slots=True)
class Named(Good):
    """A product with a word of its own in its title."""

    name: str = "blender"

    def page(self, asin: str) -> bytes:
        return Good.page(self, asin).replace(b"Kettle", self.name.encode())


def goods() -> dict[str, Good]:
    """What the examples name, and what each room watches before."""
    named = (asin for example in EXAMPLES for asin in re.findall(r"\bB0[0-9A-Z]{8}\b", example))
    return {asin: Good(Decimal("25.00")) for asin in (*SEED, *named)} | {SEED[0]: Named(Decimal("42.00"))}


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=TRANSPORTS)
async def line(request, tmp_path_factory) -> AsyncIterator[Line]:
    """One service, in which every example is said in a room of its own."""
    async with amazon_shop() as shop:
        shop.goods |= goods()
        async with TRANSPORTS[request.param](shop, tmp_path_factory.mktemp("service")) as line:
            yield line


async def asked(line: Line, room: int, text: str) -> list[str]:
    """What the person sees anew after saying something."""
    before = len(line.answers(room))
    await line.give(room, text)
    await line.until(lambda: len(line.answers(room)) > before)
    return line.answers(room)[before:]


@pytest.mark.parametrize("example", EXAMPLES)
async def test_every_example_is_answered_in_words_that_the_platform_takes(line, example):
    room = next(ROOMS)
    (seeded, *_) = await asked(line, room, f"/track {' '.join(SEED)} list cables")
    assert "blender" in seeded
    answers = await asked(line, room, f"/{example}")
    assert all(answers)
    assert [found[0] for answer in answers for found in RAW.finditer(answer)] == []
    assert [answer for answer in answers if "did not understand" in answer] == []
    assert line.refusals == []


@pytest.mark.parametrize("kind", MENU, ids=lambda kind: kind.names[0])
async def test_a_command_without_its_arguments_is_answered_with_a_way_on(line, kind):
    (answer, *_) = await asked(line, next(ROOMS), f"/{kind.names[0]}")
    assert answer
    assert RAW.findall(answer) == []
    assert line.refusals == []
