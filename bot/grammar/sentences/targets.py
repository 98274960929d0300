"""Which products a clause is about: those it names, a group, or what was spoken of before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.grammar.meaning import Missing
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.context import Context, Entry
from bot.grammar.sentences.pointers import BROKEN, MISFIT
from bot.grammar.sentences.terms import Kind, Term

_NEAR: Final = 12  # terms that are looked back at
_OUT_OF: Final = frozenset({"from", "off", "out of", "of", "de", "del", "da", "dal", "aus", "von", "vom", "du"})
_TWO: Final = frozenset({"both", "beide", "beiden", "ambos", "ambas", "deux", "entrambi", "entrambe"})
_BY_NUMBER: Final = frozenset(
    {"untrack", "mute", "unmute", "show", "chart", "check", "audit", "optimize", "compare", "alert_off"}
)


@dataclass(frozen=True, slots=True)
class Target:
    """Products or a group; `missing` where they cannot be told; `said` whether the clause itself named them."""

    products: tuple[str, ...] = ()
    group: str = ""
    missing: Missing | None = None
    said: bool = True

    @property
    def value(self) -> str | tuple[str, ...]:
        """As an action has it."""
        return self.group or self.products

    def __bool__(self) -> bool:
        return bool(self.products or self.group)


NOBODY: Final = Target(said=False)


def target_of(clause: Clause, before: Target, context: Context, *, lists: bool = True) -> Target:
    """What a clause is about.

    `before` is what was spoken of last in the same message; `lists` tells whether a list's name may be meant.
    """
    terms = _unmistaken(_placed(clause.terms))
    cut = next((at for at, term in enumerate(terms) if term.kind is Kind.EXCEPT), len(terms))
    chosen = _chosen(terms[:cut], context, lists=lists)
    if chosen.group == "all" and _is_all_of_it(clause) and (before or context.focus):
        return _spoken_of(clause, before, context)
    if chosen.missing or not chosen:
        left_out = _chosen(terms[cut:], context, lists=lists)
        if cut < len(terms) and left_out and not chosen.missing and context.entries and _leaves(terms[cut]):
            return _without(Target(group="all"), left_out, context)
        return chosen if chosen.missing else _spoken_of(clause, before, context)
    left_out = _chosen(terms[cut:], context, lists=lists)
    if left_out.missing or (left_out and context.watchlist is None and chosen.group):
        return replace(left_out, missing=left_out.missing or "product")
    return _without(chosen, left_out, context) if left_out else chosen


def _unmistaken(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms without what is only held against what is meant: “not the bar, the mic: mute it”."""
    start = next(
        (at for at, term in enumerate(terms) if term.kind is Kind.EXCEPT and term.text.startswith("not")), None
    )
    if start is None or any(term.kind in {Kind.PRODUCT, Kind.GROUP, Kind.LIST} for term in terms[:start]):
        return terms
    end = next((at for at in range(start, len(terms)) if terms[at].kind in {Kind.BREAK, Kind.AND}), len(terms))
    meant = any(term.kind is Kind.PRODUCT for term in terms[end:])
    return (*terms[:start], *terms[end:]) if meant else terms


def members(group: str, context: Context) -> tuple[Entry, ...]:
    """The watched products of a group."""
    if group == "all":
        return context.entries
    name = group.removeprefix("list:")
    if name != group:
        return tuple(one for one in context.entries if (one.list or "").casefold() == name.casefold())
    return tuple(one for one in context.entries if one.role == group)


def _is_all_of_it(clause: Clause) -> bool:
    """“Remove all alerts on it”: all of one thing's."""
    return clause.has(Kind.PRONOUN, "it") and any(
        term.is_(Kind.GROUP, "all")
        and term.text == "all"
        and clause.terms[at + 1 : at + 2]
        and clause.terms[at + 1].kind is Kind.NOUN
        for at, term in enumerate(clause.terms)
    )


def _leaves(term: Term) -> bool:
    return term.text.startswith(("all", "every", "any", "alle", "todo", "tout", "tutt"))


def _chosen(terms: Sequence[Term], context: Context, *, lists: bool) -> Target:
    """The products that are named here; else the group; else nothing."""
    products: dict[str, None] = {}
    if any(_is_other_group(terms, at) for at in range(len(terms))):
        return Target(missing="product")
    for at, term in enumerate(terms):
        if numbered := _numbered(terms, at, context):
            products[numbered] = None
        if term.kind is not Kind.PRODUCT:
            continue
        if term.name in {BROKEN, MISFIT}:
            return Target(missing="product")
        fits = _narrowed(term, terms, at, context)
        if len(fits) != 1 and not (fits and _all_meant(terms, at, len(fits))):
            return Target(missing="which" if fits else "product")
        products.update(dict.fromkeys(fits))
    named = [term for term in terms if term.kind is not Kind.THE]
    if len(products) == 1 and any(
        one.kind is Kind.BOTH and one.text.split()[-1] in _TWO and after.kind is Kind.PRODUCT
        for one, after in pairwise(named)
    ):
        return Target(missing="which")  # “both lamps”, of which only one is known
    if products:
        return Target(products=tuple(products))
    return _grouped(terms, lists=lists)


def _is_other_group(terms: Sequence[Term], at: int) -> bool:
    """“Everything that is not ours” is no group that has a name."""
    following = terms[at + 1 : at + 2]
    return terms[at].kind is Kind.NOT and any(
        one.kind in {Kind.GROUP, Kind.FILTER, Kind.ADJECTIVE} for one in following
    )


def _numbered(terms: Sequence[Term], at: int, context: Context) -> str | None:
    """The product whose number on the list is said: “#3”, “mute 3 and 4”."""
    term = terms[at]
    if term.kind is not Kind.VALUE or term.number is None or term.unit not in {"", "#"}:
        return None
    before = [one for one in terms[max(0, at - _NEAR) : at] if one.kind not in {Kind.AND, Kind.VALUE, Kind.THE}]
    pointed = term.unit == "#" or (before and before[-1].kind is Kind.VERB and before[-1].name in _BY_NUMBER)
    return next((one.product for one in context.entries if pointed and one.number == term.number), None)


def _grouped(terms: Sequence[Term], *, lists: bool) -> Target:
    listed = next((term for term in terms if term.kind is Kind.LIST), None)
    if listed and any(one.kind is Kind.PRONOUN and after.text in _OUT_OF for one, after in pairwise(terms)):
        return NOBODY  # “remove this from prep”: one of the list
    if listed and lists:
        return Target(group=f"list:{listed.name}")
    groups = [term.name for term in terms if term.kind is Kind.GROUP]
    group = next((name for name in groups if name != "all"), groups[0] if groups else "")
    role = next((term.name for term in terms if term.kind in {Kind.ADJECTIVE, Kind.ROLE}), "")
    if group == "all" and role == "competitor":
        group = role
    if not group and any(
        one.name == "competitor" and one.kind in {Kind.ADJECTIVE, Kind.ROLE} and following.kind is Kind.NOUN
        for one, following in pairwise(terms)
    ):
        group = "competitor"  # “mute competitor alerts”
    if not group and any(term.kind is Kind.BOTH and term.text.startswith("all") for term in terms):
        group = "all"
    if not group and _is_any_rival(terms):
        group = "competitor"
    return Target(group=group) if group else NOBODY


def _is_any_rival(terms: Sequence[Term]) -> bool:
    """“When a competitor lowers the price”: whichever it is."""
    if not any(term.kind is Kind.IF for term in terms):
        return False
    ruled = next((at for at, term in enumerate(terms) if term.kind in {Kind.WHEN, Kind.EVENT, Kind.METRIC}), 0)
    return any(term.is_(Kind.ROLE, "competitor") and not term.text.startswith("as ") for term in terms[:ruled])


def _placed(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms with bare product numbers put into the store that is named beside them."""
    stores = [(at, term.name) for at, term in enumerate(terms) if term.kind is Kind.MARKET]
    if not stores:
        return tuple(terms)
    found: list[Term] = []
    for at, term in enumerate(terms):
        if not term.is_(Kind.PRODUCT, "asin"):
            found.append(term)
            continue
        later = next((place for place in range(at + 1, len(terms)) if terms[place].kind is Kind.PRODUCT), len(terms))
        after = [name for place, name in stores if at < place < later]
        after = after or [next((name for place, name in stores if place > at), stores[-1][1])]
        asin = term.products[0].partition("@")[0]
        found += [replace(term, products=(f"{asin}@{store}",)) for store in dict.fromkeys(after)]
    return tuple(found)


def _narrowed(term: Term, terms: Sequence[Term], at: int, context: Context) -> tuple[str, ...]:
    """The products that a name fits, less those that the words around it rule out."""
    fits = term.products
    if term.name != "name":
        return fits
    by_product = {entry.product: entry for entry in context.entries}
    before = [one for one in terms[max(0, at - 3) : at] if one.kind not in {Kind.THE, Kind.MARKET}][-1:]
    around = [one for one in before if one.kind in {Kind.ADJECTIVE, Kind.ROLE, Kind.GROUP}]
    roles = [one.name for one in around if one.name in {"own", "competitor"}]
    if roles:
        kept = tuple(one for one in fits if (by_product[one].role or roles[-1]) == roles[-1])
        fits = kept if kept or roles[-1] == "competitor" else fits
    stores = {one.name for one in terms if one.kind is Kind.MARKET}
    if stores:
        asins = {one.partition("@")[0] for one in fits}
        fits = tuple(one for one in by_product if one.partition("@")[0] in asins and by_product[one].market in stores)
    lists = {one.name.casefold() for one in terms if one.kind is Kind.LIST}
    if len(fits) > 1 and lists:
        fits = tuple(one for one in fits if (by_product[one].list or "").casefold() in lists) or fits
    return fits


def _all_meant(terms: Sequence[Term], at: int, count: int) -> bool:
    """Whether every product that a name fits is meant: both curtains, all the cables, “the US and the UK kettle”."""
    if len({one.name for one in terms if one.kind is Kind.MARKET}) == count:
        return True
    near = terms[max(0, at - 4) : at]
    if any(
        one.kind is Kind.BOTH or one.is_(Kind.GROUP, "all") or one.is_(Kind.PREPOSITION, "every")
        for one in (*near, *terms[at + 1 : at + 2])
    ):
        return True
    return any(one.kind is Kind.VALUE and one.number == count and not one.unit for one in near[-2:])


def _spoken_of(clause: Clause, before: Target, context: Context) -> Target:
    """What a pronoun stands for, or what goes without saying."""
    pronoun = clause.first(Kind.PRONOUN)
    if pronoun is None and _names_another(clause):
        return Target(missing="product", said=False)
    if pronoun and pronoun.name == "other":
        others = [one.product for one in context.entries if one.product not in {context.focus, *before.products}]
        return Target(products=tuple(others)) if len(others) == 1 else Target(missing="which")
    if pronoun and pronoun.name == "rest":
        rest = tuple(one.product for one in context.entries if one.product not in before.products)
        return Target(products=rest) if before.products and rest else Target(missing="which")
    if before:
        return replace(before, said=pronoun is not None)
    if context.focus:
        return Target(products=(context.focus,), said=pronoun is not None)
    return Target(missing="product", said=pronoun is not None)


def _names_another(clause: Clause) -> bool:
    """Whether the verb has an object that nobody knows: “track walmart” is not to track what was spoken of."""
    verb = next((at for at, term in enumerate(clause.terms) if term.kind is Kind.VERB), len(clause.terms))
    after = [term for term in clause.terms[verb + 1 :] if term.kind is not Kind.THE]
    return any(term.kind in {Kind.UNKNOWN, Kind.SUBJECT} for term in after[:1])


def _without(chosen: Target, left_out: Target, context: Context) -> Target:
    """What remains, written out."""
    gone = set(left_out.products) | {one.product for one in members(left_out.group, context) if left_out.group}
    of = chosen.products or tuple(one.product for one in members(chosen.group, context))
    kept = tuple(one for one in of if one not in gone)
    return Target(products=kept) if kept else Target(missing="product")
