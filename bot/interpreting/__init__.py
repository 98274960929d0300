"""Reading by a model what the grammar cannot: it chooses among commands, or asks back, and does nothing itself."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog

from bot.command import Command, Desk
from bot.interpreting.answering import answer
from bot.interpreting.choice import commands_in, question_in
from bot.interpreting.pinning import Pinning
from bot.interpreting.showing import LONGEST, Asked, puzzle_of
from core.errors import ModelFailed
from core.interpretation import Interpretation, Share
from core.messages import Card, Heard, Paragraph
from core.ports.memory import Memory
from core.talk import Turn

_WAITS: Final = timedelta(hours=1)  # how long a question back may be answered

log = structlog.get_logger()


class Interpreting:
    """`bot.command.Interprets`: a model's reading, held to this chat and to what a person could have typed."""

    def __init__(self, interpretation: Interpretation, memory: Memory) -> None:
        self._interpretation = interpretation
        self._memory = memory
        self._pinning = Pinning(interpretation)

    async def read(self, heard: Heard, desk: Desk, turns: Sequence[Turn] = ()) -> Card | None:
        """See `Interprets`; what is long is a text and no request, and cut short it would mean something else."""
        if len(heard.text) > LONGEST or not any(map(str.isalnum, heard.text)):
            return None
        if heard.progress is not None:
            await heard.progress("Reading…")
        try:
            chosen = await self._chosen(heard, desk, turns)
        except ModelFailed as failed:
            log.warning("not interpreted", chat=str(heard.chat), why=str(failed))
            return None
        if isinstance(chosen, str):
            return Card(chosen, (Paragraph("Answer in a word or two, or say /help."),))
        return await answer(chosen, desk) if chosen else None

    async def spent(self, workspace_id: UUID) -> Share:
        """See `Interprets`."""
        return await self._interpretation.spent(workspace_id)

    async def close(self) -> None:
        """Let go of the model's connections."""
        await self._interpretation.close()

    async def _chosen(self, heard: Heard, desk: Desk, turns: Sequence[Turn]) -> tuple[Command, ...] | str:
        """Commands in the order in which they are to be carried out, or a question. Raises `ModelFailed`."""
        key = f"{heard.chat}:{heard.person.id}"
        puzzle = await puzzle_of(desk, turns, await self._asked(key))
        solution = await self._interpretation.solve(puzzle, desk.room.workspace_id)
        question = question_in(solution.calls)
        if question:
            await self._memory.put({key: json.dumps([heard.text, question])}, _WAITS)
            return question
        await self._memory.drop(key)
        commands = commands_in(solution.calls, desk.menu)
        return tuple([await self._pinning.pinned(command, desk, turns) for command in commands])

    async def _asked(self, key: str) -> Asked | None:
        kept = await self._memory.get(key)
        if kept is None:
            return None
        said, question = json.loads(kept)
        return str(said), str(question)
