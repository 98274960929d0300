"""What the rules make of a batch of looks: new memories, alerts, and their deliveries."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from core.alerts.alert import Alert, Delivery, loudest_first
from core.alerts.combined import judged, signals_of
from core.alerts.course import FOLLOWED_FOR, begun, followed
from core.alerts.finding import Finding, Sight
from core.alerts.waking import woken
from core.cadence import Cadence
from core.catalog.asin import Product
from core.catalog.series import USUAL_RANK_OVER, Extreme, rank_point
from core.credit import approved_by, credited
from core.ids import new_id
from core.ports.briefings import NOTHING_KNOWN, Asked, Briefing
from core.ports.storage import UnitOfWork
from core.ports.watches import Audience
from core.ports.world import Clock
from core.settling import Turn
from core.sights import sights, usual_rank_in, with_rivals
from core.watching.rule import Rule
from core.watching.watch import Watch

_Slot = tuple[UUID, tuple[str, str]]
GROUPING: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class News:
    """What is to be written.

    Rules that remember something new, alerts with their deliveries, earlier alerts that have gone deeper or are over,
    silences that ended; the cards of `changed` products are to be drawn anew.
    """

    rules: tuple[Rule, ...]
    alerts: tuple[Alert, ...]
    deliveries: tuple[Delivery, ...]
    followed: tuple[Alert, ...] = ()
    changed: tuple[Product, ...] = ()
    woken: tuple[UUID, ...] = ()


class Newsroom:
    """Judges the rules of everyone whom a batch of looks concerns; where nothing has changed it asks for nobody.

    Who rests is not judged: what still differs from the anchors when the silence ends, `core.resumption` tells then.
    """

    def __init__(self, clock: Clock, cadence: Cadence) -> None:
        self._clock = clock
        self._cadence = cadence

    async def judge(self, work: UnitOfWork, turns: Sequence[Turn]) -> News:
        """The news of these turns; reads audiences, ranks and extremes, writes nothing."""
        by_product = {turn.product: turn for turn in turns}
        changed = {product: turn for product, turn in by_product.items() if turn.changed}
        if not changed:
            return News((), (), ())
        briefing = await work.briefings.on(asked_about(changed))
        if not briefing.audience:
            return News((), (), ())
        earlier = _followed(briefing, by_product)
        concerned, audience = await with_rivals(work, by_product, briefing)
        seen = await sights(work, concerned, audience, briefing)
        approved = await approved_by(work, [by_product[product] for product in changed])
        rules: list[Rule] = []
        told: list[tuple[Audience, tuple[Finding, ...]]] = []
        awake: list[UUID] = []
        for one in audience:
            watch = one.watching.watch
            sight = seen.seen_by(one.watching)
            event = woken(watch, sight, self._clock.now()) if concerned[watch.product].was_read else None
            if watch.is_muted(self._clock.now()) and event is None:
                continue
            kept, findings = self._judge(one, sight, concerned[watch.product])
            rules.extend(kept)
            findings = credited(findings, approved.get(watch.product, ()), one.chats)
            if event is not None:
                awake.append(watch.id)
                findings = (event, *(finding for finding in findings if finding.condition != event.condition))
            if findings:
                told.append((one, findings))
        news = self._news(concerned, rules, told, _ended(earlier), briefing.lowest)
        return replace(news, followed=earlier, changed=tuple(briefing.shown), woken=tuple(awake))

    async def reconsider(self, work: UnitOfWork, turns: Mapping[Product, Turn], audience: Sequence[Audience]) -> News:
        """What these watchings' rules make of products that stand as they stood; those that rest go on resting."""
        known = [one for one in audience if one.watching.watch.product in turns]
        seen = await sights(work, turns, known, NOTHING_KNOWN)
        rules: list[Rule] = []
        told: list[tuple[Audience, tuple[Finding, ...]]] = []
        for one in known:
            if one.watching.watch.is_muted(self._clock.now()):
                continue
            await asyncio.sleep(0)  # an audit takes milliseconds: whatever else is to be done goes first
            kept, findings = self._judge(one, seen.seen_by(one.watching), turns[one.watching.watch.product])
            rules.extend(kept)
            if findings:
                told.append((one, findings))
        return self._news(turns, rules, told, frozenset(), {})

    def _judge(self, one: Audience, sight: Sight, turn: Turn) -> tuple[list[Rule], tuple[Finding, ...]]:
        """Of a page that is not there only its absence is judged: what it showed last has been judged before.

        Muted rules rest.
        """
        now = self._clock.now()
        kept: list[Rule] = []
        findings: list[Finding] = []
        for rule in (rule for rule in one.watching.rules if not rule.is_muted(now)):
            verdict = judged(rule, sight, was_read=turn.was_read)
            if verdict.rule != rule:
                kept.append(verdict.rule)
            if verdict.finding:
                findings.append(_dated(verdict.finding, rule, turn))
        return kept, tuple(findings)

    def _news(
        self,
        turns: Mapping[Product, Turn],
        rules: Sequence[Rule],
        told: Sequence[tuple[Audience, tuple[Finding, ...]]],
        ended: frozenset[_Slot],
        lowest: Mapping[Product, Extreme],
    ) -> News:
        now = self._clock.now()
        due_at = now + self._cadence.shortened(GROUPING)
        alerts: list[Alert] = []
        deliveries: list[Delivery] = []
        for one, findings in told:
            turn = turns[one.watching.watch.product]
            alert = self._alert(one.watching.watch, findings, turn, lowest.get(turn.product), ended)
            alerts.append(alert)
            deliveries.extend(_deliveries(alert, one, now, due_at))
        return News(tuple(rules), tuple(alerts), tuple(deliveries))

    def _alert(
        self,
        watch: Watch,
        findings: tuple[Finding, ...],
        turn: Turn,
        lowest: Extreme | None,
        ended: frozenset[_Slot],
    ) -> Alert:
        now, offer = turn.accepted, turn.accepted.offer
        main = now.ranks[0] if now.ranks and turn.was_read else None
        moment = now.at.replace(microsecond=0)  # the series counts in seconds
        is_lowest = lowest is not None and lowest.at >= moment and lowest.since < moment
        return Alert(
            id=new_id(self._clock.now()),
            key=f"{watch.id}:{turn.at.timestamp():.3f}",
            watch_id=watch.id,
            number=watch.number,
            product=watch.product,
            title=now.listing.title,
            at=turn.at,
            findings=loudest_first(findings),
            price=offer.price,
            currency=offer.currency,
            rank=main.rank if main else None,
            category=main.category if main else None,
            availability=offer.availability,
            lowest_since=lowest.since if lowest and is_lowest else None,
            course=begun([found for found in findings if (watch.id, found.condition.slot) not in ended]),
        )


def _dated(finding: Finding, rule: Rule, turn: Turn) -> Finding:
    """The finding with the moment at which what waited for a second look was seen first."""
    seen = [at for signal, at in turn.first_seen.items() if signal in signals_of(rule.condition)]
    return replace(finding, first_seen=min(seen)) if seen else finding


def _deliveries(alert: Alert, one: Audience, now: datetime, due_at: datetime) -> list[Delivery]:
    watch = one.watching.watch
    return [
        Delivery(
            id=new_id(now), alert=alert, chat=chat, thread=watch.thread if chat == watch.chat else None, due_at=due_at
        )
        for chat in one.chats
    ]


def asked_about(changed: Mapping[Product, Turn]) -> Asked:
    """What judging these turns takes."""
    return Asked(
        changed=tuple(changed),
        told_since=min(turn.at for turn in changed.values()) - FOLLOWED_FOR,
        ranked={product: rank_point(turn.accepted) for product, turn in changed.items() if turn.accepted.ranks},
        span=USUAL_RANK_OVER,
        fallen=frozenset(product for product, turn in changed.items() if turn.may_be_lowest),
        repriced=frozenset(product for product, turn in changed.items() if turn.is_repriced),
    )


def _followed(briefing: Briefing, turns: Mapping[Product, Turn]) -> tuple[Alert, ...]:
    """What was told before and is not over, where this look makes a difference to it."""
    seen = {product: _sight_of(turns[product], briefing) for product in {one.product for one in briefing.under_way}}
    after = (followed(one, seen[one.product], turns[one.product].at) for one in briefing.under_way)
    return tuple(new for old, new in zip(briefing.under_way, after, strict=True) if new != old)


def _sight_of(turn: Turn, briefing: Briefing) -> Sight:
    usual = usual_rank_in(briefing, turn.accepted) if turn.was_read else None
    return Sight(before=None, after=turn.accepted, presence=turn.after.presence, usual_rank=usual)


def _ended(followed_: Sequence[Alert]) -> frozenset[_Slot]:
    """Which rules see what they told come to its end: that the value has returned begins no course of its own."""
    over = [alert for alert in followed_ if alert.is_over]
    return frozenset((alert.watch_id, finding.condition.slot) for alert in over for finding in alert.findings)
