"""Answers to questions about the past, in words that more than one of them shares."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.command import Desk
from bot.grammar.periods import stretch_of
from bot.views.chart import chart_data, chart_picture
from bot.views.product import heading
from bot.views.wording import day, span, zone_of
from core.archive import Watched
from core.catalog.chart import Stretch
from core.catalog.past import Past
from core.catalog.spells import Spell
from core.errors import NoSuchPast
from core.messages import Button, Buttons, Card, Fact, Facts, Paragraph, Picture, Table

_ROWS: Final = 30
_LISTED: Final = 10  # times that are told one by one


def meant(text: str, desk: Desk) -> Stretch:
    """The time that was said. Raises `NoSuchPast`."""
    found = stretch_of(text, desk.now, zone_of(desk.room.zone))
    if found is None:
        raise NoSuchPast(text)
    return found


async def drawn(desk: Desk, one: Watched, past: Past) -> Picture:
    """The chart of the time that an answer is about."""
    marks = (await desk.history.marks(desk.heard.chat, past.since)).get(past.product, ())
    within = [mark for mark in marks if mark.at <= past.until]
    data = chart_data(one, past, within, desk.room.zone, rank_first=False, dark=False)
    return chart_picture(past, await desk.charts.draw(data), desk.room.zone, rank_first=False)


def of_one(title: str, one: Watched, rows: Sequence[Fact], picture: Picture, past: Past, desk: Desk) -> Card:
    """The answer about one product: what was found, over what time, and the picture of it."""
    number = one.watching.watch.number
    buttons = Buttons((Button("Chart year", f"chart {number} 365d"), Button("Changes", f"changes {number}")))
    facts = Facts((*rows, Fact("Looked through", looked_through(past, desk))))
    return Card(f"{title}: {heading(one)}", (facts, picture, buttons), subject=str(past.product))


def of_many(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], stretch: Stretch, desk: Desk) -> Card:
    """The answer about several products, a row for each."""
    table = Table(("No.", "Product", *header), tuple(tuple(row) for row in rows[:_ROWS]))
    more = len(rows) - _ROWS
    rest = (Paragraph(f"… and {more} more: name those you want."),) if more > 0 else ()
    return Card(title, (table, *rest, Paragraph(f"Looked through: {lasting(stretch, desk)}.")))


def looked_through(past: Past, desk: Desk) -> str:
    """The time that is known of, which begins no sooner than tracking."""
    if past.began >= past.until:
        return "nothing is known of that time"
    if past.began > past.since:
        return f"{lasting(Stretch(past.began, past.until), desk)}; not tracked before"
    return lasting(Stretch(past.since, past.until), desk)


def lasting(stretch: Stretch, desk: Desk) -> str:
    """3 May 10:00 to 5 May 12:00, or until now."""
    since = at(stretch.since, desk)
    return f"since {since}" if stretch.until >= desk.now else f"{since} to {at(stretch.until, desk)}"


def when(spells: Sequence[Spell], desk: Desk) -> str:
    """When a price held: all its times, the last ones where they are many."""
    more = len(spells) - _LISTED
    said = [f"{lasting(one.stretch, desk)} ({span(one.length)})" for one in spells[-_LISTED:]]
    return ", ".join(said) + (f", and {more} times before" if more > 0 else "")


def at(moment: datetime, desk: Desk) -> str:
    """A moment of the past with its day: today 10:00, 3 May 10:00, 3 May 2025 10:00."""
    zone = desk.room.zone
    return f"{day(moment, desk.now, zone)} {moment.astimezone(zone_of(zone)):%H:%M}"
