"""Plans: what somebody asked for and is yet to confirm."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.catalog.asin import Product
from core.messages import ChatId
from core.watching.wish import Wish

PLAN_HOLDS: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One product to watch, and how."""

    product: Product
    wish: Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is carried out when its asker, in its chat, confirms it before `expires_at`.

    `lines` are slash lines without their slash, carried out in order; `wanted` what an import brings. `id` is short
    and cannot be guessed.
    """

    id: str
    chat: ChatId
    person: str
    expires_at: datetime
    lines: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()
