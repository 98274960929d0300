"""The sandbox shop on 127.0.0.1: an HTTP server in the caller's event loop, on a port that was free."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from adapters.storefronts.sandbox.answers import Answer, Counter
from adapters.storefronts.sandbox.faults import USUAL_FAULT_SHARE, Faults
from adapters.storefronts.sandbox.world import World

if TYPE_CHECKING:
    from adapters.quiet_server import QuietServer

_LOOPBACK: Final = "127.0.0.1"

# The shapes of ASGI 3 (https://asgi.readthedocs.io/en/latest/specs/main.html).
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class SandboxShop:
    """A shop that sells the products of its world at ``/dp/{ASIN}?marketplace={M}``, with a shelf at ``/``.

    `fault_share` is the share of requests for products that fail on purpose; 0 turns that off.
    """

    def __init__(self, world: World, *, fault_share: float = USUAL_FAULT_SHARE) -> None:
        self.world = world
        self._faults = Faults(world.seed, fault_share)
        self._server: QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None

    async def open(self) -> str:
        """Serve, let shop time begin, and return the address without a trailing slash."""
        from adapters.quiet_server import quiet_server

        # Named by its protocol, else asyncio leaves Nagle's algorithm on and every answer waits 40 ms.
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        door.bind((_LOOPBACK, 0))
        root = f"http://{_LOOPBACK}:{door.getsockname()[1]}"
        self._server = quiet_server(_application(Counter(self.world, self._faults, root)))
        self._serving = asyncio.create_task(self._server.serve(sockets=[door]), name="sandbox shop")
        await self._server.ready.wait()
        self.world.begin()
        return root

    async def close(self) -> None:
        """Stop serving; a shop that is not open stays closed."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        self._server = self._serving = None


def _application(counter: Counter) -> Application:
    async def application(scope: Scope, _receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        answer = counter.answer(
            scope["path"],
            dict(parse_qsl(scope["query_string"].decode("latin-1"))),
            takes_gzip=b"gzip" in headers.get(b"accept-encoding", b""),
        )
        await send({"type": "http.response.start", "status": answer.status, "headers": _headers(answer)})
        await send({"type": "http.response.body", "body": answer.body})

    return application


def _headers(answer: Answer) -> list[tuple[bytes, bytes]]:
    headers = {"content-type": answer.kind, "content-length": str(len(answer.body))}
    if answer.encoding:
        headers["content-encoding"] = answer.encoding
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
