"""What Amazcope asks of clocks, storefronts and chat platforms."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.catalog.asin import Product
from core.catalog.chart import ChartData
from core.catalog.snapshot import Look
from core.messages import Card, ChatId, Heard
from core.sheet import Sheet

Door = Callable[[Mapping[str, str], bytes], Awaitable[tuple[int, Mapping[str, str], bytes]]]
"""What answers one HTTP request of a platform: headers (lower case) and body in; status, headers and body out.

A request by GET has no body: its door is given the query string instead.
"""


class Meter(Protocol):
    """Counts for whoever operates this."""

    def answered(self, platform: str, seconds: float) -> None:
        """An answer was given on a chat platform, so long after the question was heard."""


Heed = Callable[[ChatId, str, Card], Awaitable[None]]
"""Who hears which message (by the platform's id) now shows which card; raises nothing."""


async def unheeded(chat: ChatId, message: str, card: Card) -> None:
    """A `Heed` for where nobody minds."""


class Clock(Protocol):
    """What time it is, and what happens again and again."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""

    def every(self, period: timedelta, job: Callable[[], Awaitable[None]], name: str) -> None:
        """Run `job` once each `period`: never twice at a time, missed rounds as one."""


class Storefront(Protocol):
    """Where products are looked at."""

    def look(
        self, products: Sequence[Product], *, doubted: Collection[Product] = (), in_haste: bool = False
    ) -> AsyncGenerator[Look, None]:
        """Yield one look for each product, as they come; what the store does wrong is an `Unseen`, never raised.

        Of those in `doubted` a first look was suspicious: where there is more than one source, another one than
        raised the suspicion is preferred. What a source has under way and cannot end in time is `Pending`, owed to
        whoever looks next; `in_haste` says that nobody waits for the answer, so that it is so very soon.
        """

    async def close(self) -> None:
        """Let go of connections."""


class Links(Protocol):
    """Following shortened links."""

    async def follow(self, url: str) -> Product:
        """The product behind a short link. Raises `ShortLinkLost`, or `NotAProductLink` where it leads elsewhere."""


class Charts(Protocol):
    """Drawing what was seen."""

    async def draw(self, picture: ChartData) -> bytes:
        """A PNG, 1080 by 720 pixels."""


class Spreadsheets(Protocol):
    """Spreadsheet files (XLSX)."""

    async def read(self, data: bytes, most_rows: int) -> Sequence[Sequence[str]]:
        """The first sheet as text, cell by cell, at most so many rows.

        Numbers are plain decimals (``24.99``, ``10%``), times ISO 8601. Raises `UnreadableFile`.
        """

    async def write(self, sheets: Sequence[Sheet]) -> bytes:
        """A workbook with these sheets; text is made harmless, numbers stay numbers."""


class Chat(Protocol):
    """The outgoing half of a chat platform; stateless, so that any worker may use it.

    Both methods raise `ChatGone` where the platform says that we may not speak there any more, `SlowDown` where it asks
    for patience, and another `Outage` where nothing can be said for now.
    """

    async def post(
        self,
        chat: ChatId,
        card: Card,
        *,
        thread: str | None = None,
        silent: bool = False,
        below: str | None = None,
        aloud: bool = False,
    ) -> str:
        """Say something new; returns the platform's id of the message.

        `below` is an earlier message that this one follows: it goes into its thread, or replies to it; where that one
        is gone it stands alone. `aloud` asks that what stands in a thread is seen in the chat itself as well.
        """

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        """Change in place what was said; a message that is gone or already so is no trouble."""


class Listener(Protocol):
    """Whoever answers what is heard."""

    async def __call__(self, heard: Heard) -> Card | None:
        """The answer, or None for silence."""


class Rooms(Protocol):
    """Whoever must know what becomes of chats."""

    async def gone(self, chat: ChatId, reason: str) -> None:
        """The bot was kicked, blocked or uninstalled there: nothing more is sent until somebody speaks."""

    async def moved(self, old: ChatId, new: ChatId) -> None:
        """The chat goes on under another id (a Telegram group that became a supergroup)."""


class Inbox(Protocol):
    """The incoming half of a chat platform, one for each account."""

    async def listen(self, listener: Listener, rooms: Rooms) -> None:
        """Hear until cancelled or until nothing more can come; answers go where the question stood."""
