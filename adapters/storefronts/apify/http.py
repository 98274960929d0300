"""The client's own HTTP transport, which also remembers for how long Apify asked to be left alone."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Final

from apify_client import ApifyClientAsync
from apify_client.http_clients import ImpitHttpClientAsync
from impit import Response

_AGENT: Final = "Amazcope"
_LONGEST: Final = timedelta(days=1)


class ListeningHttp(ImpitHttpClientAsync):
    """The usual transport; `asked_wait` is the Retry-After of the last refusal, in whole seconds as Apify sends it."""

    asked_wait: timedelta | None = None

    async def send_request(
        self,
        *,
        method: str,
        url: str,
        headers: dict[str, str],
        content: bytes | AsyncIterator[bytes] | None,
        timeout: float | None,  # noqa: ASYNC109 - the base class names it so
        stream: bool,
    ) -> Response:
        """One request, as the base class sends it."""
        response = await super().send_request(
            method=method, url=url, headers=headers, content=content, timeout=timeout, stream=stream
        )
        self.asked_wait = _seconds(response.headers.get("retry-after")) if response.status_code >= 400 else None
        return response


def open_client(
    token: str, base_url: str | None, *, retries: int, pause: timedelta
) -> tuple[ApifyClientAsync, ListeningHttp]:
    """A client with its transport; `retries` is how often a request that Apify could not serve is repeated."""
    transport = ListeningHttp(
        token=token, max_retries=retries, min_delay_between_retries=pause, user_agent_suffix=_AGENT
    )
    if base_url is None:
        return ApifyClientAsync.with_custom_http_client(token, http_client=transport), transport
    client = ApifyClientAsync.with_custom_http_client(
        token, api_url=base_url, api_public_url=base_url, http_client=transport
    )
    return client, transport


def _seconds(value: str | None) -> timedelta | None:
    if value is None or not (value.isascii() and value.isdigit()):
        return None
    return min(timedelta(seconds=int(value[:9])), _LONGEST)
