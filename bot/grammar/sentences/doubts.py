"""What speaks against acting on a clause: a denial, a condition or words of weight that no action took."""

from itertools import pairwise
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify, Nothing
from bot.grammar.sentences.calendar import WEEKDAYS
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.terms import Kind, Term

# What is done once and for all: of these a denial or a condition leaves nothing to do.
_PLAIN: Final = frozenset(
    {"track", "untrack", "mute", "unmute", "check", "optimize", "audit", "compare", "export", "quiet", "digest"}
)
_WHOLE: Final = frozenset({"mute", "alert_off", "unmute", "untrack", "check", "audit", "optimize", "export"})
_AT_ONCE: Final = frozenset({"check", "audit", "optimize", "export", "compare", "untrack"})
_UNMEASURED: Final = frozenset({"show", "untrack", "check", "audit", "optimize", "unmute"})
_ARTICLES: Final = frozenset({Kind.THE, Kind.PRONOUN})  # “la” is both
_TIMED: Final = frozenset({"mute", "chart", "changes", "check", "quiet"})
_OFTEN: Final = frozenset({"so often", "so frequently", "that often", "too often", "as often", "so much"})
_REPEATED: Final = frozenset({"chart", "export", "compare", "changes"})
_DAYS: Final = frozenset({"weekdays", "on weekdays", "weekends", "on weekends", "working hours", "business hours"})
_ARTICLE: Final = frozenset({"a", "an"})  # which may also be “every”: “once a day”
_NOW: Final = frozenset({"track", "unmute"})
_STARTS: Final = frozenset({"from", "starting", "after", "ab", "desde", "a partir de", "dal", "da", "des"})
_THAT: Final = frozenset({"that", "which", "who", "whose", "with", "where"})
_AHEAD: Final = ("tomorrow", "dayafter", "nextweek", "nextmonth", "weekend", *WEEKDAYS)
_CONTENT: Final = 3  # letters; shorter words that nobody knows are seldom what matters
_MEASURES: Final = frozenset({"below", "above", "drops", "rises"})
_SURE: Final = frozenset({"link", "asin"})
_CONDITIONS: Final = (Kind.EVENT, Kind.WHEN, Kind.VALUE)


def weighed(clause: Clause, intent: str, action: Action | None) -> Action | None:
    """The action, or a question where the clause says more than it does."""
    if action is None or isinstance(action, Nothing | Clarify):
        return action
    if _is_set_anew(clause, action):
        return Clarify("value")
    if _is_denied(clause, intent) or _depends(clause, intent, action) or _is_narrower(clause, intent, action):
        return Clarify("action")
    if _is_limited(clause, intent, action):
        return Clarify("action")
    if _is_another(clause, intent):
        return Clarify("product")
    if _strange(clause) > _bearable(clause, intent):
        return Clarify("action") if clause.all(Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP, Kind.LIST) else Nothing()
    return action


def _is_denied(clause: Clause, intent: str) -> bool:
    """Whether a denial stands in it that did not turn the intent: “we would not watch it for now”."""
    if intent not in {"track", "check", "optimize", "audit", "compare", "export"}:
        return False
    return any(term.kind is Kind.NOT and not _is_answer(clause, at) for at, term in enumerate(clause.asked))


def _is_set_anew(clause: Clause, action: Action) -> bool:
    """Whether “change” may ask for another value and no rule: “the alarm must be lower, please change”."""
    rules = getattr(action, "rules", None) or ()
    changing = {rule.metric for rule in rules if rule.when == "changes" and rule.value is None}
    return not clause.has(Kind.IF) and any(rule.metric in changing and rule.when in _MEASURES for rule in rules)


def _is_answer(clause: Clause, at: int) -> bool:
    """“No, track it”: a denial of something said before; “not ours, track it” tells whose it is."""
    following = clause.terms[at + 1 : at + 2]
    return any(
        one.kind in {Kind.BREAK, Kind.ADJECTIVE, Kind.GROUP, Kind.ROLE, Kind.METRIC, Kind.EVENT} for one in following
    )


def _depends(clause: Clause, intent: str, action: Action) -> bool:
    """Whether it is to be done only in some case: “remove it once it sells out”."""
    if intent == "alert_off" and clause.has(Kind.IF):
        return any(term.is_(Kind.VERB, "mute") and " " not in term.text for term in clause.terms)
    if intent not in _PLAIN or getattr(action, "rules", None) or not clause.has(Kind.IF):
        return False
    condition = clause.terms[next(at for at, term in enumerate(clause.terms) if term.kind is Kind.IF) + 1 :]
    return any(term.kind in {*_CONDITIONS, Kind.UNKNOWN, Kind.SUBJECT, Kind.METRIC} for term in condition)


def _is_narrower(clause: Clause, intent: str, action: Action) -> bool:
    """Whether less is asked for than would be done: “mute all cheaper than 20”, “all but stock”."""
    if intent in _WHOLE and any(term.is_(Kind.WHEN, "below", "above", "top") for term in clause.asked):
        return True
    if intent in _WHOLE and any(
        group.kind is Kind.GROUP and that.text in _THAT and said.kind in {*_CONDITIONS, Kind.SUBJECT, Kind.FILTER}
        for group, that, said in zip(clause.terms, clause.terms[1:], clause.terms[2:], strict=False)
    ):
        return True  # “mute all products that are out of stock”
    if intent in _WHOLE and any(term.text in _OFTEN for term in clause.terms):
        return True  # “stop checking it so often”
    spared = next((at for at, term in enumerate(clause.terms) if term.kind is Kind.EXCEPT), len(clause.terms))
    if intent in _WHOLE and any(term.kind in {Kind.METRIC, Kind.EVENT, Kind.NOUN} for term in clause.terms[spared:]):
        return True
    if isinstance(action, meaning.Export) and clause.has(Kind.FILTER):
        return True
    if intent == "alert_off" and sum(1 for term in clause.terms if term.kind is Kind.VALUE) > 1:
        return True  # “remove the 35 alert but leave the 30 one”
    return (
        isinstance(action, meaning.ListWatched) and action.filter is None and bool(clause.all(Kind.VALUE, Kind.METRIC))
    )


def _is_limited(clause: Clause, intent: str, action: Action) -> bool:
    """Whether a time is said that it would not keep to: “check it tomorrow at 9”, “mute it during the promotion”."""
    if intent in _AT_ONCE and any(term.kind is Kind.CLOCK or term.is_(Kind.DAY, *_AHEAD) for term in clause.asked):
        return True
    if intent in _REPEATED and (clause.has(Kind.FREQUENCY) or clause.has(Kind.PREPOSITION, "every")):
        return not any(term.kind is Kind.PREPOSITION and term.text in _ARTICLE for term in clause.terms)
    often = clause.has(Kind.FREQUENCY) and getattr(action, "rules", None)
    asked = clause.all(Kind.IF, Kind.WHEN, Kind.EVENT) or clause.has(Kind.VERB, "tell", "track", "check")
    if often and not asked:
        return True  # “the daily price at 9”
    if intent == "tell" and (clause.has(Kind.FREQUENCY) or any(one.text in _DAYS for one in clause.terms)):
        return True  # “only on weekdays tell me if …”
    if intent == "mute" and (any(one.text in _DAYS for one in clause.terms) or _begins_later(clause)):
        return True  # “no alerts on weekends”: each of them
    if intent in _NOW and clause.has(Kind.DAY, *_AHEAD) and not clause.all(Kind.IF, Kind.SPAN, Kind.FREQUENCY):
        return True  # “add it tomorrow”
    if any(getattr(action, key, None) for key in ("until", "hours", "days")):
        return False
    said = [term for term in clause.asked if term.kind not in {Kind.THE, Kind.FILLER}]
    return intent in _TIMED and any(
        (term.is_(Kind.PREPOSITION, "until", "since") or term.text == "during") and after.kind is Kind.UNKNOWN
        for term, after in pairwise(said)
    )


def _begins_later(clause: Clause) -> bool:
    """“Mute it from Friday” is no silence that begins now; “from now until Friday” is."""
    return not clause.has(Kind.PREPOSITION, "until", "to") and any(
        term.is_(Kind.PREPOSITION, "from") and term.text in _STARTS and after.kind in {Kind.DAY, Kind.CLOCK}
        for term, after in pairwise(clause.terms)
    )


def _is_another(clause: Clause, intent: str) -> bool:
    """Whether a number nobody took may belong to the name: “untrack the 1.5 l kettle” where only a 2 l one is known."""
    named = clause.all(Kind.PRODUCT)
    if intent in _UNMEASURED and named and named[0].name == "name" and clause.has(Kind.VALUE):
        return True
    # “Untrack the kettle and the hammock”, of which nobody knows the second.
    terms = clause.terms
    return intent in _WHOLE and any(
        first.kind is Kind.PRODUCT and second.kind is Kind.AND and third.kind in _ARTICLES and _has_weight(fourth)
        for first, second, third, fourth in zip(terms, terms[1:], terms[2:], terms[3:], strict=False)
    )


def _strange(clause: Clause) -> int:
    """How many words of weight nobody knows."""
    return sum(1 for term in clause.asked if _has_weight(term))


def _has_weight(term: Term) -> bool:
    return term.kind is Kind.UNKNOWN and len(term.text) > _CONTENT and term.text.isalpha()


def _bearable(clause: Clause, intent: str) -> int:
    """How many such words may stand beside a request: more where a product is named by its number or link."""
    return 2 if intent == "track" and any(term.name in _SURE for term in clause.all(Kind.PRODUCT)) else 1
