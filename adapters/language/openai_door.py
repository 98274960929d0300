"""The one connection to OpenAI that a writer or reader has, and its troubles turned into ours."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from core.errors import ModelBusy, ModelFailed, ModelMalformed, ModelUnreachable

if TYPE_CHECKING:
    from openai import AsyncOpenAI


class OpenAiDoor:
    """Opened when it is first used; a try may take `timeout_s` seconds, and what fails is tried `retries` times more.

    `base_url` is another root of the same API; None: OpenAI's own.
    """

    def __init__(self, key: str, base_url: str | None, *, timeout_s: float, retries: int) -> None:
        self._key = key
        self._base_url = base_url
        self._timeout_s = timeout_s
        self._retries = retries
        self._client: AsyncOpenAI | None = None

    async def ask(self, request: Callable[["AsyncOpenAI"], Awaitable[Any]]) -> Any:
        """What a request comes to. Raises `ModelFailed` for whatever keeps it from an answer."""
        import openai

        try:
            return await request(self._opened())
        except openai.APITimeoutError as error:
            raise ModelUnreachable(f"no answer for {self._timeout_s:g} s") from error
        except openai.APIConnectionError as error:
            raise ModelUnreachable("no connection") from error
        except openai.APIStatusError as error:
            raise _refused(error.status_code) from error
        except (openai.OpenAIError, ValueError) as error:
            raise ModelMalformed("it is not what was asked for") from error

    async def close(self) -> None:
        """Let go of connections; what is asked afterwards opens them anew."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    def _opened(self) -> "AsyncOpenAI":
        from openai import AsyncOpenAI

        if self._client is None:
            self._client = AsyncOpenAI(
                api_key=self._key, base_url=self._base_url, timeout=self._timeout_s, max_retries=self._retries
            )
        return self._client


def _refused(status: int) -> ModelFailed:
    """The trouble that an HTTP status stands for."""
    if status == 429:
        return ModelBusy("too many requests, or no credit: HTTP 429")
    if status >= 500:
        return ModelUnreachable(f"HTTP {status}")
    if status in {401, 403}:
        return ModelFailed(f"OPENAI_API_KEY was refused: HTTP {status}")
    if status == 404:
        return ModelFailed("there is no such model: HTTP 404; see OPENAI_MODEL")
    return ModelFailed(f"HTTP {status}")
