"""What words mean in the company of others: “drop the tent” is no fall, “cheaper than the tent” asks to compare."""

from collections.abc import Sequence
from typing import Final

from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.terms import Kind, Term

# Words that may stand between a denial and what is denied.
PASSED: Final = frozenset(
    {
        Kind.FILLER,
        Kind.THE,
        Kind.OPEN,
        Kind.AND,
        Kind.BREAK,
        Kind.LONGER,
        Kind.LIGHT,
        Kind.GREETING,
        Kind.BOT,
        Kind.THANKS,
    }
)
_TELLS: Final = ("tell", "dime", "dinos", "dis ", "dites", "sag mir", "dimmi", "dicci", "me diz", "me diga", "diz")
_HAPPENING: Final = ("coupon", "deal", "title", "images", "bullets", "seller")  # nobody asks how these stand
_WISHES: Final = ("id ", "i would", "wed ", "i want", "we want", "i need", "we need")
_MAKES: Final = frozenset({"set", "make", "change", "switch", "move", "put"})
_ELSE: Final = (Kind.METRIC, Kind.EVENT, Kind.WHEN, Kind.VALUE, Kind.IF, Kind.NOT, Kind.ASK, Kind.SUBJECT, Kind.LIST)
_THAN: Final = (" than", " als", " que", " di", " do que")


def looks_back(clause: Clause) -> bool:
    """“What did it cost last week”: a metric over some time is a picture."""
    told = (
        clause.all(Kind.METRIC)
        or clause.has(Kind.EVENT, "price new_low")
        or any("cost" in term.text for term in clause.all(Kind.VERB))
    )
    if clause.has(Kind.PREPOSITION, "last") and clause.all(Kind.SPAN) and clause.all(Kind.PRODUCT, Kind.PRONOUN):
        return not any("new" in term.text for term in clause.all(Kind.VERB))  # “show me the last 30 days of the kettle”
    return bool(told) and (bool(clause.all(Kind.SPAN)) or clause.has(Kind.DAY, "lastweek", "thismonth", "thisquarter"))


def is_weighed(clause: Clause) -> bool:
    """“Cheaper than the planter”: one product is held against another."""
    return (
        any(
            (one.text == "than" or one.text.endswith(_THAN))
            and any(term.kind in {Kind.PRODUCT, Kind.PRONOUN} for term in clause.terms[at + 1 : at + 3])
            for at, one in enumerate(clause.terms)
        )
        and len(clause.all(Kind.PRODUCT, Kind.PRONOUN)) > 1
    )


def stops_a_metric(clause: Clause) -> bool:
    """“Stop watching prices on the press”: what is stopped is a metric, and not the product."""
    at = next(at for at, term in enumerate(clause.terms) if term.is_(Kind.VERB, "untrack"))
    following = next((term for term in clause.terms[at + 1 :] if term.kind is not Kind.THE), None)
    watching = clause.terms[at].text.endswith(("ing", "untrack", "unwatch", "unfollow"))
    return watching and following is not None and following.kind is Kind.METRIC and following.name != "listing"


def is_put_on_list(clause: Clause, verbs: Sequence[str]) -> bool:
    """“Put B0… into the Xmas list and alert at 10”."""
    put = not verbs and clause.has(Kind.LIGHT, "do") and clause.has(Kind.LIST)
    return put and clause.has(Kind.PRODUCT, "link", "asin")


def gives_role(clause: Clause) -> bool:
    """“Mark the kettle as a competitor”, “move it to competitors”: whose product one is, and nothing else."""
    groups = (term for term in clause.all(Kind.GROUP) if term.name != "all")
    role, named = clause.first(Kind.ROLE) or next(groups, None), clause.all(Kind.PRODUCT, Kind.PRONOUN)
    if role is None or not named or clause.terms.index(role) < clause.terms.index(named[-1]):
        return False
    begins = next((term for term in clause.terms if term.kind not in PASSED or term.kind is Kind.LIGHT), role)
    made = begins.is_(Kind.LIGHT, "do") and begins.text in _MAKES and not clause.verbs
    return (made or set(clause.verbs) == {"mark"}) and not clause.all(*_ELSE)


def asks_for_list(clause: Clause) -> bool:
    """“Give me the full list”, “what do you have on the gear list”."""
    if clause.all(Kind.PRODUCT, Kind.WHEN, Kind.EVENT, Kind.UNKNOWN):
        return False
    listed = clause.has(Kind.LIST) and clause.has(Kind.ASK, "")
    if clause.terms[0].kind is Kind.FILTER and clause.has(Kind.ASK, "?"):
        return True  # “what's sold out right now?”
    whole = any("list" in term.text.split() for term in clause.all(Kind.GROUP, Kind.NOUN))
    return listed or (whole and clause.terms[0].is_(Kind.LIGHT, "do"))


def may_go(clause: Clause) -> bool:
    """“The tent can go”: a product and nothing that happens to it."""
    said = " ".join(term.text for term in clause.terms if term.kind not in {Kind.BREAK, Kind.THANKS, Kind.BOT})
    things = clause.all(Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP, Kind.LIST)
    return (
        said.endswith(("can go", "can go now", "may go", "can go please"))
        and bool(things)
        and not clause.all(
            Kind.METRIC, Kind.EVENT, Kind.WHEN, Kind.NOUN, Kind.IF, Kind.UNKNOWN, Kind.SUBJECT, Kind.NOT, Kind.ASK
        )
    )


def wants_new_text(clause: Clause) -> bool:
    """“Give me a new description for the press”."""
    part = clause.all(Kind.PART) or clause.has(Kind.METRIC, "title", "bullets")
    wanted = clause.has(Kind.LIGHT, "do") or any(term.text.startswith(_WISHES) for term in clause.all(Kind.OPEN))
    new = clause.has(Kind.WHEN, "new") or any(term.text == "fresh" for term in clause.terms)
    return wanted and new and not clause.has(Kind.IF) and bool(part) and bool(clause.all(Kind.PRODUCT, Kind.PRONOUN))


def is_awaited(clause: Clause) -> bool:
    """“Want a note if …”: something is wanted in case of an event."""
    wanted = clause.has(Kind.LIGHT, "do") or any(term.text.startswith(_WISHES) for term in clause.all(Kind.OPEN))
    wished = wanted and clause.has(Kind.IF) and not clause.has(Kind.SUBJECT)
    return wished and bool(clause.all(Kind.EVENT, Kind.WHEN)) and bool(clause.all(Kind.PRODUCT, Kind.GROUP, Kind.LIST))


def stops_silence(clause: Clause) -> bool:
    """“Stop muting the filters”."""
    at = next((at for at, term in enumerate(clause.terms) if term.is_(Kind.VERB, "mute")), 0)
    silence = clause.terms[at].text.startswith(("mut", "silenc", "snooz"))
    return at > 0 and silence and clause.terms[at - 1].is_(Kind.LIGHT, "stop")


def is_again(clause: Clause) -> bool:
    """“You can ping me about it again” ends a silence."""
    return any(term.text in {"again", "back on"} for term in clause.terms) and not clause.all(
        Kind.EVENT, Kind.WHEN, Kind.METRIC, Kind.VALUE, Kind.IF, Kind.NOT, Kind.STOP
    )


def is_asked(clause: Clause) -> bool:
    """“Tell me the price” asks for it now; a rule has a word for what is to happen."""
    terms = clause.terms
    verb = next(at for at, term in enumerate(terms) if term.is_(Kind.VERB, "tell"))
    ruled = clause.all(Kind.IF, Kind.WHEN, Kind.EVENT, Kind.VALUE)
    if terms[verb].text.startswith("教えて") and not ruled and clause.has(Kind.PRODUCT) and clause.has(Kind.METRIC):
        return True
    if (
        clause.has(Kind.METRIC, *_HAPPENING)
        or not terms[verb].text.startswith(_TELLS)
        or not clause.has(Kind.PRODUCT)
        or ruled
    ):
        return False
    after = terms[verb + 1 : verb + 3]
    denied = clause.has(Kind.NOT) or clause.has(Kind.LONGER)
    if after and (after[0].is_(Kind.PREPOSITION, "this") or (after[0].text == "about" and not denied)):
        return True
    return bool(after) and (after[0].kind in {Kind.THE, Kind.ASK, Kind.GROUP} or after[0].is_(Kind.VERB, "show"))


def is_dropped(clause: Clause) -> bool:
    """“Drop the tent”: a bare imperative with a product, where no price is spoken of."""
    first = next((at for at, term in enumerate(clause.terms) if term.kind not in PASSED or term.text == "drop"), None)
    if first is None or clause.terms[first].text != "drop":
        return False
    things = {Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP, Kind.LIST}
    named = any(term.kind in things for term in clause.terms[first + 1 : first + 4])
    return named and not clause.all(Kind.VALUE, Kind.METRIC)


_BETWEEN: Final = {(Kind.CLOCK, Kind.AND, Kind.CLOCK), (Kind.VALUE, Kind.AND, Kind.CLOCK)}


def is_span_of_hours(clause: Clause) -> bool:
    """“From 22:30 to 6:00”: two times of day with a small word between them, whatever its other meanings."""
    if len(clause.all(Kind.CLOCK)) == 2 and clause.has(Kind.PREPOSITION, "to", "until"):
        return True
    kinds = [term.kind for term in clause.terms]
    if clause.has(Kind.PREPOSITION, "from") and any(
        trio in _BETWEEN for trio in zip(kinds, kinds[1:], kinds[2:], strict=False)
    ):
        return True  # “between 11 at night and quarter past six”
    if clause.has(Kind.PREPOSITION, "from") and any(
        first.kind is Kind.CLOCK and then.is_(Kind.PREPOSITION, "to") and last.kind is Kind.VALUE and not last.unit
        for first, then, last in zip(clause.terms, clause.terms[1:], clause.terms[2:], strict=False)
    ):
        return True  # “from 11 pm to 7”
    return any(
        (first, second, third) == (Kind.CLOCK, Kind.PREPOSITION, Kind.CLOCK)
        for first, second, third in zip(kinds, kinds[1:], kinds[2:], strict=False)
    )


def is_appointment(clause: Clause) -> bool:
    """“The weekly report, on Mondays at 9”: how often and when, and nothing else that has a meaning."""
    told = {term.kind for term in clause.asked if term.kind not in PASSED}
    return clause.terms[0].kind is Kind.FREQUENCY and {Kind.CLOCK} <= told <= {
        Kind.FREQUENCY,
        Kind.CLOCK,
        Kind.DAY,
        Kind.PREPOSITION,
    }


def begins_with_drop(clause: Clause) -> bool:
    """“Drop all rules”: an imperative, and no price that falls."""
    first = next((term for term in clause.terms if term.kind not in PASSED or term.text == "drop"), None)
    if first is None:
        return False
    # “Drop the price alerts” is no alert on a price that drops, though its words begin so.
    is_event = first.kind is Kind.EVENT and first.text.startswith("drop the")
    return first.text == "drop" or (is_event and any(one.kind is Kind.NOUN for one in _behind(clause, first)))


def _behind(clause: Clause, term: Term) -> Sequence[Term]:
    """The term that stands right behind another, if there is one."""
    at = clause.terms.index(term) + 1
    return clause.terms[at : at + 1]
