"""The Buy Box: who has the featured offer, and whether it is somebody who may."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from core.alerts.distance import anchored
from core.alerts.finding import Finding, Sight, Verdict, example_rule, found
from core.alerts.kind import CONFIRM_SOON, Phrase, Takes
from core.catalog.snapshot import Availability, Snapshot
from core.messages import Tone
from core.watching.rule import Condition, Rule
from core.watching.watch import Role

NOBODY: Final = ""
LOST: Final = "Buy Box lost"
_MANY: Final = 3  # lost Buy Boxes in 24 hours beyond which it is one incident
_DAY: Final = timedelta(hours=24)


class BuyBox:
    """The seller of the featured offer, or that nobody has it.

    It is lost when it goes to somebody who is not allowed to have it, or to nobody. Allowed are the sellers that were
    named with `allow`, else the one who had it when the rule was set (kept in `about`, with the times it was lost).
    The fourth loss within 24 hours is told as one incident, and no more is told until a day has passed without one.
    """

    metric: str = "buybox"
    noun: str = "Buy Box"
    names: tuple[str, ...] = ("buybox", "buy-box", "bb")
    phrases: tuple[Phrase, ...] = (
        Phrase("changes", ("changes", "change"), Takes.NOTHING),
        Phrase("lost", ("lost", "loses"), Takes.NOTHING),
        Phrase("won", ("won", "regained", "wins"), Takes.NOTHING),
    )
    defaults: tuple[Condition, ...] = (Condition("buybox", "changes"),)
    confirm_after: timedelta = CONFIRM_SOON
    settled_by: tuple[str, ...] = ("buybox",)
    is_recorded: bool = False

    def reading(self, snapshot: Snapshot) -> object:
        """The seller's name; empty where nobody has the featured offer, None where the page does not say."""
        return holder(snapshot)

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """A name is no number."""
        return None

    def held(self, accepted: Snapshot, seen: Snapshot) -> Snapshot:
        """The offer seen, in the hands it was accepted in before."""
        old = accepted.offer
        offer = replace(seen.offer, seller=old.seller, ships_from=old.ships_from)
        if holder(seen) == NOBODY:
            offer = replace(offer, availability=old.availability, stock_left=old.stock_left)
        if offer.price is None:
            offer = replace(offer, price=old.price, price_max=old.price_max)
        return replace(seen, offer=offer)

    def doubts(self, accepted: Snapshot, seen: Snapshot) -> bool:
        """Every other seller is looked at twice; a page that names none says nothing."""
        old, new = holder(accepted), holder(seen)
        return old is not None and new is not None and old != new

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Tell that it is lost or won; who has it is measured by the sellers that are allowed now, before and after."""
        seller, at = holder(sight.after), sight.after.at
        if seller is None or seller == rule.anchor:
            return Verdict(rule)
        start, losses = _memory(rule.about)
        allowed = sight.allowed or ((start,) if start else ())
        if rule.anchor is None or not allowed:
            return Verdict(anchored(rule, seller, at, seller or None))
        was, now = (is_among(one, allowed) for one in (rule.anchor, seller))
        if was == now:
            return Verdict(anchored(rule, seller, at, rule.about))
        recent = [one for one in losses if timedelta() <= at - one < _DAY]
        is_calm = rule.armed or not recent
        recent += [] if now else [at]
        after = replace(anchored(rule, seller, at, _written(start, recent[-_MANY - 1 :])), armed=is_calm)
        if is_calm and len(recent) > _MANY:
            return Verdict(replace(after, armed=False), _incident(rule, sight, seller))
        is_told = is_calm and rule.condition.when in {"changes", "won" if now else "lost"}
        return Verdict(after, _news(rule, sight, seller, is_won=now) if is_told else None)

    def example(self) -> Finding:
        """Lost to another seller."""
        rule = example_rule(self.defaults[0], "Vortex Direct")
        return found(rule, "Buy Box lost to Bargain Barn", Tone.CRITICAL, old="Vortex Direct", new="Bargain Barn")


def holder(snapshot: Snapshot) -> str | None:
    """Who has the featured offer; empty where nobody has it, None where the page does not say."""
    offer = snapshot.offer
    if offer.seller is None and offer.availability is Availability.NO_FEATURED_OFFER:
        return NOBODY
    return offer.seller


def is_among(seller: str, names: Iterable[str]) -> bool:
    """Whether a seller is one of these, however the names are spaced and capitalised."""
    return _folded(seller) in {_folded(name) for name in names}


def _news(rule: Rule, sight: Sight, seller: str, *, is_won: bool) -> Finding:
    old = rule.anchor or "nobody"
    if is_won:
        return found(rule, f"Buy Box won by {seller}", Tone.INFO, old=old, new=seller)
    fact = f"{LOST} to {seller}" if seller else f"{LOST}: nobody has it"
    return found(rule, fact, _severity(sight), old=old, new=seller or "nobody")


def _incident(rule: Rule, sight: Sight, seller: str) -> Finding:
    fact = f"{LOST} {_MANY + 1} times in 24 h: no more is told until a day has passed without a loss"
    return found(rule, fact, _severity(sight), old=rule.anchor or "nobody", new=seller or "nobody")


def _severity(sight: Sight) -> Tone:
    return Tone.CRITICAL if sight.role is Role.OWN else Tone.INFO


def _memory(about: str | None) -> tuple[str, list[datetime]]:
    """The seller at the start, and when the Buy Box was lost lately."""
    start, *times = (about or "").split("\n")
    return start, [datetime.fromisoformat(one) for one in times]


def _written(start: str, losses: Iterable[datetime]) -> str:
    return "\n".join([start, *(one.isoformat(timespec="seconds") for one in losses)])


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
