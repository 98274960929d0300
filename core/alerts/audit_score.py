"""Audit score: a listing that keeps fewer of Amazon's rules than it did, because of an edit or of the rules."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final
from zlib import crc32

from core.alerts.audited import Judged, Version
from core.alerts.distance import anchored, crossed, is_reached
from core.alerts.finding import Finding, Measure, Sight, Verdict, example_rule, found
from core.alerts.kind import Phrase, Takes
from core.audit.listing import AuditedListing
from core.audit.report import Finding as Fault
from core.audit.report import Report, audit
from core.audit.revision import edition
from core.audit.rule import Severity
from core.catalog.snapshot import Snapshot
from core.listed import listing_of
from core.messages import Tone
from core.watching.rule import Condition, Rule
from core.watching.watch import Role

AUDIT: Final = "audit"
BELOW: Final = "below"
_USUAL: Final = Decimal(5)
_UNIT: Final = "count"
_NAMED: Final = 3  # findings that an alert names


class AuditScore:
    """The score of the audit by rule (`core.audit`), in points of a hundred.

    The anchor is the best score by what the page says since the rule last spoke, its `about` the version that was
    scored last, with the best score by what was seen of the images too: each is compared with its like alone. It fires
    when either is the rule's distance below its best, when the listing is blocked by what did not block it before, and
    when new rules alone make it fail; with a mark, when all that is known comes to less.
    """

    metric: str = AUDIT
    noun: str = "audit score"
    names: tuple[str, ...] = (AUDIT,)
    phrases: tuple[Phrase, ...] = (
        Phrase("falls", ("falls", "drops", "drop", "score falls", "score drops", "score"), Takes.COUNT, _USUAL, _UNIT),
        Phrase(BELOW, ("below", "under", "<", "<=", "at-most"), Takes.COUNT, unit=_UNIT),
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
        known, now = Version.read(rule.about), self._version(sight)
        if known.is_scored_as(now) or not sight.after.listing.title:
            return Verdict(rule)
        page = self._report(sight, seen=False)
        if not page.is_enough:
            return Verdict(replace(rule, about=str(replace(now, best=known.best))))
        seen = self._report(sight, seen=True) if now.eyes else None
        one = Judged(known=known, now=now, page=page, seen=seen)
        return _against_mark(rule, sight, one) if rule.condition.when == BELOW else _against_best(rule, sight, one)

    def example(self) -> Finding:
        """A title that has grown too long."""
        rule = example_rule(Condition(AUDIT, "falls", _USUAL, _UNIT), "91")
        notes = ("T02: Title has 118 of at most 75 characters. Move what comes last to the item highlights",)
        fact = "Audit score fell"
        return found(rule, fact, Tone.WARNING, measure=Measure.COUNT, old="91", new="79", notes=notes)

    def _version(self, sight: Sight) -> Version:
        """The version that a look shows, worked out once for all who watch; what it fails is not known yet."""
        memo = sight.memo.setdefault(AUDIT, {})
        if not memo:
            memo["words"] = f"{crc32(repr(self.reading(sight.after)).encode()):x}"
            memo["rules"] = edition(sight.after.at.date())
            memo["eyes"] = f"{crc32(repr(sight.pictures).encode()):x}" if sight.pictures else ""
        return Version(memo["words"], memo["rules"], memo["eyes"])

    def _report(self, sight: Sight, *, seen: bool) -> Report:
        """What the audit comes to, with or without what was seen of the images; worked out once for all who watch."""
        memo = sight.memo[AUDIT]
        which, pictures = ("seen", sight.pictures) if seen else ("page", ())
        if which not in memo:
            memo[which] = self._score(listing_of(sight.after, sight.after.at.date(), pictures=pictures))
        report: Report = memo[which]
        return report


def _against_best(rule: Rule, sight: Sight, one: Judged) -> Verdict:
    score, at = Decimal(one.page.score), sight.after.at
    if rule.anchor is None:
        return Verdict(anchored(rule, score, at, str(one.remembered(one.best))))
    fell, fell_by_eye = Decimal(rule.anchor) - score, _fell_by_eye(one)
    blocked = [fault for fault in one.fresh if fault.severity is Severity.BLOCK]
    enough = rule.condition.value or _USUAL
    if not (max(fell, fell_by_eye) >= enough or blocked or (one.fresh and one.by_rules_alone)):
        about = str(one.remembered(one.best))
        return Verdict(anchored(rule, score, at, about) if fell < 0 else replace(rule, about=about))
    # What is told while new images are unseen is not told again when they have been looked at.
    best = one.known.best - max(0, int(fell)) if one.known.best is not None else None
    after = anchored(rule, score, at, str(one.remembered(one.seen.score if one.seen else best)))
    is_by_eye = fell_by_eye >= max(fell, Decimal(1))
    old, new = (one.known.best, one.full.score) if is_by_eye else (rule.anchor, one.page.score)
    return Verdict(after, _finding(rule, sight, _fact(one, blocked), one, old=old, new=new))


def _fell_by_eye(one: Judged) -> Decimal:
    """How far the score with what was seen of the images is below the best such score."""
    if one.seen is None or one.known.best is None or one.is_first_sight:
        return Decimal(0)
    return Decimal(one.known.best - one.seen.score)


def _against_mark(rule: Rule, sight: Sight, one: Judged) -> Verdict:
    """A mark is not left again by images that nobody has looked at yet."""
    score, about = Decimal(one.full.score), str(one.remembered(one.best))
    is_above = not is_reached(rule.condition, score)
    if is_above and one.seen is None and one.known.best is not None:
        return Verdict(replace(rule, about=about))
    after, fires = crossed(rule, score, sight.after.at)
    fact = "Audit score is below your mark"
    finding = _finding(rule, sight, fact, one, old=rule.anchor, new=score) if fires else None
    # Above the mark it is kept where it stood last, for the day on which it falls.
    after = anchored(after, score, sight.after.at, about) if is_above else replace(after, about=about)
    return Verdict(after, finding)


def _fact(one: Judged, blocked: Sequence[Fault]) -> str:
    if one.by_rules_alone:
        ids = ", ".join(fault.rule.id for fault in one.fresh)
        return f"New rules find it wrong ({ids}); audit score" if ids else "Audit score fell by new rules"
    return f"Blocked by {', '.join(one.rule.id for one in blocked)}; audit score" if blocked else "Audit score fell"


def _finding(rule: Rule, sight: Sight, fact: str, one: Judged, *, old: object, new: object) -> Finding:
    """With what fails now and did not before; where that is nothing, with what weighs most."""
    named = sorted(one.fresh, key=lambda fault: -fault.severity)[:_NAMED] or one.full.gains(_NAMED)
    notes = tuple(f"{fault.rule.id}: {fault.broken.message}. {fault.broken.fix}" for fault in named)
    severity = Tone.INFO if sight.role is Role.COMPETITOR else Tone.WARNING
    return found(rule, fact, severity, measure=Measure.COUNT, old=old, new=new, notes=notes)
