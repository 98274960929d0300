"""Best Sellers Rank: relative moves of the day's median in the main category, and ranks that are crossed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from core.alerts.distance import PERCENT, anchored, is_far, is_reached, share_of
from core.alerts.finding import Finding, Measure, Sight, Verdict
from core.alerts.kind import CONFIRM_SOON, Phrase, Takes
from core.catalog.snapshot import Rank, Snapshot
from core.messages import Tone
from core.watching.rule import Condition, Rule

_USUAL: Final = Decimal(30)
_MUCH_WORSE: Final = Decimal(1)


class BestSellersRank:
    """The rank in the main category; relative rules measure its median of 24 hours, which no one look moves far."""

    metric: str = "bsr"
    noun: str = "BSR"
    names: tuple[str, ...] = ("bsr", "rank")
    phrases: tuple[Phrase, ...] = (
        Phrase("changes", ("changes", "change", "moves"), Takes.SHARE, _USUAL),
        Phrase("improves", ("improves", "improve"), Takes.SHARE, _USUAL),
        Phrase("worsens", ("worsens", "worsen", "drops"), Takes.SHARE, _USUAL),
        Phrase("below", ("below", "under", "top", "better than", "better-than", "<", "<="), Takes.RANK),
        Phrase("above", ("above", "over", "worse than", "worse-than", ">", ">="), Takes.RANK),
    )
    defaults: tuple[Condition, ...] = (Condition("bsr", "changes", _USUAL, PERCENT),)
    confirm_after: timedelta = CONFIRM_SOON
    settled_by: tuple[str, ...] = ()
    is_recorded: bool = True

    def reading(self, snapshot: Snapshot) -> object:
        """The main category's rank."""
        return _main(snapshot)

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """The main category's rank."""
        main = _main(snapshot)
        return Decimal(main.rank) if main else None

    def held(self, accepted: Snapshot, seen: Snapshot) -> Snapshot:
        """What was seen, with the ranks accepted before."""
        return replace(seen, ranks=accepted.ranks)

    def doubts(self, accepted: Snapshot, seen: Snapshot) -> bool:
        """Never: the median is the second look."""
        return False

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Fire on the median's distance from the anchor, or on crossing; in another category take a new anchor."""
        main = _main(sight.after)
        if main is None or sight.usual_rank is None:
            return Verdict(rule)
        crossing = rule.condition.when in {"below", "above"}
        value = Decimal(main.rank) if crossing else sight.usual_rank
        reached = crossing and is_reached(rule.condition, value)
        if rule.anchor is None or rule.about != main.category:
            return Verdict(anchored(rule, value, sight.after.at, main.category, armed=not reached))
        if crossing:
            return self._cross(rule, sight, value, main, reached=reached)
        if not is_far(rule.condition, Decimal(rule.anchor), value):
            return Verdict(rule)
        return Verdict(anchored(rule, value, sight.after.at, main.category), self._moved(rule, sight, value, main))

    def _cross(self, rule: Rule, sight: Sight, value: Decimal, main: Rank, *, reached: bool) -> Verdict:
        if reached and rule.armed:
            fact = f"BSR is {'better' if rule.condition.when == 'below' else 'worse'} than your mark"
            after = anchored(rule, value, sight.after.at, main.category, armed=False)
            return Verdict(after, self._finding(rule, sight, fact, Tone.INFO, value, main))
        return Verdict(replace(rule, armed=True) if not reached and not rule.armed else rule)

    def _moved(self, rule: Rule, sight: Sight, value: Decimal, main: Rank) -> Finding:
        share = share_of(Decimal(rule.anchor or 0), value) or Decimal(0)
        severity = Tone.WARNING if share >= _MUCH_WORSE else Tone.INFO
        return self._finding(rule, sight, "BSR worsened" if share > 0 else "BSR improved", severity, value, main)

    def _finding(self, rule: Rule, sight: Sight, fact: str, severity: Tone, value: Decimal, main: Rank) -> Finding:
        before = _main(sight.before) if sight.before else None
        same = before is not None and before.category == main.category
        return Finding(
            metric=self.metric,
            fact=fact,
            measure=Measure.RANK,
            old=str(before.rank) if before and same else None,
            new=str(main.rank),
            severity=severity,
            condition=rule.condition,
            set_by=rule.set_by,
            set_at=rule.set_at,
            anchor=rule.anchor,
            anchored_at=rule.anchored_at,
            share=share_of(Decimal(rule.anchor or 0), value),
            unit=main.category,
        )

    def example(self) -> Finding:
        """An improvement by a third."""
        return Finding(
            metric=self.metric,
            fact="BSR improved",
            measure=Measure.RANK,
            old="1290",
            new="804",
            severity=Tone.INFO,
            condition=self.defaults[0],
            set_by="Ana",
            set_at=datetime(2026, 5, 3, 9, 0, tzinfo=UTC),
            anchor="1240",
            anchored_at=datetime(2026, 5, 3, 9, 0, tzinfo=UTC),
            share=Decimal("-0.35"),
            unit="Kitchen & Dining",
        )


def _main(snapshot: Snapshot) -> Rank | None:
    return snapshot.ranks[0] if snapshot.ranks else None
