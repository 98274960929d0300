"""What Amazon's pages say in each language, as tables; a page is read with all of them, since stores mix languages.

Words are in lower case as `str.casefold` gives them. Sources: Amazon's stores and the languages that their pages can be
switched to, 2014 to 2026.
"""

from adapters.storefronts.amazon_page.markers.brands import BRAND_FRAMES, BYLINE_OTHERS
from adapters.storefronts.amazon_page.markers.outcomes import ERROR, NOT_FOUND, ROBOT_CHECK
from adapters.storefronts.amazon_page.markers.prices import PER
from adapters.storefronts.amazon_page.markers.promotions import COUPON, PRIME
from adapters.storefronts.amazon_page.markers.ranks import (
    RANK_FOLLOWS,
    RANK_KINDS,
    RANK_LABELS,
    RANK_LINKS,
    RANK_SIGNS,
    RANK_TOPS,
    RANK_UNITS,
)
from adapters.storefronts.amazon_page.markers.sellers import SELLER_ENDS, SOLD_AROUND, SOLD_BY
from adapters.storefronts.amazon_page.markers.stock import (
    FROM_OTHERS,
    IN_STOCK,
    LEFT,
    NOT_DELIVERABLE,
    OUT_OF_STOCK,
    PREORDER,
)

__all__ = (
    "BRAND_FRAMES",
    "BYLINE_OTHERS",
    "COUPON",
    "ERROR",
    "FROM_OTHERS",
    "IN_STOCK",
    "LEFT",
    "NOT_DELIVERABLE",
    "NOT_FOUND",
    "OUT_OF_STOCK",
    "PER",
    "PREORDER",
    "PRIME",
    "RANK_FOLLOWS",
    "RANK_KINDS",
    "RANK_LABELS",
    "RANK_LINKS",
    "RANK_SIGNS",
    "RANK_TOPS",
    "RANK_UNITS",
    "ROBOT_CHECK",
    "SELLER_ENDS",
    "SOLD_AROUND",
    "SOLD_BY",
)
