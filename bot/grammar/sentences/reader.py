"""From a message to its terms: every stretch gets a meaning, or is told to have none."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from bot.grammar.sentences import calendar, list_names, numbers, pointers
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.lexicon import Concept, Entry
from bot.grammar.sentences.numbers import Sight
from bot.grammar.sentences.pieces import Piece, Shape
from bot.grammar.sentences.shelf import Shelf
from bot.grammar.sentences.terms import Kind, Term

_FARTHEST: Final = 14  # how many pieces may stand between the halves of a phrase
_STOPS: Final = frozenset(".!?;\n")
_SIGNS: Final = {
    "<": (Kind.WHEN, "below"), "<=": (Kind.WHEN, "below"), ">": (Kind.WHEN, "above"), ">=": (Kind.WHEN, "above"),
    "&": (Kind.AND, ""), "+": (Kind.AND, ""), "/": (Kind.AND, ""), "->": (Kind.BREAK, ","), "=>": (Kind.BREAK, ","),
    "=": (Kind.BREAK, ","), "?": (Kind.ASK, "?"), "@": (Kind.FILLER, ""), "%": (Kind.FILLER, ""),
}  # fmt: skip
_OF_VALUES: Final = frozenset({Kind.FRACTION, Kind.UNIT, Kind.NUMBER, Kind.MONTH, Kind.ORDINAL, Kind.CURRENCY})
_WATCHED: Final = frozenset({Kind.METRIC, Kind.WHEN, Kind.EVENT, Kind.PART, Kind.GROUP})
_OTHERWISE: Final = frozenset({"us", "de", "ie", "it"})  # stores that are words too
_ALERTS: Final = ("alerts", "alertas", "alertes", "avvisi", "alarme", "alert", "alerta", "alerte", "avviso", "alarm")
_OR_STOCK: Final = {  # what may follow “oos or …”, “low or …”
    **dict.fromkeys(("back", "zuruck", "retour", "vuelta", "volta"), "stock back"),
    **dict.fromkeys(
        ("gone", "out", "empty", "zero", "leer", "weg", "agotado", "epuise", "esaurito", "esgotado"), "stock out"
    ),
}
_AT_MOST: Final = frozenset({"tops", "max", "maximum", "maximal", "maximo", "massimo"})
_OFF: Final = frozenset({"off", "less", "fewer", "cheaper", "lower"})  # “10 % off”, “1 star less”
_BREAKS: Final = frozenset(",.!;:()-[]")


@dataclass(slots=True)
class Reader:
    """Reads the pieces of one message from left to right; `terms` is what was read so far."""

    sight: Sight
    shelf: Shelf
    context: Context
    terms: list[Term] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)  # second halves of phrases
    present: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.present = frozenset(self.sight.keys)

    def read(self) -> tuple[Term, ...]:
        """All terms of the message."""
        at = 0
        while at < len(self.sight.pieces):
            if at in self.taken:
                at += 1
                continue
            term, end = self._term(at)
            end = max(end, at + 1)
            self.terms.append(replace(term, first=at, last=end - 1, text=" ".join(self.sight.keys[at:end])))
            at = end
        return tuple(self.terms)

    def _term(self, at: int) -> tuple[Term, int]:
        piece = self.sight.pieces[at]
        match piece.shape:
            case Shape.LINK | Shape.ASIN | Shape.PERSON:
                return pointers.pointer(piece, self.context), at + 1
            case Shape.QUOTED:
                return pointers.quoted(self.sight, self.shelf, self.terms, at)
            case Shape.MARK:
                return self._mark(piece, at)
            case _:
                return self._word(piece, at)

    def _mark(self, piece: Piece, at: int) -> tuple[Term, int]:
        text = piece.text
        if text == "#" and self.sight.shape(at + 1) is Shape.NUMBER:
            found = numbers.read_amount(self.sight, at + 1)
            if found:
                return replace(found[0], unit="#"), found[1]
        if (phrase := self._signed(at)) or (phrase := self._phrase(at)):
            return phrase
        if text == "-" and piece.glued:
            ranged = self.sight.shape(at - 1) is Shape.NUMBER and self.sight.shape(at + 1) is Shape.NUMBER
            return Term(kind=Kind.PREPOSITION if ranged else Kind.FILLER, name="to" if ranged else ""), at + 1
        if text in _SIGNS:
            kind, name = _SIGNS[text]
            return Term(kind=kind, name=name), at + 1
        if "\n" in text or text.startswith(".."):
            return Term(kind=Kind.BREAK, name="\n" if "\n" in text else ","), at + 1
        if text in _BREAKS:
            return Term(kind=Kind.BREAK, name=text), at + 1
        return Term(kind=Kind.FILLER), at + 1

    def _signed(self, at: int) -> tuple[Term, int] | None:
        """“-15%” is a fall, “+15%” a rise."""
        sight = self.sight
        if sight.key(at) not in {"-", "+"} or sight.shape(at + 1) is not Shape.NUMBER or sight.key(at + 2) != "%":
            return None
        if not sight.pieces[at + 1].glued or sight.shape(at - 1) is Shape.NUMBER:
            return None
        return Term(kind=Kind.WHEN, name="drops" if sight.key(at) == "-" else "rises"), at + 1

    def _word(self, piece: Piece, at: int) -> tuple[Term, int]:
        pointed = list_names.list_name(self.sight, self.context, self.shelf, self.terms, at)
        pointed = pointed or pointers.name_run(self.sight, self.shelf, self.terms, at)
        if pointed:
            return pointed
        last = self.terms[-1] if self.terms else Term(kind=Kind.BREAK)
        if told := self._after(last, at):
            return told, at + 1
        for read in (calendar.read_date, calendar.read_time, self._share)[last.kind is Kind.WHEN :]:
            if found := read(self.sight, at):
                return calendar.late(found[0], last), found[1]
        phrase = self._phrase(at)
        if phrase is None or phrase[0].kind in {Kind.FILLER, Kind.THE, Kind.OPEN, Kind.PREPOSITION}:
            amount = numbers.read_amount(self.sight, at)
            if amount and amount[1] > (phrase[1] if phrase else at):
                return calendar.late(self._as_hour(amount[0]), last), amount[1]
        if phrase and not (phrase[0].kind is Kind.FILLER and self._last_unit(at)):
            return phrase
        if unit := self._last_unit(at):
            return Term(kind=Kind.SPAN, number=numbers.minutes_of(unit[0]), name=self.terms[-1].name), at + unit[1]
        if pointers.is_broken_asin(self.sight.key(at)):
            return Term(kind=Kind.PRODUCT, name="broken"), at + 1
        return Term(kind=Kind.UNKNOWN, name="real" if self.sight.key(at) in self.sight.words.real else ""), at + 1

    def _after(self, last: Term, at: int) -> Term | None:
        """What a word means only after some other: “10 % off”, “a 60-day low”, “oos or back”."""
        key = self.sight.key(at)
        if key == "night" and last.is_(Kind.DAY, *calendar.WEEKDAYS, "tomorrow"):
            return Term(kind=Kind.DAY, name="tonight")
        if last.kind is Kind.VALUE and key in _AT_MOST and not self._measures(at + 1):
            return Term(kind=Kind.ORLESS)
        if last.kind is Kind.VALUE and last.unit and key in _OFF and self.sight.key(at + 1) != "than":
            return Term(kind=Kind.WHEN, name="drops")
        stocked = (
            last.kind is Kind.AND and self.terms[-2:-1] and self.terms[-2].is_(Kind.EVENT, "stock out", "stock low")
        )
        if stocked and key in _OR_STOCK:
            return Term(kind=Kind.EVENT, name=_OR_STOCK[key])
        if last.kind is Kind.SPAN and key in {"low", "lows"}:
            return Term(kind=Kind.EVENT, name="price new_low")
        return None

    def _share(self, sight: Sight, at: int) -> tuple[Term, int] | None:
        """“By a tenth”: a share in words, where something moves; else a quarter may be one of a year."""
        found = sight.name(at, Kind.FRACTION)
        last = self.terms[-1] if self.terms else Term(kind=Kind.BREAK)
        if found is None or not (last.kind in {Kind.WHEN, Kind.EVENT} or last.is_(Kind.PREPOSITION, "by", "of")):
            return None
        return Term(kind=Kind.VALUE, number=Decimal(found[0]), unit="%"), at + found[1]

    def _as_hour(self, term: Term) -> Term:
        """“8h” is a time of day after “at” or “until”, as it is written in French, Spanish and Portuguese."""
        last = self.terms[-1] if self.terms else Term(kind=Kind.BREAK)
        if term.kind is not Kind.SPAN:
            return term
        timed = last.is_(Kind.PREPOSITION, "at", "until", "from", "to") or last.kind is Kind.DAY
        lasting = last.is_(Kind.PREPOSITION, "for")
        timed = timed or (not lasting and any(one.is_(Kind.VERB, "quiet", "digest") for one in self.terms))
        hours = term.number / 60 if term.number is not None else None
        if timed and term.kind is Kind.SPAN and term.unit == "h" and hours is not None and hours <= 24:
            return numbers.clock(int(hours), int(hours % 1 * 60))
        return term

    def _last_unit(self, at: int) -> tuple[str, int] | None:
        """A unit of time after “last” or “every” stands for one of it."""
        last = self.terms[-1] if self.terms else Term(kind=Kind.BREAK)
        if not last.is_(Kind.PREPOSITION, "last", "every") and not last.text.endswith(" next"):
            return None
        unit = self.sight.unit(at)
        return unit if unit and numbers.minutes_of(unit[0]) and len(self.sight.key(at)) > 1 else None

    def _phrase(self, at: int) -> tuple[Term, int] | None:
        """The longest phrase of the lexicon that stands here."""
        for entry in self.sight.words.at(self.sight.keys, at):
            found = self._sense(entry, at)
            if found:
                return found
        return None

    def _sense(self, entry: Entry, at: int) -> tuple[Term, int] | None:
        end = at + len(entry.words)
        for concept in entry.senses:
            if concept.kind in _OF_VALUES or (concept.rest and concept.rest[0] not in self.present):
                continue
            if self._is_not_meant(concept, entry, end) or (concept.rest and not self._take_rest(concept, end)):
                continue
            return Term(kind=concept.kind, name=concept.name), end
        return None

    def _is_not_meant(self, concept: Concept, entry: Entry, end: int) -> bool:
        """Whether what stands around a phrase speaks for another of its senses."""
        match concept.kind:
            case Kind.VERB:
                return self._is_said_of(concept, entry) or (entry.words == ("anything",) and self._measures(end))
            case Kind.BOTH if self._times(end) or self.sight.name(end, Kind.PREPOSITION) == ("last", 1):
                return True  # “toutes les deux heures”, “les deux dernières semaines”
            case Kind.GROUP | Kind.BOTH:
                anything = entry.words == ("anything",) and self._measures(end)
                return anything or (Kind.PREPOSITION in entry.kinds and self._counts(end))
            case Kind.WHEN:
                timed = Kind.PREPOSITION in entry.kinds and (self._silences() or self._times(end))
                return timed or (Kind.LIGHT in entry.kinds and self._begins(end))
            case Kind.ORMORE | Kind.ORLESS:
                return self.sight.shape(end) in {Shape.NUMBER, Shape.SYMBOL} and entry.words[0] == "or"
            case Kind.MARKET:
                return entry.words[0] in _OTHERWISE and not self._is_store(end - 1)
            case _:
                return False

    def _measures(self, at: int) -> bool:
        """Whether an amount or a threshold follows: “anything under 25” asks for no list."""
        amount = self.sight.shape(at) in {Shape.NUMBER, Shape.SYMBOL}
        return amount or self.sight.name(at, Kind.WHEN) in {("below", 1), ("above", 1)}

    def _silences(self) -> bool:
        """Whether a silence is spoken of, so that “jusqu'à” is a time and no threshold."""
        return any(term.is_(Kind.VERB, "mute", "quiet") for term in self.terms)

    def _times(self, at: int) -> bool:
        """Whether a stretch of time follows: “past two weeks” is no threshold."""
        number = self.sight.shape(at) is Shape.NUMBER or self.sight.name(at, Kind.NUMBER) is not None
        unit = self.sight.unit(at + number)
        return unit is not None and numbers.minutes_of(unit[0]) is not None and len(self.sight.key(at + number)) > 1

    def _is_store(self, at: int) -> bool:
        """Whether a short word that mostly means something else names a store here: “in the us”, “US”."""
        last = self.terms[-1] if self.terms else Term(kind=Kind.BREAK)
        return self.sight.pieces[at].text.isupper() or last.kind is Kind.THE or last.text in {"on", "in", "from", "."}

    def _counts(self, at: int) -> bool:
        """Whether a number or a unit of time follows: “alle 30 Minuten” are not all minutes."""
        unit = self.sight.unit(at)
        counted = self.sight.shape(at) is Shape.NUMBER or self._times(at)
        return counted or (unit is not None and numbers.minutes_of(unit[0]) is not None)

    def _begins(self, end: int) -> bool:
        """Whether a request begins here: “change the alert to 25” is no change that is watched for."""
        named = self.sight.name(end, Kind.VERB)
        silenced = named is not None and named[0] in {"digest", "quiet"}
        ends = (
            end >= len(self.sight.pieces) or self.sight.pieces[end].text[0] in _STOPS
        )  # “must be lower, please change”
        if not (silenced or ends or self.sight.name(end, Kind.THE) or self.sight.name(end, Kind.PRONOUN)):
            return False
        for term in reversed(self.terms):
            if term.kind is Kind.BREAK:
                return True
            if term.kind not in {Kind.OPEN, Kind.GREETING, Kind.FILLER, Kind.THANKS, Kind.BOT, Kind.AND}:
                return False
        return True

    def _is_said_of(self, concept: Concept, entry: Entry) -> bool:
        """Whether words that can be a verb or what is watched are the latter here: in a condition, after “its”."""
        named = len(entry.words) > 1 and self.sight.words.sense(entry.words[:1], 0, Kind.METRIC)
        if not (entry.kinds & _WATCHED or named or concept.name == "changes") or entry.words[-1] == "since":
            return False
        if self.terms and self.terms[-1].kind in {Kind.THE, Kind.ADJECTIVE, Kind.METRIC}:
            return True
        if named and any(term.text.endswith(_ALERTS) for term in self.terms[-2:]):
            return True
        for term in reversed(self.terms):
            if term.kind is Kind.BREAK and term.name in _STOPS:
                return False
            if (
                term.kind is Kind.IF
                or term.is_(Kind.VERB, "tell", "mute")
                or (concept.name == "changes" and term.is_(Kind.VERB, "track"))
            ):
                return True
        return False

    def _take_rest(self, concept: Concept, start: int) -> bool:
        """Find the second half of a phrase further on in the sentence, and take it."""
        size = len(concept.rest)
        for at in range(start, min(start + _FARTHEST, len(self.sight.keys) - size + 1)):
            if tuple(self.sight.keys[at : at + size]) == concept.rest:
                if at == start:
                    return False
                self.taken.update(range(at, at + size))
                return True
            if self.sight.pieces[at].text[0] in _STOPS or self._asks_anew(at):
                return False
        return False

    def _asks_anew(self, at: int) -> bool:
        """Whether a further request begins: “turn it up and show …”, “chuck it on, sing out …”."""
        joined = self.sight.key(at - 1) == "," or self.sight.words.sense(self.sight.keys, at - 1, Kind.AND) is not None
        return joined and self.sight.words.sense(self.sight.keys, at, Kind.VERB) is not None


def read_terms(sight: Sight, shelf: Shelf, context: Context) -> tuple[Term, ...]:
    """The terms of a message's pieces."""
    return pointers.without_strangers(Reader(sight, shelf, context).read())
