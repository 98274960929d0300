"""The reading of a message: from its text to actions, with how sure that is and what was left over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify, Nothing
from bot.grammar.sentences import slash
from bot.grammar.sentences.acts import act
from bot.grammar.sentences.audience import is_between_people, is_for_others, unquoted
from bot.grammar.sentences.clauses import Clause, clauses_of
from bot.grammar.sentences.clean import LONGEST, LONGEST_OTHER, clean
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.intents import intent_of
from bot.grammar.sentences.japanese import segmented
from bot.grammar.sentences.language import language_of
from bot.grammar.sentences.lexicon import lexicon
from bot.grammar.sentences.merging import add
from bot.grammar.sentences.numbers import Sight
from bot.grammar.sentences.pieces import Piece, cut, is_japanese, is_too_long
from bot.grammar.sentences.reader import read_terms
from bot.grammar.sentences.repairs import repaired
from bot.grammar.sentences.rolls import roll_of
from bot.grammar.sentences.scene import Scene
from bot.grammar.sentences.shelf import shelf_of
from bot.grammar.sentences.targets import NOBODY, Target, target_of
from bot.grammar.sentences.terms import Kind, Term
from bot.grammar.sentences.typos import mended
from bot.grammar.sentences.unspoken import bare, goes_on, unspoken

_SUBSTANCE: Final = (Kind.EVENT, Kind.METRIC, Kind.VALUE, Kind.PRODUCT, Kind.GROUP, Kind.LIST)
_CHOOSING: Final = frozenset({"mute", "unmute", "untrack", "optimize"})


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message asks for; `score` from 0 to 1, `leftovers` the words that nothing was made of."""

    actions: tuple[Action, ...]
    score: float
    leftovers: tuple[str, ...] = ()

    @property
    def is_understood(self) -> bool:
        """Whether there is something to do."""
        return not any(isinstance(one, Nothing | Clarify) for one in self.actions)


def understand(text: str, context: Context) -> Understanding:
    """What a message means in its context. Never raises, whatever the text."""
    roll = roll_of(text)
    if roll is None:
        return _understood(text, context)
    found = _understood(roll.text, context)
    match found.actions:
        case (meaning.Track(products=(first,)) as track,):
            every = roll.products(first.partition("@")[2] or context.market)
            return replace(found, actions=(replace(track, products=every) if every else Clarify("product"),))
        case (Clarify() | Nothing(),):
            return found
        case _:
            return Understanding((Clarify("action"),), 0.0)


def _understood(text: str, context: Context) -> Understanding:
    pieces = cut(clean(text))
    head, pieces = slash.head(pieces)
    if len(text) > (LONGEST if text.isascii() else LONGEST_OTHER) or is_too_long(pieces):
        return Understanding((Nothing(),), 0.0)
    terms = unquoted((*head, *terms_of(pieces, text, context)))
    if head and (action := slash.plain(terms, context)):
        return Understanding((action,), 1.0)
    leftovers = tuple(term.text for term in terms if term.kind is Kind.UNKNOWN)
    if is_between_people(terms) or is_for_others(terms):
        return Understanding((Nothing(),), 0.9, leftovers)
    actions = _actions(repaired(terms), context)
    found = actions or (bare(terms),)
    return Understanding(found, _score(found, terms), leftovers)


def terms_of(pieces: Sequence[Piece], text: str, context: Context) -> tuple[Term, ...]:
    """The terms of a cut message."""
    shelf = shelf_of(context.entries)
    language = language_of(pieces, context.market, text_is_japanese=is_japanese(text))
    if language == "ja":
        pieces = segmented(pieces, lexicon("ja").words, shelf)
        if is_too_long(pieces):
            return ()
    words = lexicon(language)
    keys = mended(pieces, words, language, shelf)
    return read_terms(Sight(pieces, keys, words), shelf, context)


def _actions(terms: tuple[Term, ...], context: Context) -> tuple[Action, ...]:
    found: list[Action] = []
    before = NOBODY
    carried, rivals, told = "", False, ""
    fresh: tuple[str, ...] = ()
    clauses = _asked_and_awaited(clauses_of(terms))
    for at, clause in enumerate(clauses):
        intent = intent_of(clause)
        if intent == "" and carried and goes_on(clause):
            intent = carried
        ahead = before or _ahead(clause, intent, clauses[at + 1 : at + 2], context)
        target = target_of(clause, ahead, context, lists=intent != "track")
        if intent in _CHOOSING and _is_either(clause):
            target = Target(missing="which")
        if intent == "track" and target.group == "all" and before.products:
            target = before  # “add them all”
        if intent == "" and not clause.has(Kind.SUBJECT):
            intent = unspoken(clause, target, context)
        action = act(Scene(clause, intent, target, context, before, rivals and clause.has(Kind.PRONOUN, "them"), fresh))
        fresh = action.products if isinstance(action, meaning.Track) and isinstance(action.products, tuple) else fresh
        rivals = rivals or clause.has(Kind.GROUP, "competitor")
        if target and not isinstance(action, Clarify):
            before = target if target.said or not before else before
        if intent in {"track", "tell"}:
            carried = intent
        if isinstance(action, meaning.Track) and action.role is None and told:
            action = replace(action, role=told)
        told = told or ("" if action else _role_told(clause))
        if action is not None:
            if clause.verbs == () and isinstance(found[-1] if found else None, Clarify) and intent == carried:
                found.pop()
            add(found, action)
    found = [_set(action, context) for action in found]
    asked = next((action for action in found if isinstance(action, Clarify)), None)
    if asked and any(isinstance(action, meaning.Track) for action in found):
        return (asked,)  # to watch without what is to be told would be half a deed
    return tuple(found) if not all(isinstance(one, Nothing) for one in found) else tuple(found[:1])


def _asked_and_awaited(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses, with a question and what is to be told of it as one: “back in stock? let me know when”."""
    found: list[Clause] = []
    for clause in clauses:
        asked = found[-1] if found else None
        vague = clause.verbs == ("tell",) and clause.has(Kind.IF) and not clause.all(*_SUBSTANCE)
        if asked and vague and asked.has(Kind.ASK, "?") and asked.all(Kind.EVENT, Kind.METRIC):
            kept = (term for term in asked.terms if term.kind not in {Kind.ASK, Kind.VERB})
            rest = (term for term in clause.terms if term.kind is not Kind.WHEN)
            found[-1] = Clause((*rest, *kept))
        else:
            found.append(clause)
    return found


def _role_told(clause: Clause) -> str:
    """Whose product is told before it is asked to be watched: “a new rival: B0…. Keep an eye on it.”."""
    role = clause.first(Kind.ROLE) or next((one for one in clause.all(Kind.GROUP) if one.name != "all"), None)
    return role.name if role and clause.has(Kind.PRODUCT, "link", "asin") else ""


def _is_either(clause: Clause) -> bool:
    """“The rack or the gloves”: one of them is meant, and it is not said which."""
    terms = clause.terms
    ors = (at for at, term in enumerate(terms) if term.is_(Kind.AND) and term.text == "or")
    return any(_is_named(terms[max(0, at - 2) : at]) and _is_named(terms[at + 1 : at + 3]) for at in ors)


def _is_named(terms: Sequence[Term]) -> bool:
    return any(term.is_(Kind.PRODUCT, "name") for term in terms)


def _set(action: Action, context: Context) -> Action:
    """To track what is tracked already, with rules, is to set those rules."""
    if not isinstance(action, meaning.Track) or not action.rules or action.role or action.list or action.every:
        return action
    watched = {entry.product for entry in context.entries}
    return meaning.Alert(action.products, action.rules) if set(action.products) <= watched else action


def _ahead(clause: Clause, intent: str, following: Sequence[Clause], context: Context) -> Target:
    """The product of the next clause, where this one points at it: “watch this one and ping me at 20 <link>”."""
    if intent == "" or clause.has(Kind.PRODUCT) or not following or not following[0].has(Kind.PRODUCT):
        return NOBODY
    linked = following[0].has(Kind.PRODUCT, "link") and intent == "track"
    own = clause.has(Kind.PRONOUN) or not clause.has(Kind.GROUP)
    return target_of(following[0], NOBODY, context) if own and (linked or not context.focus) else NOBODY


def _score(actions: Sequence[Action], terms: Sequence[Term]) -> float:
    if any(isinstance(one, Nothing | Clarify) for one in actions):
        return 0.0
    unknown = sum(1 for term in terms if term.kind is Kind.UNKNOWN)
    return round(max(0.1, 1 - unknown / (len(terms) + 1)), 2)
