"""Reading by a model of OpenAI's, through the Responses API: strict tools or numbers, nothing stored there."""

import json
from collections.abc import Iterator
from typing import Any, Final

from adapters.language.openai_cost import dollars
from adapters.language.openai_door import OpenAiDoor
from adapters.language.openai_puzzle import choosing, naming
from core.ports.interpreter import Call, Puzzle, Solution

# A few calls come to about 300 tokens; the rest is for models that think before they answer.
MOST_TOKENS: Final = 2000
TIMEOUT_S: Final = 15.0
RETRIES: Final = 1
_LONGEST: Final = 2000  # characters of one call's arguments that are looked at


class OpenAiInterpreter:
    """`core.ports.interpreter.Interpreter` at OpenAI, or at whatever speaks like it at `base_url`."""

    def __init__(
        self, key: str, model: str, base_url: str | None = None, *, timeout_s: float = TIMEOUT_S, retries: int = RETRIES
    ) -> None:
        self.name = model
        self._door = OpenAiDoor(key, base_url, timeout_s=timeout_s, retries=retries)

    async def solve(self, puzzle: Puzzle) -> Solution:
        """See the port; an answer that is none, or refused, or broken off, is a solution without calls."""
        own = naming(puzzle) if puzzle.names is not None else choosing(puzzle)
        answered = await self._door.ask(
            lambda client: client.responses.create(model=self.name, max_output_tokens=MOST_TOKENS, store=False, **own)
        )
        usage = answered.usage
        tokens_in, tokens_out = (usage.input_tokens, usage.output_tokens) if usage else (0, 0)
        return Solution(
            calls=tuple(_calls(answered)) if puzzle.names is None else (),
            numbers=_numbers(answered) if puzzle.names is not None else (),
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            dollars=dollars(self.name, tokens_in, tokens_out),
        )

    async def close(self) -> None:
        """See the port."""
        await self._door.close()


def _calls(answered: Any) -> Iterator[Call]:
    """The tools that were chosen; none of an answer that broke off, since what is missing may be what mattered."""
    if answered.status != "completed":
        return
    for item in answered.output:
        if item.type == "function_call":
            yield Call(str(item.name), str(item.arguments)[:_LONGEST])


def _numbers(answered: Any) -> tuple[int, ...]:
    try:
        found = json.loads(answered.output_text)["numbers"]
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(one for one in found if type(one) is int) if isinstance(found, list) else ()
