"""Reading what people say by a model: the tools it may choose among, what it is shown, and what it chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing a model may choose; `parameters` is a JSON schema in which every key is required and no other may be.

    `name` has letters, digits and underscores alone.
    """

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzle:
    """What a model is asked: `words` that people wrote, `known` of their chat, `tools` to choose among.

    `known` is plain data that can be written as JSON. Where there are tools, nothing in it or in `words` comes from a
    listing. Without tools `names` are what may be numbered, by number: the answer is then numbers alone.
    """

    words: tuple[str, ...]
    known: Mapping[str, Any]
    tools: tuple[Tool, ...] = ()
    names: Mapping[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One tool that was chosen, and its arguments as the model wrote them: not checked, perhaps not even JSON."""

    tool: str
    arguments: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What a model made of a puzzle, and what it took; `dollars` is None where the price is not known."""

    calls: tuple[Call, ...] = ()
    numbers: tuple[int, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    dollars: Decimal | None = None


class Interpreter(Protocol):
    """A model that reads."""

    @property
    def name(self) -> str:
        """The model's name."""

    async def solve(self, puzzle: Puzzle) -> Solution:
        """Choose. Raises `ModelFailed` in one of its kinds."""

    async def close(self) -> None:
        """Let go of connections."""
