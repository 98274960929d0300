"""From commands to what they ask for, in the action format: the inverse of `bot.to_commands`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from typing import Final

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
from bot.grammar.amounts import read_duration, spell_number
from bot.grammar.meaning import Action, Clarify, Products
from bot.grammar.rules import with_usual
from bot.grammar.sentences.context import Context, Entry, currency_of
from bot.grammar.times import end_of
from bot.refs import Group, Ref
from bot.to_products import Unclear, products_of, watched_of
from bot.views.wording import zone_of
from core.suggestion import Part
from core.watching.rule import Asked, Condition
from core.watching.schedule import Rhythm

_WHENS: Final[Mapping[str, frozenset[str]]] = {
    metric: frozenset(whens.split())
    for metric, whens in {
        "price": "below above drops rises changes new_low",
        "bsr": "below above improves worsens changes",
        "rating": "below above drops rises changes",
        "reviews": "above rises drops changes",
        "stock": "out back low changes",
        "buybox": "lost won changes",
        "seller": "new",
        "title": "changes",
        "bullets": "changes",
        "images": "changes",
        "listing": "changes gone",
        "coupon": "changes",
        "deal": "changes",
    }.items()
}
_MONEYS: Final = frozenset({"below", "above", "drops", "rises", "changes"})
_FILTERS: Final[Mapping[str, str | None]] = {
    "": None,
    "all": None,
    "own": "own",
    "competitor": "competitor",
    "competitors": "competitor",
    "muted": "muted",
    "out": "out_of_stock",
    "oos": "out_of_stock",
    "out of stock": "out_of_stock",
    "out_of_stock": "out_of_stock",
}
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_USUAL_DIGEST: Final = time(8, 30)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)


def actions_of(commands: Sequence[Command], context: Context, said: str = "") -> tuple[Action, ...]:
    """What commands ask for, in order; `said` is the message that they were made of.

    What is not clear in the context, or has no word in the action format, is a question. A value that is the usual one
    is left out unless its number stands in the message.
    """
    done: list[Action] = []
    for command in commands:
        done.append(_action_of(command, context, said))
        context = _after(done[-1], context)
    return tuple(done)


def _after(action: Action, context: Context) -> Context:
    """The context of the commands that follow: what is tracked is watched from then on."""
    match action:
        case meaning.Track(products=tuple() as tracked) if context.watchlist is not None:
            new = [product for product in tracked if not context.knows(product)]
            first = max((one.number for one in context.entries), default=0) + 1
            entries = (Entry(number=number, product=product) for number, product in enumerate(new, first))
            return replace(context, watchlist=(*context.entries, *entries))
        case _:
            return context


def _action_of(command: Command, context: Context, said: str) -> Action:
    try:
        return _said(command, context, said)
    except Unclear as unclear:
        return Clarify(unclear.missing)


def _said(command: Command, context: Context, said: str) -> Action:
    """One command. Raises `Unclear`, with ``action`` where the format has no word for it."""
    match command:
        case Track() | Alert() | AlertOff() | Alerts():
            return _about_rules(command, context, said)
        case Mute() | Unmute():
            return _about_silence(command, context)
        case Digest() | Quiet():
            return _by_the_clock(command, said)
        case Untrack(refs=refs):
            return meaning.Untrack(watched_of(refs, context))
        case Undo():
            return meaning.Undo()
        case Help():
            return meaning.Help()
        case Audit(refs=refs, now=False):
            return meaning.Audit(watched_of(refs, context))
        case Optimize(refs=refs, parts=parts, again=False) if Part.HIGHLIGHTS not in parts:
            return meaning.Optimize(watched_of(refs, context), tuple(part.value for part in parts))
        case _:
            return _shown(command, context, said)


def _shown(command: Command, context: Context, said: str) -> Action:
    """What only shows something; how it is drawn has no word, and changes nothing of what is asked."""
    match command:
        case List(which=which):
            return _listed(which, context)
        case Show(refs=refs):
            return meaning.Show(products_of(refs, context))
        case Chart(refs=refs, metric=metric, over=over):
            return meaning.Chart(watched_of(refs, context), metric, _days(over, Chart().over, said))
        case Check(refs=refs):
            return meaning.Check(watched_of(refs, context))
        case Changes(refs=refs, over=over):
            return meaning.Changes(_unless_all(refs, context), _days(over, Changes().over, said))
        case Compare(refs=refs, over=over) if over == Compare(refs=refs).over:
            return meaning.Compare(_side_by_side(refs, context))
        case Export(over=over, form=form):
            return meaning.Export(form, None if over is None else _days(over, None, said))
        case _:
            raise Unclear("action")


def _about_rules(command: Track | Alert | AlertOff | Alerts, context: Context, said: str) -> Action:
    match command:
        case Track():
            return _tracked(command, context, said)
        case Alert(refs=refs, rules=rules):
            products = watched_of(refs, context)
            return meaning.Alert(products, _rules(rules, _market(products, context), said))
        case AlertOff(refs=refs, metrics=metrics):
            if not _WHENS.keys() >= set(metrics):
                raise Unclear("action")
            return meaning.AlertOff(watched_of(refs, context), metrics)
        case Alerts(refs=refs):
            return meaning.Rules(_unless_all(refs, context))


def _tracked(command: Track, context: Context, said: str) -> Action:
    """Raises `Unclear` where the usual rules are to be left out, or seconds matter: there is no word for either."""
    every = command.every
    if command.only or (every is not None and every % _MINUTE):
        raise Unclear("action")
    products = products_of(command.refs, context, command.market)
    return meaning.Track(
        products=products,
        rules=_rules(command.rules, _market(products, context), said),
        role=command.role.value if command.role else None,
        list=command.list_name,
        every=None if every is None else every // _MINUTE,
    )


def _about_silence(command: Mute | Unmute, context: Context) -> Action:
    """Raises `Unclear` for silences of single rules, and for those that something else than time ends."""
    if command.metrics or (isinstance(command, Mute) and command.event):
        raise Unclear("action")
    products = watched_of(command.refs, context)
    if isinstance(command, Unmute):
        return meaning.Unmute(products)
    if command.until is None:
        return meaning.Mute(products)
    if span := read_duration(command.until):
        return meaning.Mute(products, hours=Decimal(span // _MINUTE) / (_HOUR // _MINUTE))
    zone = zone_of(context.zone)
    end = end_of(command.until, context.now, zone)
    if end is None:
        raise Unclear("value")
    return meaning.Mute(products, until=end.astimezone(zone))


def _by_the_clock(command: Digest | Quiet, said: str) -> Action:
    """Raises `Unclear` where only the question is asked how it is set: the format has no word for that."""
    match command:
        case Digest(off=True):
            return meaning.Digest("off")
        case Quiet(off=True):
            return meaning.Quiet()
        case Digest(rhythm=Rhythm() as rhythm):
            return _digest(rhythm, said)
        case Quiet(hours=hours) if hours is not None:
            return meaning.Quiet(f"{hours.start:%H:%M}", f"{hours.end:%H:%M}")
        case _:
            raise Unclear("value")


def _digest(rhythm: Rhythm, said: str) -> Action:
    usual = rhythm.at == _USUAL_DIGEST and "8" not in _numbers(said)
    at = None if usual else f"{rhythm.at:%H:%M}"
    if rhythm.weekday is None:
        return meaning.Digest("daily", at)
    return meaning.Digest("weekly", at, _WEEKDAYS[rhythm.weekday])


def _listed(which: str, context: Context) -> Action:
    """A list or a filter. Raises `Unclear` for words of names: the format has no search."""
    wanted = which.strip().strip('"').casefold()
    if wanted in _FILTERS:
        return meaning.ListWatched(filter=_FILTERS[wanted])
    names = {one.list.casefold(): one.list for one in context.entries if one.list}
    if context.watchlist is not None and wanted not in names:
        raise Unclear("product")
    return meaning.ListWatched(list=names.get(wanted, which))


def _side_by_side(refs: Sequence[Ref], context: Context) -> Products:
    """Products to compare: all rivals are one word, and meant where a product stands alone."""
    rivals = Group("competitor")
    if refs == (rivals,):
        return "competitor"
    found = products_of([ref for ref in refs if ref != rivals], context)
    alone = rivals in refs or (not isinstance(found, str) and len(found) == 1)
    if isinstance(found, str):
        found = products_of((*refs, *refs), context) if alone else found
    return (*found, "competitor") if alone and not isinstance(found, str) else found


def _unless_all(refs: tuple[Ref, ...], context: Context) -> Products | None:
    """What is pointed at; None for all that is watched, where nothing need be said."""
    return None if refs == (Group("all"),) else watched_of(refs, context)


def _days(over: timedelta, usual: timedelta | None, said: str) -> int | None:
    """A span in days, left out where it is the usual one and not said. Raises `Unclear` for parts of a day."""
    if over % _DAY:
        raise Unclear("value")
    days = over // _DAY
    return None if over == usual and str(days) not in _numbers(said) else days


def _rules(rules: Iterable[Asked], market: str, said: str) -> tuple[Condition, ...]:
    return tuple(_rule(asked, market, said) for asked in rules)


def _rule(asked: Asked, market: str, said: str) -> Condition:
    """One rule in its store's currency. Raises `Unclear` for several conditions that are one, and unknown metrics."""
    if not isinstance(asked, Condition) or asked.names or asked.when not in _WHENS.get(asked.metric, ()):
        raise Unclear("action")
    bare = Condition(asked.metric, asked.when)
    if asked.value is None:
        return bare
    if asked == with_usual(bare) and spell_number(asked.value) not in _numbers(said):
        return bare
    is_money = asked.metric == "price" and asked.when in _MONEYS and asked.unit is None
    return replace(asked, unit=currency_of(market)) if is_money else asked


def _market(products: Products, context: Context) -> str:
    """The store in whose currency amounts are: that of the products, else the chat's own."""
    first = "" if isinstance(products, str) else next(iter(products), "")
    return context.market if "/" in first else first.partition("@")[2] or context.market


def _numbers(said: str) -> frozenset[str]:
    """The numbers of a message, as `spell_number` writes them; of a clock time its hour."""
    return frozenset(spell_number(Decimal(found.replace(",", "."))) for found in _NUMBER.findall(said))
