"""What a change of the rulebook means for a listing that did not change: a rule came into force, or was written anew.

What is published here for those who remember scores, and stays as it is:

    edition(day, rulebook=RULEBOOK) -> str                     the name of the rules in force on a day
    failing(report) -> Mapping[str, str]                       what to remember: rule id → "ERROR" or "BLOCK"
    newly_failing(before, after) -> tuple[Finding, ...]        what fails of `after` and did not before

Remember `edition(day)` and `failing(audit(listing))` with each version of a listing. Where the edition of today is
another one, audit the same version again: what is newly failing then is the rulebook's doing, not the seller's.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from core.audit.report import Finding, Report
from core.audit.rule import Rule, Severity
from core.audit.rulebook import RULEBOOK

_FAILS: Final = Severity.ERROR
_NAME_LENGTH: Final = 12


def edition(day: date, rulebook: Sequence[Rule] = RULEBOOK) -> str:
    """The name of the rules in force on a day: another one as soon as a rule or a word list differs."""
    rows = [f"{rule.id}/{rule.version}/{rule.points}" for rule in rulebook if rule.is_dated(day)]
    return hashlib.sha256("\n".join((*rows, _words())).encode()).hexdigest()[:_NAME_LENGTH]


def failing(report: Report) -> Mapping[str, str]:
    """The rules that call a listing wrong, ERROR or BLOCK, as text that can be kept."""
    return {one.rule.id: one.severity.name for one in report.findings if one.severity >= _FAILS}


def newly_failing(before: Mapping[str, str], after: Report) -> tuple[Finding, ...]:
    """What fails now and did not fail before, or not as badly; `before` as `failing` gave it, whoever kept it."""
    known = {rule: Severity[name] for rule, name in before.items() if name in Severity.__members__}
    return tuple(
        one for one in after.findings if one.severity >= _FAILS and one.severity > known.get(one.rule.id, Severity.INFO)
    )


@cache
def _words() -> str:
    """The word lists, as a digest: they are part of the rules."""
    lists = sorted(
        (file for file in files("core.audit.words").iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in lists)).hexdigest()
