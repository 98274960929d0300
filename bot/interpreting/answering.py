"""What becomes of commands that a model chose: what only shows is carried out, the rest is a plan to confirm."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.command import Command, Desk
from bot.grammar.line import spell
from bot.interpreting.pinning import fixed
from bot.views.product import heading
from core.archive import Watched
from core.errors import Outage, Refusal
from core.messages import Block, Bullets, Button, Buttons, Card, Paragraph

_SHOWN: Final = 10
_FEW: Final = 3
_ONLY_YOU: Final = "A language model has read your message so. Only you can confirm this, within ten minutes."


async def answer(commands: Sequence[Command], desk: Desk) -> Card:
    """One card for all of it, the plan last. Raises what the commands do where there is no more than one."""
    shown = [command for command in commands if not command.alters()]
    changes = [command for command in commands if command.alters()]
    cards = [await _carried_out(command, desk, alone=len(commands) == 1) for command in shown]
    if changes:
        cards.append(await _plan(changes, desk))
    return _joined(cards)


async def _carried_out(command: Command, desk: Desk, *, alone: bool) -> Card:
    try:
        return await command.carry_out(desk)
    except (Refusal, Outage) as trouble:
        if alone:
            raise
        return Card(str(trouble))


async def _plan(changes: Sequence[Command], desk: Desk) -> Card:
    """Nothing of it is done yet. Raises `AdminsOnly` and `ViewersLook` as the changes themselves would."""
    await desk.membership.admit(desk.asker, desk.room, admin=desk.heard.admin)
    steps = [await fixed(command, desk) for command in changes]
    plan = await desk.planner.propose(desk.asker, lines=[spell(command) for command, _ in steps])
    lines = [_line(said, *step) for said, step in zip(changes, steps, strict=True)]
    told = tuple(f"{line}{_names(found)}" for line, (_, found) in zip(lines, steps, strict=True))
    title = f"Shall I? {lines[0]}" if len(lines) == 1 else f"Shall I do these {len(lines)} things?"
    buttons = Buttons((Button("Confirm", f"confirm {plan.id}"), Button("Cancel", f"cancel {plan.id}")))
    return Card(title, (Bullets(told), Paragraph(_ONLY_YOU), buttons))


def _line(said: Command, meant: Command, found: Sequence[Watched]) -> str:
    """What is to be confirmed, with its numbers as long as they are few."""
    return f"/{spell(meant if len(found) <= _FEW else said)}"


def _names(found: Sequence[Watched]) -> str:
    """The products that a line is about."""
    names = ", ".join(heading(one) for one in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f" — {names}{more}" if names else ""


def _joined(cards: Sequence[Card]) -> Card:
    """Several answers as one message, titled by the last: a plan, where there is one, is what waits."""
    *before, last = cards
    if not before:
        return last
    blocks: list[Block] = []
    for card in before:
        blocks += [Paragraph(card.title), *card.blocks]
    return replace(last, blocks=(*blocks, Paragraph(last.title), *last.blocks))
