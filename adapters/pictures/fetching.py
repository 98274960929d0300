"""Getting one image: bounded in time and in bytes, from the very address that was asked for and no other."""

import asyncio
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx

MOST_BYTES: Final = 12 * 1024 * 1024
"""Amazon takes uploads of 10 MB."""
AT_ONCE: Final = 4
_HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (compatible; Amazcope/0.1; product page reader)",
    "Accept": "image/jpeg,image/png,image/gif",
    "Accept-Encoding": "identity",
}


class NotFetched(Exception):
    """No image came back; the message says why in a few plain words."""


def new_client(timeout_s: float) -> httpx.AsyncClient:
    """A client that follows no redirect and keeps no cookies."""
    return httpx.AsyncClient(
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        http2=True,
        headers=_HEADERS,
        timeout=timeout_s,
        limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE),
        follow_redirects=False,
    )


async def fetch(client: httpx.AsyncClient, url: str, timeout_s: float) -> bytes:
    """The bytes of one image. Raises `NotFetched`."""
    try:
        async with asyncio.timeout(timeout_s), client.stream("GET", url) as response:
            if response.status_code != HTTPStatus.OK:
                raise NotFetched(f"HTTP {response.status_code}")
            return await _bounded(response)
    except (TimeoutError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotFetched(type(error).__name__) from error


async def _bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > MOST_BYTES:
            raise NotFetched("too many bytes")
    return bytes(body)
