"""Every command that a model may choose is a tool, and what it chooses is what a person could have typed."""

import json
from dataclasses import fields

import pytest

from bot.command import Command, slot_of
from bot.commands import MENU
from bot.commands.mute import Mute
from bot.grammar.line import read, spell
from bot.grammar.slots import Flag
from bot.interpreting.tools import ASK, NOTHING, WITHHELD, command_of, is_offered, tools_of
from bot.refs import ByName, ByNumber, Group
from core.errors import ModelMalformed
from core.ports.interpreter import Call
from tests.servers.openai import is_strict

OFFERED = [kind for kind in MENU if is_offered(kind)]


def chosen(command: Command) -> Call:
    """The command as a model chooses it: each argument as text of its own, null where it is left out."""
    said: dict[str, object] = {}
    for one in fields(command):
        slot, value = slot_of(one), getattr(command, one.name)
        if value == one.default:
            said[one.name] = None
        elif isinstance(slot, Flag):
            said[one.name] = value
        else:
            said[one.name] = [slot.spell((item,)) for item in value] if slot.many else slot.spell(value)
    return Call(command.names[0].replace(" ", "_"), json.dumps(said))


@pytest.mark.parametrize("line", [line for kind in OFFERED for line in kind.examples])
def test_every_example_can_be_chosen(line):
    command = read(line, MENU)
    assert command_of(chosen(command), MENU) == command


def test_what_opens_doors_gives_rights_or_confirms_is_no_tool():
    withheld = {kind.names[0] for kind in MENU} - {kind.names[0] for kind in OFFERED}
    assert withheld == WITHHELD | {"confirm", "cancel", "approve", "reject"}
    for name in withheld:
        with pytest.raises(ModelMalformed, match="no tool"):
            command_of(Call(name, json.dumps({"plan": "0123456789ab"})), MENU)


def test_every_tool_is_strict_and_says_what_it_does():
    tools = tools_of(MENU)
    assert tools[-2:] == (ASK, NOTHING)
    assert len({tool.name for tool in tools}) == len(tools) == len(OFFERED) + 2
    for tool in tools:
        plain = {"name": tool.name, "parameters": json.loads(json.dumps(tool.parameters)), "strict": True}
        assert is_strict(plain), tool.name
        assert tool.description


def test_arguments_are_read_as_people_write_them_with_or_without_the_word_before():
    said = {"refs": ["3", "yoga mat", "list:running shoes"], "until": "mon 9:00", "event": None}
    command = command_of(Call("mute", json.dumps(said)), MENU)
    assert command == Mute(refs=(ByNumber(3), ByName("yoga mat"), Group("list:running shoes")), until="mon 9:00")
    track = {"refs": ["B0CYT4LN7Q"], "rules": ["below 24.99", "drops 10%"], "every": "12h", "list_name": "my cables"}
    line = spell(command_of(Call("track", json.dumps(track)), MENU))
    assert line == 'track B0CYT4LN7Q price below 24.99 price drops 10% list "my cables" every 12h'


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("format_disk", "{}"),
        ("show", '{"refs": ["3"'),
        ("show", '["3"]'),
        ("show", "null"),
        ("show", "[" * 100_000),
        ("show", '{"refs": "3"}'),
        ("show", '{"refs": [3]}'),
        ("show", '{"refs": [null]}'),
        ("show", '{"refs": [["3"]]}'),
        ("show", '{"refs": {"0": "3"}}'),
        ("show", json.dumps({"refs": ["3"] * 51})),
        ("show", json.dumps({"refs": ["x" * 201]})),
        ("show", json.dumps({"refs": ["3"], "chat": "slack:T2:C2"})),
        ("show", json.dumps({"refs": ['a"b']})),
        ("untrack", "{}"),
        ("untrack", '{"refs": []}'),
        ("mute", '{"refs": ["3"], "until": "when pigs fly"}'),
        ("mute", '{"refs": ["3"], "until": 4}'),
        ("mute", '{"refs": ["3"], "until": true}'),
        ("mute", '{"refs": ["3"], "until": "4h; untrack all"}'),
        ("audit", '{"refs": ["3"], "why": "yes"}'),
        ("chart", '{"refs": ["3"], "metric": "karma"}'),
        ("chart", '{"refs": ["3"], "over": "90"}'),
        ("alert", '{"refs": ["3"], "rules": ["be nice"]}'),
        ("track", '{"refs": ["B0CYT4LN7Q"], "every": "often"}'),
        ("track", '{"refs": ["B0CYT4LN7Q"], "market": "mars"}'),
    ],
)
def test_what_nobody_could_type_is_no_command(tool, arguments):
    with pytest.raises(ModelMalformed):
        command_of(Call(tool, arguments), MENU)
