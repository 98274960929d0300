"""From what was understood to the commands that do it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, assert_never

from bot.command import Command
from bot.commands.alert import Alert
from bot.commands.alert_off import AlertOff
from bot.commands.alerts import Alerts
from bot.commands.audit import Audit
from bot.commands.changes import Changes
from bot.commands.chart import Chart
from bot.commands.check import Check
from bot.commands.compare import Compare
from bot.commands.digest import Digest
from bot.commands.export import Export
from bot.commands.help import Help
from bot.commands.list import List
from bot.commands.mute import Mute
from bot.commands.optimize import Optimize
from bot.commands.quiet import Quiet
from bot.commands.show import Show
from bot.commands.track import Track
from bot.commands.undo import Undo
from bot.commands.unmute import Unmute
from bot.commands.untrack import Untrack
from bot.grammar import meaning
from bot.grammar.amounts import spell_duration
from bot.grammar.hours import HowOften
from bot.grammar.meaning import Action
from bot.grammar.rules import with_usual
from bot.refs import ByProduct, ByShortLink, Group, Ref
from core.alerts import kind_of
from core.catalog.asin import Product
from core.suggestion import Part
from core.watching.quiet import Quiet as QuietHours
from core.watching.rule import Condition
from core.watching.schedule import Rhythm
from core.watching.watch import Role

_PARTS: Final = {part.value: part for part in Part}


@dataclass(frozen=True, slots=True)
class NotYet:
    """An action for which there is no command, or none that can do all of it."""

    action: Action


def command_of(action: Action) -> Command | NotYet | None:
    """The command that carries an action out; None where nothing is asked, or where something must be asked back."""
    match action:
        case meaning.Nothing() | meaning.Clarify():
            return None
        case meaning.Track() | meaning.Alert() | meaning.AlertOff() | meaning.Rules():
            return _about_rules(action) or NotYet(action)
        case meaning.Untrack(products):
            return Untrack(refs=_refs(products))
        case meaning.Mute() | meaning.Unmute():
            return _about_silence(action)
        case meaning.Undo():
            return Undo()
        case meaning.Help():
            return Help()
        case meaning.Digest() | meaning.Quiet():
            return _by_the_clock(action) or NotYet(action)
        case meaning.Audit(products):
            return Audit(refs=_refs(products))
        case meaning.Optimize(products, focus):
            parts = _parts(focus)
            return Optimize(refs=_refs(products), parts=parts) if parts or not focus else NotYet(action)
        case _:
            return _shown(action)


def commands_of(actions: Sequence[Action]) -> tuple[Command, ...] | None:
    """The commands that carry several actions out, in order; None where one of them has none, or is no request."""
    found = [command_of(action) for action in actions]
    return None if any(one is None or isinstance(one, NotYet) for one in found) else tuple(_only_commands(found))


def _shown(
    action: meaning.ListWatched
    | meaning.Show
    | meaning.Chart
    | meaning.Check
    | meaning.Changes
    | meaning.Compare
    | meaning.Export,
) -> Command | NotYet:
    match action:
        case meaning.ListWatched(name, chosen):
            return List(which=name or (chosen or "").replace("_", " "))
        case meaning.Show(products):
            return Show(refs=_refs(products))
        case meaning.Chart(products, metric, days):
            return _chart(products, metric, days) if metric in {"price", "bsr"} else NotYet(action)
        case meaning.Check(products):
            return Check(refs=_refs(products))
        case meaning.Changes(products, days):
            plain = Changes() if products is None else Changes(refs=_refs(products))
            return plain if days is None else replace(plain, over=timedelta(days=days))
        case meaning.Compare(products):
            return Compare(refs=_refs(products))
        case meaning.Export(form, days):
            return Export(form=form, over=None if days is None else timedelta(days=days))
        case _:
            assert_never(action)


def _by_the_clock(action: meaning.Digest | meaning.Quiet) -> Command | None:
    """The command about hours of the day; None where the hours are none."""
    match action:
        case meaning.Digest("off"):
            return Digest(off=True)
        case meaning.Digest(frequency, time, weekday):
            said = HowOften().take([word for word in (frequency, weekday, time) if word])
            return Digest(rhythm=said.value) if said and isinstance(said.value, Rhythm) else None
        case meaning.Quiet(str() as start, str() as end):
            hours = QuietHours.read(f"{start}-{end}")
            return None if hours is None else Quiet(hours=hours)
        case meaning.Quiet():
            return Quiet(off=True)
        case _:
            assert_never(action)


def _about_rules(action: meaning.Track | meaning.Alert | meaning.AlertOff | meaning.Rules) -> Command | None:
    """The command about rules; None where some of them can be judged by no alert kind yet."""
    match action:
        case meaning.Track():
            return _track(action)
        case meaning.Alert(products, rules):
            known = _known(rules)
            return None if known is None else Alert(refs=_refs(products), rules=known)
        case meaning.AlertOff(products, metrics):
            return AlertOff(refs=_refs(products), metrics=metrics) if all(map(kind_of, metrics)) else None
        case meaning.Rules(products):
            return Alerts() if products is None else Alerts(refs=_refs(products))
        case _:
            assert_never(action)


def _track(action: meaning.Track) -> Command | None:
    rules = _known(action.rules)
    if rules is None:
        return None
    return Track(
        refs=_refs(action.products),
        rules=rules,
        role=Role(action.role) if action.role else None,
        list_name=action.list,
        every=None if action.every is None else timedelta(minutes=action.every),
    )


def _about_silence(action: meaning.Mute | meaning.Unmute) -> Command:
    refs = _refs(action.products)
    match action:
        case meaning.Unmute():
            return Unmute(refs=refs)
        case meaning.Mute(hours=None, until=None):
            return Mute(refs=refs, metrics=action.metrics)
        case meaning.Mute(hours=None, until=until) if until:
            return Mute(refs=refs, metrics=action.metrics, until=f"{until:%Y-%m-%d %H:%M}")
        case meaning.Mute(hours=hours) if hours:
            end = spell_duration(timedelta(minutes=max(1, round(hours * 60))))
            return Mute(refs=refs, metrics=action.metrics, until=end)
        case _:
            return Mute(refs=refs, metrics=action.metrics)


def _chart(products: meaning.Products, metric: str, days: int | None) -> Command:
    plain = Chart(refs=_refs(products), metric=metric)
    return plain if days is None else replace(plain, over=timedelta(days=days))


def _only_commands(found: Iterable[Command | NotYet | None]) -> Iterator[Command]:
    return (one for one in found if isinstance(one, Command))


def _parts(focus: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts of a listing that are to be written anew, in the order said; images are no text."""
    return tuple(dict.fromkeys(_PARTS[said] for said in focus if said in _PARTS))


def _refs(products: meaning.Products) -> tuple[Ref, ...]:
    """Products and groups as commands have them pointed at."""
    if isinstance(products, str):
        return (Group(products),)
    return tuple(_ref(one) for one in products)


def _ref(product: str) -> Ref:
    asin, _, market = product.partition("@")
    if "/" in product:
        return ByShortLink(product)
    return ByProduct(Product(asin, market)) if market else Group(product)


def _known(rules: tuple[Condition, ...]) -> tuple[Condition, ...] | None:
    """The rules with the usual value where none was said; None where one of them has no alert kind."""
    found = [with_usual(rule) for rule in rules]
    return None if None in found else tuple(rule for rule in found if rule)
