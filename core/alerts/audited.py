"""The version of a listing that an audit rule judges, what differs from the one before, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from core.audit.pictures import BY_EYE
from core.audit.report import Finding as Fault
from core.audit.report import Report
from core.audit.revision import failing, newly_failing
from core.audit.rule import Severity

_EYES, _BEST = "eyes", "best"
_SEVERITIES: Final = frozenset(Severity.__members__)


@dataclass(frozen=True, slots=True)
class Version:
    """A listing by a rulebook: where it is the same, so is the score.

    `words` is a checksum of what is audited, `rules` the edition of the rules, `eyes` a checksum of what was seen of
    the images (empty: they were not looked at). `fails` are the rules that it fails, and `best` the best score with
    what was seen since the rule last spoke. Written ``1a2b 0c4d5e6f7a8b B06=BLOCK T02=ERROR best=85 eyes=3c4d``.
    """

    words: str = ""
    rules: str = ""
    eyes: str = ""
    best: int | None = None
    fails: Mapping[str, str] = field(default_factory=dict, hash=False)

    @classmethod
    def read(cls, text: str | None) -> "Version":
        """The inverse of `str`; of nothing, a version that no listing has."""
        words, rules, *rest = (text or " ").split(" ")
        known = dict(one.split("=") for one in rest)
        fails = {rule: how for rule, how in known.items() if how in _SEVERITIES}
        best = known.get(_BEST)
        return cls(words, rules, known.get(_EYES, ""), None if best is None else int(best), fails)

    def __str__(self) -> str:
        known = dict(self.fails)
        known |= {_BEST: str(self.best)} if self.best is not None else {}
        known |= {_EYES: self.eyes} if self.eyes else {}
        return " ".join((self.words, self.rules, *(f"{name}={value}" for name, value in sorted(known.items()))))

    def is_scored_as(self, other: "Version") -> bool:
        """Whether the other is the same words by the same rules, with nothing seen that was not seen before."""
        return (self.words, self.rules) == (other.words, other.rules) and other.eyes in {"", self.eyes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A version as it was judged: by what its page says, and, where its images were looked at, by those as well."""

    known: Version
    now: Version
    page: Report
    seen: Report | None

    @property
    def full(self) -> Report:
        """By all that is known."""
        return self.seen or self.page

    @property
    def is_first_sight(self) -> bool:
        """Whether the images differ from before for no other reason than that somebody has looked at them."""
        return self.known.best is None or (self.by_same_words and self.known.eyes != "")

    @property
    def by_same_words(self) -> bool:
        """Whether the listing is the one that was judged before."""
        return self.known.words == self.now.words

    @property
    def by_rules_alone(self) -> bool:
        """Whether nothing but the rulebook has changed."""
        return self.by_same_words and self.known.rules != self.now.rules

    @property
    def fresh(self) -> tuple[Fault, ...]:
        """What fails now and did not; of what nobody had looked at before, nothing is known to be new."""
        found = newly_failing(self.known.fails, self.full)
        return tuple(one for one in found if not (self.is_first_sight and one.rule.id in BY_EYE))

    @property
    def best(self) -> int | None:
        """The best score with what was seen, counted anew at the first sight of it."""
        scores = [] if self.seen is None else [self.seen.score]
        before = [] if self.known.best is None or (scores and self.is_first_sight) else [self.known.best]
        return max((*scores, *before), default=None)

    def remembered(self, best: int | None) -> Version:
        """What is kept of it: while new images are unseen, what the last ones failed at stays."""
        unseen = {} if self.seen else {rule: how for rule, how in self.known.fails.items() if rule in BY_EYE}
        return replace(self.now, best=best, fails={**unseen, **failing(self.full)})
