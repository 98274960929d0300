"""The reading of a message: from its text to actions, with how sure that is and what was left over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify, Nothing
from bot.grammar.sentences import slash
from bot.grammar.sentences.acts import act
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
from bot.grammar.sentences.timing import interval
from bot.grammar.sentences.typos import mended

_HAPPENED: Final = re.compile(r"ed\b|\b(?:fell|rose|went|lost|won|got|came|sold)\b")
# What a pasted e-mail begins with.
_HEADS: Final = frozenset(
    {
        "from",
        "to",
        "subject",
        "fwd",
        "fw",
        "von",
        "betreff",
        "de",
        "objet",
        "asunto",
        "da",
        "oggetto",
        "error",
        "warning",
        "fehler",
    }
)
_SUBSTANCE: Final = (Kind.EVENT, Kind.METRIC, Kind.VALUE, Kind.PRODUCT, Kind.GROUP, Kind.LIST)
_CHOOSING: Final = frozenset({"mute", "unmute", "untrack", "optimize"})
_REQUEST: Final = re.compile(r"(?:can|could|would|will|do) (?:you|u|ya)\b|please|pls|plz")


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
    found = actions or (_bare(terms),)
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


def unquoted(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms without what somebody else is told to have said: “the listing says: …”."""
    for at, term in enumerate(terms[:-1]):
        headed = term.text in _HEADS and (at == 0 or terms[at - 1].is_(Kind.BREAK, "\n"))
        if (headed or term.kind is Kind.SAYS) and terms[at + 1].is_(Kind.BREAK, ":"):
            return terms[:at]
    return terms


def is_between_people(terms: Sequence[Term]) -> bool:
    """Whether somebody else is spoken to: a person is named at the beginning, or before a request."""
    for at, term in enumerate(terms):
        if term.kind in {Kind.GREETING, Kind.BREAK, Kind.FILLER, Kind.THANKS}:
            continue
        if term.kind is Kind.PERSON:
            return True
        return term.kind is Kind.UNKNOWN and _is_addressed(terms[at + 1 :])
    return False


def is_for_others(terms: Sequence[Term]) -> bool:
    """Whether something is asked that is none of our trade, be it with words of ours: “translate: mute all”."""
    small = {Kind.GREETING, Kind.BREAK, Kind.FILLER, Kind.THANKS, Kind.OPEN, Kind.BOT, Kind.PERSON}
    first = next((term for term in terms if term.kind not in small), None)
    return first is not None and first.is_(Kind.SAYS, "foreign")


def _is_addressed(following: Sequence[Term]) -> bool:
    """Whether a request follows a word that may be somebody's name: “tom, check …”, “jen please check …”."""
    if len(following) < 2:
        return False
    if following[0].is_(Kind.BREAK, ","):
        return following[1].kind in {Kind.OPEN, Kind.VERB}
    asked = following[0].kind is Kind.OPEN and _REQUEST.match(following[0].text) is not None
    return asked and following[1].kind is Kind.VERB


def _actions(terms: tuple[Term, ...], context: Context) -> tuple[Action, ...]:
    found: list[Action] = []
    before = NOBODY
    carried, rivals = "", False
    fresh: tuple[str, ...] = ()
    clauses = _asked_and_awaited(clauses_of(terms))
    for at, clause in enumerate(clauses):
        intent = intent_of(clause)
        if intent == "" and carried and _goes_on(clause):
            intent = carried
        ahead = before or _ahead(clause, intent, clauses[at + 1 : at + 2], context)
        target = target_of(clause, ahead, context, lists=intent != "track")
        if intent in _CHOOSING and _is_either(clause):
            target = Target(missing="which")
        if intent == "track" and target.group == "all" and before.products:
            target = before  # “add them all”
        if intent == "" and not clause.has(Kind.SUBJECT):
            intent = _unspoken(clause, target, context)
        action = act(Scene(clause, intent, target, context, before, rivals and clause.has(Kind.PRONOUN, "them"), fresh))
        fresh = action.products if isinstance(action, meaning.Track) and isinstance(action.products, tuple) else fresh
        rivals = rivals or clause.has(Kind.GROUP, "competitor")
        if target and not isinstance(action, Clarify):
            before = target if target.said or not before else before
        if intent in {"track", "tell"}:
            carried = intent
        if action is not None:
            if clause.verbs == () and isinstance(found[-1] if found else None, Clarify) and intent == carried:
                found.pop()
            add(found, action)
    found = [_set(action, context) for action in found]
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


def _goes_on(clause: Clause) -> bool:
    """Whether a clause without a verb of its own only adds to the one before."""
    about = (interval(clause.terms) and clause.terms) or clause.all(
        Kind.PRODUCT, Kind.EVENT, Kind.WHEN, Kind.METRIC, Kind.LIST, Kind.ROLE
    )
    return bool(about) and not clause.all(Kind.SUBJECT, Kind.PAST, Kind.VERB)


def _unspoken(clause: Clause, target: Target, context: Context) -> str:
    """What is meant by a product and a threshold alone."""
    unsaid = sum(1 for term in clause.terms if term.kind in {Kind.UNKNOWN, Kind.PAST} and not _puts(clause, term))
    if clause.has(Kind.ASK, "why"):
        return ""
    if not unsaid and clause.has(Kind.ASK, "?") and clause.has(Kind.METRIC):
        return "show"
    ruled = bool(clause.all(Kind.VALUE)) and bool(clause.all(Kind.WHEN, Kind.ORLESS, Kind.ORMORE))
    titled = clause.has(Kind.BREAK, ":") and clause.all(Kind.EVENT)
    if titled and not unsaid and target.said and target and clause.all(Kind.GROUP, Kind.LIST):
        return "tell"
    if unsaid or any(_HAPPENED.search(term.text) for term in clause.all(Kind.WHEN, Kind.EVENT)):
        return ""
    told = clause.all(Kind.METRIC) or clause.has(Kind.EVENT, "price new_low")
    if clause.has(Kind.PREPOSITION, "last") and clause.all(Kind.SPAN) and told and target.said:
        return "chart"
    new = target.products and not any(context.knows(one) for one in target.products)
    if new and (clause.has(Kind.LIST) or (interval(clause.terms) and clause.all(Kind.SPAN))):
        return "track"
    if clause.has(Kind.CORRECTION) and clause.all(Kind.VALUE) and target.products:
        return "tell"
    if not target.said:
        return "tell" if ruled and not clause.has(Kind.FILLER) else ""
    if target.group and ruled and not clause.has(Kind.NOUN):
        return ""
    if len(target.products) > 1 and clause.has(Kind.ASK, "which"):
        return "compare"
    if clause.has(Kind.ASK, "?"):
        return "show"
    if clause.all(Kind.EVENT, Kind.WHEN) and not all(context.knows(one) for one in target.products):
        return "track"
    return "tell" if ruled else ""


def _puts(clause: Clause, term: Term) -> bool:
    """Whether a word that nobody knows can only mean to put something on a list: “stick this in the garden list”."""
    return term is clause.terms[0] and clause.has(Kind.LIST) and clause.has(Kind.PRODUCT, "link", "asin")


def _bare(terms: Sequence[Term]) -> Action:
    """A product and nothing else: something is wanted, and it is not said what."""
    other = {Kind.VERB, Kind.UNKNOWN, Kind.SUBJECT, Kind.PAST, Kind.OPAQUE, Kind.EVENT, Kind.WHEN, Kind.VALUE}
    named = [term for term in terms if term.kind is Kind.PRODUCT and term.products]
    alone = all(term.name == "name" for term in named)
    other |= {Kind.GREETING, Kind.THANKS, Kind.FILLER} if alone else set()
    plain = [term for term in terms if not term.is_(Kind.VERB, "ask")]
    if any(term.kind is Kind.INDIFFERENT or term.is_(Kind.UNKNOWN, "real") for term in terms):
        return Nothing()
    asked = not any(term.kind in {Kind.VERB, Kind.NOT, Kind.SUBJECT} for term in plain)
    if named and asked and any(term.kind is Kind.OPEN and _REQUEST.match(term.text) for term in terms):
        return Clarify("action")
    return Clarify("action") if named and not any(term.kind in other for term in terms) else Nothing()


def _score(actions: Sequence[Action], terms: Sequence[Term]) -> float:
    if any(isinstance(one, Nothing | Clarify) for one in actions):
        return 0.0
    unknown = sum(1 for term in terms if term.kind is Kind.UNKNOWN)
    return round(max(0.1, 1 - unknown / (len(terms) + 1)), 2)
