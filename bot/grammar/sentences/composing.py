"""From the clauses of a message to its actions: what one clause says bears on those after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify, Nothing
from bot.grammar.sentences.acts import act
from bot.grammar.sentences.clauses import Clause, clauses_of
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.doubts import weighed
from bot.grammar.sentences.intents import intent_of
from bot.grammar.sentences.limits import with_limit_reset
from bot.grammar.sentences.merging import add
from bot.grammar.sentences.scene import Scene
from bot.grammar.sentences.targets import NOBODY, Target, target_of
from bot.grammar.sentences.terms import Kind, Term
from bot.grammar.sentences.told import better_one, role_told, with_told
from bot.grammar.sentences.unspoken import goes_on, unspoken

_SUBSTANCE: Final = (Kind.EVENT, Kind.METRIC, Kind.VALUE, Kind.PRODUCT, Kind.GROUP, Kind.LIST)
_CHOOSING: Final = frozenset({"mute", "unmute", "untrack", "optimize"})
_CHANGES: Final = meaning.AlertOff | meaning.Alert | meaning.Mute | meaning.Unmute
_LOOKED: Final = meaning.Show | meaning.Chart | meaning.ListWatched | meaning.Rules | meaning.Changes | meaning.Audit
_LOOKS: Final = (("optimize",), ("chart",), ("audit",), ("compare",), ("changes",))
_IT: Final = (Kind.PRONOUN, "it")
_POLITE: Final = (Kind.OPEN, Kind.THANKS, Kind.BREAK, Kind.FILLER, Kind.BOT, Kind.ASK)
_NEEDLESS: Final = ("no need", "dont", "do not", "not ")
_CARRIED: Final = frozenset({"track", "tell"})  # what a further clause without a verb goes on with


def actions_of(terms: tuple[Term, ...], context: Context) -> tuple[Action, ...]:
    """The actions that the terms of a message ask for, in the order said."""
    composer = Composer(context)
    clauses = _asked_and_awaited(clauses_of(terms))
    for at, clause in enumerate(clauses):
        composer.take(clause, clauses[at + 1 : at + 2])
    return composer.finish()


@dataclass(slots=True)
class Composer:
    """Goes through the clauses of a message and gathers actions."""

    context: Context
    found: list[Action] = field(default_factory=list)
    before: Target = NOBODY  # what was spoken of last
    carried: str = ""  # the intent that a clause without a verb goes on with
    last: str = ""  # the intent of the last action
    mere: str = ""  # the same, where nothing but its verb was said
    asked: bool = False  # whether the clause before was a question
    rivals: bool = False  # whether rivals were spoken of
    role: str = ""  # whose product was told of before it is asked to be watched
    told: Clause = field(default_factory=lambda: Clause(()))  # the clause before, where it asked nothing
    fresh: tuple[str, ...] = ()  # what the message itself has watched

    def take(self, clause: Clause, following: Sequence[Clause]) -> None:
        """Go on by one clause."""
        clause = with_limit_reset(clause)
        intent = intent_of(clause)
        if intent == "" and self.carried and goes_on(clause):
            intent = self.carried
        target = self._target(clause, intent, following)
        if intent == "keep" and self.found[-1:] == [meaning.Untrack(target.products)] and clause.has(*_IT):
            self.found.pop()  # “untrack it. Actually keep it”
        if intent == "" and not clause.has(Kind.SUBJECT):
            intent = unspoken(clause, target, self.context)
        them = self.rivals and clause.has(Kind.PRONOUN, "them")
        action = better_one(clause, self.told, self.before) if intent == "optimize" else None
        action = action or act(Scene(clause, intent, target, self.context, self.before, them, self.fresh))
        action = weighed(clause, intent, action)
        self._remember(clause, intent, target, action)
        if action is not None:
            self._gather(clause, intent, self._with_what_was_told(clause, action))
        self.asked = intent == "ask"
        self.role = self.role or ("" if action else role_told(clause))
        self.told = Clause(()) if action else clause

    def finish(self) -> tuple[Action, ...]:
        """What was gathered; a question where it would only be half a deed."""
        found = _less_idle([_set(action, self.context) for action in self.found], self.context)
        asked = next((action for action in found if isinstance(action, Clarify)), None)
        if asked and not all(isinstance(action, Clarify | _LOOKED) for action in found):
            return (asked,)  # to do the rest would be half a deed
        return tuple(found) if not all(isinstance(one, Nothing) for one in found) else tuple(found[:1])

    def _target(self, clause: Clause, intent: str, following: Sequence[Clause]) -> Target:
        ahead = self.before or _ahead(clause, intent, following, self.context)
        target = target_of(clause, ahead, self.context, lists=intent != "track")
        if intent in _CHOOSING and _is_either(clause):
            return Target(missing="which")
        if intent == "track" and target.group == "all" and self.before.products:
            return self.before  # “add them all”
        return target

    def _remember(self, clause: Clause, intent: str, target: Target, action: Action | None) -> None:
        if isinstance(action, meaning.Track) and isinstance(action.products, tuple):
            self.fresh = action.products
        self.rivals = self.rivals or clause.has(Kind.GROUP, "competitor")
        if target and not isinstance(action, Clarify):
            self.before = target if target.said or not self.before else self.before
        if intent in _CARRIED:
            self.carried = intent

    def _with_what_was_told(self, clause: Clause, action: Action) -> Action:
        """“A new rival: B0…. Watch it.”, “its title is weak, improve it”: what was only told before belongs to it."""
        match action:
            case meaning.Track(role=None) if self.role:
                return replace(action, role=self.role)
            case _:
                return with_told(action, clause, self.told)

    def _gather(self, clause: Clause, intent: str, action: Action) -> None:
        last = self.found[-1] if self.found else None
        if intent == self.last and last and isinstance(action, Clarify) and _is_mere_verb(clause):
            return  # “how does it do beside the rivals? compare please”
        if intent == "quiet" and isinstance(last, meaning.Quiet) and isinstance(action, Clarify):
            return  # “nothing from 10 to 6, make that my quiet hours”
        if _is_only_a_look(clause, intent, last, self.context):
            return  # “just show me B0…, no need to track it”
        if isinstance(action, meaning.Untrack) and isinstance(last, meaning.Track) and clause.has(Kind.LIST):
            action = Clarify("action")  # “add it to prep and remove it from rivals”: it is not to be forgotten
        again = (intent == self.last or isinstance(action, meaning.Quiet)) and last == Clarify("product")
        again = again or (self.mere == "tell" and last == Clarify("product"))  # “remind me, what do we track?”
        again = again and not isinstance(action, Clarify)
        self.last, self.mere = intent, intent if _is_mere_verb(clause) else ""
        if again or (clause.verbs == () and isinstance(last, Clarify) and intent == self.carried):
            self.found.pop()  # what was missing is said now
        elif self.asked and isinstance(last, meaning.Show) and _answers(clause, action, last):
            self.found.pop()  # “does its page need work? audit it” asks one thing
        elif isinstance(last, meaning.Changes) and isinstance(action, meaning.Chart) and action.days is None:
            self.found.pop()  # “what happened to its price in two months? chart please”
            action = replace(action, days=last.days)
        add(self.found, action)


def _is_only_a_look(clause: Clause, intent: str, last: Action | None, context: Context) -> bool:
    """“Just show me B0…, no need to track it”: what is watched by nobody is not to be forgotten."""
    if (
        intent != "untrack"
        or not isinstance(last, _LOOKED | meaning.Check | meaning.Compare)
        or clause.has(Kind.PRODUCT)
    ):
        return False
    shown = set(getattr(last, "products", None) or ())
    return any(term.text.startswith(_NEEDLESS) for term in clause.all(Kind.VERB)) and not any(
        entry.product in shown for entry in context.entries
    )


def _is_mere_verb(clause: Clause) -> bool:
    return all(term.kind in {Kind.VERB, *_POLITE} for term in clause.terms)


def _answers(clause: Clause, action: Action, asked: meaning.Show) -> bool:
    """Whether an order says what the question before it was after."""
    looked = isinstance(action, meaning.Audit | meaning.Compare | meaning.Chart | meaning.Check | meaning.Optimize)
    return looked and clause.has(Kind.PRONOUN) and set(asked.products) <= set(getattr(action, "products", ()))


def _asked_and_awaited(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses, with a question and what is to be told of it as one: “back in stock? let me know when”."""
    found: list[Clause] = []
    for clause in clauses:
        asked = found[-1] if found else None
        vague = clause.verbs == ("tell",) and not clause.all(*_SUBSTANCE, Kind.UNKNOWN, Kind.PRONOUN)
        if asked and vague and asked.has(Kind.ASK, "?") and asked.all(Kind.EVENT, Kind.METRIC, Kind.VALUE):
            kept = (term for term in asked.terms if term.kind not in {Kind.ASK, Kind.VERB})
            rest = (term for term in clause.terms if term.kind is not Kind.WHEN)
            found[-1] = Clause((*rest, *kept))
        elif asked and _names_only(asked) and clause.verbs in _LOOKS and not clause.all(*_SUBSTANCE, Kind.UNKNOWN):
            found[-1] = Clause((*clause.terms, *(term for term in asked.terms if term.kind is not Kind.ASK)))
        else:
            found.append(clause)
    return found


def _names_only(asked: Clause) -> bool:
    """“Keywords for the webcam?”, “its rating in 90 days?” name what the order after it is about."""
    return asked.has(Kind.ASK, "?") and not asked.verbs and bool(asked.all(Kind.PRODUCT, Kind.METRIC, Kind.SPAN))


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


def _less_idle(found: list[Action], context: Context) -> list[Action]:
    """The actions without “… but still watch it”, which changes nothing of what is watched already."""
    changed = {one for action in found if isinstance(action, _CHANGES) for one in action.products}
    return [action for action in found if not _is_idle(action, changed, context)]


def _is_idle(action: Action, changed: set[str], context: Context) -> bool:
    if not isinstance(action, meaning.Track) or action != meaning.Track(products=action.products):
        return False
    return set(action.products) <= changed and all(context.knows(one) for one in action.products)


def _ahead(clause: Clause, intent: str, following: Sequence[Clause], context: Context) -> Target:
    """The product of the next clause, where this one points at it: “watch this one and ping me at 20 <link>”."""
    if intent == "" or clause.all(Kind.PRODUCT, Kind.UNKNOWN) or not following or not following[0].has(Kind.PRODUCT):
        return NOBODY
    linked = following[0].has(Kind.PRODUCT, "link") and intent == "track"
    own = clause.has(Kind.PRONOUN) or not clause.has(Kind.GROUP)
    return target_of(following[0], NOBODY, context) if own and (linked or not context.focus) else NOBODY
