"""Runs at Apify: starting one, waiting for it, taking its items, finding one that was lost from sight."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from apify_client import ApifyClientAsync

from adapters.storefronts.apify.cost import Cost, cost_of
from adapters.storefronts.apify.http import open_client
from adapters.storefronts.apify.refusals import ApifyRefused, at_the_door

# Longer than the actors take for a hundred products; a run that hangs at Apify costs no more than this.
LONGEST_RUN: Final = timedelta(minutes=15)
_ANSWER: Final = timedelta(seconds=30)
_FIRST_HOLD_S: Final = 5
_LONGEST_HOLD_S: Final = 60  # https://docs.apify.com/api/v2/actor-run-get: the server waits no longer
_RETRIES: Final = 2
_PAUSE: Final = timedelta(milliseconds=500)
_PAGE: Final = 100
_MOST_ITEMS: Final = 1_000
_MOST_CANDIDATES: Final = 20
_OVER: Final = frozenset({"SUCCEEDED", "FAILED", "TIMED-OUT", "ABORTED"})


@dataclass(frozen=True, slots=True)
class Started:
    """A run that Apify has taken on, and the dataset that its items go to."""

    run: str
    dataset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A run that is over: Apify's word for how (``SUCCEEDED``, ``TIMED-OUT``), when, and what it cost."""

    status: str
    at: datetime | None
    cost: Cost


class ApifyRuns:
    """Apify's API as far as it is needed. Every method raises `ApifyRefused` for whatever goes wrong there.

    `answer_within` bounds each request, `pause` begins the growing pauses between repeated ones. A start is never
    repeated by itself: Apify may have taken it on though the answer was lost.
    """

    def __init__(
        self, token: str, base_url: str | None = None, *, answer_within: timedelta = _ANSWER, pause: timedelta = _PAUSE
    ) -> None:
        self._once, self._once_http = open_client(token, base_url, retries=0, pause=pause)
        self._client, self._http = open_client(token, base_url, retries=_RETRIES, pause=pause)
        self._answer = answer_within

    async def start(self, actor: str, run_input: Mapping[str, Any], most_items: int) -> Started:
        """Have an actor run; actors that are paid by result deliver at most so many."""
        with at_the_door(lambda: self._once_http.asked_wait):
            run = await self._once.actor(actor).start(
                run_input=dict(run_input), max_items=most_items, run_timeout=LONGEST_RUN, timeout=self._answer
            )
            return Started(run.id, run.default_dataset_id)

    async def wait(self, run: str, patience: timedelta) -> Ended | None:
        """Wait until a run is over, asking at least once, and less and less often; None where it takes longer."""
        with at_the_door(lambda: self._http.asked_wait):
            return await self._wait(run, asyncio.get_running_loop().time() + patience.total_seconds())

    async def items(self, dataset: str) -> list[dict[str, Any]]:
        """The items of a dataset, page by page, at most a thousand."""
        found: list[dict[str, Any]] = []
        with at_the_door(lambda: self._http.asked_wait):
            async with asyncio.timeout(self._answer.total_seconds() * (_RETRIES + 1)):
                store = self._client.dataset(dataset)
                while len(found) < _MOST_ITEMS:
                    page = await store.list_items(offset=len(found), limit=_PAGE, timeout=self._answer)
                    found += page.items
                    if not page.items or len(found) >= page.total:
                        break
        return found

    async def started_since(self, actor: str, since: datetime) -> AsyncIterator[tuple[Started, object]]:
        """The newest runs of an actor that this account has started since then, each with its input."""
        async with self._reading() as client:
            runs = (
                await client.actor(actor)
                .runs()
                .list(started_after=since, desc=True, limit=_MOST_CANDIDATES, timeout=self._answer)
            )
        for run in runs.items:
            async with self._reading() as client:
                store = client.key_value_store(run.default_key_value_store_id)
                record = await store.get_record("INPUT", timeout=self._answer)
            yield Started(run.id, run.default_dataset_id), record["value"] if record else None

    async def close(self) -> None:
        """Let go of connections."""
        for transport in (self._once_http, self._http):
            await transport.aclose()

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[ApifyClientAsync]:
        with at_the_door(lambda: self._http.asked_wait):
            yield self._client

    async def _wait(self, name: str, until: float) -> Ended | None:
        hold = _FIRST_HOLD_S
        while True:
            left = max(until - asyncio.get_running_loop().time(), 0)
            span = timedelta(seconds=min(hold, left))
            run = await self._client.run(name).wait_for_finish(wait_duration=span, timeout=span + self._answer)
            if run is None:
                raise ApifyRefused("Apify has the run no more", is_certain=True, status=404)
            if run.status in _OVER:
                return Ended(status=run.status, at=run.finished_at, cost=cost_of(run))
            if left <= hold:
                return None
            hold = min(hold * 2, _LONGEST_HOLD_S)
