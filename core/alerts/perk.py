"""What all kinds share that tell of something which an offer has or has not: coupon, deal, badge, Prime."""

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Final

from core.alerts.distance import anchored
from core.alerts.finding import Finding, Sight, Verdict, found
from core.alerts.kind import Phrase, Takes
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Condition, Rule

PHRASES: Final = (
    Phrase("changes", ("changes", "change"), Takes.NOTHING),
    Phrase("gained", ("gained", "appears"), Takes.NOTHING),
    Phrase("lost", ("lost", "ends"), Takes.NOTHING),
)


class Perk(ABC):
    """Something that an offer gains and loses, and that may change its words between."""

    metric: str
    noun: str
    names: tuple[str, ...]
    phrases: tuple[Phrase, ...] = PHRASES
    defaults: tuple[Condition, ...] = ()
    settled_by: tuple[str, ...] = ()
    is_recorded: bool = False

    @abstractmethod
    def things(self, snapshot: Snapshot) -> tuple[str, ...] | None:
        """What the offer has, in words; None where the page does not say."""

    def reading(self, snapshot: Snapshot) -> object:
        """What the offer has."""
        return self.things(snapshot)

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """Words are no number."""
        return None

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Tell what came, went or changed since the last state known; without an offer there is nothing to judge."""
        things = self.things(sight.after)
        if things is None or (not things and sight.after.offer.price is None):
            return Verdict(rule)
        words = [" ".join(one.split()) for one in things]
        text, old = "\n".join(words), (rule.anchor or "").split("\n") if rule.anchor else []
        if text == rule.anchor:
            return Verdict(rule)
        after = anchored(rule, text, sight.after.at)
        came, went = [one for one in words if one not in old], [one for one in old if one not in words]
        when = "changed" if came and went else "gained" if came else "lost"
        if rule.anchor is None or not (came or went) or rule.condition.when not in {"changes", when}:
            return Verdict(after)
        fact = f"{self.noun[:1].upper()}{self.noun[1:]} {when}"
        return Verdict(after, found(rule, fact, Tone.INFO, old=_listed(old), new=_listed(words)))

    @abstractmethod
    def example(self) -> Finding:
        """See `AlertKind`."""


def _listed(words: list[str]) -> str:
    return " · ".join(words) or "none"
