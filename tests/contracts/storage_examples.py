"""Things to store, each with a value in every field that has one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from core.alerts import Price
from core.alerts.alert import Alert, Delivery
from core.catalog.asin import Product
from core.catalog.snapshot import Availability, Listing, Offer, Rank, Snapshot, Variation
from core.ids import new_id
from core.messages import ChatId
from core.ports.storage import UnitOfWork
from core.watching.rule import Condition, Rule
from core.watching.watch import Role, Watch, Watching
from core.watching.workspace import ChatRoom

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=5)
CHAT = ChatId("telegram", "", "-1001")
ELSEWHERE = ChatId("telegram", "", "7")


def product(number: int = 1, market: str = "com") -> Product:
    return Product(f"B0{number:08d}", market)


def products(count: int) -> list[Product]:
    return [product(number) for number in range(count)]


def claimer() -> UUID:
    return new_id(NOON)


def listing(title: str = "A kettle — “quiet”, 1.7 l") -> Listing:
    return Listing(
        title=title,
        brand="Kettle & Co",
        bullets=("boils", "pours"),
        description="For water.\n茶",
        images=("https://m.media-amazon.com/images/I/1.jpg",),
        has_aplus=True,
        category_path=("Home", "Kitchen"),
        variations=(Variation("B000000009", "Red, 1.7 l"),),
        parent_asin="B000000008",
    )


def snapshot(
    of: Product, at: datetime = NOON, price: str = "24.90", title: str = "A kettle — “quiet”, 1.7 l"
) -> Snapshot:
    offer = Offer(
        price=Decimal(price),
        list_price=Decimal("39.00"),
        currency="USD",
        availability=Availability.LOW_STOCK,
        stock_left=3,
        seller="Kettle & Co",
        badges=("Amazon's Choice",),
    )
    ranks = (Rank(1240, "Kitchen & Dining"), Rank(3, "Kettles"))
    return Snapshot(
        product=of, at=at, offer=offer, listing=listing(title), ranks=ranks, rating=Decimal("4.7"), reviews=1234
    )


def watching(room: ChatRoom, of: Product, number: int = 1, list_id: UUID | None = None) -> Watching:
    watch = Watch(
        id=new_id(NOON),
        list_id=list_id or room.default_list_id,
        product=of,
        number=number,
        role=Role.COMPETITOR,
        made_by="Ana",
        made_at=NOON,
        chat=room.chat,
        thread="42",
        every=HOUR,
        muted_until=None,
    )
    return Watching(watch, (rule(watch, "below", "24.99", "USD"), rule(watch, "changes", "10", "%")))


def rule(watch: Watch, when: str, value: str, unit: str) -> Rule:
    return Rule(
        id=new_id(NOON),
        watch_id=watch.id,
        condition=Condition("price", when, Decimal(value), unit),
        set_by="Ana",
        set_at=NOON,
        anchor="49.90",
        anchored_at=NOON,
    )


def muted(watched: Watching, until: datetime) -> Watching:
    return replace(watched, watch=replace(watched.watch, muted_until=until))


def ended(watched: Watching, at: datetime = NOON) -> Watching:
    return replace(watched, watch=replace(watched.watch, ended_at=at))


def alert(of: Watching, at: datetime = NOON, key: str | None = None) -> Alert:
    return Alert(
        id=new_id(at),
        key=key or f"{of.watch.id}:{at.isoformat()}",
        watch_id=of.watch.id,
        number=of.watch.number,
        product=of.watch.product,
        title="A kettle",
        at=at,
        findings=(Price().example(),),
        price=Decimal("41.90"),
        currency="USD",
        rank=804,
        category="Kitchen & Dining",
        availability=Availability.IN_STOCK,
        lowest_since=NOON - 213 * 24 * HOUR,
    )


def delivery(of: Alert, chat: ChatId = CHAT, due_at: datetime = NOON) -> Delivery:
    return Delivery(id=new_id(due_at), alert=of, chat=chat, thread="42", due_at=due_at)


async def track(work: UnitOfWork, *wanted: Product, chat: ChatId = CHAT) -> list[Watching]:
    """What a command does: the products are known, watched in the chat's own list, and in the timetable."""
    room = await work.chats.settle(chat, NOON)
    await work.products.know(wanted, HOUR, NOON)
    watchings = [watching(room, one, await work.watches.next_number(room.workspace_id)) for one in wanted]
    await work.watches.put(watchings)
    await work.products.reschedule(wanted, HOUR, NOON)
    return watchings
