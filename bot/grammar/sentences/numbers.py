"""Numbers, money, shares, durations, clock times and dates, read from the pieces of a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.grammar.amounts import CURRENCIES, read_number
from bot.grammar.sentences.lexicon import Lexicon
from bot.grammar.sentences.pieces import Piece, Shape
from bot.grammar.sentences.spoken import JOINTS, Spoken
from bot.grammar.sentences.terms import Kind, Term

_SYMBOLS: Final = {
    "$": "$", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₺": "TRY", "zł": "PLN", "r$": "BRL", "us$": "USD",
    "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "mx$": "MXN",
}  # fmt: skip
# Minutes in each unit of time; a month has 30 days and a quarter 90, as the action format has it.
_MINUTES: Final = {
    "s": Decimal(1) / 60, "m": Decimal(1), "h": Decimal(60), "d": Decimal(1440), "w": Decimal(10080),
    "mo": Decimal(43200), "q": Decimal(129600), "hy": Decimal(259200), "y": Decimal(525600),
    "fortnight": Decimal(20160),
}  # fmt: skip
_HALVES: Final = frozenset(
    {("et", "demi"), ("et", "demie"), ("y", "media"), ("y", "medio"), ("e", "mezza"), ("e", "mezzo"), ("e", "meia")}
    | {("e", "meio"), ("und", "halb")}
)
HALVES: Final = frozenset({"am", "pm", "night", "oclock"})
_DAWN: Final = 4
_MULTIPLES: Final = {"k": 1_000, "man": 10_000, "lakh": 100_000, "million": 1_000_000}
_MOST_WORDS: Final = 7
_MOST: Final = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Sight:
    """The pieces that are read, their keys, and the words of the language."""

    pieces: Sequence[Piece]
    keys: Sequence[str]
    words: Lexicon

    def key(self, at: int) -> str:
        """The key at a place, empty past the end."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def shape(self, at: int) -> Shape | None:
        """The shape at a place."""
        return self.pieces[at].shape if 0 <= at < len(self.pieces) else None

    def unit(self, at: int) -> tuple[str, int] | None:
        """The unit at a place, and how many words it has."""
        found = self.words.sense(self.keys, at, Kind.UNIT) if at < len(self.keys) else None
        return (found[0].name, found[1]) if found else None

    def name(self, at: int, kind: Kind) -> tuple[str, int] | None:
        """What a phrase of some kind at a place is called, and how many words it has."""
        found = self.words.sense(self.keys, at, kind) if at < len(self.keys) else None
        return (found[0].name, found[1]) if found else None


def read_amount(sight: Sight, at: int) -> tuple[Term, int] | None:
    """The number that begins at a place with all that belongs to it, and the place after."""
    symbol, start = _symbol(sight, at)
    if symbol and sight.shape(start) not in {Shape.NUMBER, Shape.WORD}:
        return None
    number = _figures(sight, start) or _words(sight, start)
    if number is None or number[0] > _MOST:
        return None
    value, end = _with_half(sight, *number)
    return _measured(sight, value, symbol, end)


def _with_half(sight: Sight, value: Decimal, end: int) -> tuple[Decimal, int]:
    """“Four and a half”."""
    half = sight.name(end + 1, Kind.NUMBER) if sight.key(end) == "and" else None
    return (value + Decimal("0.5"), end + 1 + half[1]) if half and half[0] == "0.5" else (value, end)


def _measured(sight: Sight, value: Decimal, symbol: str, end: int) -> tuple[Term, int]:
    """The number with the unit that stands after it."""
    after, then = _symbol(sight, end)
    if symbol or after:
        return _value(value, symbol or after), then if not symbol else end
    if sight.shape(end) is Shape.MARK and sight.key(end) == "%":
        return _value(value, "%"), end + 1
    skip = 1 if sight.key(end) == "-" and sight.unit(end + 1) else 0
    if sight.name(end, Kind.ORDINAL) and sight.unit(end + 1) == ("count", 1):
        return _value(value, "count"), end + 2  # its 500th review
    unit = sight.unit(end + skip)
    if unit:
        return _with_unit(sight, value, unit[0], end + skip + unit[1])
    last = sight.name(end, Kind.PREPOSITION)
    if last and last[0] == "last" and (unit := sight.unit(end + last[1])):
        return _with_unit(sight, value, unit[0], end + last[1] + unit[1])
    currency = sight.name(end, Kind.CURRENCY)
    if currency:
        return _value(value, currency[0]), end + currency[1]
    if sight.key(end).upper() in CURRENCIES:
        return _value(value, sight.key(end).upper()), end + 1
    return _value(value, ""), end


def _with_unit(sight: Sight, value: Decimal, unit: str, end: int) -> tuple[Term, int]:
    if unit in HALVES:
        return clock(int(value), 0, unit), end
    half = sight.unit(end) if unit == "h" and value == int(value) else None
    if half and half[0] in HALVES:
        return clock(int(value), 0, half[0]), end + half[1]  # “10 heures du soir”
    if unit == "y" and value == Decimal("0.5"):
        value, unit = Decimal(1), "hy"  # six months, not half of 365 days
    if unit in _MINUTES:
        halved = _half_after(sight, end)
        more = Decimal("0.5") if halved else Decimal(0)
        return Term(kind=Kind.SPAN, number=(value + more) * _MINUTES[unit], unit=unit), end + halved
    if unit == "cents":
        return _value(value / 100, "$"), end
    return _value(value, unit), end


def _half_after(sight: Sight, at: int) -> int:
    """How many pieces say that half a unit more is meant: “an hour and a half”, “une heure et demie”."""
    if (sight.key(at), sight.key(at + 1)) in _HALVES:
        return 2
    more = sight.name(at + 1, Kind.NUMBER) if sight.key(at) == "and" else None
    return 1 + more[1] if more and more[0] == "0.5" else 0


def clock(hour: int, minute: int, half: str = "") -> Term:
    """A time of day; twelve o'clock at night is 00:00."""
    if half == "night":
        half = "pm" if _DAWN < hour < 12 else "am"  # “at 2 at night”, “12 at night”
    if half in {"am", "pm"} and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    good = 0 <= hour <= 24 and 0 <= minute < 60
    return Term(kind=Kind.CLOCK, name=f"{hour % 24:02d}:{minute:02d}" if good else "")


def minutes_of(unit: str) -> Decimal | None:
    """How many minutes a unit of time has; None for other units."""
    return _MINUTES.get(unit)


def _value(value: Decimal, unit: str) -> Term:
    return Term(kind=Kind.VALUE, number=value, unit=unit)


def _symbol(sight: Sight, at: int) -> tuple[str, int]:
    if sight.shape(at) is Shape.SYMBOL:
        return _SYMBOLS.get(sight.key(at), ""), at + 1
    number = at + 2 if sight.key(at + 1) == "." else at + 1  # “Rs. 1,499”
    if sight.shape(at) is Shape.WORD and sight.shape(number) is Shape.NUMBER:
        if sight.key(at).upper() in CURRENCIES:
            return sight.key(at).upper(), number
        if named := sight.name(at, Kind.CURRENCY):
            return named[0], number
    return "", at


def _figures(sight: Sight, at: int) -> tuple[Decimal, int] | None:
    """A number in figures: 1,299.00, 1 299, 12k, 1.5 thousand."""
    if sight.shape(at) is not Shape.NUMBER or len(sight.key(at)) > 15:
        return None
    text, end = sight.pieces[at].text, at + 1
    while _is_thousands(sight, text, end):
        text, end = text + sight.pieces[end].text, end + 1
    value = read_number(text)
    if value is None:
        return None
    unit = sight.unit(end)
    return (value * _MULTIPLES[unit[0]], end + unit[1]) if unit and unit[0] in _MULTIPLES else (value, end)


def _is_thousands(sight: Sight, text: str, end: int) -> bool:
    """Whether the next piece goes on with a number whose thousands are parted by a space: 1 299 €."""
    piece = sight.pieces[end] if sight.shape(end) is Shape.NUMBER else None
    if piece is None or not text.isdigit() or len(text) > 3 or len(piece.text.split(",")[0].split(".")[0]) != 3:
        return False
    parted = piece.start == sight.pieces[end - 1].end + 1
    return parted and (sight.shape(end + 1) is Shape.SYMBOL or _is_counted(sight, end + 1))


def _is_counted(sight: Sight, at: int) -> bool:
    """Whether an amount ends here: with what is counted, or with the sentence."""
    shape = sight.shape(at)
    if shape is None or (shape is Shape.MARK and sight.key(at)[:1] in {".", "!", "?", ";", ",", "\n"}):
        return True
    unit = sight.unit(at)
    counted = unit is not None and (unit[0] == "count" or unit[0] in _MULTIPLES)
    return counted or sight.name(at, Kind.CURRENCY) is not None or sight.name(at, Kind.METRIC) is not None


def _words(sight: Sight, at: int) -> tuple[Decimal, int] | None:
    """A number in words: twenty five, two hundred and ten, treinta y cinco, two-fifty, nineteen ninety-nine."""
    found = sight.name(at, Kind.NUMBER)
    if found is None:
        return None
    if found[0] == "a":
        return _one(sight, at + found[1])
    spoken, end = Spoken(Decimal(found[0])), at + found[1]
    for _ in range(_MOST_WORDS):
        joint = sight.key(end) if sight.key(end) in JOINTS else ""
        more = sight.name(end + bool(joint), Kind.NUMBER)
        if more is None or more[0] == "a" or not spoken.take(Decimal(more[0]), joint):
            break
        end += bool(joint) + more[1]
    return spoken.value, end


def _one(sight: Sight, end: int) -> tuple[Decimal, int] | None:
    """An article means one only before a unit of time: a week, an hour."""
    unit = sight.unit(end)
    return (Decimal(1), end) if unit and unit[0] in _MINUTES and len(sight.key(end)) > 2 else None
