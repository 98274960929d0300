"""What a clause asks for, by the verbs and nouns it has and by what is denied."""

from collections.abc import Sequence
from typing import Final

from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.terms import Kind, Term
from bot.grammar.sentences.timing import interval

# Where a clause has several verbs, the first of these is what it asks; the others only help.
_ORDER: Final = (
    "explain", "undo", "quiet", "digest", "export", "alert_off", "unmute", "rules", "chart",
    "compare", "untrack", "mute", "track", "tell", "optimize", "audit", "changes", "check",
    "help", "list", "show", "ask", "keep",
)  # fmt: skip
_PASSED: Final = frozenset(
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
_THAN: Final = (" than", " als", " que", " di", " do que")
_BETTER: Final = frozenset({"better", "shorter", "longer", "catchier", "snappier", "clearer", "stronger"})
_DOING: Final = frozenset(
    [
        "will",
        "would",
        "can",
        "could",
        "should",
        "shall",
        "may",
        "might",
        "wants",
        "wanted",
        "needs",
        "needed",
        "has",
        "had",
        "is",
        "was",
        "did",
        "does",
        "tried",
        "forgot",
        "wird",
        "will",
        "kann",
        "soll",
        "hat",
        "va",
        "veut",
        "doit",
        "quiere",
        "debe",
        "vuole",
        "deve",
        "ha",
        "vai",
        "quer",
    ]
)
_DENIABLE: Final = {"track": "untrack", "tell": "mute", "digest": "digest off", "quiet": "quiet off"}
_EITHER: Final = frozenset({"digest", "quiet", "track", "tell"})


def intent_of(clause: Clause) -> str:
    """The name of what is asked; empty where nothing is. ``no X`` is an X that is asked not to be."""
    if _is_told_by_somebody(clause) or clause.has(Kind.ASK, "why"):
        return ""
    if clause.has(Kind.OPEN, "able") and not clause.all(Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP, Kind.LIST):
        return "explain"
    verbs = _verbs(clause)
    if clause.has(Kind.OPEN, "vague") and not verbs:
        return "vague"
    if verbs[:1] == ["ask"] and clause.has(Kind.ASK, "?") and clause.has(Kind.PRODUCT):
        return _asked(clause)
    if verbs[:1] == ["ask"] and clause.has(Kind.SUBJECT) and not clause.all(Kind.PRODUCT, Kind.GROUP, Kind.LIST):
        return ""
    stopped = _stopped(clause)
    alerts = clause.has(Kind.NOUN, "alerts", "pings")
    if "rules" in verbs and (stopped or {"untrack", "mute"} & set(verbs)):
        verbs, alerts = [one for one in verbs if one != "rules"], True
    name = next((one for one in _ORDER if one in verbs), "")
    if name in {"untrack", "mute"} and alerts and _denied(clause, name):
        return f"no {name}"
    if alerts and (found := _about_alerts(clause, name, stopped=stopped)):
        return found
    return _other(clause, name) or _turned(clause, name, stopped=stopped)


def _asked(clause: Clause) -> str:
    """What a question that begins with its verb asks of a product."""
    if clause.has(Kind.ASK, "which") and len(clause.all(Kind.PRODUCT)) > 1:
        return "compare"
    if _looks_back(clause) and any(term.text.startswith("what") for term in clause.all(Kind.ASK)):
        return "chart"
    if clause.has(Kind.GROUP, "competitor") or _is_weighed(clause):
        return "compare"
    return "changes" if clause.has(Kind.WHEN) and clause.all(Kind.DAY, Kind.SPAN) else "ask"


def _is_weighed(clause: Clause) -> bool:
    """“Cheaper than the planter”: one product is held against another."""
    return (
        any(
            (one.text == "than" or one.text.endswith(_THAN))
            and any(term.kind in {Kind.PRODUCT, Kind.PRONOUN} for term in clause.terms[at + 1 : at + 3])
            for at, one in enumerate(clause.terms)
        )
        and len(clause.all(Kind.PRODUCT, Kind.PRONOUN)) > 1
    )


def _other(clause: Clause, name: str) -> str:
    """What a verb means in some company, where that is not what it means by itself."""
    match name:
        case "ask" | "show" if clause.has(Kind.ASK, "which") and len(clause.all(Kind.PRODUCT)) > 1:
            return "compare"
        case "show" if _looks_back(clause):
            return "chart"
        case "tell" if _again(clause):
            return "unmute"
        case "tell" if _is_asked(clause):
            return "show"
        case "" if _is_dropped(clause):
            return "untrack"
        case "" if _asks_for_list(clause):
            return "list"
        case "" if _is_awaited(clause):
            return "tell"
        case "mute" if _stops_silence(clause):
            return "unmute"
        case "quiet" if clause.has(Kind.PRODUCT) and not clause.all(Kind.CLOCK):
            return "mute"
        case "list" if clause.has(Kind.PRODUCT, "link", "asin"):
            return "track"
        case "digest" if clause.all(Kind.PRODUCT, Kind.GROUP) and not clause.all(Kind.FREQUENCY, Kind.CLOCK, Kind.DAY):
            return "show"
        case "untrack" if "mute" in clause.verbs:
            return "unmute"
        case "check" if clause.has(Kind.METRIC, "title", "images", "bullets"):
            return "no check"
        case "check" | "show" if interval(clause.terms) and clause.all(Kind.PRODUCT, Kind.PRONOUN):
            return "track"
        case "keep" if clause.has(Kind.PRODUCT, "link", "asin"):
            return "track"
        case "help" if clause.has(Kind.PRODUCT):
            return "vague"
        case "mute" if len(clause.all(Kind.CLOCK)) == 2 and clause.has(Kind.PREPOSITION, "to", "until"):
            return "quiet"
        case _:
            return ""


def _looks_back(clause: Clause) -> bool:
    """“What did it cost last week”: a metric over some time is a picture."""
    told = clause.all(Kind.METRIC) or any("cost" in term.text for term in clause.all(Kind.VERB))
    return bool(told) and (bool(clause.all(Kind.SPAN)) or clause.has(Kind.DAY, "lastweek", "thismonth", "thisquarter"))


def _turned(clause: Clause, name: str, *, stopped: bool) -> str:
    """The verb, or its contrary where it is denied or stopped."""
    denied = _denied(clause, name)
    if name == "mute" and denied:
        return "no mute"
    if (name == "tell" and denied) or (name == "mute" and not stopped):
        return _silence(clause)
    if denied:
        return _denied_name(clause, name)
    if (stopped or "untrack" in clause.verbs) and name in {"digest", "quiet"}:
        return f"{name} off"
    return "alert_off" if stopped and name in {"", "ask", "show"} and clause.has(Kind.METRIC) else name


def _verbs(clause: Clause) -> list[str]:
    """The verbs, without those that stand in a condition, and “better” where it tells of no part of a page."""
    found: list[str] = []
    for at, term in enumerate(clause.terms):
        conditional = term.name == "ask" and any(one.kind is Kind.IF for one in clause.terms[:at])
        following = clause.terms[at + 1 : at + 2]
        idle = term.text in _BETTER and not any(one.kind in {Kind.METRIC, Kind.PART} for one in following)
        idle = idle or (term.text.endswith("ing") and " " not in term.text and _is_no_request(clause.terms[:at]))
        if term.kind is Kind.VERB and not conditional and not idle:
            found.append(term.name)
    return found


def _is_no_request(before: Sequence[Term]) -> bool:
    """Whether a form in -ing only tells: “not sure the pump is worth tracking”."""
    return any(term.kind in {Kind.PRODUCT, Kind.SUBJECT, Kind.UNKNOWN, Kind.PAST} for term in before)


def _about_alerts(clause: Clause, name: str, *, stopped: bool) -> str:
    """Alerts as the thing that is asked about: set, taken away, shown."""
    pings = clause.has(Kind.NOUN, "pings") and not clause.has(Kind.NOUN, "alerts")
    if name == "untrack" or stopped:
        pings = pings or bool(clause.all(Kind.SPAN, Kind.CLOCK, Kind.DAY))
        return _silence(clause) if pings else "alert_off"
    if name in {"", "track", "show", "ask"} and clause.has(Kind.NOT):
        return _silence(clause)
    if name in {"show", "list", "ask"} and not clause.all(Kind.EVENT, Kind.WHEN):
        return "rules"
    adds = name == "" or (name == "track" and not clause.has(Kind.PRODUCT, "link", "asin"))
    if adds and clause.all(Kind.EVENT, Kind.WHEN, Kind.VALUE, Kind.METRIC):
        return "tell"
    if name == "" and clause.has(Kind.LIGHT, "do"):
        return "tell"
    return ""


def _silence(clause: Clause) -> str:
    """To be told no more of one metric takes its rules away; of a product, mutes it."""
    timed = clause.all(Kind.SPAN, Kind.CLOCK, Kind.DAY)
    return "alert_off" if clause.all(Kind.METRIC, Kind.EVENT) and not timed else "mute"


def _asks_for_list(clause: Clause) -> bool:
    """“Give me the full list”, “what do you have on the gear list”."""
    if clause.all(Kind.PRODUCT, Kind.WHEN, Kind.EVENT, Kind.UNKNOWN):
        return False
    listed = clause.has(Kind.LIST) and clause.has(Kind.ASK, "")
    whole = any("list" in term.text.split() for term in clause.all(Kind.GROUP, Kind.NOUN))
    return listed or (whole and clause.terms[0].is_(Kind.LIGHT, "do"))


def _is_awaited(clause: Clause) -> bool:
    """“Want a note if …”: something is wanted in case of an event."""
    wished = clause.has(Kind.LIGHT, "do") and clause.has(Kind.IF) and not clause.has(Kind.SUBJECT)
    return wished and bool(clause.all(Kind.EVENT, Kind.WHEN)) and bool(clause.all(Kind.PRODUCT, Kind.GROUP, Kind.LIST))


def _stops_silence(clause: Clause) -> bool:
    """“Stop muting the filters”."""
    at = next((at for at, term in enumerate(clause.terms) if term.is_(Kind.VERB, "mute")), 0)
    silence = clause.terms[at].text.startswith(("mut", "silenc", "snooz"))
    return at > 0 and silence and clause.terms[at - 1].is_(Kind.LIGHT, "stop")


def _again(clause: Clause) -> bool:
    """“You can ping me about it again” ends a silence."""
    return any(term.text in {"again", "back on"} for term in clause.terms) and not clause.all(
        Kind.EVENT, Kind.WHEN, Kind.METRIC, Kind.VALUE, Kind.IF
    )


def _is_asked(clause: Clause) -> bool:
    """“Tell me the price” asks for it now; a rule has a word for what is to happen."""
    terms = clause.terms
    verb = next(at for at, term in enumerate(terms) if term.is_(Kind.VERB, "tell"))
    ruled = clause.all(Kind.IF, Kind.WHEN, Kind.EVENT, Kind.VALUE)
    if not terms[verb].text.startswith("tell") or not clause.has(Kind.PRODUCT) or ruled:
        return False
    after = terms[verb + 1 : verb + 3]
    if after and after[0].is_(Kind.PREPOSITION, "this"):
        return True
    return bool(after) and (after[0].kind in {Kind.THE, Kind.ASK, Kind.GROUP} or after[0].is_(Kind.VERB, "show"))


def _is_dropped(clause: Clause) -> bool:
    """“Drop the tent”: a bare imperative with a product, where no price is spoken of."""
    first = next((at for at, term in enumerate(clause.terms) if term.kind not in _PASSED or term.text == "drop"), None)
    if first is None or clause.terms[first].text != "drop":
        return False
    things = {Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP, Kind.LIST}
    named = any(term.kind in things for term in clause.terms[first + 1 : first + 4])
    return named and not clause.all(Kind.VALUE, Kind.METRIC)


def _begins_with_drop(clause: Clause) -> bool:
    """“Drop all rules”: an imperative, and no price that falls."""
    first = next((term for term in clause.terms if term.kind not in _PASSED or term.text == "drop"), None)
    return first is not None and first.text == "drop"


def _stopped(clause: Clause) -> bool:
    dropped = clause.has(Kind.NOUN) and _begins_with_drop(clause)
    return dropped or clause.has(Kind.LIGHT, "stop") or clause.has(Kind.STOP) or clause.has(Kind.FREQUENCY, "off")


def _denied(clause: Clause, name: str) -> bool:
    """Whether the verb stands under a negation: only small words between."""
    place = next((at for at, term in enumerate(clause.terms) if term.is_(Kind.VERB, name)), None)
    if place is None:
        return False
    for term in reversed(clause.terms[:place]):
        if term.kind is Kind.NOT or (term.kind is Kind.LONGER and term.text == "no longer"):
            return True
        if term.kind not in _PASSED and term.kind is not Kind.SUBJECT:
            return False
    return False


def _denied_name(clause: Clause, name: str) -> str:
    if name == "track":
        return "untrack" if clause.has(Kind.LONGER) else "no track"
    return _DENIABLE.get(name, f"no {name}")


def _is_subject(before: Sequence[Term]) -> bool:
    """Whether a word that nobody knows does what the verb says: “Maria will remove it”."""
    small = {Kind.GREETING, Kind.BREAK, Kind.THANKS, Kind.OPEN}
    said = [term for term in before if term.kind not in small]
    if len(said) < 2 or said[0].kind is not Kind.UNKNOWN:
        return False
    return any(term.text in _DOING for term in said[1:]) and not any(term.kind is Kind.PRODUCT for term in said)


def _is_told_by_somebody(clause: Clause) -> bool:
    """Whether somebody only tells what they or others do: “we track this since May”."""
    verb = next((at for at, term in enumerate(clause.terms) if term.kind is Kind.VERB), len(clause.terms))
    before = clause.terms[:verb]
    if _is_subject(before):
        return True
    if any(term.kind is Kind.IF for term in before):
        last = next((term for term in reversed(before) if term.kind not in {Kind.FILLER, Kind.NOT}), None)
        asks = verb < len(clause.terms) and clause.terms[verb].name == "ask"
        return last is not None and last.kind is Kind.SUBJECT and not asks
    for at in range(len(before) - 1, -1, -1):
        if before[at].kind is Kind.OPEN and len(before[at].text) > 2:
            return False
        if before[at].is_(Kind.LIGHT, "stop") or before[at].is_(Kind.BREAK, ","):
            return False
        if before[at].kind is Kind.SUBJECT:
            return verb < len(clause.terms) and clause.terms[verb].name not in {"tell", "compare"}
    return False
