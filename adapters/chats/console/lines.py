"""Lines from a file descriptor, read without blocking the event loop and without a thread that outlives it."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import suppress
from threading import Thread
from typing import Final

_CHUNK: Final = 65_536
_BYTES_OF_A_SIGN: Final = 4  # at most, in UTF-8
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


async def lines_of(descriptor: int, longest: int) -> AsyncGenerator[str, None]:
    """The lines as they come, without their ends; one longer than `longest` characters is cut, but stays longer."""
    cutter = LineCutter(longest)
    while chunk := await _read(descriptor):
        for line in cutter.feed(chunk):
            yield line
    for line in cutter.rest():
        yield line


class LineCutter:
    """Cuts bytes into lines, holding no more than one line of `longest` characters."""

    def __init__(self, longest: int) -> None:
        self._room = (longest + 1) * _BYTES_OF_A_SIGN
        self._begun = b""
        self._first = True

    def feed(self, chunk: bytes) -> list[str]:
        """The lines that end in this chunk."""
        *ended, begun = chunk.split(b"\n")
        whole = []
        for piece in ended:
            whole.append(self._text(self._begun + piece))
            self._begun = b""
        self._begun = (self._begun + begun)[: self._room]
        return whole

    def rest(self) -> list[str]:
        """The last line, if it had no end."""
        return [self._text(self._begun)] if self._begun else []

    def _text(self, line: bytes) -> str:
        if self._first:
            self._first = False
            line = line.removeprefix(_BYTE_ORDER_MARK)
        return line[: self._room].decode(errors="replace").removesuffix("\r")


async def _read(descriptor: int) -> bytes:
    """The next bytes, none at the end.

    Not `connect_read_pipe`: that makes the descriptor non-blocking for everyone who shares it, and standard output may.
    """
    while True:
        try:
            await _readable(descriptor)
        except (PermissionError, NotImplementedError):  # a regular file; Windows
            return await _read_in_thread(descriptor)
        with suppress(BlockingIOError):
            return _read_now(descriptor)


async def _readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)


async def _read_in_thread(descriptor: int) -> bytes:
    """A daemon thread, unlike those of `asyncio.to_thread`, does not keep a process alive that wants to end."""
    loop = asyncio.get_running_loop()
    chunk: asyncio.Future[bytes] = loop.create_future()

    def settle(seen: bytes) -> None:
        if not chunk.done():  # nobody waits for it any more
            chunk.set_result(seen)

    def read() -> None:
        seen = _read_now(descriptor)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, seen)

    Thread(target=read, name="stdin", daemon=True).start()
    return await chunk


def _read_now(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _CHUNK)
    except BlockingIOError:
        raise
    except OSError:  # the terminal behind it has gone
        return b""
