"""One campaign: a shop whose values move by a seeded script, and a process that is killed again and again meanwhile."""

import asyncio
import re
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from random import Random

from tests.crash.ledger import Count, Ledger, audit, told_in
from tests.crash.nursery import Nursery, forked
from tests.crash.outbox import is_empty, on_their_way, read_since, written
from tests.crash.script import Script, ten_scripts
from tests.processes.amazcope import Amazcope, Place, amazcope, eventually
from tests.servers.amazon_shop import AmazonShop, amazon_shop

_COLD_EVERY = 10
_GLIMPSE = 3.0  # seconds to wait for the moment; without it the kill comes all the same
_AT_LAST = 600.0  # seconds for what must come at all, on however busy a machine
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_ANSWER = r"(?m)^\S (?:Tracking \d|Already tracked)"


class Moment(StrEnum):
    """When a process is killed."""

    STARTING = "starting"
    ANY = "any"
    LOOKING = "looking"
    TELLING = "telling"


async def whole_campaign(
    seed: int, kills: int, place: Place, nursery: Nursery, only: Moment | None = None
) -> tuple["Campaign", str]:
    """Run a campaign in an empty place, to its end; returns it, and what `/list` showed then.

    It kills at all moments, or at one `only`.
    """
    async with amazon_shop() as shop:
        # At this pace six hours are less than a second: every change is news, and none is held back as flapping.
        fast = {"AMAZON_BASE_URL": shop.base_url, "AMAZCOPE_CHECK_EVERY": "1s", "AMAZCOPE_PACE": "50000"}
        run = Campaign(seed, replace(place, settings=fast), shop, nursery)
        await run.begin()
        script = asyncio.create_task(run.script())
        await run.kills(kills, (only,) if only else (*Moment, Moment.ANY))
        shown, code = await run.settle()
        script.cancel()
        await asyncio.gather(script, return_exceptions=True)
        assert code == 0
        return run, shown


class Campaign:
    """`begin`, then `script` and `kills` at the same time, then `settle`; the chance is the seed's alone."""

    def __init__(self, seed: int, place: Place, shop: AmazonShop, nursery: Nursery) -> None:
        self._place, self._shop, self._nursery = place, shop, nursery
        self._chance = Random(seed)
        self._ledger = Ledger()
        self._run: Amazcope | None = None
        self._read = 0
        self._told: Counter[str] = Counter()
        self._over = False
        self.killed: Counter[Moment] = Counter()
        self.met_on_the_way = 0
        self.errors = ""
        self.scripts = ten_scripts("ABCDEFGHIJ"[seed % 10])
        for script in self.scripts:
            script.move(shop, self._chance)

    async def begin(self) -> None:
        """Have everything tracked in spite of kills: what was not answered is typed again after the restart."""
        unanswered = [script.line for script in self.scripts]
        while unanswered:
            async with self._killed_at(Moment.LOOKING, cold=False) as run:
                run.say(*unanswered)
                await run.says(_ANSWER, min(self._chance.randint(1, 4), len(unanswered)))
            del unanswered[: len(re.findall(_ANSWER, run.out))]
        # A kill may have come between a watch and its first look; what moves before that look is no change to tell.
        async with self._killed_at(Moment.LOOKING, cold=False):
            await eventually(lambda: self._have_all_been_read(since=_LONG_AGO), _AT_LAST)

    async def kills(self, times: int, moments: Sequence[Moment]) -> None:
        """Start and kill so many times, each at one of these moments, then let the scripts end."""
        for number in range(times):
            moment = self._chance.choice(moments)
            async with self._killed_at(moment, cold=number % _COLD_EVERY == _COLD_EVERY - 1) as run:
                await self._wait_for(moment, run)
        self._over = True

    async def script(self) -> None:
        """Move all products until the kills are over and each patient one's last move was told."""
        async with asyncio.TaskGroup() as group:
            for script in self.scripts:
                group.create_task(self._move(script))

    async def settle(self) -> tuple[str, int]:
        """A last run in peace, until all has been read, then told, and three more looks were taken.

        It waits for what the machine does, however long that takes: what has not been told then never will be.
        Returns what `/list` shows, and the exit code.
        """
        async with amazcope(self._place, "run") as last:
            self._hear(last)
            await self._calm()
            seen = dict(self._shop.asked)
            await eventually(lambda: all(self._shop.asked[asin] >= seen[asin] + 3 for asin in seen), _AT_LAST)
            await self._calm()
            shown = await last.ask("/list")
            code = await last.stop(signal.SIGTERM)
            self._close(last)
        return shown, code

    def count(self) -> Count:
        """What the whole campaign has come to; of what is missing, also what the database has of it."""
        was = {(script.asin, script.what): script.values for script in self.scripts}
        patient = frozenset(script.asin for script in self.scripts if script.patient)
        targets = {script.asin for script in self.scripts if script.targeted}
        found = audit(self._ledger, was, all_of=patient, targets=targets)
        database = self._place.database
        stories = {asin: f"{story}; written is {written(database, asin)}" for asin, story in found.stories.items()}
        return replace(found, stories=stories)

    async def _calm(self) -> None:
        """Wait until each product was read after now, and nothing is left in the outbox."""
        now = datetime.now(UTC)
        await eventually(lambda: self._have_all_been_read(since=now), _AT_LAST)
        await eventually(lambda: is_empty(self._place.database), _AT_LAST)

    def _have_all_been_read(self, *, since: datetime) -> bool:
        return read_since(self._place.database, since) == {script.asin for script in self.scripts}

    @asynccontextmanager
    async def _killed_at(self, moment: Moment, *, cold: bool) -> AsyncIterator[Amazcope]:
        async with amazcope(self._place, "run") if cold else forked(self._nursery, self._place) as run:
            self._hear(run)
            yield run
            run.signal(signal.SIGKILL)
            await run.silence()
            self._close(run)
        self.killed[moment] += 1
        met = on_their_way(self._place.database)
        self._ledger.on_their_way.append(met)
        self.met_on_the_way += bool(met)

    async def _wait_for(self, moment: Moment, run: Amazcope) -> None:
        match moment:
            case Moment.STARTING:
                await asyncio.sleep(self._chance.uniform(0, 0.3))
            case Moment.ANY:
                await asyncio.sleep(self._chance.uniform(0.2, 1.7))
            case Moment.LOOKING:
                wanted = sum(self._shop.asked.values()) + self._chance.randint(1, 20)
                with suppress(AssertionError):
                    await eventually(lambda: sum(self._shop.asked.values()) >= wanted, _GLIMPSE, turn=0.001)
            case Moment.TELLING:
                with suppress(AssertionError):
                    await run.until(lambda: any(told_in(run.out)), _GLIMPSE)
                await asyncio.sleep(self._chance.choice([0, 0, 0.002, 0.005]))

    async def _move(self, script: Script) -> None:
        while not self._over:
            await asyncio.sleep(self._chance.uniform(0, 0.5) if script.patient else self._chance.uniform(0.3, 3))
            if self._over:
                return
            script.move(self._shop, self._chance)
            if script.patient:
                await eventually(partial(self._is_told, script), within=None)

    def _is_told(self, script: Script) -> bool:
        self._catch_up()
        return self._told[script.asin] >= len(script.values) - 1

    def _hear(self, run: Amazcope) -> None:
        self._run, self._read = run, 0
        self._ledger.runs.append([])

    def _catch_up(self) -> None:
        """Read what the present run has told since this was last called."""
        if self._run is None or len(self._run.out) == self._read:
            return
        self._read = len(self._run.out)
        self._ledger.runs[-1] = list(told_in(self._run.out))
        told, _ = self._ledger.sorted_out()
        self._told = Counter(one.asin for one in told if one.what != "target")

    def _close(self, run: Amazcope) -> None:
        self._catch_up()
        self._run = None
        self.errors += run.err
