"""Best Sellers Rank: relative moves of the day's median in the main category, and ranks that are crossed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from core.alerts.distance import PERCENT, anchored, is_far, is_reached, share_of
from core.alerts.finding import Finding, Measure, Sight, Verdict, example_rule, found
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
            return _crossed(rule, sight, main, reached=reached)
        if not is_far(rule.condition, Decimal(rule.anchor), value):
            return Verdict(rule)
        return Verdict(anchored(rule, value, sight.after.at, main.category), _moved(rule, sight, value, main))

    def example(self) -> Finding:
        """An improvement by a third."""
        return found(
            example_rule(self.defaults[0], "1240"),
            "BSR improved",
            Tone.INFO,
            measure=Measure.RANK,
            old="1240",
            new="806",
            seen=("1102", "790"),
            share=Decimal("-0.35"),
            unit="Kitchen & Dining",
        )


def _crossed(rule: Rule, sight: Sight, main: Rank, *, reached: bool) -> Verdict:
    if not reached or not rule.armed:
        return Verdict(replace(rule, armed=True) if not reached and not rule.armed else rule)
    finding = found(
        rule,
        f"BSR is {'better' if rule.condition.when == 'below' else 'worse'} than your mark",
        Tone.INFO,
        measure=Measure.RANK,
        old=_before(sight, main),
        new=main.rank,
        share=share_of(Decimal(rule.anchor or 0), Decimal(main.rank)),
        unit=main.category,
    )
    return Verdict(anchored(rule, Decimal(main.rank), sight.after.at, main.category, armed=False), finding)


def _moved(rule: Rule, sight: Sight, usual: Decimal, main: Rank) -> Finding:
    """Medians are told as what the change is measured in, and what the looks showed beside them."""
    anchor = Decimal(rule.anchor or 0)
    return found(
        rule,
        "BSR worsened" if usual > anchor else "BSR improved",
        Tone.WARNING if usual - anchor >= _MUCH_WORSE * anchor else Tone.INFO,
        measure=Measure.RANK,
        old=round(anchor),
        new=round(usual),
        seen=(_before(sight, main) or main.rank, main.rank),
        share=share_of(anchor, usual),
        unit=main.category,
    )


def _before(sight: Sight, main: Rank) -> int | None:
    """The rank in the look before; one in another category is none to compare with."""
    before = _main(sight.before) if sight.before else None
    return before.rank if before and before.category == main.category else None


def _main(snapshot: Snapshot) -> Rank | None:
    return snapshot.ranks[0] if snapshot.ranks else None
