"""The cards that follow their product, as the database keeps them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.catalog.asin import Product
from core.messages import ChatId


@dataclass(frozen=True, slots=True)
class LiveCard:
    """The one message in a chat that always shows how a product stands."""

    chat: ChatId
    product: Product
    message: str


class Cards(Protocol):
    """Live cards: one for each product and chat."""

    async def shown(self, card: LiveCard, rests_until: datetime) -> None:
        """It is the live one of its product there, shows it as it is, and is not to be changed before then."""

    async def touch(self, products: Iterable[Product], now: datetime) -> None:
        """The cards of these products are to be drawn anew, as soon as each has rested."""

    async def claim(
        self, now: datetime, until: datetime, rests_until: datetime, limit: int, platforms: Collection[str]
    ) -> Sequence[LiveCard]:
        """The cards on these platforms that are to be drawn anew by now, claimed until then.

        They come back if by then nothing is heard of them, else when they are touched and have rested.
        """

    async def drawn(self, card: LiveCard, until: datetime) -> None:
        """What was claimed until then has been drawn; where the card was touched meanwhile, it will be again."""

    async def later(self, card: LiveCard, at: datetime) -> None:
        """It could not be drawn: claim it again at `at`, unless another message is live by then."""

    async def drop(self, chat: ChatId, message: str) -> None:
        """That message follows nothing any more."""

    async def give_back_all(self) -> None:
        """Make every claimed card claimable again, once it has rested: at the start of a process that is alone."""
