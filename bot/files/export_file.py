"""What is watched, and what was seen, as tables to take away."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from bot.grammar.amounts import spell_duration, spell_number
from core.alerts.distance import PERCENT
from core.archive import Watched
from core.catalog.asin import Product
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.catalog.past import Past
from core.sheet import Cell, Sheet
from core.watching.rule import Asked

# The first nine are what an import reads, so that an export can be brought in again.
_WATCHES = (
    *("asin", "link", "marketplace", "role", "list", "below", "drops", "every", "memo"),
    *("number", "title", "price", "list_price", "used_price", "currency", "availability", "stock_left", "seller"),
    *("rank", "category", "rating", "reviews", "muted_until", "seen_at", "tracked_since", "tracked_by"),
)
_OFFERS = ("asin", "marketplace", "at", "price", "list_price", "used_price", "currency", "availability")


def watches_sheet(watched: Sequence[Watched], lists: Mapping[UUID, str]) -> Sheet:
    """One row for each watch with its present state; `lists` names the lists by their id."""
    return Sheet("watches", _WATCHES, tuple(_watch(one, lists) for one in watched))


def offers_sheet(pasts: Sequence[Past]) -> Sheet:
    """One row for each change of an offer."""
    return Sheet("offers", _OFFERS, tuple(row for past in pasts for row in _offers(past)))


def as_json(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as lists of objects, by name; numbers are numbers, times ISO 8601 in UTC."""
    tables = {sheet.name: [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows] for sheet in sheets}
    return json.dumps(tables, ensure_ascii=False, indent=1, default=_jsonable).encode("utf-8", "replace")


def _watch(one: Watched, lists: Mapping[UUID, str]) -> tuple[Cell, ...]:
    watch, seen = one.watching.watch, one.standing.accepted
    conditions = tuple(rule.condition for rule in one.watching.rules)
    wish: tuple[Cell, ...] = (
        watch.product.asin,
        _link(watch.product),
        watch.product.market,
        watch.role.value,
        lists.get(watch.list_id, ""),
        _said(conditions, "below"),
        _said(conditions, "drops"),
        spell_duration(watch.every) if watch.every else None,
        watch.memo,
        watch.number,
        one.title,
    )
    made: tuple[Cell, ...] = (watch.muted_until, one.standing.looked_at, watch.made_at, watch.made_by)
    if seen is None:
        return (*wish, *(None,) * (len(_WATCHES) - len(wish) - len(made)), *made)
    offer, rank = seen.offer, seen.ranks[0] if seen.ranks else None
    state: tuple[Cell, ...] = (
        *(offer.price, offer.list_price, offer.used_price, offer.currency),
        *(offer.availability.value, offer.stock_left, offer.seller),
        *((rank.rank, rank.category) if rank else (None, None)),
        *(seen.rating, seen.reviews),
    )
    return (*wish, *state, *made)


def _offers(past: Past) -> Sequence[tuple[Cell, ...]]:
    product = past.product
    store = marketplace(product.market) or DEFAULT_MARKETPLACE
    return [
        (
            product.asin,
            product.market,
            point.at,
            point.price,
            point.list_price,
            point.used_price,
            store.currency,
            point.availability.value,
        )
        for point in past.offers
    ]


def _said(conditions: Sequence[Asked], when: str) -> Cell:
    """The value of a price rule as an import reads it: a number, or a share with its sign."""
    value = next((one for one in conditions if one.metric == "price" and one.when == when), None)
    if value is None or value.value is None:
        return None
    return f"{spell_number(value.value)}%" if value.unit == PERCENT else value.value


def _link(product: Product) -> str:
    store = marketplace(product.market) or DEFAULT_MARKETPLACE
    return f"https://{store.host}/dp/{product.asin}"


def _jsonable(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
    raise TypeError(value)
