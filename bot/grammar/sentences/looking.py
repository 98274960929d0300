"""Actions that show something: how products stand, what they did, how their listings could be better."""

from collections.abc import Sequence
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify
from bot.grammar.sentences import timing
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.conditions import metrics_in
from bot.grammar.sentences.scene import Scene
from bot.grammar.sentences.targets import Target, members, target_of
from bot.grammar.sentences.terms import Kind, Term

_PARTS: Final = ("title", "bullets", "description", "keywords", "images")
_CHARTED: Final = frozenset({"price", "bsr", "rating", "reviews"})


def show(scene: Scene) -> Action | None:
    """How products stand; of a group, the list."""
    clause, target = scene.clause, scene.target
    filtered = clause.first(Kind.FILTER)
    if not clause.has(Kind.PRODUCT) and not clause.has(Kind.PRONOUN):
        if filtered or clause.all(Kind.GROUP, Kind.LIST):
            return listed(scene)
        if clause.has(Kind.EVENT, "stock out") and not target.said:
            return meaning.ListWatched(filter="out_of_stock")
        if scene.strange and not clause.has(Kind.PAST) and _shows(clause):
            return Clarify("product")
        if scene.unknown or clause.has(Kind.PAST) or not clause.all(Kind.METRIC, Kind.EVENT, Kind.WHEN):
            return None
    if target.missing or not target:
        return Clarify(target.missing or "product")
    return meaning.Audit(target.value) if clause.has(Kind.METRIC, "audit") else meaning.Show(target.value)


def _shows(clause: Clause) -> bool:
    """Whether it is us who can show it: “what is the …” may be asked of anybody."""
    return not any(term.text.startswith("what") for term in clause.all(Kind.VERB))


def ask(scene: Scene) -> Action | None:
    """A yes or no question is one of ours where it is about a product."""
    clause = scene.clause
    about = clause.all(Kind.PRODUCT, Kind.PRONOUN)
    if not clause.has(Kind.ASK, "?") and not _asks_first(clause):
        return None
    if not about and (clause.has(Kind.FILTER) or (clause.has(Kind.EVENT, "stock out") and clause.has(Kind.GROUP))):
        return listed(scene)
    state = clause.all(Kind.METRIC, Kind.EVENT, Kind.WHEN, Kind.FILTER, Kind.ROLE)
    back = any(term.text == "back" for term in clause.terms)  # “is it back yet?”
    if not about or not (state or back or (clause.has(Kind.PRODUCT) and clause.has(Kind.ASK, "?"))):
        return None
    if _asks_of_another(clause):
        return None
    spare = 1 if clause.has(Kind.METRIC) and not clause.has(Kind.SUBJECT) else 0
    return None if scene.unknown > spare else show(scene)


def _asks_of_another(clause: Clause) -> bool:
    """“Did the designer send the images?” asks what somebody did whom nobody here knows."""
    verb = next((at for at, term in enumerate(clause.terms) if term.is_(Kind.VERB, "ask")), len(clause.terms))
    after = next((term for term in clause.terms[verb + 1 :] if term.kind not in {Kind.THE, Kind.FILLER}), None)
    return after is not None and after.kind is Kind.UNKNOWN


def _asks_first(clause: Clause) -> bool:
    """Whether the question's verb stands at its beginning: “is the tent back”, not “the tent is back”."""
    small = {Kind.GREETING, Kind.FILLER, Kind.AND, Kind.BREAK, Kind.OPEN, Kind.ASK, Kind.THANKS, Kind.BOT}
    first = next((term for term in clause.terms if term.kind not in small), None)
    return first is not None and first.is_(Kind.VERB, "ask")


def listed(scene: Scene) -> Action | None:
    """The watchlist, one list of it, or what passes a filter."""
    clause = scene.clause
    named, chosen = clause.first(Kind.LIST), clause.first(Kind.FILTER)
    group = next((one for one in clause.all(Kind.GROUP) if one.name != "all"), None)
    filtered = chosen or group or scene.role
    if clause.has(Kind.EVENT, "stock out"):
        return meaning.ListWatched(named.name if named else None, "out_of_stock")
    if scene.unknown > 1 and not named and not filtered:
        return None
    return meaning.ListWatched(named.name if named else None, filtered.name if filtered else None)


def chart(scene: Scene) -> Action | None:
    """A picture of a metric over some days."""
    named = next((one for one in metrics_in(scene.clause.terms) if one in _CHARTED), "price")
    days = timing.days_back(scene.clause.terms, scene.context)
    if not scene.target and not scene.target.said and scene.unknown:
        return Clarify("product") if scene.strange else None
    if scene.target.missing or not scene.target:
        return Clarify(scene.target.missing or "product")
    return meaning.Chart(_spelled_out(scene), named, days)


def compare(scene: Scene) -> Action | None:
    """Products side by side, or one beside its rivals."""
    target, clause = scene.target, scene.clause
    rivals = (
        scene.rivals
        or clause.has(Kind.GROUP, "competitor")
        or (clause.has(Kind.ROLE, "competitor") and len(target.products) < 2)
    )
    if rivals:
        one = target if target.products else target_of(Clause(clause.all(Kind.PRONOUN)), Target(), scene.context)
        return meaning.Compare((*one.products, "competitor")) if one.products else Clarify(one.missing or "product")
    if clause.has(Kind.PRONOUN) and len(target.products) == 1:
        spoken = scene.before.products or ((scene.context.focus,) if scene.context.focus else ())
        both = tuple(dict.fromkeys((*spoken, *target.products)))
        return meaning.Compare(both) if len(both) > 1 else Clarify("product")
    if not target and not target.said and scene.unknown:
        return None
    if target.missing or not target:
        return Clarify(target.missing or "product")
    products = _spelled_out(scene)
    if len(products) == 1 and scene.context.focus and scene.context.focus not in products:
        return meaning.Compare((scene.context.focus, *products))
    return meaning.Compare(products) if isinstance(products, str) or len(products) > 1 else Clarify("product")


def _spelled_out(scene: Scene) -> str | tuple[str, ...]:
    """A group as its products, where they are known."""
    if not scene.target.group:
        return scene.target.products
    found = tuple(one.product for one in members(scene.target.group, scene.context))
    return found or scene.target.group


def changes(scene: Scene) -> Action | None:
    """What changed lately, of what the clause names or of all."""
    days = timing.days_back(scene.clause.terms, scene.context)
    if scene.target.missing and (scene.target.said or scene.target.missing == "which"):
        return Clarify(scene.target.missing)
    there = _points(scene.clause) and bool(scene.target)
    said = (scene.target.said or there) and bool(scene.target) and scene.target.group != "all"
    if not said and scene.unknown > 1:
        return None
    return meaning.Changes(scene.target.value if said else None, days)


def _points(clause: Clause) -> bool:
    """“What changed there?” is about what was spoken of."""
    return any(term.text == "there" for term in clause.terms)


def optimize(scene: Scene) -> Action | None:
    """Better texts for a listing, or for the parts that are named."""
    parts = parts_in(scene.clause)
    if not scene.target.products and not scene.target.group and not scene.target.said and scene.unknown:
        return None
    if not (
        parts or scene.clause.all(Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP) or scene.clause.has(Kind.METRIC, "listing")
    ):
        return Clarify("product") if scene.unknown == 0 and len(scene.clause.all(Kind.VERB)) == 1 else None
    if scene.target.missing or not scene.target:
        return Clarify(scene.target.missing or "product")
    return meaning.Optimize(scene.target.value, parts)


def parts_in(clause: Clause) -> tuple[str, ...]:
    """The parts of a page that a clause names."""
    named = (one.name.partition(" ")[0] for one in clause.all(Kind.METRIC, Kind.PART, Kind.EVENT))
    return tuple(dict.fromkeys(name for name in named if name in _PARTS))  # “a new title” is an event elsewhere


def audit(scene: Scene) -> Action | None:
    """A judgement of listings."""
    if scene.target.missing or not scene.target:
        ours = scene.strange or scene.target.said or not (scene.unknown or scene.clause.has(Kind.SUBJECT))
        return Clarify(scene.target.missing or "product") if ours else None
    return meaning.Audit(scene.target.value)


def check(scene: Scene) -> Action | None:
    """A look at Amazon now."""
    if not scene.clause.all(Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP, Kind.LIST) and scene.unknown:
        return Clarify("product") if scene.strange and not scene.others else None
    return scene.needs(meaning.Check)


def rules(scene: Scene) -> Action | None:
    """The rules in force."""
    if scene.target.missing and scene.target.said:
        return Clarify(scene.target.missing)
    return meaning.Rules(scene.target.value if scene.target.said and scene.target else None)


def export(scene: Scene) -> Action | None:
    """A file of what is watched; “export taxes are rising” is other talk."""
    if scene.unknown and not scene.clause.all(
        Kind.FORMAT, Kind.OPEN, Kind.GROUP, Kind.SPAN, Kind.NOUN, Kind.PREPOSITION
    ):
        return None
    form = scene.clause.first(Kind.FORMAT) or next(
        (term for term in scene.clause.terms for name in ("xlsx", "json", "csv") if name in _formats(term)), None
    )
    return meaning.Export(_format(form), timing.days_back(scene.clause.terms, scene.context))


def _formats(term: Term) -> Sequence[str]:
    return [
        name
        for name, said in (
            ("xlsx", {"xlsx", "excel", "xls", "spreadsheet", "エクセル", "planilha", "tabelle", "tableur"}),
            ("json", {"json"}),
            ("csv", {"csv"}),
        )
        if any(word in term.text for word in said)
    ]


def _format(form: Term | None) -> str:
    return (_formats(form) or [form.name or "csv"])[0] if form else "csv"
