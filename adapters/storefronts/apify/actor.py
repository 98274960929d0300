"""What an actor is to us: what it is asked, and what its items say."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from core.catalog.marketplace import Marketplace
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Rank

Item = Mapping[str, Any]
"""One item of a dataset: a JSON object, any field of which may be absent, null, or of an unexpected type."""


class Phrases(Protocol):
    """What Amazon's own phrases mean, which actors pass on as they stand on the page."""

    def stock(self, line: str) -> tuple[Availability, int | None]:
        """What a line about stock says, and how many are left where it says so."""

    def amounts(self, text: str, store: Marketplace | None) -> tuple[Decimal, ...]:
        """Every positive amount of money in a text, in order."""

    def currency(self, text: str) -> str | None:
        """The ISO 4217 code of the currency that a text shows; None for none, and for a sign of several."""

    def stars(self, phrase: str) -> Decimal | None:
        """Stars of five in a phrase."""

    def ranks(self, line: str) -> tuple[Rank, ...]:
        """The Best Sellers Ranks that one line tells."""

    def is_rank_label(self, label: str) -> bool:
        """Whether this is what stands before a Best Sellers Rank."""

    def is_coupon(self, text: str) -> bool:
        """Whether a line offers a coupon of some size."""

    def brand(self, byline: str) -> str:
        """The brand's name in a byline."""


class Actor(Protocol):
    """One actor: `name` is its full name at Apify, ``owner/actor``."""

    @property
    def name(self) -> str:
        """Its full name at Apify."""

    def asked_for(self, addresses: Sequence[str]) -> dict[str, Any]:
        """The run's input that has exactly these product pages read, one result each."""

    def addresses(self, run_input: object) -> frozenset[str]:
        """The product pages that a run's input names; empty for what is no such input."""

    def knows(self, item: Item) -> bool:
        """Whether an item has this actor's shape."""

    def read(self, item: Item) -> Reading:
        """What an item says, whatever it holds; what it does not say stays unknown."""
