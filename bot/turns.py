"""What is remembered of a turn: what it was about, what was made of it, and what was asked back."""

from collections.abc import Sequence
from typing import Final

from bot.command import Command, Staff
from bot.commands.cancel import Cancel
from bot.commands.confirm import Confirm
from bot.commands.undo import Undo
from bot.grammar.line import spell
from bot.offering import Pasted
from bot.refs import ByProduct
from bot.retargeting import refs_of
from bot.understanding import Request
from core.messages import Buttons, Card, Heard
from core.talk import Question, Talk, Turn

_PASSING: Final = (Confirm, Cancel, Undo, Pasted)  # none of them is what somebody would want once more


def note(heard: Heard, request: Request, card: Card, staff: Staff) -> None:
    """Have the conversation go on, where there is anything that the next message could mean."""
    question = request.question or _asked(heard, card, staff)
    lines = tuple(spell(one) for one in request.commands if _can_be_followed(one))
    settled = any(command.alters() for command in request.commands)
    turn = Turn(heard.text, lines) if lines or request.card else None
    focus = card.subject or _only_product(request.commands)
    if not (turn or focus or question or settled):
        return

    def after(talk: Talk) -> Talk:
        return talk.after(turn, focus, question or (talk.question if request.leaves_open else None))

    staff.recollection.turn(heard.chat, heard.person.id, after)


def _can_be_followed(command: Command) -> bool:
    """Whether somebody may want the same once more, of another product or with another value."""
    return not isinstance(command, _PASSING) and (bool(refs_of(command)) or command.alters())


def _asked(heard: Heard, card: Card, staff: Staff) -> Question | None:
    """The question that a card asks by its buttons: a plan to confirm, a product to track."""
    said = [button.says for block in card.blocks if isinstance(block, Buttons) for button in block.row]
    yes = next((line for line in said if line.startswith("confirm ")), "")
    no = next((line for line in said if line.startswith("cancel ")), "")
    if not yes and card.title.endswith("?") and len(said) == 1:
        yes = said[0]
    if not yes:
        return None
    return Question(asked_at=staff.clock.now(), said=heard.text, yes=(yes,), no=(no,) if no else ())


def _only_product(commands: Sequence[Command]) -> str | None:
    """The one product that all commands name."""
    refs = {ref for command in commands for ref in refs_of(command)}
    only = refs.pop() if len(refs) == 1 else None
    return str(only.product) if isinstance(only, ByProduct) else None
