"""What Amazcope asks of clocks, storefronts and chat platforms."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.catalog.asin import Product
from core.catalog.snapshot import Look
from core.messages import Card, ChatId, Heard


class Clock(Protocol):
    """What time it is, and what happens again and again."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""

    def every(self, period: timedelta, job: Callable[[], Awaitable[None]], name: str) -> None:
        """Run `job` once each `period`: never twice at a time, missed rounds as one."""


class Storefront(Protocol):
    """Where products are looked at."""

    def look(self, products: Sequence[Product]) -> AsyncGenerator[Look, None]:
        """Yield one look for each product, as they come. What the store does wrong is an `Unseen`, never an exception."""

    async def close(self) -> None:
        """Let go of connections."""


class Links(Protocol):
    """Following shortened links."""

    async def follow(self, url: str) -> Product:
        """The product behind a short link. Raises `ShortLinkLost`, or `NotAProductLink` where it leads elsewhere."""


class Chat(Protocol):
    """The outgoing half of a chat platform; stateless, so that any worker may use it."""

    async def post(self, chat: ChatId, card: Card, *, thread: str | None = None, silent: bool = False) -> str:
        """Say something new; returns the platform's id of the message."""

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        """Change in place what was said."""


class Listener(Protocol):
    """Whoever answers what is heard."""

    async def __call__(self, heard: Heard) -> Card | None:
        """The answer, or None for silence."""


class Inbox(Protocol):
    """The incoming half of a chat platform, one for each account."""

    async def listen(self, listener: Listener) -> None:
        """Hear until cancelled or until nothing more can come; answers go where the question stood."""
