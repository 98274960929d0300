"""How every product of the shop stands at any moment: a pure function of the seed and of shop time."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from adapters.storefronts.sandbox.chance import draw
from adapters.storefronts.sandbox.products import CALM, HERO
from adapters.storefronts.sandbox.products.product import Layout, ShopProduct
from adapters.storefronts.sandbox.scenes import DAY, Aspect, Scene, scenes
from core.catalog.marketplace import marketplace
from core.catalog.money import Money
from core.catalog.snapshot import Availability, Rank
from core.errors import NoSuchMarketplace

if TYPE_CHECKING:
    from core.catalog.asin import Product

_UNBUYABLE: Final = frozenset(
    {Availability.OUT_OF_STOCK, Availability.NO_FEATURED_OFFER, Availability.NOT_DELIVERABLE},
)
_RANK_EVERY: Final = 5  # shop-seconds for which a rank stands still
_REVIEW_EVERY: Final = 12  # shop-seconds from one new review to the next
_USED: Final = 800  # permille of the usual price that the used offer costs
_WHOLE_ONLY: Final = frozenset({"INR"})  # currencies whose prices the shop keeps free of minor units


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductState:
    """What a careful reader of the product's page must find at one moment.

    Amounts are in `currency`; without an offer `price`, `list_price`, `seller`, `ships_from`, `coupon` (in percent) and
    `stock_left` are None. `used_price` is None where the page has no used offer.
    """

    title: str
    bullets: tuple[str, ...]
    currency: str
    price: Decimal | None
    list_price: Decimal | None
    used_price: Decimal | None
    availability: Availability
    stock_left: int | None
    seller: str | None
    ships_from: str | None
    coupon: int | None
    deal: bool
    ranks: tuple[Rank, ...]
    rating: Decimal
    reviews: int


class World:
    """The invented world of one seed, and its clock.

    `speed` is shop-seconds for each second of `clock`, any monotonic count of seconds.
    """

    def __init__(self, seed: int, speed: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seed = seed
        self._speed = speed
        self._clock = clock
        self._opened: float | None = None
        self._latest: dict[
            Product, tuple[int, tuple[Scene, ...]]
        ] = {}  # each product's script of the day last asked for

    def begin(self) -> None:
        """Open: shop time counts from here. A second call changes nothing."""
        if self._opened is None:
            self._opened = self._clock()

    def now(self) -> float:
        """Shop-seconds since the opening; 0 before it."""
        return 0.0 if self._opened is None else (self._clock() - self._opened) * self._speed

    def state(self, product: ShopProduct, seconds: float) -> ProductState:
        """How `product` stands `seconds` shop-seconds after the opening."""
        moment = max(0, int(seconds))
        day, second = divmod(moment, DAY)
        acting = {
            scene.aspect: scene.amount for scene in self._script(product, day) if scene.start <= second < scene.end
        }
        return _stand(self.seed, product, moment, acting)

    def _script(self, product: ShopProduct, day: int) -> tuple[Scene, ...]:
        known = self._latest.get(product.product)
        if known is None or known[0] != day:
            known = self._latest[product.product] = day, scenes(self.seed, product, day)
        return known[1]


def _stand(seed: int, product: ShopProduct, moment: int, acting: dict[Aspect, int]) -> ProductState:
    availability = _availability(product, acting)
    buyable = availability not in _UNBUYABLE
    price, was = _price(product, acting.get(Aspect.PRICE, 1000)), product.list_price
    seller = product.rival if Aspect.SELLER in acting else product.seller
    edited = Aspect.LISTING in acting and product.bullets
    return ProductState(
        title=product.edited_title if acting.get(Aspect.LISTING) else product.title,
        bullets=(*product.bullets[:-1], product.edited_bullet) if edited else product.bullets,
        currency=_currency(product),
        price=price if buyable else None,
        list_price=was if buyable and was is not None and was > price else None,
        used_price=_price(product, _USED) if buyable and product.layout is Layout.ACCORDION else None,
        availability=availability,
        stock_left=acting[Aspect.STOCK] if availability is Availability.LOW_STOCK else None,
        seller=seller if buyable else None,
        ships_from=_shipper(product, seller) if buyable else None,
        coupon=acting.get(Aspect.COUPON) if buyable else None,
        deal=buyable and Aspect.DEAL in acting,
        ranks=_ranks(seed, product, moment, acting.get(Aspect.RANK, 1000)),
        rating=product.rating,
        reviews=product.reviews + moment // _REVIEW_EVERY,
    )


def _availability(product: ShopProduct, acting: dict[Aspect, int]) -> Availability:
    left = acting.get(Aspect.STOCK)
    if product.always is not None:
        return product.always
    if left is None:
        return Availability.IN_STOCK
    return Availability.LOW_STOCK if left else Availability.OUT_OF_STOCK


def _shipper(product: ShopProduct, seller: str) -> str:
    """The rival and Amazon ship for themselves; everybody else lets Amazon ship."""
    return seller if seller == product.rival or seller.startswith("Amazon.") else "Amazon"


def _price(product: ShopProduct, permille: int) -> Decimal:
    currency = _currency(product)
    amount = product.price * permille / 1000
    if currency in _WHOLE_ONLY:
        amount = amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Money.of(amount, currency).amount


def _currency(product: ShopProduct) -> str:
    store = marketplace(product.market)
    if store is None:
        raise NoSuchMarketplace(product.market)
    return store.currency


def _ranks(seed: int, product: ShopProduct, moment: int, jump: int) -> tuple[Rank, ...]:
    """Every rank drifts on its own, a little around its usual place, and all jump together."""
    reach = 35 if product.asin in {HERO, CALM} else 90
    slot = moment // _RANK_EVERY
    drifts = (1000 + draw(-reach, reach, seed, product.product, slot, rank.category) for rank in product.ranks)
    return tuple(
        Rank(max(1, round(Decimal(rank.rank * drift * jump).scaleb(-6))), rank.category)
        for rank, drift in zip(product.ranks, drifts, strict=True)
    )
