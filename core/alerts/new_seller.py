"""New sellers: an offer by somebody who was not seen before, or is not allowed; and the list of those who are."""

from decimal import Decimal
from typing import Final

from core.alerts.distance import anchored
from core.alerts.finding import Finding, Sight, Verdict, example_rule, found
from core.alerts.kind import Phrase, Takes
from core.alerts.seller import holder, is_among
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Condition, Rule
from core.watching.watch import Role

ALLOWED: Final = "allowed"
_MOST: Final = 50  # sellers that a rule remembers


class NewSeller:
    """The sellers of the featured offer: the rule remembers in `about` whom it has seen, a name in each line.

    ``allowed`` is a rule that never tells: it holds the names that neither this kind nor the Buy Box minds.
    """

    metric: str = "seller"
    noun: str = "seller"
    names: tuple[str, ...] = ("seller", "sellers")
    phrases: tuple[Phrase, ...] = (
        Phrase("new", ("new", "unknown"), Takes.NOTHING, says="new seller"),
        Phrase(ALLOWED, ("allow", "allowed"), Takes.NAMES),
    )
    defaults: tuple[Condition, ...] = ()
    settled_by: tuple[str, ...] = ("buybox",)
    is_recorded: bool = False

    def reading(self, snapshot: Snapshot) -> object:
        """Who has the featured offer."""
        return holder(snapshot)

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """A name is no number."""
        return None

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Tell a seller who was not seen before; where sellers are allowed by name, every other one that comes."""
        seller, at = holder(sight.after), sight.after.at
        if rule.condition.when == ALLOWED or not seller or seller == rule.anchor:
            return Verdict(rule)
        known = (rule.about or "").split("\n") if rule.about else []
        is_known = is_among(seller, known)
        after = anchored(rule, seller, at, "\n".join([*known, *(() if is_known else (seller,))][-_MOST:]))
        is_fine = is_among(seller, sight.allowed) if sight.allowed else is_known
        return Verdict(after, None if rule.anchor is None or is_fine else _finding(rule, sight, seller))

    def example(self) -> Finding:
        """Somebody nobody knows."""
        rule = example_rule(Condition("seller", "new"), "Vortex Direct")
        return found(rule, "New seller: Bargain Barn", Tone.CRITICAL, old="Vortex Direct", new="Bargain Barn")


def _finding(rule: Rule, sight: Sight, seller: str) -> Finding:
    severity = Tone.CRITICAL if sight.role is Role.OWN else Tone.INFO
    return found(rule, f"New seller: {seller}", severity, old=rule.anchor, new=seller)
