"""How Amazcope tells of itself: an example of each answer, notice and alert that the watching gives rise to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from bot.commands.budget import budget_card
from bot.commands.history import history_card
from bot.commands.members import members_card
from bot.commands.settings import settings_card
from bot.commands.status import status_card
from bot.views.alert import alert_card
from bot.views.notice import notice_card
from core.alerts.alert import Alert
from core.budget import Budget, Ration
from core.catalog.asin import Product
from core.catalog.snapshot import Availability, Listing, Offer, Outcome, Snapshot, Witness
from core.health import Health
from core.messages import Card, ChatId
from core.tally import Looked, Purpose, Tally
from core.watching.deed import Deed
from core.watching.member import Identity, Member, Right
from core.watching.notice import Breakdown, Notice, NoticeKind
from core.watching.presence import GONE, HERE, Presence
from core.watching.standing import Doubt, Failure, Standing, Suspicion
from core.watching.workspace import ChatRoom, Threads

NOON: Final = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
_HERE: Final = ChatId("slack", "T1", "C1")
_HOUR: Final = timedelta(hours=1)
_HOME: Final = UUID(int=1)
_KETTLE, _LAMP, _BOARD = (Product(asin, "com") for asin in ("B0EXAMPL11", "B0EXAMPL12", "B0EXAMPL13"))


def watching_cards(alert: Alert, stock: Alert) -> Iterator[tuple[str, Card]]:
    """Names and cards; `alert` is one of the listing that is gone, `stock` one of a product that is out of stock."""
    yield "An alert: the listing leads to another product", alert_card(_redirected(alert), NOON, "UTC")
    yield "An alert that a second look has confirmed", alert_card(_confirmed(stock), NOON, "UTC")
    yield "/status", status_card(_health(), NOON, "UTC")
    yield "/budget", budget_card(Budget(looks=400), _RATION, _TALLY)
    yield "A notice: reading breaks", notice_card(_notice(NoticeKind.BREAKS), "UTC")
    yield "A notice: reading works again", notice_card(_notice(NoticeKind.WORKS), "UTC")
    yield "/members", members_card(_members(), _ROOM, NOON)
    yield "/history", history_card(_deeds(), "U1", timedelta(days=30), NOON, "UTC")
    yield "/settings", settings_card(_ROOM, NOON, "Settings of this chat")
    yield "A note while an answer takes long: it becomes the answer", Card("Looking at Amazon: 12 of 40 read…")


def _redirected(alert: Alert) -> Alert:
    finding = replace(alert.findings[0], fact="Listing redirected to B0EXAMPL99", new="B0EXAMPL99")
    return replace(alert, findings=(finding,))


def _confirmed(alert: Alert) -> Alert:
    return replace(alert, findings=(replace(alert.findings[0], first_seen=NOON - timedelta(minutes=3)),))


def _looked(outcome: Outcome, market: str, purpose: Purpose = Purpose.TURN, source: str = "amazon") -> Looked:
    return Looked(hour=NOON - _HOUR, market=market, source=source, outcome=outcome, purpose=purpose)


_TALLY: Final[Tally] = {
    _looked(Outcome.OK, "com"): 158,
    _looked(Outcome.OK, "com", Purpose.DOUBT): 9,
    _looked(Outcome.OK, "com", Purpose.ASKED, "apify"): 14,
    _looked(Outcome.OK, "de"): 27,
    _looked(Outcome.BLOCKED, "com"): 4,
}
_RATION: Final = Ration(
    used=212,
    by={Purpose.TURN: 189, Purpose.DOUBT: 9, Purpose.ASKED: 14},
    spent=Decimal("0.0625"),
    planned=520.0,
    most=400,
    left=188,
    saved=6.0,
)
_ROOM: Final = ChatRoom(
    chat=_HERE, workspace_id=_HOME, default_list_id=_HOME, market="de", zone="Europe/Berlin", threads=Threads.WORSE
)


def _health() -> Health:
    return Health(
        products=12,
        failing=(_unread(),),
        gone=(_gone(),),
        late=(),
        put_off=(),
        fresh=(),
        disputed=(_disputed(),),
        waiting=1,
        next_look=NOON + timedelta(minutes=4),
        tally=_TALLY,
        ration=_RATION,
    )


def _standing(product: Product, key: int) -> Standing:
    return Standing(
        key=key,
        id=UUID(int=key),
        product=product,
        every=6 * _HOUR,
        due_at=NOON + timedelta(minutes=20),
        looked_at=NOON - 3 * _HOUR,
    )


def _unread() -> Standing:
    failure = Failure(4, NOON - 15 * _HOUR, NOON - timedelta(minutes=40), Outcome.BLOCKED, "robot check")
    return replace(_standing(_KETTLE, 1), looked_at=NOON - 21 * _HOUR, failure=failure)


def _gone() -> Standing:
    return replace(_standing(_BOARD, 2), presence=Presence(GONE, NOON - timedelta(days=2)))


def _disputed() -> Standing:
    accepted = Snapshot(
        product=_LAMP,
        at=NOON - 6 * _HOUR,
        offer=Offer(price=Decimal("42.00"), currency="USD", availability=Availability.IN_STOCK),
        listing=Listing(title="Brass Reading Lamp"),
    )
    found = (Witness("offer box", Decimal("24.00")), Witness("cart form", Decimal("42.00")))
    doubted = replace(accepted, at=NOON, offer=replace(accepted.offer, price=Decimal("24.00"), candidates=found))
    doubt = Doubt((Suspicion("price", NOON),), doubted)
    return replace(_standing(_LAMP, 3), accepted=accepted, doubt=doubt, presence=Presence(HERE))


def _notice(kind: NoticeKind) -> Notice:
    breakdown = Breakdown(
        unread=3,
        failing=5,
        watched=12,
        products=(_KETTLE, _LAMP, _BOARD),
        markets=("com",),
        reasons=(("robot check", 2), ("HTTP 503", 1)),
        since=NOON - 18 * _HOUR,
        next_try=NOON + timedelta(minutes=20),
    )
    return Notice(id=_HOME, key="example", workspace_id=_HOME, kind=kind, at=NOON, breakdown=breakdown)


def _members() -> tuple[Member, ...]:
    known = (
        ("slack", "U1", "Ana", Right.ADMIN, 0),
        ("slack", "U2", "Ben", None, 1),
        ("telegram", "7", "Cleo", Right.VIEWER, 9),
    )
    return tuple(
        Member(
            workspace_id=_HOME,
            identity=Identity(platform, "T1" if platform == "slack" else "", person),
            name=name,
            right=right,
            seen_at=NOON - timedelta(days=days),
        )
        for platform, person, name, right, days in known
    )


def _deeds() -> tuple[Deed, ...]:
    done = (
        (4, "U1", "Ana", "track B0EXAMPL01"),
        (95, "U2", "Ben", "mute 3 until 18:30"),
        (60 * 26, "U1", "Ana", "untrack B0EXAMPL07, B0EXAMPL08"),
        (60 * 50, "U1", "Ana", "Cleo: viewer"),
    )
    return tuple(
        Deed(
            id=UUID(int=number),
            chat=_HERE,
            person=person,
            name=name,
            at=NOON - timedelta(minutes=minutes),
            summary=summary,
            undone_at=NOON if number == 2 else None,
        )
        for number, (minutes, person, name, summary) in enumerate(done)
    )
