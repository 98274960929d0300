"""How Amazcope speaks of a listing's text: an example of each report, suggestion and aftermath."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from bot.views.aftermath import message_card, past_card
from bot.views.audit import report_card, reports_card
from bot.views.suggestion import advice_card, approved_card, rejected_card
from core.advisor import Advice
from core.aftermath import Effect, Message, Stretch
from core.archive import Watched
from core.audit.report import audit
from core.catalog.asin import Product
from core.catalog.snapshot import Availability, Listing, Offer, Snapshot
from core.listed import listing_of
from core.messages import Card, ChatId
from core.suggestion import EFFECT_AFTER, Part, State, Suggestion
from core.watching.standing import Standing
from core.watching.watch import Role, Watch, Watching

NOON: Final = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_HERE: Final = ChatId("slack", "T1", "C1")
_BLENDER: Final = Product("B0EXAMPL01", "com")
_LISTING: Final = Listing(
    title="AMAZING Blender by Vortex™ - 900 W Motor with Glass Jar 1.5 L for Smoothies, two speeds, Best Seller!!!",
    brand="Vortex",
    bullets=(
        "POWERFUL MOTOR: 900 W motor crushes ice in seconds® ✅",
        "easy to clean: jar and lid are dishwasher safe. 100% money back guarantee if not satisfied.",
    ),
    description="The Vortex blender comes with a glass jar of 1.5 L. It has two speeds, and a lid that locks.",
    category_path=("Home & Kitchen", "Blenders"),
    has_aplus=False,
)


def listing_cards() -> Iterator[tuple[str, Card]]:
    """Names and cards."""
    title, bullets = _title(), _bullets()
    yield "/audit: what is weak, by which rule", report_card(_watched(), _advice().report, NOON, "UTC")
    yield "/audit of several listings", reports_card([(_watched(), _advice().report)], left_out=2)
    yield "/optimize: suggestions, with a claim to be confirmed", advice_card(_watched(), _advice(title, bullets))
    yield "/optimize: the model fails, the rules write", advice_card(_watched(), _by_rule(title))
    approved = replace(title, state=State.APPROVED, decided_by="Ben", decided_at=NOON)
    yield "/approve: ready to be copied", approved_card(approved)
    yield "/reject", rejected_card(replace(title, state=State.REJECTED))
    live = replace(approved, state=State.LIVE, live_at=NOON, live_told=True)
    yield "An approved text is live", message_card(Message(live, None, "UTC"), NOON)
    yield "Two weeks with an approved text", message_card(Message(live, _EFFECT, "UTC"), NOON + EFFECT_AFTER)
    yield "/history of one product", past_card("1 · Vortex Blender", (live, bullets), NOON + timedelta(hours=3), "UTC")


def _watched() -> Watched:
    snapshot = Snapshot(
        product=_BLENDER,
        at=NOON - timedelta(hours=2),
        offer=Offer(price=Decimal("49.99"), currency="USD", availability=Availability.IN_STOCK),
        listing=_LISTING,
    )
    standing = Standing(
        key=1, id=UUID(int=1), product=_BLENDER, every=timedelta(hours=6), looked_at=snapshot.at, accepted=snapshot
    )
    watch = Watch(
        id=UUID(int=2),
        list_id=UUID(int=3),
        product=_BLENDER,
        number=1,
        role=Role.OWN,
        made_by="Ana",
        made_at=NOON - timedelta(days=30),
        chat=_HERE,
    )
    return Watched(Watching(watch, ()), standing)


def _advice(*offered: Suggestion) -> Advice:
    accepted = _watched().standing.accepted
    if accepted is None:
        raise AssertionError
    listing = listing_of(accepted, NOON.date())
    return Advice(listing=listing, report=audit(listing), offered=offered, varies=True)


def _by_rule(title: Suggestion) -> Advice:
    said = "The language model cannot be reached (HTTP 500). What it had not finished is written by the rules."
    return replace(_advice(replace(title, by="the rules", unconfirmed=())), notes=(said,), varies=False)


def _title() -> Suggestion:
    text = "Vortex Blender with Titanium Blades and Glass Jar, 900 W, 1.5 L"
    return _suggestion(Part.TITLE, _LISTING.title, text, "a1b2c3d4e5f6", unconfirmed=("Titanium",))


def _bullets() -> Suggestion:
    lines = (
        "Strong motor: 900 W crush ice in seconds",
        "Easy to clean: jar and lid are dishwasher safe",
        "Two speeds and pulse: from smoothies to crushed ice",
    )
    return _suggestion(Part.BULLETS, "\n".join(_LISTING.bullets), "\n".join(lines), "f6e5d4c3b2a1")


def _suggestion(part: Part, before: str, text: str, key: str, unconfirmed: tuple[str, ...] = ()) -> Suggestion:
    return Suggestion(
        id=key,
        workspace_id=UUID(int=4),
        chat=_HERE,
        thread=None,
        product=_BLENDER,
        part=part,
        before=before,
        text=text,
        reason="Says what it is first, and promises nothing",
        facts=("900 W motor", "glass jar of 1.5 L"),
        unconfirmed=unconfirmed,
        by="a model",
        version="example",
        made_at=NOON,
    )


_EFFECT: Final = Effect(
    before=Stretch(rank=1200, price=Decimal("49.99"), out=timedelta(), rating=Decimal("4.6")),
    after=Stretch(rank=900, price=Decimal("44.99"), out=timedelta(hours=20), rating=Decimal("4.6")),
    category="Kitchen & Dining",
)
