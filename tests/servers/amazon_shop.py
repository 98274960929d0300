"""A loopback shop whose goods a test changes by hand, and which misbehaves when told to."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from adapters.storefronts.sandbox.pages.trouble import not_found, robot_button

Manner = Callable[[asyncio.StreamWriter, bytes], Awaitable[None]]

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Good:
    """One product as its page shows it; its ASIN is a word of its title."""

    price: Decimal
    in_stock: bool = True

    def page(self, asin: str) -> bytes:
        """An Amazon-like page, as short as can still be read."""
        offer = _IN_STOCK.format(price=self.price) if self.in_stock else _OUT_OF_STOCK
        return _PAGE.format(asin=asin, offer=offer).encode()


@dataclass(slots=True)
class AmazonShop:
    """What stands on the shelf, how each page is handed out, and how often each was asked for."""

    base_url: str = ""
    goods: dict[str, Good] = field(default_factory=dict)
    manners: dict[str, Manner] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer on one connection until it is closed from either side."""
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                asin = request.split()[1].decode().removeprefix("/dp/").split("?")[0]
                self.asked[asin] = self.asked.get(asin, 0) + 1
                await self._answer(asin, writer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side, or the manner, has hung up
        finally:
            writer.close()

    async def _answer(self, asin: str, writer: asyncio.StreamWriter) -> None:
        good = self.goods.get(asin)
        if good is None:
            writer.write(response(not_found("com").encode(), status=404))
        else:
            await self.manners.get(asin, plainly)(writer, good.page(asin))


async def plainly(writer: asyncio.StreamWriter, page: bytes) -> None:
    """The page, as it should be."""
    writer.write(response(page))


async def late(writer: asyncio.StreamWriter, page: bytes) -> None:
    """The page, after half a minute."""
    await asyncio.sleep(30)
    writer.write(response(page))


class Gate:
    """A manner that keeps everyone waiting until it is opened; `waiting` counts them."""

    def __init__(self) -> None:
        self.waiting = 0
        self._opened = asyncio.Event()

    def open(self) -> None:
        self._opened.set()

    async def __call__(self, writer: asyncio.StreamWriter, page: bytes) -> None:
        self.waiting += 1
        await self._opened.wait()
        writer.write(response(page))


async def robot_check(writer: asyncio.StreamWriter, _page: bytes) -> None:
    """A robot check in the place of the page."""
    writer.write(response(robot_button("com").encode()))


async def unavailable(writer: asyncio.StreamWriter, _page: bytes) -> None:
    """Not now: come back in two minutes."""
    writer.write(response(b"", status=503, header="Retry-After: 120"))


async def half_a_page(writer: asyncio.StreamWriter, page: bytes) -> None:
    """The connection closes within the body."""
    writer.write(response(page)[: -len(page) // 2])
    await _hang_up(writer)


async def half_a_page_that_looks_whole(writer: asyncio.StreamWriter, page: bytes) -> None:
    """The page ends before its price, and nothing in the protocol says so."""
    writer.write(response(page[: page.index(b"productTitle")]))


async def silently_packed(writer: asyncio.StreamWriter, page: bytes) -> None:
    """The page, gzipped, with no header that says so."""
    writer.write(response(gzip.compress(page, mtime=0)))


async def huge(writer: asyncio.StreamWriter, page: bytes) -> None:
    """50 MB, the page at their beginning."""
    writer.write(f"HTTP/1.1 200 X\r\nContent-Length: {len(page) + 50 * _MEGABYTE}\r\n\r\n".encode() + page)
    for _ in range(50):
        writer.write(bytes(_MEGABYTE))
        await writer.drain()


async def reset(writer: asyncio.StreamWriter, _page: bytes) -> None:
    """The connection is reset before a word was said."""
    writer.transport.abort()
    raise ConnectionResetError


async def nothing(writer: asyncio.StreamWriter, _page: bytes) -> None:
    """An answer with nothing in it."""
    writer.write(response(b""))


async def drip(writer: asyncio.StreamWriter, page: bytes) -> None:
    """A byte each half second, for ever: each comes in time, the page never."""
    writer.write(f"HTTP/1.1 200 X\r\nContent-Length: {len(page)}\r\n\r\n".encode())
    for at in range(len(page)):
        writer.write(page[at : at + 1])
        await writer.drain()
        await asyncio.sleep(0.5)


def response(body: bytes, *, status: int = 200, header: str = "X-Shop: loopback") -> bytes:
    """An HTTP response as bytes."""
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n{header}\r\n\r\n".encode() + body


@asynccontextmanager
async def amazon_shop() -> AsyncIterator[AmazonShop]:
    """A shop on a free port of this machine for as long as the block runs."""
    shop = AmazonShop()
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(shop.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    shop.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield shop
    finally:
        server.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _hang_up(writer: asyncio.StreamWriter) -> None:
    await writer.drain()
    writer.close()
    raise ConnectionResetError


_IN_STOCK = (
    '<div id="corePriceDisplay_desktop_feature_div"><span class="a-price priceToPay">'
    '<span class="a-offscreen">${price}</span></span></div>'
    '<div id="availability"><span>In Stock</span></div>'
)
_OUT_OF_STOCK = '<div id="outOfStock"><div id="availability"><span>Currently unavailable.</span></div></div>'
_PAGE = """<!doctype html><html lang="en-us"><head><meta charset="utf-8"><title>Kettle</title>
<link rel="canonical" href="https://www.amazon.com/x/dp/{asin}"></head><body><div id="dp">
<h1 id="title"><span id="productTitle">Kettle {asin}</span></h1>
<div id="desktop_buybox"><form id="addToCart"><input type="hidden" id="ASIN" name="ASIN" value="{asin}"></form>
{offer}</div></div></body></html>
"""
