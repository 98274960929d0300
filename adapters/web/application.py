"""The one HTTP application: health, and the doors through which chat platforms call us."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import FastAPI, Request, Response

from adapters.web.health import Probe, add_health
from core.ports.world import Door

_LARGEST: Final = 2 * 1024 * 1024  # bytes of one request; platforms send far less


def web_application(ready: Probe, doors: Mapping[str, Door]) -> FastAPI:
    """Health, and each door behind its path by POST; what is larger than 2 MB is refused unread."""
    application = FastAPI(title="Amazcope", docs_url=None, redoc_url=None, openapi_url=None)
    add_health(application, ready)
    for path, door in doors.items():
        application.add_api_route(path, _through(door), methods=["POST"])
    return application


def _through(door: Door) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST:
                return Response(status_code=413)
        status, headers, content = await door(dict(request.headers), bytes(body))
        return Response(content, status_code=status, headers=dict(headers))

    return answer
