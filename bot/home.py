"""What a person sees on the bot's own page, where a platform has one: what is watched, what is open, how it goes."""

from bot.command import Staff
from bot.views.alert import headline
from bot.views.product import not_read, watch_table
from bot.views.wording import clock_time, short
from core.archive import nearness
from core.messages import Block, Bullets, Button, Buttons, Card, ChatId, Paragraph, Person

_ROWS = 20
_ALERTS = 5


async def home_card(staff: Staff, chat: ChatId, person: Person) -> Card:
    """The page of one person; `chat` is their direct chat with the bot."""
    room = await staff.archive.room(chat)
    now = staff.clock.now()
    watched = await staff.archive.watched(chat)
    blocks: list[Block] = [Paragraph(f"Hello {person.name}. I watch Amazon products and tell you once what changed.")]
    if watched:
        nearest = sorted(watched, key=lambda one: (-nearness(one), one.watching.watch.number))[:_ROWS]
        blocks.append(watch_table(nearest, now, room.zone))
    else:
        blocks.append(Paragraph("Nothing is tracked in our direct chat yet: send me an Amazon link there."))
    told = await staff.archive.recent_alerts(chat, _ALERTS)
    if told:
        blocks += [
            Paragraph("Told last:"),
            Bullets(
                tuple(
                    f"{clock_time(alert.at, now, room.zone)} {headline(alert.findings[0], alert.product.market)} · "
                    f"{short(alert.title, 40)}"
                    for alert in told
                )
            ),
        ]
    health = await staff.archive.health(chat)
    if health.unread:
        unread = tuple(not_read(one, now, room.zone) for one in health.unread)
        blocks += [Paragraph("Not being read:"), Bullets(unread)]
    blocks.append(Buttons((Button("List", "list"), Button("Alerts", "alerts"), Button("Help", "help"))))
    return Card("Amazcope", tuple(blocks))
