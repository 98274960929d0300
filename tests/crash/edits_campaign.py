"""One campaign over edits: alerts come to their end and are taken in hand in Telegram, and the process is killed."""

import asyncio
import re
import signal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from tests.crash.nursery import Nursery, forked
from tests.crash.outbox import read_since, rows, rows_meanwhile
from tests.processes.amazcope import Place, amazcope, eventually
from tests.servers.amazon_shop import AmazonShop, Good, amazon_shop
from tests.servers.telegram import TOKEN, TelegramServer, telegram_server
from tests.servers.telegram_messages import chat, user

PEOPLE = range(5001, 5005)  # each tracks one product, which sells out and comes back
_AT_LAST = 600.0  # seconds for what must come at all, on however busy a machine
_GLIMPSE = 2.0  # seconds to wait for an edit; without one the kill comes all the same
_ALERT = re.compile(r"\S (?:.*stock · |\d changes: )")  # how the first line of an alert begins, or of several
_LIVE = re.compile(r"\S 1 · .*\bStock: (in|out of) stock", re.DOTALL)
_TOLD = """
SELECT deliveries.chat, deliveries.message, alerts.acked_by, alerts.resolved_at FROM deliveries
JOIN alerts ON alerts.id = deliveries.alert_id WHERE deliveries.message IS NOT NULL
"""
_LEFT = (
    "SELECT count(*) FROM deliveries WHERE done_at IS NULL OR edit_at IS NOT NULL OR editing_until IS NOT NULL",
    "SELECT count(*) FROM live_cards WHERE edit_at IS NOT NULL OR editing_until IS NOT NULL",
)
_ON_THEIR_WAY = "SELECT count(*) FROM deliveries WHERE state = 'sending'"
_DONE = "SELECT count(*) FROM deliveries WHERE done_at IS NOT NULL"


_Stand = tuple[bool, bool]  # of an alert: whether somebody has it in hand, whether it is over


@dataclass(slots=True)
class Tally:
    """What a campaign has come to: kills, messages, edits, and what must not be."""

    kills: int = 0
    met_edits: int = 0  # kills with an edit claimed and not let go of
    told: int = 0
    edits: int = 0
    behind: list[str] = field(default_factory=list)  # messages that do not show how their alerts stand
    backwards: list[str] = field(default_factory=list)  # messages that showed something older than before
    again_in_flight: int = 0
    again_without_cause: int = 0

    @property
    def is_clean(self) -> bool:
        return not (self.behind or self.backwards or self.again_without_cause)


async def edits_campaign(seed: int, kills: int, place: Place, nursery: Nursery) -> Tally:
    """Run a campaign in an empty place, to its end."""
    async with amazon_shop() as shop, telegram_server() as town:
        settings = {
            "AMAZON_BASE_URL": shop.base_url,
            "AMAZCOPE_CHECK_EVERY": "1s",
            "AMAZCOPE_PACE": "50000",
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": town.base_url,
        }
        campaign = EditsCampaign(seed, replace(place, settings=settings), shop, town, nursery)
        await campaign.begin()
        for _ in range(kills):
            await campaign.kill()
        await campaign.settle()
        return campaign.tally()


class EditsCampaign:
    """`begin`, then `kill` again and again, then `settle`; the chance is the seed's alone."""

    def __init__(self, seed: int, place: Place, shop: AmazonShop, town: TelegramServer, nursery: Nursery) -> None:
        self._place, self._shop, self._town, self._nursery = place, shop, town, nursery
        self._chance = Random(seed)
        self._asins = {person: f"B0EDITS{'ABCDEFGHIJ'[seed % 10]}{person % 100:02d}" for person in PEOPLE}
        self._kills = self._met_edits = self._may_repeat = 0

    async def begin(self) -> None:
        """Have everybody track a product."""
        async with forked(self._nursery, self._place) as run:
            for person, asin in self._asins.items():
                self._shop.goods[asin] = Good(Decimal("25.00"))
                await self._say(person, f"/track {asin}")
                await self._say(person, "/show 1")  # this card is kept up to date from now on
            await eventually(lambda: sum(bool(_LIVE.match(one.seen)) for one in self._town.messages) == len(PEOPLE))
            run.signal(signal.SIGKILL)
            await run.silence()

    async def kill(self) -> None:
        """Move some products, take some alerts in hand, and kill the process at some edit or moment."""
        async with forked(self._nursery, self._place) as run:
            for person, asin in self._asins.items():
                if self._chance.random() < 0.6:
                    good = self._shop.goods[asin]
                    self._shop.goods[asin] = replace(good, in_stock=not good.in_stock)
                if self._chance.random() < 0.3:
                    await self._say(person, "/ack 1")
            wanted = len(self._edit_calls()) + self._chance.randint(1, 3)
            if self._chance.random() < 0.3:
                await asyncio.sleep(self._chance.uniform(0.2, 1.5))
            else:
                with suppress(AssertionError):
                    await eventually(lambda: len(self._edit_calls()) >= wanted, _GLIMPSE, turn=0.001)
                await asyncio.sleep(self._chance.choice([0, 0, 0.001, 0.003]))
            run.signal(signal.SIGKILL)
            await run.silence()
        self._kills += 1
        self._may_repeat += _number(self._place, _ON_THEIR_WAY)
        self._met_edits += bool(_number(self._place, "SELECT count(*) FROM deliveries WHERE editing_until IS NOT NULL"))

    async def settle(self) -> None:
        """A last run in peace, in which each product sells out once more and comes back.

        It waits for what the machine does, however long that takes, so that there are edits on the busiest one.
        """
        async with amazcope(self._place, "run") as last:
            await eventually(lambda: not self._town.pending, _AT_LAST)
            for in_stock in (False, True):
                for asin in self._asins.values():
                    self._shop.goods[asin] = replace(self._shop.goods[asin], in_stock=in_stock)
                await self._calm()
            assert await last.stop(signal.SIGTERM) == 0
            assert "Traceback" not in last.err, last.err

    def tally(self) -> Tally:
        """What it has come to, by what the chats show in the end and showed on the way."""
        alerts = [one for one in self._town.messages if _ALERT.match(one.seen)]
        marked = {(where, message) for where, message, *_ in rows(self._place.database, _TOLD)}
        extra = len(alerts) - len(marked)
        assert extra >= 0, "some message told an alert, and is not read as one"
        return Tally(
            kills=self._kills,
            met_edits=self._met_edits,
            told=_number(self._place, _DONE),
            edits=len(self._edit_calls()),
            behind=list(self._behind()),
            backwards=list(self._backwards()),
            again_in_flight=min(extra, self._may_repeat),
            again_without_cause=max(0, extra - self._may_repeat),
        )

    async def _calm(self) -> None:
        """Wait until each product was read as it is now, and nothing is left to be told, edited or drawn anew."""
        asked, database = dict(self._shop.asked), self._place.database
        await eventually(lambda: all(self._shop.asked[asin] > asked[asin] for asin in asked), _AT_LAST)
        now = datetime.now(UTC)  # what is read from now on was asked for after the page changed
        await eventually(lambda: read_since(database, now) == set(self._asins.values()), _AT_LAST)
        await eventually(lambda: all(rows_meanwhile(database, one) == [(0,)] for one in _LEFT), _AT_LAST)

    def _behind(self) -> Iterator[str]:
        shown = {(f"telegram::{one.chat}", str(one.id)): one.seen for one in self._town.messages}
        stands: dict[tuple[str, str], list[_Stand]] = defaultdict(list)
        for where, message, acked_by, resolved_at in rows(self._place.database, _TOLD):
            stands[where, message].append((bool(acked_by), bool(resolved_at)))
        for place, alerts in stands.items():
            if (seen := _shown(shown[place])) != (meant := _meant(alerts)):
                yield f"{place} shows {seen}, not {meant}: {shown[place]}"
        for person, asin in self._asins.items():
            *_, live = (one.seen for one in self._town.messages if one.chat == str(person) and _LIVE.match(one.seen))
            if ("Stock: in stock" in live) != self._shop.goods[asin].in_stock:
                yield f"the live card of {asin} is not up to date: {live}"

    def _backwards(self) -> Iterator[str]:
        steps: dict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
        for given in self._edit_calls():
            steps[given["chat_id"], given["message_id"]].append(_shown(given["text"]))
        return (f"{place}: {came}" for place, came in steps.items() if came != sorted(came))

    def _edit_calls(self) -> list[dict[str, str]]:
        return [given for given in self._town.called("editMessageText") if _ALERT.match(given["text"])]

    async def _say(self, person: int, text: str) -> None:
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        said = {"message_id": self._town.next_message_id(), "date": 1, "chat": chat(person), "from": user(person)}
        await self._town.happens(message=said | {"text": text, "entities": [entity]})


def _shown(text: str) -> tuple[int, bool]:
    """How many alerts a message shows as over, and whether it says that somebody has them in hand."""
    first, *_ = text.splitlines()
    over = text.count("What: Resolved") if " changes: " in first else int("Resolved" in first)
    return over, "Taken in hand" in text


def _meant(alerts: Sequence[_Stand]) -> tuple[int, bool]:
    """The same as the database has it; several say who has them in hand where none is left open."""
    over = sum(is_over for _, is_over in alerts)
    return over, any(acked for acked, _ in alerts) and all(acked or is_over for acked, is_over in alerts)


def _number(place: Place, statement: str) -> int:
    found = rows(place.database, statement)
    return int(found[0][0]) if found else 0
