"""What a rule of the rulebook is: dated, sourced data with a small pure check."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum

from core.audit.listing import AuditedListing


class Severity(IntEnum):
    """How bad a finding is."""

    INFO = 1
    WARN = 2
    ERROR = 3
    BLOCK = 4


class Verdict(Enum):
    """What a check says where it finds nothing: the rule holds, what it needs is missing, or it is not meant here.

    What is missing lowers the coverage; a rule that this listing could never be asked to keep does not.
    """

    HOLDS = "holds"
    NOT_APPLICABLE = "not applicable"
    NOT_MEANT = "not meant"


HOLDS = Verdict.HOLDS
NOT_APPLICABLE = Verdict.NOT_APPLICABLE
NOT_MEANT = Verdict.NOT_MEANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A rule that does not hold: what of its points is lost, and what to say; `message` quotes the listing as it is."""

    severity: Severity
    lost: Decimal
    message: str
    fix: str


Outcome = Broken | Verdict
Check = Callable[[AuditedListing], Outcome]


class Sureness(Enum):
    """Where a rule was read: in a page of Amazon's or in code, in somebody else's account of it, or decided here."""

    READ = "V"
    SECONDARY = "S"
    DECIDED = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    `points` are what it counts of a hundred, `severities` how bad its findings can be, the worst first. It is in force
    from `since` to `until`, both included, in every store but `not_in` (codes), for media only where `for_media`. Of
    rows with one id the last that is in force for a listing counts: a new policy is a new row with a higher `version`,
    and the old one stays. `source` names where it was read (`core.audit.sources`).
    """

    id: str
    says: str
    points: int
    severities: tuple[Severity, ...]
    check: Check
    source: str
    sureness: Sureness
    since: date | None = None
    until: date | None = None
    not_in: frozenset[str] = frozenset()
    for_media: bool = True
    version: int = 1

    def in_force(self, listing: AuditedListing) -> bool:
        """Whether the rule is meant for this listing, on the day that counts."""
        is_meant = listing.market not in self.not_in and (self.for_media or not listing.is_media)
        return is_meant and self.is_dated(listing.as_of)

    def is_dated(self, day: date) -> bool:
        """Whether a day lies in the time for which the rule was made."""
        return not ((self.since and day < self.since) or (self.until and day > self.until))


def broken(severity: Severity, lost: Decimal | float, message: str, fix: str) -> Broken:
    """A finding; `lost` is rounded to hundredths of a point."""
    return Broken(severity=severity, lost=Decimal(str(lost)).quantize(Decimal("0.01")), message=message, fix=fix)


def quoted(items: tuple[str, ...] | list[str], most: int = 3) -> str:
    """A few of what was found, in quotes."""
    shown = ", ".join(f"“{item}”" for item in items[:most])
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown
