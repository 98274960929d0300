"""What a person sees on the bot's own page, where a platform has one: what is watched, what is open, how it goes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.command import Staff
from bot.commands.track import Track
from bot.views.finding import headline
from bot.views.health import health_blocks, verdict
from bot.views.product import watch_table
from bot.views.wording import clock_time, short
from core.alerts.alert import Alert
from core.archive import Watched, nearness
from core.health import Health
from core.messages import Block, Bullets, Button, Buttons, Card, ChatId, Paragraph, Person
from core.sharing import Mounted
from core.watching.workspace import ChatRoom

_ROWS: Final = 20
_ALERTS: Final = 5
_LOOKED_THROUGH: Final = 50
_HELLO: Final = "I watch Amazon products and tell you once what changed."


async def home_card(staff: Staff, chat: ChatId, person: Person) -> Card:
    """The page of one person; `chat` is their direct chat with the bot."""
    room = await staff.archive.room(chat)
    now = staff.clock.now()
    watched = await staff.archive.watched(chat)
    told = await staff.archive.recent_alerts(chat, _LOOKED_THROUGH)
    health = await staff.archive.health(chat)
    track = Track.form_to_fill()
    return Card(
        "Amazcope",
        (
            Paragraph(f"Hello {person.name}. {_HELLO}"),
            *_lists(await staff.sharing.lists(chat), watched, room, now),
            *_open([alert for alert in told if alert.is_open], room, now),
            *(_health(health, room, now) if watched else ()),
            Buttons((Button("List", "list"), Button("Alerts", "alerts"), Button("Help", "help"))),
            replace(track, label="Track …"),
        ),
    )


def _lists(lists: Sequence[Mounted], watched: Sequence[Watched], room: ChatRoom, now: datetime) -> list[Block]:
    """The lists of the direct chat by name, then its products, nearest to firing first."""
    if not watched:
        return [Paragraph("Nothing is tracked in our direct chat yet: send me an Amazon link there.")]
    names = ", ".join(f"{one.watchlist.name} ({one.products})" for one in lists)
    nearest = sorted(watched, key=lambda one: (-nearness(one), one.watching.watch.number))[:_ROWS]
    rest = len(watched) - len(nearest)
    more = [Paragraph(f"… and {rest} more: /list shows them.")] if rest else []
    return [Paragraph(f"Lists: {names}"), watch_table(nearest, now, room.zone), *more]


def _health(health: Health, room: ChatRoom, now: datetime) -> list[Block]:
    """How looking at them goes, and what the budget says, also where there is none."""
    budget = (
        [] if health.ration.most is not None else [Paragraph("No budget is set: each is looked at in its interval.")]
    )
    return [Paragraph(verdict(health, now, room.zone)), *health_blocks(health, now, room.zone), *budget]


def _open(alerts: Sequence[Alert], room: ChatRoom, now: datetime) -> list[Block]:
    """The alerts that nobody has taken in hand and that have not passed by themselves, newest first."""
    if not alerts:
        return [Paragraph("No alert is open.")]
    lines = tuple(
        f"{clock_time(alert.at, now, room.zone)} {headline(alert.findings[0], alert.product.market)} · "
        f"{short(alert.title, 40)}"
        for alert in alerts[:_ALERTS]
    )
    more = f", the last {_ALERTS}" if len(alerts) > _ALERTS else ""
    numbers = " ".join(dict.fromkeys(str(alert.number) for alert in alerts[:_ALERTS]))
    return [Paragraph(f"Open alerts{more}:"), Bullets(lines), Buttons((Button("Ack", f"ack {numbers}"),))]
