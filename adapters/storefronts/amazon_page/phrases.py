"""What Amazon's phrases mean by themselves, for data sources that pass them on without the page around them."""

from decimal import Decimal

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.availability import left_in, meaning_of
from adapters.storefronts.amazon_page.brand import unframed
from adapters.storefronts.amazon_page.numbers import amounts as amounts_in
from adapters.storefronts.amazon_page.numbers import currency_in
from adapters.storefronts.amazon_page.numbers import stars as stars_in
from adapters.storefronts.amazon_page.ranks import ranks_in
from core.catalog.marketplace import Marketplace
from core.catalog.snapshot import Availability, Rank


def stock(line: str) -> tuple[Availability, int | None]:
    """What a line about stock says, and how many are left where it says so."""
    state, left = meaning_of(line), left_in(line)
    if left is not None and state in {Availability.IN_STOCK, Availability.UNKNOWN}:
        return Availability.LOW_STOCK, left
    return state, None


def amounts(text: str, store: Marketplace | None) -> tuple[Decimal, ...]:
    """Every positive amount of money in a text, in order."""
    return tuple(amount.value for amount in amounts_in(text, store))


def currency(text: str) -> str | None:
    """The ISO 4217 code of the currency that a text shows; None for none, and for a bare ``$``, ``¥`` or ``kr``."""
    return currency_in(text)


def stars(phrase: str) -> Decimal | None:
    """Stars of five: ``4,3 von 5 Sternen``, ``5つ星のうち4.3``."""
    return stars_in(phrase)


def ranks(line: str) -> tuple[Rank, ...]:
    """The Best Sellers Ranks that one line tells."""
    return ranks_in(line)


def is_rank_label(label: str) -> bool:
    """Whether this is what stands before a Best Sellers Rank."""
    said = label.casefold()
    return any(marker in said for marker in markers.RANK_LABELS)


def is_coupon(text: str) -> bool:
    """Whether a line offers a coupon of some size."""
    said = text.casefold()
    return any(word in said for word in markers.COUPON) and any(map(str.isdigit, text))


def brand(byline: str) -> str:
    """The brand's name in a byline: ``Visit the SONY Store``, ``Marke: SONY``."""
    return unframed(byline)
