"""Which lists a command is about where it names all, a role or a list, so that it holds for what comes later too."""

from collections.abc import Sequence
from uuid import UUID

from bot.command import Desk
from bot.refs import Group, Ref
from bot.views.rules import rules_words
from core.messages import Bullets, Paragraph
from core.watching.list_rule import ListRule, Scope
from core.watching.watch import Role
from core.watching.watchlist import Watchlist

_ALL = "all"
_WHOSE = {Role.OWN: "own products", Role.COMPETITOR: "competitors", None: "products"}


async def scopes_of(refs: Sequence[Ref], desk: Desk) -> tuple[Scope, ...]:
    """A scope for each group that is named; none where only single products are."""
    groups = [ref for ref in refs if isinstance(ref, Group)]
    if not groups:
        return ()
    lists = await desk.archive.lists(desk.heard.chat)
    everything = tuple(one.id for one in lists)
    roles = {role.value: role for role in Role}
    return tuple(
        Scope(everything, roles.get(group.name))
        if group.name == _ALL or group.name in roles
        else Scope(_named(group.name.removeprefix("list:"), lists), roles.get(group.role or ""))
        for group in groups
    )


def _named(name: str, lists: Sequence[Watchlist]) -> tuple[UUID, ...]:
    return tuple(one.id for one in lists if one.name.casefold() == name.casefold())


def promised(scopes: Sequence[Scope]) -> tuple[Paragraph, ...]:
    """That it holds for what is added later."""
    whose = dict.fromkeys(_WHOSE[scope.role] for scope in scopes)
    return (Paragraph(f"It holds for {' and '.join(whose)} that are added later, too."),) if scopes else ()


async def list_rules_shown(desk: Desk) -> tuple[Paragraph | Bullets, ...]:
    """The rules that the chat's lists give to what is added, with who set them."""
    lists = {one.id: one.name for one in await desk.archive.lists(desk.heard.chat)}
    rules = await desk.archive.list_rules(tuple(lists))
    lines = tuple(dict.fromkeys(_line(one, lists[one.list_id] if len(lists) > 1 else "", desk) for one in rules))
    return (Paragraph("For what is added later:"), Bullets(lines)) if lines else ()


def _line(rule: ListRule, of: str, desk: Desk) -> str:
    where = f" on “{of}”" if of else ""
    return f"{_WHOSE[rule.role]}{where}: {rules_words((rule.asked,), desk.room.market)}, set by {rule.set_by}"
