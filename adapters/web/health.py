"""Whether the process lives, and whether it can do its work."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from fastapi.responses import JSONResponse

Probe = Callable[[], Awaitable[str | None]]


def add_health(application: FastAPI, ready: Probe) -> None:
    """``/healthz`` is 200 while the process lives; ``/readyz`` is 503 with the reason that `ready` gives, if any."""

    @application.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @application.get("/readyz")
    async def readyz() -> JSONResponse:
        reason = await ready()
        if reason:
            return JSONResponse({"status": "not ready", "reason": reason}, status_code=503)
        return JSONResponse({"status": "ready"})
