"""Starts Amazcope again and again in a tenth of the time: it has imported everything once, and each start is a fork.

What is forked is a process of its own that runs `bot.__main__.main` with its own arguments, environment, folder,
standard streams and session; only the second of importing is saved. Run as ``python -m tests.crash.nursery`` with a
socket as standard input: each message there is a JSON object, answered by a number.
"""

import array
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.processes.amazcope import Amazcope, Place

_MESSAGE = 65_536
_IMPORTED_AT_START = (
    "adapters.chats.console.inbox",
    "adapters.chats.console.outbox",
    "adapters.chats.console.render",
    "adapters.chats.telegram.account",
    "adapters.clocks.apscheduler_clock",
    "adapters.storage.sql.file_lock",
    "adapters.storage.sql.storage",
    "adapters.storefronts.amazon_page.short_links",
    "adapters.storefronts.amazon_page.storefront",
    "aiosqlite",
    "anyio._backends._asyncio",
    "bot.__main__",
    "bot.logbook",
    "bot.wiring",
    "h2.connection",
    "httpcore",
)


class Nursery:
    """The test's side of the socket; what it forked and is still alive dies with it."""

    def __init__(self, place: Place) -> None:
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.crash.nursery"]
        self._process = subprocess.Popen(
            command, stdin=theirs.fileno(), env=place.environment, cwd=place.source, start_new_session=True
        )
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._socket.close()
        self._process.wait()

    def start(self, streams: tuple[int, int, int], folder: Path, environment: dict[str, str], *words: str) -> int:
        """Fork `amazcope` with these words; returns its process id."""
        order = {"words": words, "folder": str(folder), "environment": environment}
        return self._ask(order, streams)

    def bury(self, pid: int) -> int:
        """Wait for the end of what was started; returns its status as `os.waitpid` gives it."""
        return self._ask({"pid": pid})

    def _ask(self, order: dict[str, Any], descriptors: tuple[int, ...] = ()) -> int:
        socket.send_fds(self._socket, [json.dumps(order).encode()], descriptors)
        answer = self._socket.recv(_MESSAGE)
        assert answer, "the nursery has ended"
        return int(answer)


@asynccontextmanager
async def forked(nursery: Nursery, place: Place) -> AsyncIterator[Amazcope]:
    """`amazcope run` in a place, as a fork of the nursery; killed at the end if it is not dead by then."""
    theirs, mouth = os.pipe()
    out, their_out = os.pipe()
    err, their_err = os.pipe()
    streams = (theirs, their_out, their_err)
    pid = nursery.start(streams, place.folder, place.environment, "run")
    for descriptor in streams:
        os.close(descriptor)
    run = Amazcope(pid, mouth, out, err)
    try:
        yield run
    finally:
        with suppress(ProcessLookupError):
            run.signal(signal.SIGKILL)
        nursery.bury(pid)
        run.let_go()


def serve(orders: socket.socket) -> None:
    """Carry out orders until the socket is closed; returns only in a child, which then runs `amazcope`."""
    alive: set[int] = set()
    while True:
        message, descriptors = _next(orders)
        if not message:
            _leave(alive)
        order = json.loads(message)
        if "pid" in order:
            _, status = os.waitpid(order["pid"], 0)
            alive.discard(order["pid"])
            orders.send(str(status).encode())
            continue
        pid = os.fork()
        if pid == 0:
            orders.close()
            _become(order, descriptors)
            return
        alive.add(pid)
        orders.send(str(pid).encode())
        for descriptor in descriptors:
            os.close(descriptor)


def _next(orders: socket.socket) -> tuple[bytes, list[int]]:
    message, descriptors, _, _ = socket.recv_fds(orders, _MESSAGE, array.array("i").itemsize * 3)
    return message, descriptors


def _become(order: dict[str, Any], descriptors: list[int]) -> None:
    os.setsid()
    for wanted, descriptor in enumerate(descriptors):
        os.dup2(descriptor, wanted)
        os.close(descriptor)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = ["amazcope", *order["words"]]


def _leave(alive: set[int]) -> None:
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
    sys.exit()


if __name__ == "__main__":
    for name in _IMPORTED_AT_START:
        importlib.import_module(name)
    serve(socket.socket(fileno=os.dup(0)))
    importlib.import_module("bot.__main__").main()
