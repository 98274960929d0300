"""Watches with their rules, and the rows that hold them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import products, rules, watches
from core.alerts.undercut import UNDERCUT
from core.catalog.asin import Product
from core.watching.rule import Condition, Rule, Together, legs
from core.watching.watch import Role, Watch, Watching

WATCHES: Final[Select[Any]] = select(watches, products.c.asin, products.c.market).join(
    products, products.c.key == watches.c.product_key
)

RULES: Final[Select[Any]] = select(
    rules.c.watch_id,
    rules.c.id,
    rules.c.metric,
    rules.c.when,
    rules.c.value,
    rules.c.unit,
    rules.c.set_by,
    rules.c.set_at,
    rules.c.anchor,
    rules.c.anchored_at,
    rules.c.about,
    rules.c.armed,
    rules.c.whole,
    rules.c.muted_until,
)


async def rules_among(session: Session, condition: ColumnElement[bool]) -> Mapping[UUID, tuple[Rule, ...]]:
    """The rules that a condition on `rules` chooses, by watch, in the order they were given."""
    return by_watch(await session.all(RULES.where(condition).order_by(rules.c.watch_id, rules.c.place)))


async def with_rules(session: Session, rows: Sequence[Row[Any]]) -> Sequence[Watching]:
    """The watchings of rows of `WATCHES`, in their order."""
    rules_by_watch: dict[UUID, tuple[Rule, ...]] = {}
    for portion in portions(row.id for row in rows):
        rules_by_watch |= await rules_among(session, rules.c.watch_id.in_(portion))
    return [Watching(watch_of(row), rules_by_watch.get(row.id, ())) for row in rows]


def by_watch(rows: Iterable[Row[Any]]) -> dict[UUID, tuple[Rule, ...]]:
    """The rules of rows of `RULES`, by watch, in the order of the rows."""
    return grouped(map(rule_of, rows))


def grouped(its: Iterable[Rule]) -> dict[UUID, tuple[Rule, ...]]:
    """Rules by watch, in their order."""
    found: dict[UUID, list[Rule]] = defaultdict(list)
    for rule in its:
        found[rule.watch_id].append(rule)
    return {watch_id: tuple(one) for watch_id, one in found.items()}


def watch_of(row: Sequence[Any]) -> Watch:
    """The watch that a row of `WATCHES` holds; more columns may follow."""
    id_, list_id, _, number, role, made_by, made_at, chat, thread, every, *others = tuple(row)
    muted_until, ended_at, memo, wake, asin, market, *_ = others
    return Watch(
        id=id_,
        list_id=list_id,
        product=Product(asin, market),
        number=number,
        role=Role(role),
        made_by=made_by,
        made_at=made_at,
        chat=chat,
        thread=thread,
        every=every,
        muted_until=muted_until,
        ended_at=ended_at,
        memo=memo,
        wake=wake,
    )


def rule_of(row: Sequence[Any]) -> Rule:
    """The rule that a row of `RULES` holds."""
    # Unpacked, not asked for by name: a look at a product with ten thousand watchers reads sixty thousand of these.
    watch_id, id_, metric, when, value, unit, set_by, set_at, anchor, anchored, about, armed, whole, muted = tuple(row)
    return Rule(
        id=id_,
        watch_id=watch_id,
        condition=whole or Condition(metric, when, value, unit),
        set_by=set_by,
        set_at=set_at,
        anchor=anchor,
        anchored_at=anchored,
        about=about,
        armed=armed,
        muted_until=muted,
    )


def row_of_watch(watch: Watch, product_key: int) -> Mapping[str, Any]:
    """The row that holds a watch."""
    return {
        "id": watch.id,
        "list_id": watch.list_id,
        "product_key": product_key,
        "number": watch.number,
        "role": watch.role.value,
        "made_by": watch.made_by,
        "made_at": watch.made_at,
        "chat": watch.chat,
        "thread": watch.thread,
        "every": watch.every,
        "muted_until": watch.muted_until,
        "ended_at": watch.ended_at,
        "memo": watch.memo,
        "wake": watch.wake,
    }


def row_of_rule(rule: Rule, place: int) -> Mapping[str, Any]:
    """The row that holds a rule, the `place`-th of its watch."""
    return {
        "watch_id": rule.watch_id,
        "id": rule.id,
        "place": place,
        "metric": _metric(rule),
        "when": rule.condition.when,
        "value": rule.condition.value,
        "unit": rule.condition.unit,
        "set_by": rule.set_by,
        "set_at": rule.set_at,
        "anchor": rule.anchor,
        "anchored_at": rule.anchored_at,
        "about": rule.about,
        "armed": rule.armed,
        "whole": rule.condition if rule.condition.names or isinstance(rule.condition, Together) else None,
        "muted_until": rule.muted_until,
    }


def _metric(rule: Rule) -> str:
    """The rule's metric; of several conditions the one by which such rules are found when a rival's price moves."""
    return next((leg.metric for leg in legs(rule.condition) if leg.metric == UNDERCUT), rule.condition.metric)
