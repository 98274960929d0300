"""Writing by a model of OpenAI's, through the Responses API: structured answers, no tools, nothing stored there."""

from typing import Any, Final

from adapters.language.openai_answer import Answer, drafted
from adapters.language.openai_cost import dollars
from adapters.language.openai_door import OpenAiDoor
from adapters.language.openai_prompt import INSTRUCTIONS, request_text
from core.errors import ModelFailed, ModelMalformed, ModelRefused
from core.ports.language import Brief, Draft

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
        self._door = OpenAiDoor(key, base_url, timeout_s=timeout_s, retries=retries)

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
        await self._door.close()

    async def _ask(self, brief: Brief) -> Any:
        """One request. Raises `ModelFailed` for whatever keeps it from an answer."""
        return await self._door.ask(
            lambda client: client.responses.parse(
                model=self.name,
                instructions=INSTRUCTIONS,
                input=[{"role": "user", "content": request_text(brief)}],
                text_format=Answer,
                max_output_tokens=MOST_TOKENS,
                store=False,
            )
        )


def _without_answer(answered: Any) -> ModelFailed:
    """Why an answer came without its object."""
    if answered.incomplete_details is not None:
        return ModelMalformed(f"it broke off: {answered.incomplete_details.reason}")
    said = [piece.type for item in answered.output for piece in getattr(item, "content", None) or ()]
    return ModelRefused("it refused") if "refusal" in said else ModelMalformed("it is empty")
