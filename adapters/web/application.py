"""The one HTTP application: health, measures, and the doors through which chat platforms call us."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import FastAPI, Request, Response

from adapters.web.health import Probe, add_health
from adapters.web.metrics import PrometheusMeter, add_metrics
from core.ports.world import Door

_LARGEST: Final = 2 * 1024 * 1024  # bytes of one request; platforms send far less


def web_application(ready: Probe, doors: Mapping[str, Door], meter: PrometheusMeter | None = None) -> FastAPI:
    """Health, what a `meter` counts, and each door behind its path by POST, or by GET where it is named ``GET /path``.

    What is larger than 2 MB is refused unread.
    """
    application = FastAPI(title="Amazcope", docs_url=None, redoc_url=None, openapi_url=None)
    add_health(application, ready)
    if meter is not None:
        add_metrics(application, meter)
    for name, door in doors.items():
        method, _, path = name.rpartition(" ")
        # Starlette's own route: a platform's request has nothing in it that FastAPI should take apart.
        application.add_route(path, _through(door), methods=[method or "POST"])
    return application


def _through(door: Door) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        content = request.url.query.encode() if request.method == "GET" else await _body(request)
        if content is None:
            return Response(status_code=413)
        status, headers, said = await door(dict(request.headers), content)
        return Response(said, status_code=status, headers=dict(headers))

    return answer


async def _body(request: Request) -> bytes | None:
    """What was sent; None where it is too much."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return None
    return bytes(body)
