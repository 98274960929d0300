"""/lists: the lists mounted here."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk
from core.messages import Button, Buttons, Card, ChatId, Paragraph, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists(Command):
    """Show the lists mounted in this chat, how many products are on each, and where else each is mounted."""

    names: ClassVar = ("lists",)
    examples: ClassVar = ("lists",)

    async def carry_out(self, desk: Desk) -> Card:
        """A row for each list."""
        mounted = await desk.sharing.lists(desk.heard.chat)
        rows = tuple((one.watchlist.name, str(one.products), _elsewhere(one.chats, desk.heard.chat)) for one in mounted)
        table = Table(("List", "Products", "Also in"), rows)
        how = Paragraph("/track B0… list NAME makes a list by naming it; /share mounts one in another chat.")
        return Card(
            f"{len(rows)} lists" if len(rows) != 1 else "1 list", (table, how, Buttons((Button("Share", "share"),)))
        )


def _elsewhere(chats: tuple[ChatId, ...], here: ChatId) -> str:
    others = [chat for chat in chats if chat != here]
    return ", ".join(f"{chat.platform.capitalize()} {chat.channel}" for chat in others) or "only here"
