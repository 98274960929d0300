"""What a model's calls come to: a question back, or commands in order."""

from collections.abc import Sequence
from typing import Final

from bot.command import Command
from bot.grammar.line import Menu
from bot.interpreting.tools import ASK, NOTHING, arguments_of, command_of
from core.audit.text import clean
from core.errors import ModelMalformed
from core.ports.interpreter import Call

MOST_CALLS: Final = 5
_LONGEST_QUESTION: Final = 200  # characters


def question_in(calls: Sequence[Call]) -> str:
    """The question back, in one plain line; empty where none is asked. Raises `ModelMalformed`."""
    asked = next((call for call in calls if call.tool == ASK.name), None)
    said = arguments_of(asked).get("question") if asked else ""
    return " ".join(clean(str(said or "")).split())[:_LONGEST_QUESTION]


def commands_in(calls: Sequence[Call], menu: Menu) -> tuple[Command, ...]:
    """The commands that were chosen, each once. Raises `ModelMalformed`, for more than anybody asks for at once too."""
    wanted = [call for call in calls if call.tool not in {ASK.name, NOTHING.name}]
    if len(wanted) > MOST_CALLS:
        raise ModelMalformed(f"{len(wanted)} calls for one message")
    return tuple(dict.fromkeys(command_of(call, menu) for call in wanted))
