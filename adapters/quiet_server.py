"""A uvicorn that lives inside another program: silent, and deaf to the signals that are meant for its host."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Generator
from typing import Any, Final

import uvicorn

_PATIENCE: Final = 2  # seconds that a closing server gives to answers under way


class QuietServer(uvicorn.Server):
    """A server that tells when it is ready and leaves SIGINT and SIGTERM to the host."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to serve, then say so."""
        await super().startup(sockets=sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture none."""
        yield


def quiet_server(application: Callable[..., Any]) -> QuietServer:
    """A server for an ASGI application; `serve` runs it on sockets that are open already."""
    config = uvicorn.Config(
        application,
        interface="asgi3",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=_PATIENCE,
    )
    return QuietServer(config)
