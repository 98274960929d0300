"""Cases as `amazcope interpret` reads them: a line of JSON with a text and its context."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.grammar.sentences.context import Context, Entry
from core.catalog.marketplace import marketplace


class BadCase(ValueError):
    """A line that is no case; says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """A message in its context; `id` is given back as it came."""

    id: Any
    text: str
    context: Context


def read_case(line: str | bytes) -> Case:
    """The case of a line. Raises `BadCase`."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadCase("the line is not JSON") from error
    if not isinstance(found, dict):
        raise BadCase("a case is a JSON object")
    context = found.get("context") or {}
    if not isinstance(context, dict):
        raise BadCase("context must be an object")
    return Case(found.get("id"), _text(found, "text"), _context(context))


def _context(said: Mapping[str, Any]) -> Context:
    store = marketplace(_text(said, "marketplace", "com"))
    if store is None:
        raise BadCase("marketplace is not an Amazon store")
    listed = said.get("watchlist")
    if listed is not None and not isinstance(listed, list):
        raise BadCase("watchlist must be a list")
    zone = _zone(_text(said, "timezone", "UTC"))
    plain = Context(
        watchlist=None if listed is None else tuple(_entry(one, at) for at, one in enumerate(listed, 1)),
        focus=_text(said, "focus", "") or None,
        market=store.code,
        zone=zone,
    )
    return plain if said.get("now") is None else plain.at(_moment(_text(said, "now"), zone))


def _entry(said: object, number: int) -> Entry:
    if not isinstance(said, dict):
        raise BadCase("an entry of the watchlist must be an object")
    return Entry(
        number=number,
        product=_text(said, "product"),
        title=_text(said, "title", ""),
        role=_text(said, "role", "") or None,
        list=_text(said, "list", "") or None,
    )


def _text(said: Mapping[str, Any], key: str, usual: str | None = None) -> str:
    value = said.get(key)
    if value is None and usual is not None:
        return usual
    if not isinstance(value, str):
        raise BadCase(f"{key} must be a text")
    return value


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise BadCase("timezone must be an IANA name") from error
    return name


def _moment(text: str, zone: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadCase("now must be an ISO time") from error
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
