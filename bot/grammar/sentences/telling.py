"""Actions that change what is watched and what is told of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify
from bot.grammar.sentences import timing
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.conditions import metrics_in, wanted
from bot.grammar.sentences.scene import Scene
from bot.grammar.sentences.targets import Target
from bot.grammar.sentences.terms import Kind, Term
from core.watching.rule import Condition

_REMARKS: Final = frozenset({"its", "it is", "thats", "this is", "theyre", "c est", "es", "e", "ist", "das ist"})
_REASONS: Final = frozenset({"because", "cuz", "coz", "weil", "porque", "parce que", "perche", "since the", "pois"})
_OF_A_KIND: Final = frozenset({"a", "an", "on", "too", "so", "currently", "always", "ein", "une", "un", "una", "um"})
_MESSAGES: Final = frozenset({"通知", "アラート"})
# What is said to somebody who talks, or of all that is told.
_STILL_WORDS: Final = (
    "hush shush shut quiet pipe zip stfu no nothing notifications pings alerts all alle toutes tous todas todos tutte "
    "tutti ruhe chut callate zitto 静かにして 黙って"
)
_STILL: Final = frozenset(_STILL_WORDS.split())
_METRIC_OF: Final = {"stars": "rating", "count": "reviews", "rank": "bsr"}
_MERE: Final = frozenset({Kind.VERB, Kind.OPEN, Kind.BREAK, Kind.BOT, Kind.AND})


def track(scene: Scene) -> Action | None:
    """Products to watch, with all that was said about how; of what is watched already, new rules."""
    clause, target = scene.clause, scene.target
    if not target and not target.said and not scene.clause.has(Kind.PRODUCT) and _is_other_talk(scene):
        return None
    if target.missing or not target or clause.has(Kind.PRONOUN, "rest"):
        return Clarify(target.missing or "product")
    rules = wanted(_told(clause), scene.market, alone=False)
    if target.group:  # “watch for new sellers on all our products”
        alike = rules.rules and not rules.incomplete
        return scene.needs(lambda products: meaning.Alert(products, rules.rules)) if alike else Clarify("product")
    if rules.incomplete:
        return Clarify("value")
    role, named = scene.role, clause.first(Kind.LIST)
    return meaning.Track(
        products=target.products,
        rules=rules.rules,
        role=role.name if role else None,
        list=named.name if named else None,
        every=timing.interval(clause.terms),
    )


def _is_other_talk(scene: Scene) -> bool:
    """Whether what is to be followed is no product: “watch the game”, “track your steps with FitWatch”."""
    return scene.unknown > 0 and (scene.others or (scene.unknown > 1 and not scene.strange))


def tell(scene: Scene) -> Action | None:
    """Rules on what is watched."""
    rules = wanted(_told(scene.clause), scene.market)
    if not rules.rules and not rules.incomplete:
        return _vague(scene)
    if any(rule.metric == "undercut" for rule in rules.rules) and not rules.incomplete:
        return _undercut(scene, rules.rules)
    if scene.target.missing or not scene.target:
        return _nobodys(scene) or Clarify(scene.target.missing or "product")
    if rules.incomplete:
        return Clarify("value")
    every = timing.interval(scene.clause.terms)
    if every and scene.fresh and scene.target.products == scene.fresh:
        return meaning.Track(
            products=scene.fresh, rules=rules.rules, every=every
        )  # “… look every hour and tell me when …”
    return scene.needs(lambda products: meaning.Alert(products, rules.rules))


def _undercut(scene: Scene, rules: tuple[Condition, ...]) -> Action:
    """It is a competitor who undercuts: the one that is spoken of, else any; a product of our own undercuts nobody."""
    if scene.target.missing == "which" or (scene.target.missing and scene.target.said):
        return Clarify(scene.target.missing)
    if (not scene.target.said and not scene.fresh) or scene.target.group in {"own", "all"}:
        alone = all(rule.metric == "undercut" for rule in rules)
        return meaning.Alert("competitor", rules) if alone else Clarify("action")
    own = {one.product for one in scene.context.entries if one.role == "own"}
    if own.intersection(scene.target.products):
        return Clarify("action")
    return scene.needs(lambda products: meaning.Alert(products, rules))


def _vague(scene: Scene) -> Action | None:
    """Something is to be told, but not what."""
    if scene.target.missing == "which" and scene.target.said:
        return Clarify("which")
    if scene.clause.terms[-1].kind is Kind.IF:
        return Clarify("value")
    if scene.unknown == 0 and any("al" in term.text.split()[-1][:2] for term in scene.clause.all(Kind.VERB)):
        return Clarify("value")
    if all(term.kind in _MERE for term in scene.clause.terms) and not scene.target:
        return Clarify("product")
    named = scene.target.said and (scene.clause.all(Kind.PRODUCT, Kind.GROUP, Kind.LIST) or scene.unknown == 0)
    return Clarify("value") if named or scene.clause.has(Kind.NOUN) else None


def _nobodys(scene: Scene) -> Action | None:
    """Talk that only looks like a rule: “tell me if the client changes his mind”."""
    exact = scene.clause.all(Kind.EVENT, Kind.METRIC, Kind.VALUE)
    return None if exact or not scene.unknown or scene.target.said else meaning.Nothing()


def _told(clause: Clause) -> Sequence[Term]:
    """The terms that rules are read from: without the interval of looks."""
    terms = _without_remark(timing.without_interval(clause.terms))
    verb = next((at for at, term in enumerate(terms) if term.is_(Kind.VERB, "track")), 0)
    if any(term.kind in {Kind.IF, Kind.VALUE, Kind.METRIC} for term in terms[:verb]):
        return terms
    return terms[verb:]  # “found a cheaper one, add it” names no rule


def _without_remark(terms: Sequence[Term]) -> Sequence[Term]:
    """The terms up to what is only said of the product: “watch B0…, it's a lightning deal”."""
    for at, term in enumerate(terms):
        after = terms[at + 1] if at + 1 < len(terms) else None
        if term.text in _REASONS and at:
            return terms[:at]
        if term.text in _REMARKS and at and terms[at - 1].kind is Kind.BREAK and after and after.text in _OF_A_KIND:
            return terms[:at]
    return terms


def alert_off(scene: Scene) -> Action | None:
    """Rules taken away, of the metrics that are named or all."""
    named = metrics_in(scene.clause.terms) or tuple(dict.fromkeys(filter(None, map(_measured, scene.clause.terms))))
    if scene.fresh and scene.target.products == scene.fresh:
        return None  # “watch it, I don't need price alerts”
    return scene.needs(lambda products: meaning.AlertOff(products, named))


def _measured(term: Term) -> str:
    """The metric of an amount: “remove the 20 dollar alert”."""
    money = term.kind is Kind.VALUE and (term.unit == "$" or term.unit.isupper())
    return "price" if money else _METRIC_OF.get(term.unit, "") if term.kind is Kind.VALUE else ""


def untrack(scene: Scene) -> Action | None:
    """Products to be watched no more."""
    return scene.needs(meaning.Untrack)


def no_track(scene: Scene) -> Action | None:
    """“Don't track it” ends what is watched; of what is not, it asks nothing."""
    watched = {one.product for one in scene.context.entries}
    if scene.target.products and set(scene.target.products) <= watched and scene.clause.has(Kind.PRODUCT):
        return meaning.Untrack(scene.target.products)
    return None


def mute(scene: Scene) -> Action | None:
    """A silence, for a while or until a moment."""
    if scene.clause.has(Kind.ASK, "?") and scene.clause.has(Kind.VERB, "quiet"):
        return None  # “all quiet today?”
    none = any(term.text.startswith("no ") for term in scene.clause.all(Kind.VERB))
    if scene.fresh and (none or any(term.text == "anything" for term in scene.clause.all(Kind.GROUP))):
        return None  # “track it, but don't alert me on anything yet”, “track it, no alerts for now”
    if not scene.target.said and not scene.target and _hushes(scene):
        scene = replace(scene, target=Target(group="all"))
    if scene.target.missing or not scene.target:
        return Clarify(scene.target.missing or "product")
    end = timing.silence(scene.clause.terms, scene.context)
    if end is None:
        return Clarify("value")
    hours, until = end
    metrics = _resting(scene.clause)
    return scene.needs(lambda products: meaning.Mute(products, hours, until, metrics))


def _hushes(scene: Scene) -> bool:
    """Whether it is us who are to be still, and not some product: “hush until 7:30”, “no more pings at all”."""
    words = {word for term in scene.clause.all(Kind.VERB, Kind.PREPOSITION) for word in term.text.split()}
    named = scene.clause.all(Kind.PRODUCT, Kind.PRONOUN, Kind.LIST, Kind.METRIC, Kind.EVENT, Kind.ASK)
    timed = scene.clause.all(Kind.SPAN, Kind.CLOCK, Kind.DAY)
    stretches = (tuple(some) for _, some in groupby(scene.clause.terms, lambda term: term.kind is Kind.BREAK))
    told = next((some for some in stretches if any(term.kind is Kind.VERB for term in some)), ())
    still = scene.clause.has(Kind.VERB, "quiet") or words & _STILL
    return bool(timed and still) and not named and not any(term.kind is Kind.UNKNOWN for term in told)


def _resting(clause: Clause) -> tuple[str, ...]:
    """The metrics whose rules alone are to rest: “mute the price alerts on the kettle for 4 hours”."""
    terms = clause.terms
    alerts = {at for at, term in enumerate(terms) if term.kind is Kind.NOUN or term.text in _MESSAGES}
    near = [term for at, term in enumerate(terms) if alerts & set(range(at - 3, at + 4))]
    return metrics_in(near)


def unmute(scene: Scene) -> Action | None:
    """The end of a silence."""
    return scene.needs(meaning.Unmute)
