"""The same command about other products."""

from dataclasses import fields

from bot.command import Command
from bot.refs import Ref


def refs_of(command: Command) -> tuple[Ref, ...]:
    """The products that a command points at; none where it is not about products."""
    refs: tuple[Ref, ...] = getattr(command, "refs", ())
    return refs


def with_refs(command: Command, refs: tuple[Ref, ...]) -> Command:
    """The command, pointing at these; one that is not about products stays as it is."""
    given = {one.name: getattr(command, one.name) for one in fields(command)}
    return type(command)(**(given | {"refs": refs})) if "refs" in given else command
