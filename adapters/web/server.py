"""The HTTP server inside this process."""

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import structlog

from core.errors import PortTaken

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.quiet_server import QuietServer


log = structlog.get_logger()


class WebServer:
    """Serves one ASGI application on all interfaces of one port, in the running event loop.

    Where the port is taken, a server that `must` be had refuses to start, another only says so in the log.
    """

    def __init__(self, application: "Callable[..., Any]", port: int, *, must: bool = True) -> None:
        self._application = application
        self._port = port
        self._must = must
        self._server: QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin to serve. Raises `PortTaken`."""
        from adapters.quiet_server import quiet_server

        try:
            door = _door(self._port)
        except PortTaken as taken:
            if self._must:
                raise
            log.warning("no HTTP", reason=str(taken))
            return
        self._server = quiet_server(self._application)
        self._serving = asyncio.create_task(self._server.serve(sockets=[door]), name="web")
        await self._server.ready.wait()

    async def close(self) -> None:
        """Serve no more; answers under way get two seconds."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        self._server = self._serving = None


def _door(port: int) -> socket.socket:
    # Named by its protocol, else asyncio leaves Nagle's algorithm on and every answer waits 40 ms.
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("0.0.0.0", port))  # noqa: S104 - a service is reached from outside its container
    except OSError as error:
        door.close()
        raise PortTaken(port) from error
    return door
