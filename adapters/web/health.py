"""Whether the process lives, and whether it can do its work."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from fastapi.responses import JSONResponse

Probe = Callable[[], Awaitable[str | None]]


def health_application(ready: Probe) -> FastAPI:
    """``/healthz`` is 200 while the process lives; ``/readyz`` is 503 with the reason that `ready` gives, if any."""
    application = FastAPI(title="Amazcope", docs_url=None, redoc_url=None, openapi_url=None)

    @application.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @application.get("/readyz")
    async def readyz() -> JSONResponse:
        reason = await ready()
        if reason:
            return JSONResponse({"status": "not ready", "reason": reason}, status_code=503)
        return JSONResponse({"status": "ready"})

    return application
