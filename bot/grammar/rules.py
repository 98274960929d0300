"""Reading and spelling rules (``below 24.99``, ``bsr 30%``), derived from what each alert kind says of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import Final

from bot.command import Took
from bot.grammar.amounts import CURRENCIES, read_duration, read_money, read_number, read_share, spell_number
from bot.grammar.combining import Combination, spell_asked
from bot.grammar.slots import Words
from bot.grammar.words import Quoted, quoted
from core.alerts import ALERT_KINDS, kind_of
from core.alerts.distance import PERCENT
from core.alerts.kind import AlertKind, Phrase, Takes
from core.watching.rule import Asked, Condition

_Value = tuple[Decimal | None, str | None, tuple[str, ...]]
_PRICE: Final = "price"
_DAYS: Final = "days"
_SHARES: Final = frozenset({Takes.SHARE, Takes.SHARE_OR_MONEY, Takes.SHARE_OR_COUNT})
_MONEYS: Final = frozenset({Takes.MONEY, Takes.SHARE_OR_MONEY})
_UNITS: Final[Mapping[Takes, tuple[str, frozenset[str]]]] = {
    Takes.RANK: ("rank", frozenset()),
    Takes.STARS: ("stars", frozenset({"stars", "star"})),
    Takes.COUNT: ("count", frozenset()),
    Takes.SHARE_OR_COUNT: ("count", frozenset()),
}


class Rules:
    """One or several rules, each of one condition, or of several joined by “and” and “or”."""

    many = True
    hint = "[below 24.99] [drops 10%] [bsr 30%]"

    def take(self, words: Words) -> Took | None:
        """The longest reading of the words' beginning as one rule."""
        alone = _condition_at(words)
        joined = Combination(words, _joinable_at).take()
        return max((one for one in (alone, joined) if one), key=lambda took: took.words, default=None)

    def spell(self, value: object) -> str:
        """All rules, parted by spaces."""
        if not isinstance(value, tuple):
            raise TypeError(value)
        return " ".join(spell_rule(asked) for asked in value)


class Metrics:
    """Names of alert kinds: ``price``, ``bsr``."""

    many = True
    hint = "[price] [bsr] …"

    def take(self, words: Words) -> Took | None:
        """One name."""
        kind = next((kind for kind in ALERT_KINDS if words[0].lower() in kind.names), None)
        return Took(kind.metric, 1) if kind else None

    def spell(self, value: object) -> str:
        """All names, parted by spaces."""
        if not isinstance(value, tuple):
            raise TypeError(value)
        return " ".join(value)


class Resting(Metrics):
    """Names of alert kinds whose rules are to rest: only with an end of the silence behind them, or nothing more.

    “Stock pot” goes on to be a product's name.
    """

    def take(self, words: Words) -> Took | None:
        """One name, unless it begins something else."""
        took = super().take(words)
        rest = words[1:]
        ends = not rest or rest[0].lower() in {"until", "till"} or read_duration(rest[0]) or self.take(rest)
        return took if took and ends else None


def spell_rule(asked: Asked) -> str:
    """A rule in the words that `Rules` reads back as the same."""
    return spell_asked(asked, spell_condition)


def spell_condition(condition: Condition) -> str:
    """A condition in the words that `Rules` reads back as the same."""
    kind = kind_of(condition.metric, condition.when)
    if kind is None:
        raise LookupError(condition.metric, condition.when)
    word = next(phrase for phrase in kind.phrases if phrase.when == condition.when).words[0]
    return f"{kind.names[0]} {word} {_spell_value(condition)}".strip()


def with_usual(condition: Condition) -> Condition | None:
    """The condition with its kind's usual value where it has none; None where no kind judges it, or it needs one."""
    kind = kind_of(condition.metric, condition.when)
    phrase = next((one for one in kind.phrases if one.when == condition.when), None) if kind else None
    if phrase is None or (condition.value is None and phrase.bare is None):
        return None
    if condition.value is not None or phrase.bare is None:
        return condition
    value, unit = phrase.bare
    return replace(condition, value=value, unit=unit)


def _condition_at(words: Words) -> Took | None:
    return max(_readings(words), key=lambda took: took.words, default=None) if words else None


def _joinable_at(words: Words) -> Took | None:
    """One condition that can stand among others: not names of sellers, which ask for nothing by themselves."""
    took = _condition_at(words)
    return took if took and isinstance(took.value, Condition) and not took.value.names else None


def _spell_value(condition: Condition) -> str:
    if condition.names:
        return " ".join(quoted(name) for name in condition.names)
    if condition.value is None:
        return ""
    shown = "d" if condition.unit == _DAYS else condition.unit
    unit = shown if shown in CURRENCIES or shown in {PERCENT, "d"} else ""
    return spell_number(condition.value) + (unit or "")


def _readings(words: Words) -> Iterator[Took]:
    """Every way to read a beginning of `words` as a condition: with the kind's name, or by price's words alone."""
    if isinstance(words[0], Quoted):
        return
    for kind in ALERT_KINDS:
        if words[0].lower() in kind.names:
            yield from _phrased(kind, words[1:], used=1)
            yield from _bare(kind, words[1:])
        else:
            yield from _phrased(kind, words, used=0)


def _phrased(kind: AlertKind, words: Words, used: int) -> Iterator[Took]:
    """A phrase of the kind; without the kind's name only one that is price's, or no other kind's."""
    for phrase in kind.phrases:
        for said in phrase.words:
            parts = said.split()
            if [word.lower() for word in words[: len(parts)]] != parts:
                continue
            value = _value(phrase, words[len(parts) :])
            if value and (used or kind.metric == _PRICE or _is_its_own(kind, said)):
                condition, taken = value
                yield Took(_condition(kind, phrase, condition), used + len(parts) + taken)


def _is_its_own(kind: AlertKind, said: str) -> bool:
    """Whether no other kind has this phrase, so that it names its kind by itself (``improves``, ``oos``)."""
    return not any(said in phrase.words for other in ALERT_KINDS if other is not kind for phrase in other.phrases)


def _bare(kind: AlertKind, words: Words) -> Iterator[Took]:
    """The kind's name alone, or with just a value (``bsr 30%``): its default's word is meant, or its first."""
    usual = kind.defaults[0].when if kind.defaults else kind.phrases[0].when
    phrase = next(phrase for phrase in kind.phrases if phrase.when == usual)
    value = _value(phrase, words)
    if value:
        condition, taken = value
        yield Took(_condition(kind, phrase, condition), 1 + taken)


def _condition(kind: AlertKind, phrase: Phrase, value: _Value) -> Condition:
    return Condition(kind.metric, phrase.when, *value)


def _value(phrase: Phrase, words: Words) -> tuple[_Value, int] | None:
    """Value, unit and names after a phrase, and how many words they took; None where one is needed and missing."""
    if phrase.takes is Takes.NAMES:
        names = tuple(str(word) for word in takewhile(lambda word: isinstance(word, Quoted), words))
        return ((None, None, names), len(names)) if names else None
    found = _number(phrase.takes, words) if words and not isinstance(words[0], Quoted) else None
    if found:
        (value, unit), taken = found
        return (value, unit, ()), taken
    return ((*phrase.bare, ()), 0) if phrase.bare else None


def _number(takes: Takes, words: Words) -> tuple[tuple[Decimal, str | None], int] | None:
    """The number at the beginning of the words, with its unit."""
    word, following = words[0], words[1].lower() if len(words) > 1 else ""
    if takes in _SHARES and (share := read_share(word)) is not None:
        return (share, PERCENT), 1
    if takes in _SHARES and following in {PERCENT, "percent"} and (share := read_number(word)) is not None:
        return (share, PERCENT), 2
    if takes in _MONEYS and (money := read_money(word)) is not None:
        amount, currency = money
        named = following.upper() in CURRENCIES
        return (amount, following.upper() if named else currency), 2 if named else 1
    if takes is Takes.DAYS:
        return _days(word, following)
    if takes in _UNITS and (number := read_number(word.removeprefix("#"))) is not None:
        unit, said = _UNITS[takes]
        return (number, unit), 2 if following in said else 1
    return None


def _days(word: str, following: str) -> tuple[tuple[Decimal, str | None], int] | None:
    """``90d``, ``12w``, ``90 days``."""
    span = read_duration(word)
    if span is not None and span.days:
        return (Decimal(span.days), _DAYS), 1
    number = read_number(word) if following in {"days", "day"} else None
    return ((number, _DAYS), 2) if number else None
