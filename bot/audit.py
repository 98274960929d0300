"""Listings in, audit reports out: what `amazcope audit` reads and prints."""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from bot.parse import CannotOpen, PageReader
from core.audit.listing import AuditedListing, ListedPicture
from core.audit.report import Report, audit
from core.catalog.marketplace import DEFAULT_MARKETPLACE, Marketplace, marketplace
from core.catalog.reading import Reading
from core.catalog.snapshot import Outcome
from core.errors import Refusal
from core.listed import listing_shown

_TEXTS: Final = ("brand", "title", "highlights", "description")
_LARGEST_PAGE: Final = 20 * 1024 * 1024
_LARGEST_LISTING: Final = 1024 * 1024
_FLAGS: Final = ("has_aplus", "has_video")


class NotAListing(Refusal):
    """{0} is no listing: {1}."""


@dataclass(frozen=True, slots=True)
class Audited:
    """A listing's name (its file, ASIN or id) and what the audit of it came to."""

    name: str
    report: Report


def audit_file(path: Path, today: date, read_page: PageReader) -> Audited:
    """Audit a saved page, or one listing as JSON. Raises `CannotOpen`, `NotAListing`."""
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST_PAGE + 1).removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise CannotOpen(path, error.strerror or type(error).__name__) from error
    if len(body) > _LARGEST_PAGE:
        raise NotAListing(path.name, "it is larger than 20 MB")
    if body.lstrip()[:1] == b"{":
        return Audited(path.name, audit(_listing_in(path.name, body, today)))
    reading = read_page(body)
    return Audited(reading.asin or path.name, audit(listing_from_reading(path.name, reading, today)))


def audit_cases(lines: Iterable[bytes], today: date) -> Iterator[dict[str, Any]]:
    """One report a line, with the id of its case; a line that cannot be read gets an error in its place."""
    for line in lines:
        if not line.strip():
            continue
        case: Any = None
        try:
            case = _loaded("The line", line)
            yield {"id": case.get("id"), **as_json(audit(listing_from_json(case, today)))}
        except NotAListing as trouble:
            yield {"id": case.get("id") if isinstance(case, dict) else None, "error": str(trouble)}


def listing_from_json(given: Mapping[str, Any], today: date) -> AuditedListing:
    """A listing as docs/audit.md describes it; absent and null are unknown. Raises `NotAListing`."""
    store = marketplace(str(given.get("marketplace") or DEFAULT_MARKETPLACE.code))
    if store is None:
        raise NotAListing("It", f"there is no Amazon store {given['marketplace']}")
    texts = {name: _text(given, name) for name in _TEXTS}
    flags = {name: _flag(given, name) for name in _FLAGS}
    return AuditedListing(
        as_of=_day(given, today),
        market=store.code,
        category=_path(given.get("category")),
        bullets=_strings(given, "bullets"),
        search_terms=_terms(given),
        pictures=_pictures(given),
        **texts,  # type: ignore[arg-type]  # the names above are those of the fields
        **flags,  # type: ignore[arg-type]
    )


def listing_from_reading(name: str, reading: Reading, today: date, market: Marketplace | None = None) -> AuditedListing:
    """A listing as a page shows it; what a page of media never has is unknown. Raises `NotAListing`."""
    if reading.outcome is not Outcome.OK or reading.listing is None:
        raise NotAListing(name, reading.detail or reading.outcome.value)
    store = reading.market or (market or DEFAULT_MARKETPLACE).code
    return listing_shown(reading.listing, reading.asin, store, today)


def as_json(report: Report) -> dict[str, Any]:
    """A report as the object that `amazcope audit --json` prints."""
    return {
        "score": report.score,
        "grade": report.grade,
        "verdict": report.verdict,
        "coverage": report.coverage,
        "findings": [
            {
                "rule": one.rule.id,
                "severity": one.severity.name,
                "points_lost": _number(one.broken.lost),
                "message": one.broken.message,
                "fix": one.broken.fix,
            }
            for one in report.findings
        ],
    }


def _listing_in(name: str, body: bytes, today: date) -> AuditedListing:
    given = _loaded(name, body)
    try:
        return listing_from_json(given, today)
    except NotAListing as trouble:
        raise NotAListing(name, trouble.args[1]) from trouble


def _loaded(name: str, body: bytes) -> dict[str, Any]:
    if len(body) > _LARGEST_LISTING:
        raise NotAListing(name, "it is larger than 1 MB")
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAListing(name, f"it cannot be read as JSON ({type(error).__name__})") from error
    if not isinstance(given, dict):
        raise NotAListing(name, "a JSON object is needed")
    return given


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise NotAListing("It", f"{name} is not text")
    return value


def _flag(given: Mapping[str, Any], name: str) -> bool | None:
    value = given.get(name)
    if value is not None and not isinstance(value, bool):
        raise NotAListing("It", f"{name} is neither true nor false")
    return value


def _strings(given: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    value = given.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise NotAListing("It", f"{name} is not a list of texts")
    return tuple(value)


def _terms(given: Mapping[str, Any]) -> str | None:
    value = given.get("search_terms")
    return " ".join(_strings(given, "search_terms") or ()) if isinstance(value, list) else _text(given, "search_terms")


def _path(value: object) -> tuple[str, ...] | None:
    parts = value.split(">") if isinstance(value, str) else value if isinstance(value, list) else ()
    return tuple(part.strip() for part in parts if isinstance(part, str) and part.strip()) or None


def _pictures(given: Mapping[str, Any]) -> tuple[ListedPicture, ...] | None:
    value = given.get("images")
    if value is None:
        return None
    if not isinstance(value, list):
        raise NotAListing("It", "images is not a list")
    return tuple(ListedPicture(width=_side(one, "width"), height=_side(one, "height")) for one in value)


def _side(picture: object, name: str) -> int | None:
    value = picture.get(name) if isinstance(picture, dict) else None
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e9 else None


def _day(given: Mapping[str, Any], today: date) -> date:
    value = given.get("as_of")
    if value is None:
        return today
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise NotAListing("It", "as_of is no date (2026-11-22)") from error


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
