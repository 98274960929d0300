"""A loopback server of images, which a test draws by hand and which may misbehave."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class ImageServer:
    """What it serves by path, and how often each path was asked for; None as a body: silence."""

    base_url: str = ""
    bodies: dict[str, bytes | None] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, name: str) -> str:
        """The address of an image as a listing names it."""
        return f"{self.base_url}/images/I/{name}"

    def put(self, name: str, body: bytes | None, status: int = 200) -> str:
        """Serve this; returns its address."""
        self.bodies[f"/images/I/{name}"] = body
        self.statuses[f"/images/I/{name}"] = status
        return self.url(name)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer on one connection until it is closed from either side."""
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                path = request.split()[1].decode()
                self.asked.append(path)
                await self._answer(path, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side has hung up
        finally:
            writer.close()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        body, status = self.bodies.get(path, b""), self.statuses.get(path, 404)
        if body is None:
            await asyncio.Event().wait()
            return
        moved = f"Location: {body.decode()}\r\n" if 300 <= status < 400 else ""
        head = f"HTTP/1.1 {status} -\r\n{moved}Content-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()


@asynccontextmanager
async def image_server() -> AsyncIterator[ImageServer]:
    """A server of its own for one test."""
    images = ImageServer()
    server = await asyncio.start_server(images.serve, "127.0.0.1", 0)
    images.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield images
    finally:
        server.close()
