"""HTTP for the Bot API: aiohttp where python-telegram-bot comes with httpx, which takes three times as long."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from urllib.request import getproxies

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest
from yarl import URL

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput, UploadFileDict
    from telegram.request import RequestData

_REACH_S: Final = 10.0
_ANSWER_S: Final = 20.0
_UNSET: Final = BaseRequest.DEFAULT_NONE
_FORM: Final = "application/x-www-form-urlencoded"


class Paused(TelegramError):
    """Telegram answered 429: nothing more to that chat for some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too Many Requests: retry after {seconds:g}")
        self.seconds = seconds


class Request(BaseRequest):
    """One pool of at most so many connections; a 429 is a `Paused`, with its seconds as a number."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._open: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How many seconds Telegram may take to say the next piece of its answer."""
        return _ANSWER_S

    async def initialize(self) -> None:
        """Nothing: connections are opened when they are needed."""

    async def shutdown(self) -> None:
        """Let go of all connections."""
        if self._open is not None:
            await self._open.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: "RequestData | None" = None,
        read_timeout: "ODVInput[float]" = _UNSET,
        write_timeout: "ODVInput[float]" = _UNSET,
        connect_timeout: "ODVInput[float]" = _UNSET,
        pool_timeout: "ODVInput[float]" = _UNSET,
    ) -> tuple[int, bytes]:
        """One request. Raises `Paused`, `TimedOut`, `NetworkError`; none says the address: it holds the token."""
        timeout = aiohttp.ClientTimeout(
            connect=_seconds(pool_timeout, _ANSWER_S),
            sock_connect=_seconds(connect_timeout, _REACH_S),
            sock_read=_seconds(read_timeout, _ANSWER_S),
        )
        body, headers = _written(request_data)
        try:
            async with self._session().request(
                method, URL(url, encoded=True), data=body, headers=headers, timeout=timeout
            ) as answer:
                code, payload = answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            raise Paused(_retry_after(payload))
        return code, payload

    def _session(self) -> aiohttp.ClientSession:
        """The connections, in the running loop; with `trust_env` a thread would look for a proxy at each request."""
        if self._open is None or self._open.closed:
            self._open = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=bool(getproxies()),
            )
        return self._open


def _written(data: "RequestData | None") -> tuple[bytes | aiohttp.FormData | None, Mapping[str, str] | None]:
    """A form, in parts where there are files in it: https://core.telegram.org/bots/api#making-requests."""
    if data is None:
        return None, None
    files: UploadFileDict = data.multipart_data
    if not files:
        return urlencode(data.json_parameters).encode(), {"Content-Type": _FORM}
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in files.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form, None


def _seconds(asked: Any, otherwise: float) -> float | None:
    return otherwise if asked is _UNSET else asked


def _retry_after(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0
