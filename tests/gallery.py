"""One example of every block, card and alert, drawn by the contract tests and looked at by people."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from bot.views.alert import alert_card, alerts_card
from core.alerts import ALERT_KINDS
from core.alerts.alert import Alert
from core.catalog.asin import Product
from core.catalog.snapshot import Availability
from core.messages import (
    Attachment,
    Bullets,
    Button,
    Buttons,
    Card,
    Fact,
    Facts,
    Field,
    Form,
    Link,
    Paragraph,
    Picture,
    Table,
    Tone,
)

NOON = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
HOSTILE = "<b>&*_[]() `x` <!channel> @everyone \u202eevil\u202c http://evil.example [link](http://evil.example)"
# The smallest PNG: one transparent pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)


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


ALERTS = tuple(_alert(index) for index in range(len(ALERT_KINDS)))

PRODUCT = Card(
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
LIST = Card(
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
TROUBLE = Card(
    "Amazon showed a robot check for B0EXAMPL01 at 10:40. No data was changed. Next try 10:55.",
    tone=Tone.WARNING,
    whisper=True,
)
EVERYTHING = Card(
    "Every block",
    (
        Paragraph("Running text."),
        Facts((Fact("Label", "value"),)),
        Bullets(("first", "second")),
        Table(("A", "B"), (("1", "2"),)),
        Link("Open", "https://www.amazon.com/dp/B0EXAMPL01"),
        Picture("chart.png", PIXEL, "Price of B0EXAMPL01 over 90 days: from $49.99 to $41.99"),
        Attachment("export.csv", b"asin,price\r\nB0EXAMPL01,41.99\r\n"),
        Form("Track a product", "track", (Field(label="Product", required=True), Field(label="Below", before="below"))),
        Buttons((Button("Help", "help"),)),
    ),
    tone=Tone.GOOD,
)
HOSTILE_CARD = Card(
    HOSTILE,
    (
        Paragraph(HOSTILE),
        Facts((Fact(HOSTILE, HOSTILE),)),
        Bullets((HOSTILE,)),
        Table((HOSTILE, "B"), ((HOSTILE, "2"),)),
        Link(HOSTILE, "https://www.amazon.com/dp/B0EXAMPL01"),
        Buttons((Button(HOSTILE[:20], "help"),)),
    ),
    tone=Tone.CRITICAL,
)
LONG = Card("A very long answer", tuple(Paragraph(f"{i}: " + "word " * 60) for i in range(120)))

CARDS = (
    *(alert_card(alert, NOON, "UTC") for alert in ALERTS),
    alerts_card(ALERTS, NOON, "UTC"),
    PRODUCT,
    LIST,
    TROUBLE,
    EVERYTHING,
    HOSTILE_CARD,
    LONG,
)
