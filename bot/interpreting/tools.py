"""Commands as tools that a model may choose, and what it chose as commands again."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import Field as Argument
from dataclasses import fields
from typing import Any, Final

from bot.command import Command, Slot, is_required, slot_of
from bot.grammar.line import Menu, read, spell
from bot.grammar.slots import Flag, PlanId, Refs
from bot.grammar.texts import SuggestionId
from bot.grammar.words import Quoted, cut
from core.errors import Misread, ModelMalformed
from core.ports.interpreter import Call, Tool

Schema = dict[str, Any]
# Doors between chats, rights, and what only makes sense with a file or as the first word that anybody says.
WITHHELD: Final = frozenset({"join", "share", "role", "import", "start"})
_ANSWERS: Final = (PlanId, SuggestionId)  # ids that only a button knows: confirming is for people
_LETTERS: Final = re.compile("[a-z]+")
_LONGEST: Final = 200  # characters of one argument
_MOST: Final = 50  # items of one argument
_POINTING: Final = (
    "a number of `products`, `it`, an ASIN or link from the message, words of the message that name a product, or a "
    "group: all, own, competitor, list:NAME"
)


def tools_of(menu: Menu) -> tuple[Tool, ...]:
    """A tool for each command that a model may choose, then those for asking back and for choosing none."""
    return (*(_tool(kind) for kind in menu if is_offered(kind)), ASK, NOTHING)


def is_offered(kind: type[Command]) -> bool:
    """Whether a model may choose the command, people confirming what changes something."""
    answers = any(isinstance(slot_of(one), _ANSWERS) for one in fields(kind))
    return kind.names[0] not in WITHHELD and not answers


def command_of(call: Call, menu: Menu) -> Command:
    """The command that was chosen, as a person could have typed it. Raises `ModelMalformed` for anything else."""
    kind = next((one for one in menu if _name(one) == call.tool and is_offered(one)), None)
    if kind is None:
        raise ModelMalformed(f"there is no tool {call.tool[:40]}")
    said = arguments_of(call)
    known = {one.name: one for one in fields(kind)}
    if said.keys() - known.keys():
        raise ModelMalformed(f"{call.tool} has other arguments")
    values = {name: _value(known[name], given) for name, given in said.items() if not _is_left_out(given)}
    try:
        command = kind(**values)
        typed = read(spell(command), menu)
    except (TypeError, Misread) as error:
        raise ModelMalformed(f"{call.tool} cannot be said so") from error
    if typed != command:
        raise ModelMalformed(f"{call.tool} cannot be said so")
    return command


def arguments_of(call: Call) -> dict[str, Any]:
    """The arguments as an object. Raises `ModelMalformed` where they are none."""
    try:
        said = json.loads(call.arguments)
    except (ValueError, RecursionError) as error:
        raise ModelMalformed(f"{call.tool[:40]} has no arguments that can be read") from error
    if not isinstance(said, dict):
        raise ModelMalformed(f"{call.tool[:40]} has no arguments that can be read")
    return said


def _tool(kind: type[Command]) -> Tool:
    said = " ".join((kind.__doc__ or "").split())
    examples = "; ".join(f"/{line}" for line in kind.examples)
    properties = {one.name: _schema(one) for one in fields(kind)}
    return Tool(_name(kind), f"{said} As typed: {examples}", _object(properties))


def _name(kind: type[Command]) -> str:
    return kind.names[0].replace(" ", "_")


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(one: Argument[Any]) -> Schema:
    """The argument as strict JSON: text that its slot reads, null or empty where it may be left out."""
    slot = slot_of(one)
    told: Schema = {"description": _POINTING if isinstance(slot, Refs) else slot.hint}
    if isinstance(slot, Flag):
        return {"type": "boolean", **told}
    if slot.many:
        return {"type": "array", "items": {"type": "string"}, **told}
    choices = list(getattr(slot, "choices", ()))
    if is_required(one):
        return {"type": "string", **told, **({"enum": choices} if choices else {})}
    return {"type": ["string", "null"], **told, **({"enum": [*choices, None]} if choices else {})}


def _is_left_out(given: object) -> bool:
    return given is None or given is False or given in ("", [])


def _value(one: Argument[Any], given: object) -> object:
    """What the slot makes of an argument. Raises `ModelMalformed` where it makes nothing of it, or not of all."""
    slot = slot_of(one)
    if isinstance(slot, Flag):
        if given is True:
            return True
    elif not slot.many:
        return _taken(slot, given)
    elif isinstance(given, list) and len(given) <= _MOST:
        return tuple(dict.fromkeys(_taken(slot, item) for item in given))
    raise ModelMalformed(f"{one.name} is of another kind")


def _taken(slot: Slot, given: object) -> object:
    if not isinstance(given, str) or len(given) > _LONGEST:
        raise ModelMalformed("an argument is of another kind")
    for words in _ways(slot, given):
        took = slot.take(words)
        if took and took.words == len(words):
            return took.value
    raise ModelMalformed("an argument cannot be read")


def _ways(slot: Slot, given: str) -> Iterator[Sequence[str]]:
    """How the words may have been meant: whole, without the word that stands before them, or as a name."""
    words, name = cut(given), Quoted(given.strip())
    if not words or not name:
        return
    yield words
    for before in () if slot.many else _LETTERS.findall(slot.hint):
        yield (before, *words)
        yield (before, name)
    yield (name,)


ASK: Final = Tool(
    "ask",
    "Ask the person back, in one short question, where acting would be a guess.",
    _object({"question": {"type": "string", "description": "one short question"}}),
)
NOTHING: Final = Tool("nothing", "Nothing is asked of the bot, or nothing that a tool does.", _object({}))
