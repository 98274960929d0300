"""What was understood, done: one after the other, and answered with one card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.command import Command, Desk
from bot.consent import plan_for
from bot.retargeting import refs_of
from core.errors import Outage, Refusal, TooManyAtOnce, Trouble
from core.messages import Block, Button, Buttons, Card, Form, Paragraph, Tone

MOST_NAMED: Final = 100  # products that one message may name; more come as a file
_MOST_ACTIONS: Final = 10
_LONGEST_TITLE: Final = 150
_UNDO: Final = Button("Undo", "undo")


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of one command: its card, or why there is none."""

    command: Command
    card: Card | None = None
    trouble: Trouble | None = None

    @property
    def title(self) -> str:
        """The sentence that says it."""
        return self.card.title if self.card else str(self.trouble)

    @property
    def can_be_undone(self) -> bool:
        """Whether it changed watches: then it left a deed that is taken back."""
        return self.card is not None and self.command.alters() and bool(refs_of(self.command))


async def act(commands: Sequence[Command], desk: Desk) -> Card:
    """Carry commands out in order, and answer with one card; what needs it comes back as a plan instead.

    Raises what the first of them raises where none could be carried out.
    """
    _be_few(commands)
    if any(command.alters() for command in commands):
        await desk.membership.admit(desk.asker, desk.room, admin=desk.heard.admin)
    plan = await plan_for(commands, desk)
    at_once = [command for command in commands if plan is None or not command.alters()]
    if len(at_once) == 1 and plan is None:
        return await at_once[0].carry_out(desk)
    done = [await _one(command, desk) for command in at_once]
    if plan is None and done and all(one.trouble for one in done):
        raise done[0].trouble or Refusal
    return _joined(done, plan)


def with_undo(card: Card, commands: Sequence[Command]) -> Card:
    """The answer to a single change of watches, with a button that takes it back."""
    changed = any(command.alters() and refs_of(command) for command in commands)
    said = [button.says for block in card.blocks if isinstance(block, Buttons) for button in block.row]
    nothing = card.whisper or (card.tone is Tone.WARNING and card.subject is None)
    if not changed or nothing or any(map(_asks_or_undoes, said)):
        return card
    last = card.blocks[-1] if card.blocks else None
    if isinstance(last, Buttons):
        return replace(card, blocks=(*card.blocks[:-1], Buttons((*last.row, _UNDO))))
    return replace(card, blocks=(*card.blocks, Buttons((_UNDO,))))


def _be_few(commands: Sequence[Command]) -> None:
    most = max((len(refs_of(command)) for command in commands), default=0)
    if most > MOST_NAMED:
        raise TooManyAtOnce(f"{most:,} products", MOST_NAMED)
    if len(commands) > _MOST_ACTIONS:
        raise TooManyAtOnce(f"{len(commands)} requests", _MOST_ACTIONS)


async def _one(command: Command, desk: Desk) -> _Done:
    """That one is refused keeps the others from nothing."""
    try:
        return _Done(command, card=await command.carry_out(desk))
    except (Refusal, Outage) as trouble:
        return _Done(command, trouble=trouble)


def _joined(done: Sequence[_Done], plan: Card | None) -> Card:
    """One card for all: the plan's question last, since it is what waits for an answer."""
    titles = [one.title for one in done]
    if plan is not None:
        blocks = [block for one in done for block in _shown(one)]
        return replace(plan, blocks=(*blocks, *plan.blocks))
    whole = " · ".join(titles)
    title = whole if len(whole) <= _LONGEST_TITLE else f"{titles[0]}, and {len(done) - 1} more"
    blocks = [block for one in done for block in _shown(one)]
    undone = sum(one.can_be_undone for one in done)
    tone = Tone.WARNING if any(one.trouble for one in done) else Tone.INFO
    subjects = {one.card.subject for one in done if one.card and one.card.subject}
    subject = subjects.pop() if len(subjects) == 1 else None
    return Card(title, (*blocks, *_way_back(undone)), tone=tone, subject=subject)


def _shown(done: _Done) -> list[Block]:
    """A card's title and what stands below it, without its own buttons: they would be too many."""
    kept = [block for block in done.card.blocks if not isinstance(block, Buttons | Form)] if done.card else []
    return [Paragraph(done.title), *kept]


def _way_back(undone: int) -> tuple[Block, ...]:
    each = (Paragraph("Undo takes these back one by one, the last first."),) if undone > 1 else ()
    return (*each, Buttons((_UNDO,))) if undone else ()


def _asks_or_undoes(line: str) -> bool:
    return line.partition(" ")[0] in {"undo", "confirm"}
