"""A loopback stand-in for Amazon's page servers and link shorteners: answers by path, as each test says."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one path gives; `hangs` never answers, `breaks` closes the connection within the body.

    `unframed` says no length: the closed connection ends the body.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    breaks: bool = False
    unframed: bool = False


@dataclass(slots=True)
class AmazonServer:
    """What was asked, and what is answered."""

    answer: Callable[[str], Answer]
    base_url: str = ""
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closed_early: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                await self._one(line.split()[1].decode(), await _headers(reader), writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.closed_early += 1
        finally:
            writer.close()

    async def _one(self, path: str, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        self.asked.append(path)
        self.headers.append(headers)
        answer = self.answer(path)
        if answer.hangs:
            await asyncio.Event().wait()
        length = len(answer.body) + (1000 if answer.breaks else 0)
        framing = "Connection: close" if answer.unframed else f"Content-Length: {length}"
        lines = [f"HTTP/1.1 {answer.status} X", framing]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + answer.body)
        await writer.drain()
        if answer.breaks or answer.unframed:
            raise ConnectionResetError


@asynccontextmanager
async def amazon_server(answer: Callable[[str], Answer]) -> AsyncIterator[AmazonServer]:
    """A server on a free port of this machine for as long as the block runs."""
    amazon = AmazonServer(answer)
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(amazon.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    amazon.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield amazon
    finally:
        server.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _headers(reader: asyncio.StreamReader) -> dict[str, str]:
    found: dict[str, str] = {}
    while (line := (await reader.readline()).decode("latin-1").strip()) != "":
        name, _, value = line.partition(":")
        found[name.lower()] = value.strip()
    return found
