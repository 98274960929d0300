"""When the shop fails on purpose: robot checks and plain 503s, seeded, rare, and never twice in a row."""

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from adapters.storefronts.sandbox.chance import draw
from adapters.storefronts.sandbox.products import CALM, HERO
from adapters.storefronts.sandbox.products.product import ShopProduct

if TYPE_CHECKING:
    from core.catalog.asin import Product

USUAL_FAULT_SHARE: Final = 0.07
"""The share of requests that fail unless told otherwise: four of seven with a robot check, three with a bare 503."""

_SPARED_UNTIL: Final = 30  # shop-seconds for which HERO and CALM never fail
_IN_A_MILLION: Final = 1_000_000


class Fault(StrEnum):
    """How an answer fails."""

    ROBOT_BUTTON = "robot_button"
    ROBOT_CAPTCHA = "robot_captcha"
    UNAVAILABLE = "unavailable"


# A seventh of all faults each.
_KINDS: Final = (*(Fault.ROBOT_BUTTON,) * 2, *(Fault.ROBOT_CAPTCHA,) * 2, *(Fault.UNAVAILABLE,) * 3)


class Faults:
    """Decides for each request, by the seed and by how many came for that product before."""

    def __init__(self, seed: int, share: float = USUAL_FAULT_SHARE) -> None:
        self._seed = seed
        # A fault forbids the next one; drawing a little more often keeps the share.
        self._odds = round(share / (1 - share) * _IN_A_MILLION) if share < 1 else _IN_A_MILLION
        self._asked: Counter[Product] = Counter()
        self._failed: set[Product] = set()

    def next(self, product: ShopProduct, seconds: float) -> Fault | None:
        """How the request that comes now, at this shop time, fails; None where it does not."""
        key = product.product
        first, spared = not self._asked[key], product.asin in {HERO, CALM} and seconds <= _SPARED_UNTIL
        self._asked[key] += 1
        if first or spared or key in self._failed:
            self._failed.discard(key)
            return None
        question = (self._seed, key, self._asked[key])
        if draw(1, _IN_A_MILLION, *question, "fails") > self._odds:
            return None
        self._failed.add(key)
        return _KINDS[draw(0, len(_KINDS) - 1, *question, "how")]
