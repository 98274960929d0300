"""Reading and spelling rules (``below 24.99``, ``bsr 30%``), derived from what each alert kind says of itself."""

from collections.abc import Iterator
from decimal import Decimal

from bot.command import Took
from bot.grammar.amounts import CURRENCIES, read_money, read_number, read_share, spell_number
from bot.grammar.slots import Words
from core.alerts import ALERT_KINDS, kind_of
from core.alerts.distance import PERCENT
from core.alerts.kind import AlertKind, Phrase, Takes
from core.watching.rule import Condition


class Rules:
    """One or several conditions."""

    many = True
    hint = "[below 24.99] [drops 10%] [bsr 30%]"

    def take(self, words: Words) -> Took | None:
        """The longest reading of the words' beginning as one condition."""
        return max(_readings(words), key=lambda took: took.words, default=None)

    def spell(self, value: object) -> str:
        """All conditions, parted by spaces."""
        if not isinstance(value, tuple):
            raise TypeError(value)
        return " ".join(spell_condition(condition) for condition in value)


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


def spell_condition(condition: Condition) -> str:
    """A condition in the words that `Rules` reads back as the same."""
    kind = kind_of(condition.metric)
    if kind is None:
        raise LookupError(condition.metric)
    word = next(phrase for phrase in kind.phrases if phrase.when == condition.when).words[0]
    return f"{kind.names[0]} {word} {_spell_value(condition)}".strip()


def _spell_value(condition: Condition) -> str:
    if condition.value is None:
        return ""
    unit = condition.unit if condition.unit in CURRENCIES or condition.unit == PERCENT else ""
    return spell_number(condition.value) + (unit or "")


def _readings(words: Words) -> Iterator[Took]:
    """Every way to read a beginning of `words` as a condition: with the kind's name, or by price's words alone."""
    for index, kind in enumerate(ALERT_KINDS):
        if words[0].lower() in kind.names:
            yield from _phrased(kind, words[1:], used=1)
            yield from _bare(kind, words[1:])
        elif index == 0 or _own_word(kind, words[0]):
            yield from _phrased(kind, words, used=0)


def _own_word(kind: AlertKind, word: str) -> bool:
    """Whether no other kind has this word, so that it names its kind by itself (``improves``, ``oos``)."""
    lower = word.lower()
    return not any(lower in phrase.words for other in ALERT_KINDS if other is not kind for phrase in other.phrases)


def _phrased(kind: AlertKind, words: Words, used: int) -> Iterator[Took]:
    if not words:
        return
    for phrase in kind.phrases:
        if words[0].lower() in phrase.words:
            value = _value(phrase, words[1:])
            if value is not None:
                condition, taken = value
                yield Took(Condition(kind.metric, phrase.when, *condition), used + 1 + taken)


def _bare(kind: AlertKind, words: Words) -> Iterator[Took]:
    """The kind's name alone, or with just a value (``bsr 30%``): its default's word is meant."""
    usual = kind.defaults[0] if kind.defaults else None
    phrase = next((phrase for phrase in kind.phrases if usual and phrase.when == usual.when), None)
    value = _value(phrase, words) if phrase else None
    if phrase and value:
        condition, taken = value
        yield Took(Condition(kind.metric, phrase.when, *condition), 1 + taken)


def _value(phrase: Phrase, words: Words) -> tuple[tuple[Decimal | None, str | None], int] | None:
    """The value and unit after a phrase, and how many words they took; None where one is needed and missing."""
    if phrase.takes is Takes.NOTHING:
        return (None, None), 0
    word = words[0] if words else ""
    if phrase.takes in {Takes.SHARE, Takes.SHARE_OR_MONEY}:
        if (share := read_share(word)) is not None:
            return (share, PERCENT), 1
        if len(words) > 1 and words[1] in {PERCENT, "percent"} and (share := read_number(word)) is not None:
            return (share, PERCENT), 2
    if phrase.takes is Takes.RANK and (rank := read_number(word.removeprefix("#"))) is not None:
        return (rank, "rank"), 1
    if phrase.takes in {Takes.MONEY, Takes.SHARE_OR_MONEY} and (money := read_money(word)) is not None:
        amount, currency = money
        named = len(words) > 1 and words[1].upper() in CURRENCIES
        return (amount, words[1].upper() if named else currency), 2 if named else 1
    return ((phrase.usual, PERCENT), 0) if phrase.usual is not None else None
