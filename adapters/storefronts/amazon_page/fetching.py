"""Getting one page: bounded in time, in size on the wire, and in redirects, which may not leave the host."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx

from adapters.storefronts.amazon_page.decoding import is_whole
from adapters.storefronts.amazon_page.preferences import Preferences

MAX_ON_THE_WIRE: Final = 8 * 1024 * 1024
_MOST_REDIRECTS: Final = 3
_CONNECT_S: Final = 10.0
_READ_S: Final = 15.0
_TOTAL_S: Final = 30.0
_LONGEST_RETRY: Final = timedelta(days=1)
_HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (compatible; Amazcope/0.1; product page reader)",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came back: the status, the body as it was on the wire (packed or not), and how long to wait, where said."""

    status: int
    body: bytes
    retry_after: timedelta | None = None


class FetchFailed(Exception):
    """Nothing usable came back; the message says why in a few plain words."""


def new_client(*, at_once: int) -> httpx.AsyncClient:
    """A client over HTTP/2 where the server has it, without a cookie jar of its own and without automatic redirects."""
    return httpx.AsyncClient(
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        http2=True,
        headers=_HEADERS,
        timeout=httpx.Timeout(_READ_S, connect=_CONNECT_S, pool=_TOTAL_S),
        limits=httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once),
        follow_redirects=False,
        trust_env=True,
    )


async def fetch(client: httpx.AsyncClient, url: str, *, preferences: Preferences, now: datetime) -> Fetched:
    """One page by its address; `preferences` are the store's, and keep what it sets.

    Raises:
        FetchFailed: no answer in time, a broken connection, too large a body, a redirect to elsewhere or too many.

    """
    try:
        async with asyncio.timeout(_TOTAL_S):
            return await _follow(client, httpx.URL(url), preferences, now)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise FetchFailed("no answer in time") from error
    except httpx.ConnectError as error:
        raise FetchFailed("could not connect") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchFailed("connection broken") from error


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header asks for, in seconds or as a date (RFC 9110, 10.2.3), at most a day."""
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), _LONGEST_RETRY)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta(0)), _LONGEST_RETRY)


async def _follow(client: httpx.AsyncClient, url: httpx.URL, preferences: Preferences, now: datetime) -> Fetched:
    first = url
    for _ in range(_MOST_REDIRECTS + 1):
        async with client.stream("GET", url, headers=preferences.headers()) as response:
            preferences.keep(response.headers.get_list("Set-Cookie"))
            if not response.has_redirect_location:
                wait = retry_after(response.headers.get("Retry-After"), now)
                body = await _bounded(response)
                if response.status_code == HTTPStatus.OK and _ends_with_connection(response) and not is_whole(body):
                    raise FetchFailed("page cut short")
                return Fetched(status=response.status_code, body=body, retry_after=wait)
            url = url.join(response.headers["Location"])
        if not _is_same_host(first, url):
            raise FetchFailed("redirected elsewhere")
    raise FetchFailed("too many redirects")


def _ends_with_connection(response: httpx.Response) -> bool:
    """Whether nothing but the closed connection ended the body, so that it may have been cut (RFC 9112, 6.3)."""
    framed = "Content-Length" in response.headers or "Transfer-Encoding" in response.headers
    return response.http_version.startswith("HTTP/1") and not framed


async def _bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > MAX_ON_THE_WIRE:
            raise FetchFailed("page too large")
    return bytes(body)


def _is_same_host(first: httpx.URL, other: httpx.URL) -> bool:
    same = first.host.removeprefix("www.") == other.host.removeprefix("www.") and first.port == other.port
    return same and other.scheme in {first.scheme, "https"}
