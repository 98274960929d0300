"""What is asked back before it is done: writes on many products come as a plan that only its asker may confirm."""

from collections.abc import Sequence
from typing import Final

from bot.command import Command, Consent, Desk
from bot.grammar.line import spell
from bot.refs import Group, Ref
from bot.views.product import heading
from core.archive import Watched
from core.messages import Bullets, Button, Buttons, Card, Paragraph

_SHOWN: Final = 10


async def plan_for(command: Command, desk: Desk) -> Card | None:
    """The plan to confirm, where the command needs one; None where it may be carried out at once."""
    refs: Sequence[Ref] = getattr(command, "refs", ())
    if desk.confirmed or not command.alters() or command.consent is Consent.NEVER:
        return None
    grouped = any(isinstance(ref, Group) for ref in refs)
    if not grouped and command.consent is not Consent.FOR_SEVERAL:
        return None
    found = await desk.find(refs)
    if len(found) < 2:
        return None
    plan = await desk.planner.propose(desk.asker, lines=[spell(command)])
    return _card(command, found, plan.id)


def _card(command: Command, found: Sequence[Watched], plan: str) -> Card:
    more = len(found) - _SHOWN
    names = (*(heading(one) for one in found[:_SHOWN]), *((f"… and {more} more",) if more > 0 else ()))
    only = Paragraph("Only you can confirm this, within ten minutes.")
    buttons = Buttons((Button("Confirm", f"confirm {plan}"), Button("Cancel", f"cancel {plan}")))
    title = f"/{command.names[0]} {len(found)} products?"
    return Card(title, (Bullets(names), only, buttons))
