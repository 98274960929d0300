"""The last request with another value: “make it 5 %”, “no, 8 hours”, “rather the last 7 days”."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.command import Command
from bot.commands.alert import Alert
from bot.commands.changes import Changes
from bot.commands.chart import Chart
from bot.commands.digest import Digest
from bot.commands.mute import Mute
from bot.commands.quiet import Quiet
from bot.commands.track import Track
from bot.grammar.line import spell
from bot.grammar.sentences.clean import clean
from bot.grammar.sentences.context import Context, Entry
from bot.grammar.sentences.pieces import cut
from bot.grammar.sentences.terms import Kind
from bot.grammar.sentences.understanding import terms_of, understand
from bot.refs import ByAsin, ByNumber, ByProduct, Ref
from bot.to_commands import commands_of
from core.watching.rule import Condition

_BARE: Final = re.compile(r"[0-9][0-9.,]*")
_SHARE: Final = re.compile(r"%|per ?cent|prozent|pour ?cent|por ciento|per cento|por cento")
_VALUES: Final = frozenset(
    {Kind.VALUE, Kind.SPAN, Kind.CLOCK, Kind.DAY, Kind.FREQUENCY, Kind.FRACTION, Kind.NUMBER, Kind.MONTH}
)
_NAMES: Final = frozenset({Kind.PRODUCT, Kind.PRONOUN, Kind.GROUP, Kind.VERB})
_RELATIVE: Final = {"below": "drops", "above": "rises"}
_KINDS: Final[Mapping[type[Command], type[Command]]] = {Track: Alert}  # what is tracked already gets another rule


def revalued(commands: Sequence[Command], value: str, context: Context) -> tuple[str, ...]:
    """The line that does the last of these with another value; none where the words are no value for it."""
    if len(commands) != 1 or not _is_value(value, context):
        return ()
    command = commands[0]
    kind = _KINDS.get(type(command), type(command))
    for sentence in _sentences(command, value, context):
        made = commands_of(understand(sentence, context).actions)
        if made and len(made) == 1 and type(made[0]) is kind:
            line = spell(made[0])
            return ("undo", line) if _is_another_rule(command, made[0]) else (line,)
    return ()


def _is_value(text: str, context: Context) -> bool:
    """Whether words say how much, how long or when, and name nothing."""
    terms = terms_of(cut(clean(text)), text, context)
    return any(term.kind in _VALUES for term in terms) and not any(term.kind in _NAMES for term in terms)


def _sentences(command: Command, value: str, context: Context) -> Iterator[str]:
    """Ways to say the same with the new value, as a sentence."""
    match command:
        case Alert(refs=refs, rules=(Condition() as rule,)) | Track(refs=refs, rules=(Condition() as rule,)):
            if names := _names(refs, context):
                yield f"tell me when {names} {_spoken(rule, value)}"
        case Mute(refs=refs):
            if names := _names(refs, context):
                yield f"mute {names} for {value}"
                yield f"mute {names} until {value}"
        case Chart(refs=refs, metric=metric):
            if names := _names(refs, context):
                yield f"chart {names} {metric} last {value}"
        case Changes(refs=refs):
            if names := _names(refs, context):
                yield f"what changed on {names} in the last {value}"
        case Digest():
            yield f"{value} digest"
            yield f"daily digest at {value}"
        case Quiet():
            yield f"quiet hours {value}"
        case _:
            return


def _spoken(rule: Condition, value: str) -> str:
    """A rule with another value in words; a share of a price makes “below” a fall."""
    if rule.unit == "%" and _BARE.fullmatch(value):
        return f"{rule.metric} {rule.when} {value} %"
    when = _RELATIVE.get(rule.when, rule.when) if _SHARE.search(value) else rule.when
    return f"{rule.metric} {when} {value}"


def _names(refs: Sequence[Ref], context: Context) -> str:
    """Products in words that cannot be misread: links; nothing where one of the refs is another kind of pointing."""
    found = [_link(ref, context.entries, context.market) for ref in refs]
    return " and ".join(found) if all(found) else ""


def _link(ref: Ref, entries: Sequence[Entry], market: str) -> str:
    match ref:
        case ByProduct(product):
            return f"https://www.amazon.{product.market}/dp/{product.asin}"
        case ByAsin(asin):
            return f"https://www.amazon.{market}/dp/{asin}"
        case ByNumber(number):
            known = next((one.product for one in entries if one.number == number), "")
            asin, _, store = known.partition("@")
            return f"https://www.amazon.{store}/dp/{asin}" if known else ""
        case _:
            return ""


def _is_another_rule(before: Command, after: Command) -> bool:
    """Whether the new value belongs to another rule, so that the one of before must go."""
    if not isinstance(before, Alert) or not isinstance(after, Alert):
        return False
    return {rule.slot for rule in before.rules} != {rule.slot for rule in after.rules}
