"""Calls of Slack's Web API on behalf of any workspace, over one connection pool."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies

import aiohttp

from adapters.chats.slack.tokens import Tokens
from adapters.chats.slack.troubles import BREAKS, turned
from core.errors import AccountGone, ChatUnreachable
from core.messages import ChatId

if TYPE_CHECKING:
    from slack_sdk.http_retry.async_handler import AsyncRetryHandler
    from slack_sdk.web.async_client import AsyncWebClient
    from slack_sdk.web.async_slack_response import AsyncSlackResponse

SLACK: Final = "https://slack.com/api/"
_PATIENCE: Final = aiohttp.ClientTimeout(total=30, connect=10)
_CHUNK: Final = 65_536
_CLIENTS: Final = 1_000
Ask = Callable[["AsyncWebClient"], Awaitable["AsyncSlackResponse"]]


class Pool:
    """The account's HTTP connections, opened when first needed."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session; only within a running loop."""
        if self._session is None or self._session.closed:
            # With `trust_env` aiohttp asks a thread for the proxy of every request, also where none is set.
            self._session = aiohttp.ClientSession(timeout=_PATIENCE, trust_env=bool(getproxies()))
        return self._session

    async def close(self) -> None:
        """Let go of all connections."""
        if self._session is not None:
            await self._session.close()


class WebApi:
    """The Web API at `base_url`; a `patient` one waits and asks again where Slack wants a pause or stumbles.

    What is said unasked goes through one that is not: the herald paces it, and takes a 429 as the truth.
    """

    def __init__(self, tokens: Tokens, base_url: str | None, pool: Pool, *, patient: bool = False) -> None:
        self.base_url = base_url or SLACK
        self.pool = pool
        self._tokens = tokens
        self._patient = patient
        self._clients: OrderedDict[str | None, AsyncWebClient] = OrderedDict()

    def patient(self) -> "WebApi":
        """The same, for answers to people who wait."""
        return WebApi(self._tokens, self.base_url, self.pool, patient=True)

    async def call(self, chat: ChatId, ask: Ask) -> dict[str, Any]:
        """What Slack answers for the workspace of `chat`. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""
        return await self.call_with(await self._token(chat), chat, ask)

    async def call_with(self, token: str | None, subject: object, ask: Ask) -> dict[str, Any]:
        """The same with a token at hand (None: a method that wants none); `subject` is what troubles are about."""
        data = (await self.answer(token, subject, ask)).data
        return data if isinstance(data, dict) else {}

    async def answer(self, token: str | None, subject: object, ask: Ask) -> "AsyncSlackResponse":
        """The same with the answer's headers."""
        from slack_sdk.errors import SlackApiError, SlackClientError

        try:
            return await ask(self.client(token))
        except SlackApiError as error:
            raise turned(error, subject) from error
        except (SlackClientError, *BREAKS) as error:
            raise ChatUnreachable(subject, type(error).__name__) from error

    def client(self, token: str | None) -> "AsyncWebClient":
        """The SDK's client for a token, made once: to make it takes a tenth of a call."""
        client = self._clients.get(token)
        if client is None or client.session is not self.pool.session:
            client = self._clients[token] = self._opened(token)
            if len(self._clients) > _CLIENTS:
                self._clients.popitem(last=False)
        return client

    def _opened(self, token: str | None) -> "AsyncWebClient":
        """A client, silent: what it logs holds messages of people."""
        from slack_sdk.web.async_client import AsyncWebClient

        return AsyncWebClient(
            token=token,
            base_url=self.base_url,
            session=self.pool.session,
            logger=silent_logger(),
            retry_handlers=self._retries(),
        )

    async def send(self, url: str, data: bytes, chat: ChatId) -> None:
        """Put a file where `files.getUploadURLExternal` said. Raises `ChatUnreachable`."""
        try:
            async with self.pool.session.post(url, data=data) as answer:
                answer.raise_for_status()
        except BREAKS as error:
            raise ChatUnreachable(chat, type(error).__name__) from error

    async def fetch(self, url: str, longest: int, chat: ChatId) -> bytes | None:
        """A file that somebody shared; None where it is longer or not Slack's own.

        The token goes to Slack's own hosts only: a shared file may be a link to anywhere. Raises `Outage`.
        """
        if not self._is_slack(url):
            return None
        headers = {"Authorization": f"Bearer {await self._token(chat)}"}
        data = bytearray()
        try:
            async with self.pool.session.get(url, headers=headers, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise ChatUnreachable(chat, f"a file answered HTTP {answer.status}")
                async for chunk in answer.content.iter_chunked(_CHUNK):
                    data += chunk
                    if len(data) > longest:
                        return None
        except BREAKS as error:
            raise ChatUnreachable(chat, type(error).__name__) from error
        return bytes(data)

    async def _token(self, chat: ChatId) -> str:
        token = await self._tokens.token(chat.account)
        if token is None:
            raise AccountGone(chat, "Amazcope is not installed in that workspace")
        return token

    def _is_slack(self, url: str) -> bool:
        parts, ours = urlsplit(url), urlsplit(self.base_url)
        own = (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc)
        return own or (parts.scheme == "https" and (parts.hostname or "").endswith((".slack.com", ".slack-edge.com")))

    def _retries(self) -> "list[AsyncRetryHandler]":
        from adapters.chats.slack.retries import OnceMore, Pausing

        return [Pausing(), OnceMore()] if self._patient else []


def silent_logger() -> logging.Logger:
    """A logger for the SDKs that says nothing: they would write down what people say."""
    logger = logging.getLogger("adapters.chats.slack.sdk")
    logger.disabled = True
    logger.propagate = False
    logger.setLevel(logging.CRITICAL)
    return logger
