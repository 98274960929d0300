"""The slash line: reading one as a command, and spelling a command as one."""

from collections.abc import Sequence
from dataclasses import fields

from rapidfuzz import fuzz, process

from bot.command import Command, Slot, is_required, slot_of
from bot.grammar.slots import Refs, Words
from bot.grammar.words import cut
from bot.refs import ByName
from core.errors import Misread

Menu = Sequence[type[Command]]


def read(line: str, menu: Menu) -> Command:
    """The command that a slash line (with or without its slash) means. Raises `Misread` with a line that would work."""
    words = cut(line.strip().removeprefix("/"))
    kind, used = _named(words, menu)
    if kind is None:
        raise unknown(words[0] if words else "", menu)
    return _filled(kind, words[used:])


def names_a_command(words: Words, menu: Menu) -> bool:
    """Whether the words begin with a command's name, slash or not."""
    return _named(words, menu)[0] is not None


def spell(command: Command) -> str:
    """The line, without its slash, that `read` gives the same command for; what has its default is left out."""
    parts = [command.names[0]]
    for one in fields(command):
        value = getattr(command, one.name)
        if is_required(one) or value != one.default:
            parts.append(slot_of(one).spell(value))
    return " ".join(part for part in parts if part)


def unknown(word: str, menu: Menu) -> Misread:
    """The complaint about a command that does not exist, with the nearest that does."""
    names = {name: kind for kind in menu for name in kind.names}
    best = process.extractOne(word.lower(), list(names), scorer=fuzz.ratio, score_cutoff=55) if word else None
    if best is None:
        return Misread(f"I don't know /{word}.", "/help")
    return Misread(f"I don't know /{word}. Did you mean /{best[0]}?", f"/{names[best[0]].examples[0]}")


def _named(words: Words, menu: Menu) -> tuple[type[Command] | None, int]:
    """The command with the longest name that the words begin with (``alert off`` before ``alert``)."""
    found: tuple[type[Command] | None, int] = (None, 0)
    for kind in menu:
        for name in kind.names:
            parts = name.split()
            if [word.lower() for word in words[: len(parts)]] == parts and len(parts) > found[1]:
                found = (kind, len(parts))
    return found


def _filled(kind: type[Command], words: Words) -> Command:
    values: dict[str, object] = {}
    name: list[str] = []
    at = 0
    while at < len(words):
        step = _step(kind, words[at:], values, in_name=bool(name))
        if step:
            _close(kind, name, values)
            at += step
        elif _has_refs(kind):
            name.append(words[at])
            at += 1
        else:
            raise Misread(f"I can't place “{words[at]}” in /{kind.names[0]}.", f"/{kind.examples[0]}")
    _close(kind, name, values)
    missing = [one for one in fields(kind) if is_required(one) and one.name not in values]
    if missing:
        raise Misread(f"/{kind.names[0]} needs {slot_of(missing[0]).hint}.", f"/{kind.examples[0]}")
    return kind(**values)


def _step(kind: type[Command], words: Words, values: dict[str, object], *, in_name: bool) -> int:
    """Let each argument try to take the next words; returns how many went.

    Plain numbers and “and” inside a name belong to it.
    """
    is_of_name = in_name and (words[0].isdigit() or words[0].lower() == "and")
    for one in fields(kind):
        slot = slot_of(one)
        if (one.name in values and not slot.many) or (is_of_name and isinstance(slot, Refs)):
            continue
        took = slot.take(words)
        if took:
            _put(values, one.name, slot, took.value)
            return took.words
    return 0


def _close(kind: type[Command], name: list[str], values: dict[str, object]) -> None:
    if name:
        one = next(one for one in fields(kind) if isinstance(slot_of(one), Refs))
        _put(values, one.name, slot_of(one), ByName(" ".join(name)))
        name.clear()


def _put(values: dict[str, object], name: str, slot: Slot, value: object) -> None:
    if not slot.many:
        values[name] = value
        return
    so_far = values.get(name, ())
    if isinstance(so_far, tuple) and value not in so_far:
        values[name] = (*so_far, value)


def _has_refs(kind: type[Command]) -> bool:
    return any(isinstance(slot_of(one), Refs) for one in fields(kind))
