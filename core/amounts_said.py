"""The numbers in a text, with what they count or measure, so that two texts can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from core.audit.lexicon import Lexicon
from core.audit.nouns import stem
from core.audit.text import is_cjk

_NUMBER: Final = re.compile(r"(?<![0-9A-Za-zÀ-ɏ_.,])\d+(?:[.,]\d+)*(?![.,]?\d)")
_UNIT: Final = re.compile(
    r"[\s\u00a0]?-?[\s\u00a0]?([^\W\d_\u3040-\u30ff\u4e00-\u9fff]+|[\u3040-\u30ff\u4e00-\u9fff]+|%|″|\"|”|'|°\s?[CFcf]?)"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_AFTER, _BEFORE = 3, 2  # words around a number that say what it counts
_FIRST_NUMBER: Final = {12: 1, 11: 2}  # lists of number words begin at one or at two
_MEASURES: Final = (
    "l liter litre liters litres lt liter",
    "ml milliliter millilitre milliliters milliliters",
    "w watt watts",
    "v volt volts",
    "a amp amps",
    "mm millimeter millimeters",
    "cm centimeter centimeters centimetre centimetres zentimeter",
    "m meter meters metre metres metro metros metri mètre mètres",
    "km kilometer kilometers",
    'in inch inches zoll pouces pulgadas pollici " ″ ”',
    "ft foot feet '",
    "oz ounce ounces",
    "lb lbs pound pounds",
    "kg kilogram kilograms kilo kilos",
    "g gram grams gramm grammes gramos grammi",
    "mg milligram milligrams",
    "mah",
    "gb",
    "tb",
    "mb",
    "hz",
    "db decibel decibels",
    "rpm",
    "psi",
    "k",
    "h hr hrs hour hours stunde stunden heure heures hora horas ora ore uur 時間",
    "min mins minute minutes minuten minutos minuti 分",
    "s sec secs second seconds sekunden",
    "day days tag tage tagen jour jours día días giorno giorni dag dagen 日",
    "month months monat monate mois mes meses mese mesi 月",
    "year years yr yrs jahr jahre jahren an ans année années año años anno anni jaar 年",
    "% percent prozent pourcent por ciento",
    "c °c ℃ celsius",
    "f °f ℉ fahrenheit",
    "° degree degrees grad",
)
_COUNTS_WORDS: Final = """
pack packs pc pcs piece pieces ct count set sets pair pairs er-pack stück teilig teile pièces pièce piezas pezzi
stuks x of in 個 枚 本 セット
"""
_COUNTS: Final = frozenset(_COUNTS_WORDS.split())
_UNIT_OF: Final = {word: row.split()[0] for row in _MEASURES for word in row.split()}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is `said` with its unit; `unit` None where it only counts, `around` what it counts."""

    said: str
    value: Decimal
    unit: str | None
    around: frozenset[str]


def amounts(text: str, lexicon: Lexicon) -> Iterator[Amount]:
    """Every number of a text, numerals and the number words that the language has a list of."""
    for found in _NUMBER.finditer(text):
        value = _value(found.group())
        if value is not None:
            yield _amount(text, found, value, lexicon)
    numbers = lexicon.lists.get("numbers", ())
    first = _FIRST_NUMBER.get(len(numbers), 0)
    for at, word in enumerate(numbers):
        if first and at + first > 1:
            for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
                yield _amount(text, found, Decimal(at + first), lexicon)


def says(fact: Amount, claim: Amount) -> bool:
    """Whether a fact bears a claim out: the same number of the same unit, or of the same things."""
    if fact.value != claim.value or fact.unit != claim.unit:
        return False
    return claim.unit is not None or not claim.around or not fact.around or bool(fact.around & claim.around)


def root(word: str) -> str:
    """A word without endings, as many as it has: blender, blenders and blending are one."""
    shorter = stem(word)
    return word if shorter == word else root(shorter)


def is_measure(word: str) -> bool:
    """Whether a word is a unit of measure."""
    return word.casefold() in _UNIT_OF


def _amount(text: str, found: re.Match[str], value: Decimal, lexicon: Lexicon) -> Amount:
    unit = _UNIT.match(text, found.end())
    name = _measure(unit[1]) if unit else None
    said = text[found.start() : unit.end() if unit and name and not is_cjk(unit[1]) else found.end()]
    return Amount(said, value, name, frozenset() if name else _around(text, found, lexicon))


def _measure(word: str) -> str | None:
    folded = word.casefold().replace(" ", "")
    if is_cjk(folded):
        return next((_UNIT_OF[folded[:size]] for size in (2, 1) if folded[:size] in _UNIT_OF), f"~{folded[:1]}")
    return _UNIT_OF.get(folded)


def _around(text: str, found: re.Match[str], lexicon: Lexicon) -> frozenset[str]:
    after = _WORD.findall(_clause(text[found.end() : found.end() + 60]))[:_AFTER]
    before = _WORD.findall(text[max(0, found.start() - 40) : found.start()].rpartition("\n")[2])[-_BEFORE:]
    words = {word.casefold() for word in (*before, *after)}
    return frozenset("#" if word in _COUNTS else root(word) for word in words - (lexicon.function_words - _COUNTS))


def _clause(text: str) -> str:
    return re.split(r"[.,;:!?()\n]", text, maxsplit=1)[0]


def _value(said: str) -> Decimal | None:
    plain = re.sub("[.,]", "", said) if _THOUSANDS.fullmatch(said) else said.replace(",", ".")
    try:
        return Decimal(plain).normalize()
    except InvalidOperation:
        return None
