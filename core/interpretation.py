"""Ask a model what was meant, within each workspace's share of tokens, and never twice for the same."""

import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from core.errors import ModelBusy, ModelUnreachable
from core.ids import new_id
from core.patience import Patience
from core.ports.interpreter import Call, Interpreter, Puzzle, Solution
from core.ports.storage import Storage
from core.ports.world import Clock
from core.suggestion import Writing, Written

INTERPRETING: Final = "interpreting"  # stands for the writer's name where tokens are counted
REMEMBERED: Final = timedelta(hours=24)
USUAL_SHARE: Final = 500_000
_DAY: Final = timedelta(days=1)
_FIRST_REST: Final = timedelta(seconds=30)
_LONGEST_REST: Final = timedelta(minutes=10)
_LONGEST: Final = 4_000  # characters of an answer that are worth keeping: five calls come to about 500


@dataclass(frozen=True, slots=True)
class Share:
    """What a workspace's messages took of the model in the last day, and the most tokens that they may take."""

    taken: Written
    most: int

    @property
    def is_used_up(self) -> bool:
        """Whether nothing more is asked for now."""
        return self.taken.tokens >= self.most


class Interpretation:
    """Remembers, rations, counts; leaves a model alone that does not answer. The share is in tokens, in and out."""

    def __init__(self, storage: Storage, clock: Clock, model: Interpreter, share: int = USUAL_SHARE) -> None:
        self._storage = storage
        self._clock = clock
        self._model = model
        self._share = share
        self._patience = Patience(_FIRST_REST, _LONGEST_REST)

    async def solve(self, puzzle: Puzzle, workspace_id: UUID) -> Solution:
        """What was remembered of the same puzzle, or what the model makes of it now.

        Raises `ModelFailed` in one of its kinds, where the share is used up too.
        """
        key = f"meaning:{workspace_id}:{_essence(puzzle, self._model.name)}"
        if known := await self._remembered(key):
            return known
        if self._patience.left(self._clock.now()):
            raise ModelBusy("it failed a moment ago and is left alone")
        if (await self.spent(workspace_id)).is_used_up:
            raise ModelBusy(f"{self._share} tokens a day are used up")
        solution = await self._ask(puzzle, workspace_id)
        await self._remember(key, solution)
        return solution

    async def spent(self, workspace_id: UUID) -> Share:
        """What the last day has taken of the share."""
        since = self._clock.now() - _DAY
        async with self._storage.begin() as work:
            taken = await work.suggestions.written(since, workspace_id, by=INTERPRETING)
        return Share(taken, self._share)

    async def close(self) -> None:
        """Let go of the model's connections."""
        await self._model.close()

    async def _ask(self, puzzle: Puzzle, workspace_id: UUID) -> Solution:
        solution = Solution()
        try:
            solution = await self._model.solve(puzzle)
        except (ModelUnreachable, ModelBusy):
            self._patience.failed(self._clock.now())
            raise
        finally:  # what fails is asked for too, and may be paid for
            await self._count(solution, workspace_id)
        self._patience.worked()
        return solution

    async def _count(self, solution: Solution, workspace_id: UUID) -> None:
        now = self._clock.now()
        writing = Writing(
            id=new_id(now),
            workspace_id=workspace_id,
            at=now,
            by=INTERPRETING,
            tokens_in=solution.tokens_in,
            tokens_out=solution.tokens_out,
            dollars=solution.dollars,
        )
        async with self._storage.begin() as work:
            await work.suggestions.wrote(writing)
            await work.commit()

    async def _remembered(self, key: str) -> Solution | None:
        async with self._storage.begin() as work:
            text = await work.memories.get(key, self._clock.now())
        if text is None:
            return None
        kept = json.loads(text)
        return Solution(calls=tuple(Call(*one) for one in kept["calls"]), numbers=tuple(kept["numbers"]))

    async def _remember(self, key: str, solution: Solution) -> None:
        """Bounded by the share: what is kept in a day was paid for in that day. An answer that is none is not kept."""
        calls = [(one.tool, one.arguments) for one in solution.calls]
        text = json.dumps({"calls": calls, "numbers": solution.numbers})
        if len(text) > _LONGEST or not (calls or solution.numbers):
            return
        async with self._storage.begin() as work:
            await work.memories.put({key: text}, self._clock.now() + REMEMBERED)
            await work.commit()


def _essence(puzzle: Puzzle, model: str) -> str:
    """A short name of all that a model is asked, the same where only spaces, capitals or closing marks differ."""
    words = [_plain(one) for one in puzzle.words]
    told = json.dumps([model, words, puzzle.known, [asdict(one) for one in puzzle.tools], puzzle.names], default=str)
    return sha256(told.encode()).hexdigest()[:32]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(" .!?…")
