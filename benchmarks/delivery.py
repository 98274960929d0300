"""10,000 alerts for 1,000 chats through the herald, in virtual time, against what the token buckets allow at best.

The platform is strict: it keeps Telegram's limits (30 a second in all, one a second in a chat, 20 a minute in a group)
as buckets of its own, and answers 429 to whatever finds one empty. Every alert is for a forum topic of its own, so that
nothing can be grouped into one message; what grouping leaves of the same alerts is counted beside. Meanwhile a person
is answered in a busy chat each second: how long did an answer wait that met a 429?
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from adapters.storage.sql.storage import SqlStorage
from benchmarks.update import START, BenchClock, NoStore, alert_of, watching
from bot.attentive import Attentive
from bot.crier import Crier
from bot.herald import Herald
from bot.rounds import DELIVERIES, Rounds
from core.alerts.alert import Alert, Delivery
from core.cadence import Cadence
from core.catalog.asin import Product
from core.errors import SlowDown
from core.ids import new_id
from core.messages import Card, ChatId, Heard, Person
from core.pacing import Bucket, Limits, Pacer, Rate
from core.patrol import Patrol

ALERTS, CHATS = 10_000, 1_000
STRICT: Final = Limits(
    overall=Rate(30, timedelta(seconds=1)),
    chat=Rate(1, timedelta(seconds=1)),
    group=Rate(20, timedelta(minutes=1)),
)
ASKER: Final = Person("1", "Ana")


class Strict:
    """A platform that takes nothing that its limits do not allow, and says after how long it would."""

    def __init__(self, clock: BenchClock) -> None:
        self._clock = clock
        self._overall = Bucket(STRICT.overall or Rate(1, timedelta()))
        self._chats: dict[ChatId, tuple[Bucket, ...]] = {}
        self.took: Counter[tuple[ChatId, str | None]] = Counter()
        self.refused = 0
        self.last = START

    async def post(self, chat: ChatId, card: Card, *, thread: str | None = None, **_: Any) -> str:
        self.say(chat)
        self.took[chat, thread] += 1
        self.last = self._clock.now()
        return str(self.took.total())

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        raise NotImplementedError

    def say(self, chat: ChatId) -> None:
        """Take a token of each bucket. Raises `SlowDown`."""
        buckets = self._chats.setdefault(chat, tuple(map(Bucket, STRICT.of(chat))))
        now = self._clock.now()
        wait = max((bucket.ready_at() - now for bucket in (self._overall, *buckets)), default=timedelta())
        if wait > timedelta():
            self.refused += 1
            raise SlowDown(chat, wait.total_seconds())
        for bucket in (self._overall, *buckets):
            bucket.take(now)


@dataclass(slots=True)
class Answers:
    """A person who is answered in the busiest chat, again and again, while the broadcast goes on."""

    platform: Strict
    pacer: Pacer
    clock: BenchClock
    chats: Sequence[ChatId]
    waits: list[timedelta] = field(default_factory=list)
    asked: int = 0

    async def ask(self) -> None:
        """Say something and be answered, as patiently as the platform wants it."""
        chat = self.chats[self.asked % len(self.chats)]
        self.asked += 1
        heard = Heard(chat=chat, person=ASKER, text="/list", at=self.clock.now())
        await Attentive(self, self.pacer, self.clock)(heard)
        try:
            self.platform.say(chat)
            self.waits.append(timedelta())
        except SlowDown as pause:
            self.waits.append(timedelta(seconds=pause.seconds))

    async def __call__(self, heard: Heard) -> Card:
        return Card(heard.text)


def shares(kind: str, alerts: int, chats: int) -> Mapping[ChatId, int]:
    """How many alerts each chat gets: as many each, by rank (a Zipf law), in groups, or some of both."""
    groups = {"groups": chats, "mixed": chats // 2}.get(kind, 0)
    places = [ChatId("telegram", "", str(-number if number <= groups else number)) for number in range(1, chats + 1)]
    skewed = kind in {"skewed", "mixed"}
    weights = [1 / (1 + number) if skewed else 1.0 for number in range(chats)]
    if kind == "mixed":  # the busiest are people, not groups
        places.reverse()
    counts = [max(int(alerts * weight / sum(weights)), 1) for weight in weights]
    counts[0] += alerts - sum(counts)
    return dict(zip(places, counts, strict=True))


def bound(counts: Mapping[ChatId, int]) -> float:
    """The seconds that the buckets need for these messages at best, all full at the start."""
    overall = STRICT.overall or Rate(1, timedelta())
    least = [_bound(overall, sum(counts.values()))]
    least += [_bound(rate, count) for chat, count in counts.items() for rate in STRICT.of(chat)]
    return max(least)


def _bound(rate: Rate, count: int) -> float:
    return (count - rate.most) * rate.per.total_seconds() / rate.most


@asynccontextmanager
async def waiting(counts: Mapping[ChatId, int], *, topics: bool) -> AsyncIterator[SqlStorage]:
    """A database in whose outbox the alerts wait, all due, each in a topic of its own or all in the chat itself."""
    storage = SqlStorage.open("sqlite+aiosqlite://")
    await storage.migrate()
    async with storage.begin() as work:
        room = await work.chats.settle(next(iter(counts)), START)
        products = [Product(f"B0{number:08d}", "com") for number in range(sum(counts.values()))]
        await work.products.know(products, timedelta(hours=1), START)
        watches = [watching(one, room.default_list_id, number) for number, one in enumerate(products)]
        await work.watches.put(watches)
        alerts = [alert_of(one, 0) for one in watches]
        spread = iter(alerts)
        deliveries = [
            _delivery(chat, next(spread), str(number) if topics else None)
            for chat, count in counts.items()
            for number in range(count)
        ]
        await work.alerts.add(alerts, deliveries)
        await work.commit()
    yield storage
    await storage.close()


def _delivery(chat: ChatId, alert: Alert, thread: str | None) -> Delivery:
    return Delivery(id=new_id(START), alert=alert, chat=chat, thread=thread, due_at=START)


async def told(counts: Mapping[ChatId, int], *, topics: bool, asked: bool) -> tuple[Strict, Answers, float]:
    """Everything delivered: the platform, the answers meanwhile, and the seconds until the last message."""
    clock = BenchClock()
    clock.at = START
    platform, pacer = Strict(clock), Pacer()
    busiest = sorted(counts, key=lambda chat: -counts[chat])[:20]
    answers = Answers(platform, pacer, clock, busiest)

    async def sleep(seconds: float) -> None:
        clock.at += timedelta(seconds=seconds)

    async with waiting(counts, topics=topics) as storage:
        cadence = Cadence(timedelta(hours=1))
        chats = {"telegram": platform}
        rounds = Rounds(
            Patrol(storage, NoStore(), clock, cadence),
            Herald(storage, chats, clock, cadence, pacer),
            Crier(storage, chats, clock, cadence),
            sleep=sleep,
        )
        while await _are_left(storage):
            await rounds.deliver()
            if asked:
                await answers.ask()
            clock.at += DELIVERIES
    return platform, answers, (platform.last - START).total_seconds()


async def _are_left(storage: SqlStorage) -> bool:
    async with storage.begin() as work:
        return await work.alerts.waiting() > 0


async def measured(kind: str, alerts: int, chats: int) -> dict[str, float]:
    """One distribution: makespan against the bound, and what was lost, told twice or refused."""
    counts = shares(kind, alerts, chats)
    platform, _, seconds = await told(counts, topics=True, asked=False)
    best = bound(counts)
    grouped, _, _ = await told(counts, topics=False, asked=False)
    return {
        "ratio": round(seconds / best, 3),
        "makespan_s": round(seconds, 1),
        "bound_s": round(best, 1),
        "lost": alerts - len(platform.took),
        "twice": platform.took.total() - len(platform.took),
        "refused_share": round(platform.refused / alerts, 5),
        "messages_when_grouped": grouped.took.total(),
    }


async def answered(alerts: int, chats: int) -> dict[str, float]:
    """How answers fare in the busiest chats of a mixed broadcast, and the broadcast beside them."""
    counts = shares("mixed", alerts, chats)
    platform, answers, seconds = await told(counts, topics=True, asked=True)
    waits = [wait.total_seconds() for wait in answers.waits]
    return {
        "answers": len(waits),
        "at_once_share": round(sum(not wait for wait in waits) / len(waits), 3),
        "worst_wait_s": max(waits),
        "broadcast_s": round(seconds, 1),
        "lost": alerts - len(platform.took),
    }


async def main(*, quick: bool = False) -> dict[str, Any]:
    """All four distributions."""
    alerts, chats = (1_000, 100) if quick else (ALERTS, CHATS)
    kinds = ("even", "skewed", "groups", "mixed")
    found = {kind: await measured(kind, alerts, chats) for kind in kinds}
    return found | {"answers beside it": await answered(alerts, chats)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="A tenth of the alerts and chats.")
    asked = parser.parse_args()
    result = asyncio.run(main(quick=asked.quick))
    if asked.json:
        print(json.dumps(result))
    else:
        for name, part in result.items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in part.items()))
