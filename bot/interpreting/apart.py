"""A model's reading where a context is all there is of a chat: as actions, of which none is carried out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.command import Command
from bot.grammar.line import Menu
from bot.grammar.meaning import Action, Clarify, Nothing
from bot.grammar.sentences.context import Context
from bot.interpreting.choice import commands_in, question_in
from bot.interpreting.pinning import is_ours
from bot.interpreting.showing import LONGEST, naming_puzzle, puzzle_in
from bot.lines import pasted
from bot.pointing import titled
from bot.questions import line_of
from bot.refs import ByName, ByNumber, Ref
from bot.suggesting import courtesy, is_no_request
from bot.to_actions import actions_of
from bot.to_products import Unclear
from core.errors import ModelBusy, ModelFailed, ModelMalformed, ModelUnreachable
from core.patience import Patience
from core.ports.interpreter import Interpreter, Puzzle, Solution

_FIRST_REST: Final = timedelta(seconds=30)
_LONGEST_REST: Final = timedelta(minutes=10)


class Apart:
    """Asks a model what messages mean, for at most `share` tokens in all, and leaves it alone where it fails."""

    def __init__(self, model: Interpreter, menu: Menu, share: int) -> None:
        self._model = model
        self._menu = menu
        self._left = share
        self._patience = Patience(_FIRST_REST, _LONGEST_REST)

    async def read(self, text: str, context: Context, found: Sequence[Action]) -> tuple[Action, ...]:
        """What the model makes of a message of which the grammar has `found` too little; empty where it is nothing."""
        if not _is_left_over(text, context, found):
            return ()
        try:
            return await self._read(text, context, found)
        except ModelFailed:
            return ()

    async def close(self) -> None:
        """Let go of the model's connections."""
        await self._model.close()

    async def _read(self, text: str, context: Context, found: Sequence[Action]) -> tuple[Action, ...]:
        solution = await self._solve(puzzle_in(context, text, self._menu))
        if question_in(solution.calls):
            return (next((one for one in found if isinstance(one, Clarify)), Clarify("action")),)
        commands = commands_in(solution.calls, self._menu)
        return tuple([await self._action(command, text, context) for command in commands])

    async def _action(self, command: Command, text: str, context: Context) -> Action:
        try:
            pinned = await self._pinned(command, text, context)
        except Unclear as unclear:
            return Clarify(unclear.missing)
        (action,) = actions_of([pinned], context, text)
        return action

    async def _pinned(self, command: Command, text: str, context: Context) -> Command:
        """The command with names that fit no title turned into numbers. Raises `Unclear`, and `ModelFailed` kinds."""
        refs: tuple[Ref, ...] = getattr(command, "refs", ())
        products = [one.product for one in context.entries]
        if not all(is_ours(ref, products, text.upper()) for ref in refs):
            raise ModelMalformed("it names a product that nobody has named")
        meant = {"refs": tuple(dict.fromkeys([await self._of(ref, context) for ref in refs]))} if refs else {}
        return replace(command, **meant)

    async def _of(self, ref: Ref, context: Context) -> Ref:
        if not isinstance(ref, ByName) or not context.entries or titled(ref.words, context.entries):
            return ref
        names = [(one.number, one.title) for one in context.entries]
        solution = await self._solve(naming_puzzle(ref.words, names))
        found = [one.number for one in context.entries if one.number in solution.numbers]
        if len(found) != 1:
            raise Unclear("which" if found else "product")
        return ByNumber(found[0])

    async def _solve(self, puzzle: Puzzle) -> Solution:
        """Raises `ModelFailed` in one of its kinds, without asking where the model is left alone or used up."""
        if self._left <= 0 or self._patience.left(datetime.now(UTC)):
            raise ModelBusy("it is left alone")
        try:
            solution = await self._model.solve(puzzle)
        except (ModelUnreachable, ModelBusy):
            self._patience.failed(datetime.now(UTC))
            raise
        self._patience.worked()
        self._left -= solution.tokens_in + solution.tokens_out
        return solution


def _is_left_over(text: str, context: Context, found: Sequence[Action]) -> bool:
    """Whether a message is one that goes to the model in a chat, too."""
    unclear = next((one for one in found if isinstance(one, Clarify)), None)
    is_read = unclear.missing != "action" if unclear else not all(isinstance(one, Nothing) for one in found)
    if is_read or len(text) > LONGEST or is_no_request(text):
        return False
    return not (line_of(text, found, context) or pasted(text) or courtesy(text))
