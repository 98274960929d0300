"""What a clause asks for, by the verbs and nouns it has and by what is denied."""

from itertools import pairwise
from typing import Final

from bot.grammar.sentences import company
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.tellers import is_no_request, is_of_another_thing, is_told_by_somebody
from bot.grammar.sentences.terms import Kind
from bot.grammar.sentences.timing import interval

# Where a clause has several verbs, the first of these is what it asks; the others only help.
_ORDER: Final = (
    "explain", "undo", "quiet", "digest", "export", "alert_off", "unmute", "rules", "chart",
    "compare", "untrack", "mute", "track", "tell", "optimize", "audit", "changes", "check",
    "help", "list", "show", "ask", "keep",
)  # fmt: skip
_BETTER: Final = frozenset(
    {"better", "shorter", "longer", "catchier", "snappier", "clearer", "stronger", "tighten", "tighter"}
)
_SHORTEST_DOING: Final = 5  # letters; “ping” ends so too
_DENIABLE: Final = {"track": "untrack", "tell": "mute", "digest": "digest off", "quiet": "quiet off"}
_PRICE_ALERT: Final = "preisalarm"  # a metric and a noun in one
_ALARM: Final = frozenset({"alarm", "alerte", "alerta", "alert", "通知", "warnung", "hinweis", "meldung"})
_WISHED: Final = ("get", "have", "id like", "want", "wed like")
_ONE: Final = frozenset({"a", "an", "another"})
_CLITICS: Final = frozenset({"lo", "la", "los", "las", "le", "les", "l", "li", "o", "a", "os", "as"})
_NO_LONGER: Final = frozenset({"no longer", "nicht mehr", "nicht langer", "ya no", "ne plus", "nao mais"})


def intent_of(clause: Clause) -> str:
    """The name of what is asked; empty where nothing is. ``no X`` is an X that is asked not to be."""
    if is_told_by_somebody(clause) or is_of_another_thing(clause) or clause.has(Kind.ASK, "why"):
        return ""
    if (
        clause.has(Kind.OPEN, "able")
        and "export" not in clause.verbs
        and not clause.all(Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP, Kind.LIST)
    ):
        return "explain"
    if company.gives_role(clause):
        return "track"
    verbs = _verbs(clause)
    if clause.has(Kind.OPEN, "vague") and not verbs:
        return "vague"
    if verbs[:1] == ["ask"] and clause.has(Kind.ASK, "?") and clause.has(Kind.PRODUCT):
        return _asked(clause)
    if verbs[:1] == ["ask"] and clause.has(Kind.SUBJECT) and not clause.all(Kind.PRODUCT, Kind.GROUP, Kind.LIST):
        return ""
    stopped = _stopped(clause)
    alerts = clause.has(Kind.NOUN, "alerts", "pings") or any(
        term.text.startswith(_PRICE_ALERT) for term in clause.all(Kind.METRIC)
    )
    if "rules" in verbs and (stopped or {"untrack", "mute"} & set(verbs)):
        verbs, alerts = [one for one in verbs if one != "rules"], True
    if "rules" in verbs and "track" in verbs and clause.all(Kind.VALUE, Kind.EVENT):
        verbs = [one for one in verbs if one != "rules"]  # “track it with thresholds price < 20”
    name = next((one for one in _ORDER if one in verbs), "track" if company.is_put_on_list(clause, verbs) else "")
    if name in {"untrack", "mute"} and alerts and _denied(clause, name):
        return f"no {name}"
    if alerts and (found := _about_alerts(clause, name, stopped=stopped)):
        return "quiet" if found == "mute" and company.is_span_of_hours(clause) else found
    if name == "tell" and stopped and not clause.has(Kind.IF) and _is_alarm(clause):
        return _silence(clause)
    return _other(clause, name) or _turned(clause, name, stopped=stopped)


def _is_alarm(clause: Clause) -> bool:
    """Whether “alarm” is the thing and no verb: “the alarm for the rating can go”."""
    spoken = (term.text.split()[0] for term in clause.terms if term.is_(Kind.VERB, "tell"))
    return any(word in _ALARM or word.startswith("alarm") for word in spoken)


def _asked(clause: Clause) -> str:
    """What a question that begins with its verb asks of a product."""
    if clause.has(Kind.ASK, "which") and len(clause.all(Kind.PRODUCT)) > 1:
        return "compare"
    if company.looks_back(clause) and any(term.text.startswith("what") for term in clause.all(Kind.ASK)):
        return "chart"
    if clause.has(Kind.GROUP, "competitor") or company.is_weighed(clause):
        return "compare"
    if clause.has(Kind.NOUN, "alerts"):
        return "rules"  # “is there an alert on the grinder?”
    return "changes" if clause.has(Kind.WHEN) and clause.all(Kind.DAY, Kind.SPAN) else "ask"


def _other(clause: Clause, name: str) -> str:
    """What a verb means in some company, where that is not what it means by itself."""
    match name:
        case "ask" | "show" if clause.has(Kind.ASK, "which") and len(clause.all(Kind.PRODUCT)) > 1:
            return "compare"
        case "show" | "ask" if company.looks_back(clause) and (name == "show" or _asks_what(clause)):
            return "chart"
        case "tell" if company.is_again(clause):
            return "unmute"
        case "tell" if company.is_asked(clause):
            return "show"
        case "":
            return _without_verb(clause)
        case "mute" if company.stops_silence(clause):
            return "unmute"
        case "quiet" if _is_silence(clause):
            return "mute"
        case "list" if clause.has(Kind.PRODUCT, "link", "asin"):
            return "track"
        case "digest":
            return _of_digest(clause)
        case "untrack" if "mute" in clause.verbs:
            return "unmute"
        case "untrack" if company.stops_a_metric(clause):
            return "alert_off"
        case "check" if clause.has(Kind.METRIC, "title", "images", "bullets"):
            return "no check"
        case "check" | "show" if interval(clause.terms) and (name == "check" or _is_watched(clause)):
            return "track"
        case "show" if clause.all(Kind.SPAN, Kind.DAY) and any("new" in term.text for term in clause.all(Kind.VERB)):
            return "changes"
        case "keep" if clause.has(Kind.PRODUCT, "link", "asin"):
            return "track"
        case "help" if clause.has(Kind.PRODUCT):
            return "vague"
        case "mute" if company.is_span_of_hours(clause):
            return "quiet"
        case _:
            return ""


def _of_digest(clause: Clause) -> str:
    """A summary now, of what changed or of some products, where no time is said at which one is to come."""
    if clause.all(Kind.FREQUENCY, Kind.CLOCK):
        return ""
    if "changes" in clause.verbs:
        return "changes"
    return "show" if clause.all(Kind.PRODUCT, Kind.GROUP) and not clause.has(Kind.DAY) else ""


def _is_watched(clause: Clause) -> bool:
    """“Look at the kettle every hour”; whoever wants its price daily at 9 wants no rule."""
    return bool(clause.all(Kind.PRODUCT, Kind.PRONOUN)) and not clause.has(Kind.METRIC)


def _asks_what(clause: Clause) -> bool:
    return any(term.text == "what" for term in clause.all(Kind.ASK))


def _is_silence(clause: Clause) -> bool:
    """“Keep the kettle quiet”, “quiet until 7”: one silence, and no hours of every day."""
    times = [term.kind for term in clause.all(Kind.CLOCK, Kind.VALUE)]
    until = clause.has(Kind.PREPOSITION, "until") and times == [Kind.CLOCK]
    return until or (bool(clause.all(Kind.PRODUCT, Kind.GROUP, Kind.LIST)) and Kind.CLOCK not in times)


def _without_verb(clause: Clause) -> str:
    """What is meant where no verb is said."""
    if company.is_dropped(clause) or company.may_go(clause):
        return "untrack"
    if company.asks_for_list(clause):
        return "list"
    if company.is_appointment(clause):
        return "digest"
    if company.wants_new_text(clause):
        return "optimize"
    return "tell" if company.is_awaited(clause) else ""


def _turned(clause: Clause, name: str, *, stopped: bool) -> str:
    """The verb, or its contrary where it is denied or stopped."""
    denied = _denied(clause, name)
    if name == "mute" and denied:
        return "no mute"
    if (name == "tell" and denied) or (name == "mute" and not stopped):
        return _silence(clause)
    if name == "digest" and any(
        mark.kind is Kind.BREAK and after.is_(Kind.FREQUENCY, "daily", "weekly")
        for mark, after in pairwise(clause.terms)
    ):
        return name  # “no daily digest, weekly is enough”
    if denied:
        return _denied_name(clause, name)
    if (stopped or "untrack" in clause.verbs) and name in {"digest", "quiet"}:
        return f"{name} off"
    return "alert_off" if stopped and name in {"", "ask", "show"} and clause.has(Kind.METRIC) else name


def _verbs(clause: Clause) -> list[str]:
    """The verbs that ask for something: none of a condition, none that only tells."""
    found: list[str] = []
    told = conditional = inside = False  # `inside`: “tell us if somebody …”, and nothing joined to it yet
    for at, term in enumerate(clause.terms):
        match term.kind:
            case Kind.IF:
                conditional, inside = True, told
            case Kind.AND | Kind.BREAK:
                inside = False
            case Kind.VERB:
                told = told or term.name == "tell"
                happens = conditional if term.name == "ask" else inside and term.name != "tell"
                if not happens and not _is_idle(clause, at):
                    found.append(term.name)
            case _:
                pass
    return found


def _is_idle(clause: Clause, at: int) -> bool:
    """Whether a verb asks for nothing here: “better” of no part of a page, “not sure it is worth tracking”."""
    term, following = clause.terms[at], clause.terms[at + 1 : at + 2]
    if term.text in _BETTER and not any(one.kind in {Kind.METRIC, Kind.PART} for one in following):
        return True
    doing = term.text.endswith("ing") and term.text.isalpha() and len(term.text) > _SHORTEST_DOING
    return doing and is_no_request(clause.terms[:at])


def _about_alerts(clause: Clause, name: str, *, stopped: bool) -> str:
    """Alerts as the thing that is asked about: set, taken away, shown."""
    pings = clause.has(Kind.NOUN, "pings") and not clause.has(Kind.NOUN, "alerts")
    if name == "untrack" or stopped:
        pings = pings or bool(clause.all(Kind.SPAN, Kind.CLOCK, Kind.DAY))
        return _silence(clause) if pings else "alert_off"
    if name == "" and clause.has(Kind.NOT) and clause.all(Kind.SUBJECT, Kind.PAST, Kind.SAYS):
        return ""
    if name in {"", "track", "show", "ask"} and clause.has(Kind.NOT):
        return _silence(clause)
    if name == "ask" and not clause.has(Kind.ASK) and clause.terms[0].kind is not Kind.VERB:
        return ""
    given = any(term.text.startswith("give") for term in clause.all(Kind.VERB)) and clause.has(Kind.METRIC)
    if given and clause.has(Kind.BREAK, ":"):
        return "tell"  # “give me alerts for the press: price, stock”
    if name in {"show", "list", "ask"} and not clause.all(Kind.EVENT, Kind.WHEN):
        return "rules"
    if name == "" and _is_wish_for_one(clause):
        return "tell"
    if name == "" and clause.has(Kind.ASK, "?") and not clause.all(Kind.EVENT, Kind.WHEN, Kind.VALUE, Kind.UNKNOWN):
        return "rules"
    listed = clause.has(Kind.PRONOUN) and clause.has(Kind.LIST)
    adds = name == "" or (name == "track" and not clause.has(Kind.PRODUCT, "link", "asin") and not listed)
    if adds and clause.all(Kind.EVENT, Kind.WHEN, Kind.VALUE, Kind.METRIC):
        return "tell"
    if name == "" and clause.has(Kind.LIGHT, "do"):
        return "tell"
    return ""


def _is_wish_for_one(clause: Clause) -> bool:
    """“Can I get a price alert on the kettle?”: one that is not there yet."""
    wished = any(term.text.endswith(_WISHED) for term in clause.all(Kind.OPEN))
    return wished and any(
        term.text in _ONE and any(one.kind is Kind.NOUN for one in clause.terms[at + 1 : at + 4])
        for at, term in enumerate(clause.terms)
    )


def _silence(clause: Clause) -> str:
    """To be told no more of one metric takes its rules away; of a product, mutes it."""
    timed = clause.all(Kind.SPAN, Kind.CLOCK, Kind.DAY) or clause.has(Kind.PREPOSITION, "until")
    return "alert_off" if clause.all(Kind.METRIC, Kind.EVENT) and not timed else "mute"


def _stopped(clause: Clause) -> bool:
    dropped = clause.has(Kind.NOUN) and company.begins_with_drop(clause)
    return dropped or clause.has(Kind.LIGHT, "stop") or clause.has(Kind.STOP) or clause.has(Kind.FREQUENCY, "off")


def _denied(clause: Clause, name: str) -> bool:
    """Whether the verb stands under a negation: only small words between."""
    place = next((at for at, term in enumerate(clause.terms) if term.is_(Kind.VERB, name)), None)
    if place is None:
        return False
    for at in range(place - 1, -1, -1):
        term = clause.terms[at]
        if term.text in {"no", "nope", "nein", "non", "nao"} and clause.terms[at + 1].kind is Kind.BREAK:
            return False  # “oh no, bring it back”
        if term.kind is Kind.NOT or (term.kind is Kind.LONGER and term.text in _NO_LONGER):
            return True
        if term.kind not in company.PASSED and term.kind is not Kind.SUBJECT and term.text not in _CLITICS:
            return False
    return False


def _denied_name(clause: Clause, name: str) -> str:
    if name == "track":
        return "untrack" if clause.has(Kind.LONGER) else "no track"
    return _DENIABLE.get(name, f"no {name}")
