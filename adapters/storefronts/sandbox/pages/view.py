"""What a page is drawn from: a product, its state at the moment, its store's wording, and where pictures are served."""

from dataclasses import dataclass
from decimal import Decimal
from html import escape

from adapters.storefronts.sandbox.pages.numbers import decimal_text, grouped, written
from adapters.storefronts.sandbox.pages.phrases import PHRASES, Phrases
from adapters.storefronts.sandbox.products.product import ShopProduct
from adapters.storefronts.sandbox.world import ProductState


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One product at one moment; `root` is the shop's own address without a trailing slash. All texts are escaped."""

    product: ShopProduct
    state: ProductState
    root: str

    @property
    def words(self) -> Phrases:
        """The store's wording."""
        return PHRASES[self.product.market]

    @property
    def store(self) -> str:
        """The store's name, ``Amazon.de``."""
        return f"Amazon.{self.product.market}"

    @property
    def title(self) -> str:
        """The listing's title of the moment."""
        return escape(self.state.title)

    @property
    def rating(self) -> str:
        """The stars in words, ``4,3 von 5 Sternen``."""
        return self.words.stars.format(rating=decimal_text(self.state.rating, self.product.market))

    @property
    def reviews(self) -> str:
        """The number of ratings in words, ``2.418 Sternebewertungen``."""
        return self.words.ratings.format(count=self.count(self.state.reviews))

    def money(self, amount: Decimal) -> str:
        """An amount as the store writes it."""
        return written(amount, self.product.market).text

    def count(self, number: int) -> str:
        """A count as the store writes it."""
        return grouped(number, self.product.market)
