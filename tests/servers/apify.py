"""A loopback stand-in for Apify's API, as the real client speaks it: runs, datasets, inputs, and scripted faults."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

TOKEN = "apify_api_loopback"
Item = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class ServedRun:
    """One run: it is under way until `over` is set."""

    id: str
    actor: str
    input: Any
    started_at: datetime
    items: list[Any] = field(default_factory=list)
    status: str = "SUCCEEDED"
    usage: float | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def urls(self) -> list[str]:
        named = self.input.get("urls") or [each["url"] for each in self.input["categoryOrProductUrls"]]
        return list(named)

    def told(self) -> dict[str, Any]:
        """The run as the API shows it, with every field that the client's model requires."""
        is_over = self.over.is_set()
        return {
            "id": self.id,
            "actId": "HDSasDasz78YcAPEB",
            "userId": "7sT5jcggjjA9fNcxF",
            "startedAt": _time(self.started_at),
            "finishedAt": _time(self.started_at) if is_over else None,
            "status": self.status if is_over else "RUNNING",
            "meta": {"origin": "API"},
            "stats": {},
            "options": {"build": "latest", "timeoutSecs": 900, "memoryMbytes": 1024, "diskMbytes": 2048},
            "buildId": "7sT5jcggjjA9fNcxF",
            "defaultKeyValueStoreId": f"store-{self.id}",
            "defaultDatasetId": f"dataset-{self.id}",
            "defaultRequestQueueId": f"queue-{self.id}",
            "usageTotalUsd": self.usage if is_over else 0,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What one request gets in place of its answer; `hangs` for ever, `loses` the answer to what was done."""

    status: int = 500
    type: str = "internal-error"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    hangs: bool = False
    loses: bool = False


class ApifyServer:
    """What was run, what is delivered, and how it fails.

    `deliver` makes the items of a run of its addresses; `status` is how runs end; with `slow` they are under way until
    `finish`. `faults` are used up one by one, by the kind of request: start, list, run, items, input.
    """

    def __init__(self, deliver: Callable[[Sequence[str]], list[Any]]) -> None:
        self.deliver = deliver
        self.status = "SUCCEEDED"
        self.slow = False
        self.usage: float | None = 0.25
        self.page = 40
        self.now = datetime.now(UTC)
        self.base_url = ""
        self.runs: dict[str, ServedRun] = {}
        self.faults: dict[str, list[Fault]] = {}
        self.requests: list[str] = []
        self.waited_for = asyncio.Event()
        self.closed = asyncio.Event()

    def finish(self) -> None:
        """Everything under way is over."""
        for run in self.runs.values():
            run.over.set()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/v2/actors/{actor}/runs", self._start),
            web.get("/v2/actors/{actor}/runs", self._list),
            web.get("/v2/users/me", self._user),
            web.get("/v2/actor-runs/{run}", self._run),
            web.post("/v2/actor-runs/{run}/abort", self._abort),
            web.get("/v2/datasets/{dataset}/items", self._items),
            web.get("/v2/key-value-stores/{store}/records/INPUT", self._input),
        ]

    async def _user(self, request: web.Request) -> web.Response:
        if fault := await self._fault("user", request):
            return _refusal(fault)
        return web.json_response({"data": {"id": "7sT5jcggjjA9fNcxF", "username": "kettles"}})

    async def _start(self, request: web.Request) -> web.Response:
        run_input = json.loads(await request.read())
        fault = await self._fault("start", request)
        if fault and not fault.loses:
            return _refusal(fault)
        run = ServedRun(
            id=f"run{len(self.runs) + 1}",
            actor=request.match_info["actor"].replace("~", "/"),
            input=run_input,
            started_at=self.now,
            status=self.status,
            usage=self.usage,
        )
        run.items = self.deliver(run.urls)
        self.runs[run.id] = run
        if not self.slow:
            run.over.set()
        return _refusal(fault) if fault else web.json_response({"data": run.told()}, status=201)

    async def _list(self, request: web.Request) -> web.Response:
        if fault := await self._fault("list", request):
            return _refusal(fault)
        actor = request.match_info["actor"].replace("~", "/")
        mine = [run.told() for run in reversed(self.runs.values()) if run.actor == actor]
        page = {"total": len(mine), "offset": 0, "limit": 20, "desc": True, "count": len(mine), "items": mine}
        return web.json_response({"data": page})

    async def _run(self, request: web.Request) -> web.Response:
        if fault := await self._fault("run", request):
            return _refusal(fault)
        run = self.runs.get(request.match_info["run"])
        if run is None:
            return _refusal(Fault(status=404, type="record-not-found"))
        self.waited_for.set()
        try:
            async with asyncio.timeout(float(request.query.get("waitForFinish", 0))):
                await run.over.wait()
        except TimeoutError:
            pass
        return web.json_response({"data": run.told()})

    async def _abort(self, request: web.Request) -> web.Response:
        run = self.runs[request.match_info["run"]]
        run.status = "ABORTED"
        run.over.set()
        return web.json_response({"data": run.told()})

    async def _items(self, request: web.Request) -> web.Response:
        if fault := await self._fault("items", request):
            return _refusal(fault)
        items = self.runs[request.match_info["dataset"].removeprefix("dataset-")].items
        offset = int(request.query.get("offset", 0))
        limit = min(int(request.query.get("limit", self.page)), self.page)
        page = items[offset : offset + limit]
        told = {"total": len(items), "offset": offset, "count": len(page), "limit": limit, "desc": "false"}
        headers = {f"x-apify-pagination-{name}": str(value) for name, value in told.items()}
        return web.json_response(page, headers=headers)

    async def _input(self, request: web.Request) -> web.Response:
        if fault := await self._fault("input", request):
            return _refusal(fault)
        return web.json_response(self.runs[request.match_info["store"].removeprefix("store-")].input)

    async def _fault(self, kind: str, request: web.Request) -> Fault | None:
        self.requests.append(kind)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return Fault(status=401, type="user-or-token-not-found")
        if not self.faults.get(kind):
            return None
        fault = self.faults[kind].pop(0)
        if fault.hangs:
            await self.closed.wait()
        return fault


@asynccontextmanager
async def apify_server(deliver: Callable[[Sequence[str]], list[Any]]) -> AsyncIterator[ApifyServer]:
    """A server on a free port of this machine for as long as the block runs."""
    apify = ApifyServer(deliver)
    application = web.Application()
    application.add_routes(apify.routes())
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    apify.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield apify
    finally:
        apify.closed.set()
        apify.finish()
        await runner.cleanup()


def overview(url: str) -> dict[str, Any]:
    """An item of few fields about the product at an address, with a price of its own."""
    asin = url.rsplit("/", 1)[1]
    return {
        "title": f"Kettle {asin}",
        "asin": asin,
        "brand": "Kettle & Co",
        "stars": 4.4,
        "reviewsCount": 111,
        "thumbnailImage": "https://m.media-amazon.com/images/I/1.jpg",
        "breadCrumbs": "Home > Kitchen",
        "price": {"value": 20 + int(asin[-2:]) / 100, "currency": "$" if ".com/" in url or ".ca/" in url else "€"},
        "url": url,
    }


def overviews(urls: Sequence[str]) -> list[Any]:
    """An item for each address, in order."""
    return [overview(url) for url in urls]


def _refusal(fault: Fault) -> web.Response:
    if fault.body is not None:
        return web.Response(status=fault.status, text=fault.body, headers=dict(fault.headers))
    error = {"error": {"type": fault.type, "message": "No."}}
    return web.json_response(error, status=fault.status, headers=dict(fault.headers))


def _time(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
