"""Writing by a model of OpenAI's, through the Responses API: structured answers, no tools, nothing stored there."""

from typing import TYPE_CHECKING, Any, Final

from adapters.language.openai_answer import Answer, drafted
from adapters.language.openai_cost import dollars
from adapters.language.openai_prompt import INSTRUCTIONS, request_text
from core.errors import ModelBusy, ModelFailed, ModelMalformed, ModelRefused, ModelUnreachable
from core.ports.language import Brief, Draft

if TYPE_CHECKING:
    from openai import AsyncOpenAI

# Five parts of the longest kind come to about 1,500 tokens; the rest is for models that think before they answer.
MOST_TOKENS: Final = 6000
TIMEOUT_S: Final = 60.0
RETRIES: Final = 1


class OpenAiCopywriter:
    """`core.ports.language.Copywriter` at OpenAI, or at whatever speaks like it at `base_url`."""

    costs = True

    def __init__(
        self, key: str, model: str, base_url: str | None = None, *, timeout_s: float = TIMEOUT_S, retries: int = RETRIES
    ) -> None:
        self.name = model
        self._key = key
        self._base_url = base_url
        self._timeout_s = timeout_s
        self._retries = retries
        self._client: AsyncOpenAI | None = None

    async def write(self, brief: Brief) -> Draft:
        """See the port."""
        answered = await self._ask(brief)
        usage = answered.usage
        tokens_in, tokens_out = (usage.input_tokens, usage.output_tokens) if usage else (0, 0)
        if answered.output_parsed is None:
            raise _without_answer(answered)
        return Draft(
            parts=drafted(answered.output_parsed, brief.listing),
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            dollars=dollars(self.name, tokens_in, tokens_out),
        )

    async def close(self) -> None:
        """See the port."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _ask(self, brief: Brief) -> Any:
        """One request. Raises `ModelFailed` for whatever keeps it from an answer."""
        import openai

        try:
            return await self._opened().responses.parse(
                model=self.name,
                instructions=INSTRUCTIONS,
                input=[{"role": "user", "content": request_text(brief)}],
                text_format=Answer,
                max_output_tokens=MOST_TOKENS,
                store=False,
            )
        except openai.APITimeoutError as error:
            raise ModelUnreachable(f"no answer for {self._timeout_s:g} s") from error
        except openai.APIConnectionError as error:
            raise ModelUnreachable("no connection") from error
        except openai.APIStatusError as error:
            raise _refused(error.status_code) from error
        except (openai.OpenAIError, ValueError) as error:
            raise ModelMalformed("it is not what was asked for") from error

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


def _without_answer(answered: Any) -> ModelFailed:
    """Why an answer came without its object."""
    if answered.incomplete_details is not None:
        return ModelMalformed(f"it broke off: {answered.incomplete_details.reason}")
    said = [piece.type for item in answered.output for piece in getattr(item, "content", None) or ()]
    return ModelRefused("it refused") if "refusal" in said else ModelMalformed("it is empty")
