"""How soon each command shows that it was heard, with a store that takes ten seconds for every page.

Ours is the real service on its SQLite file, between loopback platforms and a loopback shop. In Slack the sign is the
acknowledgement (of a request, and of an envelope); in Telegram whatever the chat sees first: “typing”, or the answer.
Every example of every command is said in a chat of its own that watches five products; the next one is said as soon as
this one has its sign. The ratio is the worst of them to the limit of one second.
"""

import argparse
import asyncio
import json
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from bot.commands import MENU
from tests.journeys.test_every_command import SEED, goods
from tests.journeys.transports import TRANSPORTS, Line
from tests.servers.amazon_shop import Good, amazon_shop, plainly

LIMIT_S: Final = 1.0
STORE_S, QUICK_S = 10.0, 3.0
FIRST_ROOM: Final = 9001
EXAMPLES: Final = tuple(example for kind in MENU for example in kind.examples)
UNKNOWN: Final = "B0PROMPT{:02d}"  # products that no room watches yet: these are surely looked at


async def main(*, quick: bool = False) -> dict[str, Any]:
    """Each platform by each of its transports."""
    store = QUICK_S if quick else STORE_S
    found: dict[str, Any] = {name: await measured(name, store) for name in TRANSPORTS}
    return found | {"store_s": store, "limit_s": LIMIT_S, "commands": len(EXAMPLES) + 1}


async def measured(transport: str, store: float) -> dict[str, Any]:
    """How long the signs took: the median, the worst, and which command that was."""
    with tempfile.TemporaryDirectory() as folder:
        async with amazon_shop() as shop, TRANSPORTS[transport](shop, Path(folder)) as line:
            fresh = UNKNOWN.format(list(TRANSPORTS).index(transport))
            shop.goods |= goods() | {fresh: Good(Decimal("25.00"))}
            rooms = dict(enumerate((*EXAMPLES, f"track {fresh}"), FIRST_ROOM))
            for room in rooms:
                await line.give(room, f"/track {' '.join(SEED)}")
            await line.until(lambda: len(line.answered()) == len(rooms))

            async def slowly(writer: asyncio.StreamWriter, page: bytes) -> None:
                await asyncio.sleep(store)
                await plainly(writer, page)

            shop.manners |= dict.fromkeys(shop.goods, slowly)
            asked = sum(shop.asked.values())
            took = {f"/{example}": await sign(line, room, f"/{example}") for room, example in rooms.items()}
            worst = max(took, key=lambda command: took[command])
            return {
                "p50_ms": round(sorted(took.values())[len(took) // 2] * 1000, 1),
                "worst_ms": round(took[worst] * 1000, 1),
                "worst": worst,
                "pages_asked_for": sum(shop.asked.values()) - asked,
                "ratio": round(took[worst] / LIMIT_S, 3),
            }


async def sign(line: Line, room: int, text: str) -> float:
    """Seconds from saying something to the first sign."""
    before = line.noticed()[room]
    began = time.perf_counter()
    await line.give(room, text)
    await line.until(lambda: line.noticed()[room] > before)
    return time.perf_counter() - began


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="A store that takes three seconds.")
    asked = parser.parse_args()
    result = asyncio.run(main(quick=asked.quick))
    if asked.json:
        print(json.dumps(result))
    else:
        print(f"{result['commands']} commands, a store that takes {result['store_s']:g} s, limit {LIMIT_S:g} s")
        for name in TRANSPORTS:
            part = result[name]
            print(f"{name}: median {part['p50_ms']} ms, worst {part['worst_ms']} ms ({part['worst']})")
