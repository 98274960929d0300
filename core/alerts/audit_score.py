"""Audit score: a listing that keeps fewer of Amazon's rules than it did, because of an edit or of the rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final
from zlib import crc32

from core.alerts.distance import anchored
from core.alerts.finding import Finding, Measure, Sight, Verdict, example_rule, found
from core.alerts.kind import Phrase, Takes
from core.audit.listing import AuditedListing
from core.audit.report import Finding as Fault
from core.audit.report import Report, audit
from core.audit.revision import edition, failing, newly_failing
from core.audit.rule import Severity
from core.catalog.snapshot import Snapshot
from core.listed import listing_of
from core.messages import Tone
from core.watching.rule import Condition, Rule
from core.watching.watch import Role

AUDIT: Final = "audit"
_USUAL: Final = Decimal(5)
_UNIT: Final = "count"
_NAMED: Final = 3  # findings that an alert names


@dataclass(frozen=True, slots=True)
class _Version:
    """A listing by a rulebook: a checksum of what is audited, the edition of the rules, and the rules that it fails.

    Written ``1a2b 0c4d5e6f7a8b B06=BLOCK T02=ERROR``: where words and rules are the same, so is the score.
    """

    words: str = ""
    rules: str = ""
    fails: Mapping[str, str] = field(default_factory=dict, hash=False)

    @classmethod
    def read(cls, text: str | None) -> "_Version":
        """The inverse of `str`; of nothing, a version that no listing has."""
        words, rules, *fails = (text or " ").split(" ")
        return cls(words, rules, dict(one.split("=") for one in fails))

    def __str__(self) -> str:
        return " ".join((self.words, self.rules, *(f"{rule}={how}" for rule, how in sorted(self.fails.items()))))

    def has_score_of(self, other: "_Version") -> bool:
        """Whether both are the same words by the same rules."""
        return (self.words, self.rules) == (other.words, other.rules)


class AuditScore:
    """The score of the audit by rule (`core.audit`), in points of a hundred.

    The anchor is the best score since the rule last spoke, its `about` the version that was scored last. It fires when
    the score is the rule's distance below the anchor, when the listing is blocked by what did not block it before, and
    when new rules alone make it fail.
    """

    metric: str = AUDIT
    noun: str = "audit score"
    names: tuple[str, ...] = (AUDIT,)
    phrases: tuple[Phrase, ...] = (
        Phrase("falls", ("falls", "drops", "drop", "score falls", "score drops", "score"), Takes.COUNT, _USUAL, _UNIT),
    )
    defaults: tuple[Condition, ...] = ()
    settled_by: tuple[str, ...] = (
        *("title", "highlights", "bullets", "description"),
        *("brand", "category_path", "images", "has_aplus", "has_video"),
    )
    is_recorded: bool = True

    def __init__(self, score: Callable[[AuditedListing], Report] = audit) -> None:
        self._score = score

    def reading(self, snapshot: Snapshot) -> object:
        """What a listing is audited by."""
        seen = snapshot.listing
        words = (seen.title, seen.highlights, seen.bullets, seen.description)
        return (*words, seen.brand, seen.category_path, seen.images, seen.has_aplus, seen.has_video)

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """No score is worked out to see how near an alert is: it would be, at every look."""
        return None

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Score what differs from what was scored last; of what too little is known for a score, nothing is said."""
        known, now = _Version.read(rule.about), self._version(sight)
        if known.has_score_of(now) or not sight.after.listing.title:
            return Verdict(rule)
        report = self._report(sight)
        if not report.is_enough:
            return Verdict(replace(rule, about=str(now)))
        score, at, now = Decimal(report.score), sight.after.at, replace(now, fails=failing(report))
        if rule.anchor is None:
            return Verdict(anchored(rule, score, at, str(now)))
        by_rules_alone = known.words == now.words
        fresh = newly_failing(known.fails, report)
        blocked = [one for one in fresh if one.severity is Severity.BLOCK]
        fell = Decimal(rule.anchor) - score >= (rule.condition.value or _USUAL)
        if not (fell or blocked or (fresh and by_rules_alone)):
            return Verdict(_unspoken(rule, score, sight, now))
        fact = _fact(fresh, blocked, by_rules_alone=by_rules_alone)
        return Verdict(anchored(rule, score, at, str(now)), _finding(rule, sight, fact, report, fresh))

    def example(self) -> Finding:
        """A title that has grown too long."""
        rule = example_rule(Condition(AUDIT, "falls", _USUAL, _UNIT), "91")
        notes = ("T02: Title has 118 of at most 75 characters. Move what comes last to the item highlights",)
        fact = "Audit score fell"
        return found(rule, fact, Tone.WARNING, measure=Measure.COUNT, old="91", new="79", notes=notes)

    def _version(self, sight: Sight) -> _Version:
        """The version that a look shows, worked out once for all who watch; what it fails is not known yet."""
        memo = sight.memo.setdefault(AUDIT, {})
        if not memo:
            memo["words"] = f"{crc32(repr(self.reading(sight.after)).encode()):x}"
            memo["rules"] = edition(sight.after.at.date())
        return _Version(memo["words"], memo["rules"])

    def _report(self, sight: Sight) -> Report:
        """What the audit comes to, worked out once for all who watch."""
        memo = sight.memo[AUDIT]
        if "report" not in memo:
            memo["report"] = self._score(listing_of(sight.after, sight.after.at.date()))
        report: Report = memo["report"]
        return report


def _unspoken(rule: Rule, score: Decimal, sight: Sight, version: _Version) -> Rule:
    """Nothing is told; a better score is what is measured from now on."""
    if score > Decimal(rule.anchor or 0):
        return anchored(rule, score, sight.after.at, str(version))
    return replace(rule, about=str(version))


def _fact(fresh: Sequence[Fault], blocked: Sequence[Fault], *, by_rules_alone: bool) -> str:
    if by_rules_alone:
        ids = ", ".join(one.rule.id for one in fresh)
        return f"New rules find it wrong ({ids}); audit score" if ids else "Audit score fell by new rules"
    return f"Blocked by {', '.join(one.rule.id for one in blocked)}; audit score" if blocked else "Audit score fell"


def _finding(rule: Rule, sight: Sight, fact: str, report: Report, fresh: Sequence[Fault]) -> Finding:
    """With what fails now and did not before; where that is nothing, with what weighs most."""
    named = sorted(fresh, key=lambda one: -one.severity)[:_NAMED] or report.gains(_NAMED)
    notes = tuple(f"{one.rule.id}: {one.broken.message}. {one.broken.fix}" for one in named)
    severity = Tone.INFO if sight.role is Role.COMPETITOR else Tone.WARNING
    return found(rule, fact, severity, measure=Measure.COUNT, old=rule.anchor, new=report.score, notes=notes)
