"""Rules in the making: which words of a clause belong to one rule."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from bot.grammar.sentences.terms import Kind, Term

LEVELS: Final = frozenset({"below", "above"})
MOVES: Final = frozenset({"drops", "rises", "changes", "improves", "worsens", "by"})
# What each metric can do; a word for a move is turned into the metric's own.
CAN: Final = {
    "price": LEVELS | {"drops", "rises", "changes", "new_low"},
    "bsr": LEVELS | {"improves", "worsens", "changes"},
    "rating": LEVELS | {"drops", "rises", "changes"},
    "reviews": {"above", "rises", "drops", "changes"},
    "stock": {"out", "back", "low", "changes"},
    "buybox": {"lost", "won", "changes"},
    "seller": {"new"},
    "listing": {"changes", "gone"},
    "audit": {"below", "falls"},
    "undercut": {"by"},
}
_LONG_DAYS: Final = {"thisweek": 7, "thismonth": 30, "thisquarter": 90, "thisyear": 365}
_OF_PAGE: Final = frozenset({"title", "bullets", "images"})
_BOX: Final = frozenset({"lost", "won"})
_SIMPLE: Final = frozenset({"buybox", "stock"})  # where the mere name says to tell of its changes
AS: Final = {
    ("bsr", "drops"): "worsens", ("bsr", "rises"): "improves", ("price", "improves"): "drops",
    ("price", "worsens"): "rises", ("rating", "improves"): "rises", ("rating", "worsens"): "drops",
    ("reviews", "improves"): "rises", ("reviews", "worsens"): "drops", ("stock", "drops"): "low",
    ("stock", "new"): "back", ("seller", "changes"): "new", ("seller", "rises"): "new", ("price", "new"): "changes",
    ("audit", "drops"): "falls", ("audit", "worsens"): "falls", ("audit", "changes"): "falls",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A rule in the making; `first` tells a `when` that was said before its metric."""

    metric: str = ""
    when: str = ""
    value: Term | None = None
    top: bool = False
    either: bool = False  # “reaches”: from below or above, as the metric has it
    move: str = ""  # what was said before a threshold: “drops more than 5 %”
    wants: bool = True  # whether a metric may still follow


@dataclass(slots=True)
class Draughtsman:
    """Goes through the terms of a clause and gathers rules."""

    done: list[Draft] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)  # metrics whose `when` is yet to come
    held: Term | None = None  # a value whose `when` is yet to come
    span: Term | None = None  # “a 60-day low”
    bare: Term | None = None  # a number that nothing asked for: it may yet be a share of “and down”
    named: bool = False  # whether a product was named just before
    about_page: bool = False  # “the kettle listing” may only be the kettle
    on_page: bool = False  # whether “listing” was the word before: it only tells whose images
    joint: bool = False  # whether a conjunction or a comma stands between the last rule and here
    prompted: bool = False  # whether “at” or “for” stood before
    targeted: bool = False  # whether a target was spoken of: its number is a price

    def take(self, term: Term, following: Sequence[Term]) -> None:
        """Go on by one term."""
        match term.kind:
            case Kind.EVENT:
                self._event(term)
            case Kind.METRIC:
                self.about_page = term.name == "listing" and self.named
                if not (self.about_page and self._tells_part()):
                    self._metric(term)
            case Kind.WHEN:
                self._when(term)
            case Kind.VALUE:
                self._value(term, following)
            case Kind.SPAN:
                self._span(term)
            case Kind.DAY if term.name in _LONG_DAYS:
                self._span(replace(term, number=Decimal(_LONG_DAYS[term.name] * 1440)))
            case Kind.ORMORE | Kind.ORLESS:
                self._or(term)
            case Kind.PAST if term.text in _BOX and self._speaks_of("buybox"):
                self._event(replace(term, name=f"buybox {term.text}"))
            case Kind.IF | Kind.BREAK | Kind.AND:
                self.joint = True
                if self.about_page and self.done and self.pending[-1:] == ["listing"]:
                    self.pending.pop()
                if term.kind is not Kind.AND:
                    self._close()
            case Kind.CORRECTION:
                self.prompted = True  # “make it 35”
                return
            case Kind.NOUN:
                self.targeted = self.targeted or term.text.startswith("target")
            case Kind.PREPOSITION | Kind.FILLER:
                self.prompted = term.name in {"at", "for", "to"}
                return
            case _:
                pass
        self.prompted = False
        self.named = term.kind is Kind.PRODUCT
        self.on_page = term.is_(Kind.METRIC, "listing") and self.pending[-1:] == ["listing"]

    def finish(self) -> list[Draft]:
        """What was gathered; metrics that nothing was said of change."""
        if self.held is not None:
            self._open("", self.held)
        last = self.done[-1].when if self.done else ""
        for metric in self.pending:
            when = last if last in CAN.get(metric, {"changes"}) and last not in LEVELS else ""
            if when or not self.done or metric not in CAN or metric in _SIMPLE:
                self.done.append(Draft(metric, when))
        return self.done

    def _speaks_of(self, metric: str) -> bool:
        return metric in self.pending or (bool(self.done) and self.done[-1].metric == metric)

    def _event(self, term: Term) -> None:
        metric, _, when = term.name.partition(" ")
        value, self.held = self.held, None
        if value is not None and when not in MOVES and self.joint:
            self._open("", value)  # “at 39.99 and when it is out of stock”
        if self.done and self.done[-1].metric == "" and self.done[-1].when == when and self.done[-1].value is None:
            self.done.pop()
        if when == "new_low" and self.done and self.done[-1].when in LEVELS and self.done[-1].value is None:
            self.done.pop()
        if value is None and self.done and _is_share(self.done[-1]) and when in MOVES:
            value = self.done.pop().value  # “5 % or more off”
        self.pending = [one for one in self.pending if one != metric]
        self.done.append(Draft(metric, when, value if when in MOVES else None, wants=False))
        if when == "new_low" and self.span is not None:
            self._span(self.span)
        self.joint = False

    def _tells_part(self) -> bool:
        """“The bullets on the press page”: a part of the page is what is meant."""
        return bool(_OF_PAGE.intersection([*self.pending, *(draft.metric for draft in self.done)]))

    def _metric(self, term: Term) -> None:
        if term.name in _OF_PAGE and self.on_page:
            self.pending.pop()  # “their new listing images”
        last = self.done[-1] if self.done else None
        counted = last is not None and last.value is not None and last.value.unit in {"stars", "count", ""}
        done = self.joint and last is not None and last.value is not None  # “below 12 or rank …”: of another rule
        if last and last.wants and not done and not last.metric and (counted or fits(term.name, last.when)):
            last.metric = term.name
        else:
            self.pending.append(term.name)

    def _when(self, term: Term) -> None:
        when = {"top": "below", "hits": "below", "notop": "above", "either": "changes"}.get(term.name, term.name)
        if when in LEVELS and "rating" in self.pending and term.text.split()[-2:-1] in (["better"], ["worse"]):
            when = "above" if "better" in term.text else "below"  # unlike a rank, a better rating is a higher one
        if when == "new" and not self.pending:
            return
        if not self.pending and self._continues(when, top="top" in term.name, either=term.name == "either"):
            return
        fitting = [metric for metric in self.pending if fits(metric, when)]
        value, self.held, self.bare = self.held or self.bare, None, None
        for metric in fitting or [""]:
            self.done.append(Draft(metric, when, value, top="top" in term.name, either=term.name == "hits"))
        self.pending, self.joint = [], False

    def _continues(self, when: str, *, top: bool, either: bool) -> bool:
        """Whether a word only goes on with the rule before it: “drops below”, “below 20 falls”."""
        last = self.done[-1] if self.done else None
        if last is None:
            return False
        if last.value is not None and last.when == when == "changes" and (not self.joint or either):
            return True  # “5 % either way”
        if last.value is not None and not last.when and when in MOVES:
            last.when = when  # “a 15 buck drop or bigger”
            return True
        if last.value is not None and last.value.unit == "%" and last.when in LEVELS | {""} and when in MOVES:
            last.when = when  # “um mehr als 5 % steigt”
            return True
        if last.value is not None:
            return not self.joint and (last.when, when) in {("below", "drops"), ("above", "rises")}
        if when in LEVELS and last.when in MOVES and not self.joint:
            last.move, last.when, last.top, self.pending = last.when, when, top, []
            return True
        if when in LEVELS and last.when in LEVELS:
            last.when, last.top = when, top or last.top
            return True
        return last.when in LEVELS and when in MOVES

    def _value(self, term: Term, following: Sequence[Term]) -> None:
        last = self.done[-1] if self.done else None
        if last and last.value is None and last.when in LEVELS | MOVES and not self.pending:
            for draft in self.done[::-1]:
                if draft.when != last.when or draft.value is not None:
                    break
                draft.value = term
        elif any(one.kind in {Kind.ORMORE, Kind.ORLESS} for one in following[:2]):
            self._open("", term)
        elif term.unit or self.prompted or self.pending or self.targeted:
            self.held = term
        else:
            self.bare = term

    def _span(self, term: Term) -> None:
        self.span = term
        last = self.done[-1] if self.done else None
        if last and last.when == "new_low" and term.number is not None:
            last.value = replace(term, number=max(Decimal(1), term.number / 1440), unit="days")

    def _or(self, term: Term) -> None:
        last = self.done[-1] if self.done else None
        self.held, self.bare = self.held or self.bare, None
        if self.held is not None and (last is None or last.value is not self.held):
            self._open("", self.held)
            last = self.done[-1]
        if (
            last
            and last.when == "drops"
            and term.kind is Kind.ORLESS
            and last.value is not None
            and last.value.unit != "%"
        ):
            last.metric, last.when = last.metric or "price", "below"  # “falls to 42 or lower”
        if last and not last.when:
            more = term.kind is Kind.ORMORE
            last.when = "above" if more else "below"

    def _open(self, when: str, value: Term) -> None:
        metric = self.pending.pop() if self.pending else ""
        self.done.append(Draft(metric, when, value))
        self.held = None

    def _close(self) -> None:
        if self.done:
            self.done[-1].wants = self.done[-1].wants and not self.done[-1].value and not self.done[-1].metric


def _is_share(draft: Draft) -> bool:
    """Whether only a share was said so far, of something that is yet to move."""
    return not draft.metric and draft.when in LEVELS and draft.value is not None and draft.value.unit == "%"


def fits(metric: str, when: str) -> bool:
    """Whether a metric can do what a word says, be it under another name."""
    return (metric, when) in AS or when in CAN.get(metric, {"changes"}) or (when == "below" and metric == "reviews")
