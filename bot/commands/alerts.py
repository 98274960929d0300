"""/alerts: the rules in force, and what they told last."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Refs
from bot.refs import Group, Ref
from bot.scoping import list_rules_shown
from bot.views.finding import headline
from bot.views.product import heading
from bot.views.rules import resting_words, rule_words, silence_words
from bot.views.wording import clock_time, day, short
from core.archive import Watched
from core.errors import NotTracked
from core.messages import Block, Bullets, Card, Paragraph, Table
from core.watching.rule import Rule
from core.watching.watch import Watch

_LAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts(Command):
    """Show the rules in force, who set them, and the last alerts."""

    names: ClassVar = ("alerts", "rules")
    examples: ClassVar = ("alerts", "alerts 3")

    refs: tuple[Ref, ...] = argument(Refs(), default=(Group("all"),))

    async def carry_out(self, desk: Desk) -> Card:
        """A row for each rule, then what was told last."""
        try:
            found = await desk.find(self.refs)
        except NotTracked:
            if self.refs != (Group("all"),):
                raise
            return Card("No rules: nothing is tracked here yet", (Paragraph("Say /track and an ASIN or a link."),))
        rows = tuple(row for one in found for row in _rows(one, desk))
        blocks: list[Block] = [Table(("No.", "Product", "Rule", "Set by", ""), rows)]
        if self.refs == (Group("all"),):
            blocks += await list_rules_shown(desk)
        told = await desk.archive.recent_alerts(desk.heard.chat, _LAST)
        items = tuple(
            f"{clock_time(alert.at, desk.now, desk.room.zone)} no. {alert.number}: "
            f"{headline(alert.findings[0], alert.product.market)} · {short(alert.title, 40)}"
            for alert in told
        )
        if items:
            blocks += [Paragraph("Told last:"), Bullets(items)]
        return Card(f"{len(rows)} rules on {len(found)} products", tuple(blocks))


def _rows(one: Watched, desk: Desk) -> list[tuple[str, ...]]:
    watch = one.watching.watch
    silence = _muted(silence_words(watch, desk.now, desk.room.zone))
    number, _, name = heading(one).partition(" · ")
    return [
        (
            number,
            name,
            rule_words(rule.condition, watch.product.market),
            f"{rule.set_by}, {day(rule.set_at, desk.now, desk.room.zone)}",
            _silence(rule, watch, desk),
        )
        for rule in one.watching.rules
    ] or [(number, name, "none", "", silence)]


def _silence(rule: Rule, watch: Watch, desk: Desk) -> str:
    """Until when a rule says nothing: its own silence and that of its watch must both be over."""
    whole, alone = silence_words(watch, desk.now, desk.room.zone), resting_words(rule, desk.now, desk.room.zone)
    outlasts = rule.muted_until is not None and (watch.muted_until is None or rule.muted_until > watch.muted_until)
    return _muted(alone if alone and (outlasts or not whole) else whole)


def _muted(words: str) -> str:
    return f"muted {words}" if words else ""
