"""Short ways to build what rules judge."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from core.alerts import kind_of
from core.alerts.finding import Finding, Sight
from core.alerts.kind import AlertKind
from core.catalog.snapshot import Snapshot
from core.watching.rule import Condition, Rule
from tests.shop import BLENDER, snapshot

START = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


def rule(metric: str, when: str, value: str | None = None, unit: str | None = None) -> Rule:
    """A fresh rule without an anchor."""
    condition = Condition(metric, when, Decimal(value) if value else None, unit)
    return Rule(id=UUID(int=1), watch_id=UUID(int=2), condition=condition, set_by="Ana", set_at=START)


def told(kind: AlertKind, rule_: Rule, values: list[str | None], key: str = "price") -> list[str]:
    """What the rule tells over a row of hourly looks: “index: fact”."""
    facts = []
    before = None
    for index, value in enumerate(values):
        at = START + timedelta(hours=index)
        if key == "price":
            after = snapshot(BLENDER, at, price=value)
        else:
            after = snapshot(BLENDER, at, rank=None if value is None else int(value))
        usual = Decimal(after.ranks[0].rank) if after.ranks else None
        verdict = kind.judge(rule_, Sight(before=before, after=after, usual_rank=usual))
        rule_ = verdict.rule
        if verdict.finding:
            facts.append(f"{index}: {verdict.finding.fact}")
        before = after
    return facts


def seen(hours: float = 0, *, listing: dict | None = None, rating=None, reviews=None, **offer) -> Snapshot:
    """A look so many hours after the start, with these parts of its offer and its listing."""
    shown = snapshot(BLENDER, START + timedelta(hours=hours))
    return replace(
        shown,
        offer=replace(shown.offer, **offer),
        listing=replace(shown.listing, **(listing or {})),
        rating=shown.rating if rating is None else Decimal(rating),
        reviews=shown.reviews if reviews is None else reviews,
    )


def judged(rule_: Rule, looks: list[Snapshot], **sight) -> list[Finding | None]:
    """What the rule's own kind finds in each look."""
    kind, before, found = kind_of(rule_.condition.metric, rule_.condition.when), None, []
    for after in looks:
        verdict = kind.judge(rule_, Sight(before=before, after=after, **sight))
        rule_, before = verdict.rule, after
        found.append(verdict.finding)
    return found


def facts(rule_: Rule, looks: list[Snapshot], **sight) -> list[str]:
    """The same as “index: fact”."""
    return [f"{index}: {one.fact}" for index, one in enumerate(judged(rule_, looks, **sight)) if one]
