"""What is said of rules when they are set: those that can never fire, what they wait for, what they would have told."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.command import Desk
from bot.views.rehearsal import Tried, rehearsal
from bot.views.rules import rule_words
from core.alerts.new_seller import ALLOWED
from core.alerts.seller import is_among
from core.archive import Watched
from core.errors import NeverFires
from core.messages import Block, Paragraph
from core.rehearsal import OVER, impossible
from core.watching.rule import Asked, Together, legs
from core.watching.watch import Role, Watching

_MOST: Final = 50  # products on whose past a rule is tried
_SHORTEST: Final = timedelta(hours=1)  # of a past that is worth a try


def refuse_impossible(rules: Sequence[Asked], roles: Sequence[Role | None], market: str) -> None:
    """Raise `NeverFires` for the first rule that no watch of these roles could ever be told of (None: not known)."""
    for condition in rules:
        reasons = [impossible(condition, role) for role in roles]
        if reasons and all(reasons):
            raise NeverFires(rule_words(condition, market), reasons[0])


def said_of(rules: Sequence[Asked], watches: Sequence[Watching]) -> tuple[Block, ...]:
    """Whom a Buy Box rule allows, and which targets hold already: those fire the next time."""
    slots = {condition.slot for condition in rules}
    minds_sellers = any(condition.metric == "buybox" or condition.when == ALLOWED for condition in rules)
    lines = [line for one in watches if minds_sellers and (line := _allowed(one))]
    lines += [
        line
        for one in watches
        for rule in one.rules
        if rule.condition.slot in slots and (line := _reached(rule.condition, one, armed=rule.armed))
    ]
    return tuple(Paragraph(line) for line in lines[:_MOST])


async def tried_on_the_past(desk: Desk, rules: Sequence[Asked], found: Sequence[Watched]) -> tuple[Block, ...]:
    """How often these rules would have fired in the last 90 days; of very many products the first are tried."""
    some = found[:_MOST]
    if not rules or not some:
        return ()
    pasts = await desk.history.past(some, OVER)
    known = {product: past for product, past in pasts.items() if past.until - past.began >= _SHORTEST}
    if not known:
        return ()
    lowest = {one.watching.watch.product: await desk.archive.lowest(one) for one in some if _has_target(rules)}
    tried = Tried(
        rules=tuple(rules),
        watches=[one.watching for one in some],
        pasts=known,
        lowest={product: low for product, low in lowest.items() if low},
    )
    return rehearsal(tried, desk.now, desk.room.zone)


def _has_target(rules: Sequence[Asked]) -> bool:
    return any(leg.slot == ("price", "below") for asked in rules for leg in legs(asked))


def _allowed(one: Watching) -> str | None:
    """Who may have the Buy Box of a watch that has a rule about it, and by what."""
    rule = next((rule for rule in one.rules if rule.condition.metric == "buybox"), None)
    if rule is None:
        return None
    number, holder = f"No. {one.watch.number}", rule.anchor
    named = [name for each in one.rules if each.condition.when == ALLOWED for name in each.condition.names]
    allow = f'/alert {one.watch.number} allow "{holder or "Name"}"'
    if not named:
        start = (rule.about or "").split("\n")[0]
        others = f'Allow others with /alert {one.watch.number} allow "Name".'
        return f"{number}: allowed to have the Buy Box is who has it now, {start}. {others}" if start else None
    words = f"{number}: allowed to have the Buy Box is {', '.join(named)}."
    return f"{words} {holder}, who has it now, is not; to allow them: {allow}" if _is_stranger(holder, named) else words


def _is_stranger(holder: str | None, named: Sequence[str]) -> bool:
    return bool(holder) and not is_among(holder or "", named)


def _reached(condition: Asked, one: Watching, *, armed: bool) -> str | None:
    if armed or not (isinstance(condition, Together) or condition.when in {"below", "above"}):
        return None
    words = rule_words(condition, one.watch.product.market)
    return f"No. {one.watch.number}: “{words}” holds already; I tell you when it comes true again."
