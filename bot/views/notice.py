"""What a workspace is told of its own watching."""

from bot.views.wording import clock_time, short, span
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.messages import Button, Buttons, Card, Fact, Facts, Paragraph, Tone
from core.watching.notice import Breakdown, Notice, NoticeKind

_MOST = 5


def notice_card(notice: Notice, zone: str) -> Card:
    """Reading breaks, or works again."""
    return _breaks_card(notice, zone) if notice.kind is NoticeKind.BREAKS else _works_card(notice, zone)


def of_all(count: int, watched: int) -> str:
    """1 of 12 products has, 3 of 12 products have."""
    return f"{count} of {watched} {'product' if watched == 1 else 'products'} {'has' if count == 1 else 'have'}"


def _breaks_card(notice: Notice, zone: str) -> Card:
    broken = notice.breakdown
    facts = [
        Fact("Why", ", ".join(f"{why} ({count})" for why, count in broken.reasons[:_MOST])),
        Fact("Where", _stores(broken)),
        Fact("Not read since", clock_time(broken.since, notice.at, zone)),
        Fact("Which", _names(broken)),
    ]
    if broken.failing > broken.unread:
        facts.append(Fact("Besides", f"{broken.failing - broken.unread} more could not be read at the last look"))
    if broken.next_try:
        facts.append(Fact("Next try", clock_time(broken.next_try, notice.at, zone)))
    said = "No data was changed. I go on trying by myself, and say once when all can be read again."
    return Card(
        f"{of_all(broken.unread, broken.watched)} not been read for three intervals",
        (Facts(tuple(facts)), Paragraph(said), Buttons((Button("Status", "status"),))),
        tone=Tone.WARNING,
    )


def _works_card(notice: Notice, zone: str) -> Card:
    broken = notice.breakdown
    since = clock_time(broken.since, notice.at, zone)
    return Card(
        f"Reading works again: {_stores(broken)}",
        (
            Paragraph(f"What could not be read since {since} ({span(notice.at - broken.since)}) has been read again."),
            Buttons((Button("Status", "status"),)),
        ),
        tone=Tone.GOOD,
    )


def _stores(broken: Breakdown) -> str:
    return ", ".join((marketplace(market) or DEFAULT_MARKETPLACE).domain for market in broken.markets)


def _names(broken: Breakdown) -> str:
    named = ", ".join(product.asin for product in broken.products[:_MOST])
    more = broken.unread - min(len(broken.products), _MOST)
    return short(named, 80) + (f" and {more} more" if more > 0 else "")
