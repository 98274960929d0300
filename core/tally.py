"""Looks, counted: how many ended how, in which store, by which source, and why they were taken."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from core.catalog.snapshot import Look, Outcome, Pending, Seen, Unseen

DAY: Final = timedelta(hours=24)


class Purpose(StrEnum):
    """Why a look was taken: it was the product's turn, something is to be confirmed, or somebody asked for it."""

    TURN = "turn"
    DOUBT = "doubt"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What looks that are counted together have in common; `hour` is the beginning of their hour, in UTC."""

    hour: datetime
    market: str
    source: str
    outcome: Outcome
    purpose: Purpose


Tally = Mapping[Looked, int]


def tallied(looks: Iterable[tuple[Look, Purpose]]) -> Tally:
    """The looks of one batch; what is pending is counted when it comes."""
    return Counter(_looked(look, purpose) for look, purpose in looks if not isinstance(look, Pending))


def hour_of(at: datetime) -> datetime:
    """The beginning of the hour."""
    return at.replace(minute=0, second=0, microsecond=0)


def _looked(look: Seen | Unseen, purpose: Purpose) -> Looked:
    at, outcome = (look.snapshot.at, Outcome.OK) if isinstance(look, Seen) else (look.at, look.why)
    return Looked(hour=hour_of(at), market=look.product.market, source=look.source, outcome=outcome, purpose=purpose)
