"""What is asked back before it is done: writes on many products come as a plan that only its asker may confirm."""

from collections.abc import Sequence
from typing import Final

from bot.command import Command, Consent, Desk
from bot.grammar.line import spell
from bot.refs import ByNumber, Group
from bot.retargeting import refs_of, with_refs
from bot.views.product import heading
from core.archive import Watched
from core.messages import Block, Bullets, Button, Buttons, Card, Paragraph

_SHOWN: Final = 10
_FEW: Final = 3  # products that may be changed at once because they were named
_FROZEN: Final = 200  # products of a group that a plan holds on to, whoever joins the group meanwhile


async def plan_for(commands: Sequence[Command], desk: Desk) -> Card | None:
    """The plan to confirm, where one of the commands needs it; None where all may be carried out at once.

    A plan holds all that would change something, so that nothing is done out of its order.
    """
    writes = [command for command in commands if command.alters()]
    if desk.confirmed or not any(map(_may_need, writes)):
        return None
    found = [await _found(command, desk) for command in writes]
    ended = sum(len(those) for one, those in zip(writes, found, strict=True) if one.consent is Consent.FOR_SEVERAL)
    if ended < 2 and not any(_needs(one, len(those)) for one, those in zip(writes, found, strict=True)):
        return None
    return await _proposed(writes, found, desk)


async def proposed(commands: Sequence[Command], desk: Desk) -> Card:
    """The plan to confirm, whatever the commands are: for what was not chosen by the asker's own words."""
    return await _proposed(commands, [await _found(command, desk) for command in commands], desk)


def _may_need(command: Command) -> bool:
    """Whether a plan may be needed, as far as that shows without looking anything up."""
    several = command.consent is Consent.FOR_SEVERAL or len(refs_of(command)) > _FEW
    return command.consent is not Consent.NEVER and (_is_grouped(command) or several)


def _needs(command: Command, products: int) -> bool:
    """Whether it does; a group needs it however few it holds now, since nobody has named them."""
    if command.consent is Consent.NEVER:
        return False
    at_once = 1 if command.consent is Consent.FOR_SEVERAL else _FEW
    return _is_grouped(command) or products > at_once


def _is_grouped(command: Command) -> bool:
    return any(isinstance(ref, Group) for ref in refs_of(command))


async def _found(command: Command, desk: Desk) -> Sequence[Watched]:
    """What a command would change among the watches; nothing where it is about none, or makes them."""
    return await desk.find(refs_of(command)) if refs_of(command) and command.consent is not Consent.NEVER else ()


async def _proposed(commands: Sequence[Command], found: Sequence[Sequence[Watched]], desk: Desk) -> Card:
    frozen = [_frozen(command, those) for command, those in zip(commands, found, strict=True)]
    plan = await desk.planner.propose(desk.asker, lines=list(map(spell, frozen)))
    if len(commands) > 1:
        return _card(
            f"Do these {len(commands)} things?", [_said(*one) for one in zip(commands, found, strict=True)], plan.id
        )
    name = f"/{commands[0].names[0]}"
    if not found[0]:
        return _card(f"/{spell(commands[0])}?", (), plan.id)
    title = f"{name} {len(found[0])} products?" if len(found[0]) > 1 else f"{name} {heading(found[0][0])}?"
    items = [heading(one) for one in found[0]] if len(found[0]) > 1 else ()
    return _card(title, items, plan.id, *_besides(commands[0]))


def _besides(command: Command) -> tuple[Block, ...]:
    """The whole line, where it says more than which products: until when, by which rules."""
    return () if spell(with_refs(command, ())) == command.names[0] else (Paragraph(f"/{spell(command)}"),)


def _frozen(command: Command, found: Sequence[Watched]) -> Command:
    """The command about what its group holds now, unless it is as much about what comes later."""
    if command.for_later or not _is_grouped(command) or not 0 < len(found) <= _FROZEN:
        return command
    return with_refs(command, tuple(ByNumber(one.watching.watch.number) for one in found))


def _said(command: Command, found: Sequence[Watched]) -> str:
    names = ", ".join(heading(one) for one in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"/{spell(command)}" + (f": {names}{more}" if found else "")


def _card(title: str, items: Sequence[str], plan: str, *first: Block) -> Card:
    more = len(items) - _SHOWN
    shown = (*items[:_SHOWN], *((f"… and {more} more",) if more > 0 else ()))
    only = Paragraph("Only you can confirm this, within ten minutes.")
    buttons = Buttons((Button("Confirm", f"confirm {plan}"), Button("Cancel", f"cancel {plan}")))
    return Card(title, (*first, *((Bullets(shown),) if shown else ()), only, buttons))
