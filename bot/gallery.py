"""One example of every block, card and alert, drawn by `amazcope gallery` and the contract tests."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from bot.files.csv_text import read_csv
from bot.files.import_file import understand
from bot.listing_specimens import listing_cards
from bot.sequels import sequel_cards
from bot.specimens import watching_cards
from bot.views.alert import alert_card, alerts_card
from bot.views.chart import chart_data, chart_picture
from bot.views.imports import dry_run_card
from core.alerts import ALERT_KINDS
from core.alerts.alert import Alert
from core.archive import Watched
from core.catalog.asin import Product
from core.catalog.chart import Mark
from core.catalog.past import Past
from core.catalog.series import OfferPoint, RankPoint
from core.catalog.snapshot import Availability, Rank
from core.messages import (
    Attachment,
    Bullets,
    Button,
    Buttons,
    Card,
    ChatId,
    Diff,
    Fact,
    Facts,
    Fate,
    Field,
    Form,
    Link,
    Paragraph,
    Picture,
    Stretch,
    Table,
    Tone,
)
from core.ports.world import Charts
from core.watching.plan import PLAN_HOLDS, Plan
from core.watching.standing import Standing
from core.watching.watch import Role, Watch, Watching


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A card and what it is an example of."""

    name: str
    card: Card


NOON: Final = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
HOSTILE: Final = "<b>&*_[]() `x` <!channel> @everyone \u202eevil\u202c http://evil.example [link](http://evil.example)"
# The smallest PNG: one transparent pixel.
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)

_HERE: Final = ChatId("console", "", "terminal")


def _alert(index: int, title: str = "Vortex Blender 1.5 L, 900 W") -> Alert:
    kind = ALERT_KINDS[index]
    return Alert(
        id=UUID(int=index + 1),
        key=f"example-{kind.metric}",
        watch_id=UUID(int=99),
        number=index + 1,
        product=Product(f"B0EXAMPL{index:02d}", "com"),
        title=title,
        at=NOON,
        findings=(kind.example(),),
        price=Decimal("41.99"),
        currency="USD",
        rank=804,
        category="Kitchen & Dining",
        availability=Availability.IN_STOCK,
        lowest_since=NOON - timedelta(days=213),
    )


ALERTS: Final = tuple(_alert(index) for index in range(len(ALERT_KINDS)))


def _saying(fact: str) -> Alert:
    return next(alert for alert in ALERTS if alert.findings[0].fact == fact)


PRODUCT: Final = Card(
    "3 · Vortex Blender 1.5 L, 900 W",
    (
        Facts(
            (
                Fact("Price", "$41.99 (list $59.99)"),
                Fact("Stock", "in stock"),
                Fact("Buy Box", "Vortex Direct"),
                Fact("BSR", "#804 in Kitchen & Dining"),
                Fact("Rating", "4.6 of 5, 8,312 reviews"),
            )
        ),
        Link("Open at Amazon", "https://www.amazon.com/dp/B0EXAMPL01"),
        Buttons((Button("Check", "check 3"), Button("Mute 4 h", "mute 3 4h"), Button("Untrack", "untrack 3"))),
    ),
    subject="B0EXAMPL01@com",
)
LIST: Final = Card(
    "6 products tracked",
    (
        Table(
            ("No.", "Product", "Price", "Stock", "Rules"),
            tuple(
                (str(i), f"B0EXAMPL{i:02d} Example product {i}", f"${i}9.99", "in stock", "price ±10 %")
                for i in range(1, 7)
            ),
        ),
    ),
)
TROUBLE: Final = Card(
    "Amazon showed a robot check for B0EXAMPL01 at 10:40. No data was changed. Next try 10:55.",
    tone=Tone.WARNING,
    whisper=True,
)
EVERYTHING: Final = Card(
    "Every block",
    (
        Paragraph("Running text."),
        Facts((Fact("Label", "value"),)),
        Bullets(("first", "second")),
        Table(("A", "B"), (("1", "2"),)),
        Diff("Edited", (Stretch(Fate.KEPT, "a text"), Stretch(Fate.GONE, "before"), Stretch(Fate.NEW, "after"))),
        Link("Open", "https://www.amazon.com/dp/B0EXAMPL01"),
        Picture("chart.png", PIXEL, "Price of B0EXAMPL01 over 90 days: from $49.99 to $41.99"),
        Attachment("export.csv", b"asin,price\r\nB0EXAMPL01,41.99\r\n"),
        Form("Track a product", "track", (Field(label="Product", required=True), Field(label="Below", before="below"))),
        Buttons((Button("Help", "help"),)),
    ),
    tone=Tone.GOOD,
)
HOSTILE_CARD: Final = Card(
    HOSTILE,
    (
        Paragraph(HOSTILE),
        Facts((Fact(HOSTILE, HOSTILE),)),
        Bullets((HOSTILE,)),
        Table((HOSTILE, "B"), ((HOSTILE, "2"),)),
        Diff(HOSTILE, tuple(Stretch(fate, HOSTILE) for fate in Fate)),
        Link(HOSTILE, "https://www.amazon.com/dp/B0EXAMPL01"),
        Buttons((Button(HOSTILE[:20], "help"),)),
    ),
    tone=Tone.CRITICAL,
)
LONG: Final = Card("A very long answer", tuple(Paragraph(f"{i}: " + "word " * 60) for i in range(120)))

SHARE: Final = Card(
    "A code for “Kitchen”: K7QF-2MXD",
    (Paragraph("In the other chat say: /join K7QF-2MXD\nIt works once, until 13:00."),),
)
CONFIRM: Final = Card(
    "/untrack 3 products?",
    (
        Bullets(("1 · Vortex Blender 1.5 L", "2 · Copper Kettle 1.7 L", "4 · Oak Chopping Board")),
        Paragraph("Only you can confirm this, within ten minutes."),
        Buttons((Button("Confirm", "confirm 0123456789ab"), Button("Cancel", "cancel 0123456789ab"))),
    ),
)


def _dry_run() -> Card:
    name = "products.csv"
    lines = "asin,below,every\nB0EXAMPL01,24.99,6h\nB0EXAMPL02,,\nB0EXAMPL01,24.99,6h\nnot-an-asin,,\nB0EXAMPL03,,7s\n"
    read = understand(name, read_csv(name, lines.encode(), 10), "com", timedelta(minutes=10))
    fresh = [one for _, one in read.wanted]
    plan = Plan(id="ba9876543210", chat=_HERE, person="U1", expires_at=NOON + PLAN_HOLDS, wanted=tuple(fresh))
    return dry_run_card(name, read, fresh, 0, plan, timedelta(hours=6))


_ACKNOWLEDGED: Final = replace(ALERTS[0], acked_by="Ana", acked_at=NOON)
EXHIBITS: Final = (
    *(
        Exhibit(
            f"An alert: {alert.findings[0].fact[:1].lower()}{alert.findings[0].fact[1:]}",
            alert_card(alert, NOON, "UTC"),
        )
        for alert in ALERTS
    ),
    Exhibit("An alert that somebody has taken in hand", alert_card(_ACKNOWLEDGED, NOON, "UTC")),
    *(Exhibit(name, card) for name, card in sequel_cards(ALERTS[0])),
    Exhibit("Several alerts due together", alerts_card(ALERTS, NOON, "UTC")),
    Exhibit("/show", PRODUCT),
    Exhibit("/list", LIST),
    Exhibit("A trouble, for its asker alone where that can be", TROUBLE),
    *(Exhibit(name, card) for name, card in watching_cards(_saying("Listing gone"), _saying("Out of stock"))),
    *(Exhibit(name, card) for name, card in listing_cards()),
    Exhibit("/share", SHARE),
    Exhibit("A file of products, tried dry", _dry_run()),
    Exhibit("A plan to confirm", CONFIRM),
    Exhibit("Every block there is", EVERYTHING),
    Exhibit("Text from strangers, inert", HOSTILE_CARD),
    Exhibit("More than a message holds", LONG),
)
CARDS: Final = tuple(exhibit.card for exhibit in EXHIBITS)


async def chart_exhibit(charts: Charts) -> Exhibit:
    """The answer to /chart, with a picture that `charts` has drawn."""
    past, number = _past(), 3
    watch = Watch(
        id=UUID(int=1),
        list_id=UUID(int=2),
        product=past.product,
        number=number,
        role=Role.OWN,
        made_by="Ana",
        made_at=past.since,
        chat=_HERE,
    )
    standing = Standing(key=1, id=UUID(int=3), product=past.product, every=past.every)
    marks = (Mark(NOON - timedelta(days=40)), Mark(NOON - timedelta(days=9)))
    data = chart_data(Watched(Watching(watch, ()), standing), past, marks, "UTC", rank_first=False, dark=False)
    png = await charts.draw(replace(data, title="Vortex Blender 1.5 L, 900 W"))
    others = Buttons((Button("Chart week", f"chart {number} 7d"), Button("Changes", f"changes {number}")))
    card = Card(
        f"{number} · Vortex Blender 1.5 L, 900 W, 90 days",
        (chart_picture(past, png, "UTC", rank_first=False), others),
        subject=str(past.product),
    )
    return Exhibit("/chart", card)


def _past() -> Past:
    steps = ((90, "49.99"), (71, "46.50"), (55, "49.99"), (40, "44.90"), (26, "47.00"), (9, "41.99"))
    offers = [
        OfferPoint(
            at=NOON - timedelta(days=day),
            price=Decimal(price),
            list_price=Decimal("59.99"),
            used_price=None,
            availability=Availability.IN_STOCK,
        )
        for day, price in steps
    ]
    ranks = [
        RankPoint(NOON - timedelta(days=day), Rank(780 + day * 4 + day * 37 % 90, "Kitchen & Dining"))
        for day in range(90, -1, -1)
    ]
    return Past(
        product=Product("B0EXAMPL01", "com"),
        since=NOON - timedelta(days=90),
        until=NOON,
        every=timedelta(days=1),
        looked_at=NOON,
        offers=tuple(offers),
        ranks=tuple(ranks),
    )
