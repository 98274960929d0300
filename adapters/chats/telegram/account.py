"""One bot's account at Telegram, put together; Telegram's library is loaded only when one is opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from core.memory import BriefMemory
from core.ports.memory import Memory
from core.ports.world import Chat, Heed, Inbox, unheeded

if TYPE_CHECKING:
    from adapters.chats.telegram.client import Client
    from adapters.chats.telegram.ledger import Ledger
    from adapters.chats.telegram.opening import Opening
    from adapters.chats.telegram.webhook import TelegramWebhook


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramAccount:
    """Both halves of the platform: `chat` speaks, `inbox` hears by long polling, `webhook` by being called."""

    chat: Chat
    inbox: Inbox
    client: "Client"
    opening: "Opening"
    ledger: "Ledger"

    @classmethod
    def open(
        cls,
        token: str,
        base_url: str | None,
        now: Callable[[], datetime],
        memory: Memory | None = None,
        heed: Heed = unheeded,
    ) -> Self:
        """An account; nothing is sent yet. `base_url` is the root before ``/bot<token>/`` and ``/file/bot<token>/``.

        Without a `memory`, what keys and replies mean is known until the process ends.
        """
        import time

        from adapters.chats.telegram.client import Client
        from adapters.chats.telegram.dialogues import Dialogues
        from adapters.chats.telegram.inbox import TelegramInbox
        from adapters.chats.telegram.ledger import Ledger
        from adapters.chats.telegram.moves import Moves
        from adapters.chats.telegram.notes import Notes
        from adapters.chats.telegram.opening import Opening
        from adapters.chats.telegram.outbox import TelegramChat

        kept = memory or BriefMemory(now)
        client, moves, notes = Client.open(token, base_url), Moves(), Notes(kept, now)
        chat = TelegramChat(client.bot, notes, moves.moved, heed)
        opening = Opening(client, chat, moves, notes, Dialogues(kept), now)
        ledger = Ledger(time.monotonic)
        inbox = TelegramInbox(client, opening, ledger)
        return cls(chat=chat, inbox=inbox, client=client, opening=opening, ledger=ledger)

    async def greet(self, commands: Sequence[tuple[str, str]]) -> None:
        """Make sure of the token and register the commands: names and a line of help. Raises `WrongSetting`."""
        await self.opening.greet(commands)

    def webhook(self, secret: str, url: str) -> "TelegramWebhook":
        """An inbox instead of `inbox`, for requests to `url` that carry `secret`."""
        from adapters.chats.telegram.webhook import TelegramWebhook

        return TelegramWebhook(self.client, self.opening, self.ledger, secret, url)

    async def close(self) -> None:
        """Let go of connections."""
        await self.client.close()
