"""A product's card, and the rows of a list."""

from collections.abc import Sequence
from datetime import datetime

from bot.views.cadence import how_often
from bot.views.rules import silence_words, standing_rules_words
from bot.views.wording import clock_time, money, number, short, span, stock
from core.archive import Watched
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.catalog.series import Extreme
from core.catalog.snapshot import Look, Outcome, Pending, Snapshot
from core.messages import Block, Button, Buttons, Card, Fact, Facts, Link, Paragraph, Table, Tone
from core.watching.presence import led_away
from core.watching.standing import Doubt, Standing
from core.watching.watch import Watch, Watching

_WHY = {
    Outcome.BLOCKED: "Amazon showed a robot check",
    Outcome.NOT_FOUND: "Amazon has no such page",
    Outcome.NOT_A_PRODUCT: "Amazon answered with a page that is no product's",
}
_METRICS = {
    "buybox": "Buy Box",
    "has_aplus": "A+ content",
    "has_video": "video",
    "category_path": "category",
    "parent_asin": "variation parent",
}


def product_card(
    one: Watched, now: datetime, zone: str, lowest: Extreme | None = None, title: str | None = None
) -> Card:
    """How a watched product stands: offer, rank, rating, rules, next look."""
    watch, standing = one.watching.watch, one.standing
    facts = _seen(standing.accepted, watch) if standing.accepted else []
    if lowest is not None and lowest.at > lowest.since:
        low = money(lowest.price, watch.product.market)
        facts.append(Fact("Lowest", f"{low} in {span(now - lowest.since)} of tracking, since we began"))
    facts += _terms(one.watching, standing, now, zone)
    blocks: list[Block] = [Facts(tuple(facts))]
    troubles = [not_read(standing, now, zone), absent(standing, now, zone)]
    blocks = [*(Paragraph(trouble) for trouble in troubles if trouble), *blocks, _link(watch), _buttons(watch, now)]
    tone = Tone.WARNING if any(troubles) else Tone.INFO
    return Card(title or heading(one), tuple(blocks), tone=tone, subject=str(watch.product))


def heading(one: Watched) -> str:
    """Number and name: ``3 · Vortex Blender 1.5 L``."""
    return f"{one.watching.watch.number} · {short(one.title) if one.title else one.watching.watch.product.asin}"


def watch_table(watched: Sequence[Watched], now: datetime, zone: str) -> Table:
    """One row for each watched product."""
    return Table(
        ("No.", "Product", "Price", "Stock", "BSR", "Rules", ""),
        tuple(_row(one, now, zone) for one in watched),
    )


def not_read(standing: Standing, now: datetime, zone: str) -> str:
    """Why the last look failed, what was not lost, and when the next one comes."""
    failure = standing.failure
    if failure is None:
        return ""
    said = f"{failure.detail[:1].upper()}{failure.detail[1:]}"
    what = f"Amazon answered {said}" if said.startswith("HTTP ") else _WHY.get(failure.why, said)
    if other := led_away(failure.detail):
        what = f"Amazon showed another product, {other},"
    tries = f" (failed {failure.count} times in a row)" if failure.count > 1 else ""
    again = f" Next try {clock_time(standing.due_at, now, zone)}." if standing.due_at else ""
    at = clock_time(failure.last_at, now, zone)
    return f"{what} for {standing.product.asin} at {at}{tries}. No data was changed.{again}"


def still_under_way(look: Look | None, standing: Standing, now: datetime, zone: str) -> str:
    """That the look is not over yet, and when its values come; empty where it is."""
    if not isinstance(look, Pending):
        return ""
    when = (
        f": what it reads comes with the next look, {clock_time(standing.due_at, now, zone)}" if standing.due_at else ""
    )
    return f"{look.detail} for {look.product.asin}{when}."


def absent(standing: Standing, now: datetime, zone: str) -> str:
    """That the page is not there, or leads to another product, and since when; empty where it is there."""
    presence, asin = standing.presence, standing.product.asin
    if presence.is_here or presence.since is None:
        return ""
    since = clock_time(presence.since, now, zone)
    if presence.led_to:
        return f"Amazon shows {presence.led_to} in the place of {asin} since {since}."
    return f"Amazon has no page for {asin} since {since}. I say so when it is back."


def disputed(standing: Standing) -> str:
    """What a page that contradicts itself says of its price, and what holds meanwhile; empty where it does not."""
    if standing.doubt is None or not standing.is_disputed:
        return ""
    market, currency = standing.product.market, standing.doubt.snapshot.offer.currency
    prices = dict.fromkeys(one.price for one in standing.doubt.snapshot.offer.candidates)
    found = " or ".join(money(price, market, currency) for price in prices)
    sure = standing.accepted.offer.price if standing.accepted else None
    holds = f"{money(sure, market, currency)} holds, which was read last" if sure is not None else "none is shown"
    return f"{standing.product.asin}: the page says {found}; until a second look is sure, {holds}."


def _seen(snapshot: Snapshot, watch: Watch) -> list[Fact]:
    offer, market = snapshot.offer, watch.product.market
    price = money(offer.price, market, offer.currency)
    if offer.price_max is not None:
        price += f" to {money(offer.price_max, market, offer.currency)}"
    if offer.list_price is not None:
        price += f" (list {money(offer.list_price, market, offer.currency)})"
    facts = [Fact("Price", price), Fact("Stock", stock(offer))]
    if offer.seller:
        facts.append(Fact("Buy Box", offer.seller))
    facts += [Fact("BSR", f"#{number(rank.rank)} in {rank.category}") for rank in snapshot.ranks[:1]]
    if snapshot.rating is not None:
        reviews = f", {number(snapshot.reviews)} reviews" if snapshot.reviews is not None else ""
        facts.append(Fact("Rating", f"{snapshot.rating} of 5{reviews}"))
    return facts


def _terms(watching: Watching, standing: Standing, now: datetime, zone: str) -> list[Fact]:
    watch = watching.watch
    rules = standing_rules_words(watching.rules, watch.product.market, now, zone)
    facts = [Fact("Rules", rules), Fact("Role", watch.role.value)]
    if watch.memo:
        facts.append(Fact("Memo", watch.memo))
    if silence := silence_words(watch, now, zone):
        facts.append(Fact("Muted", silence))
    if standing.looked_at is not None:
        facts.append(Fact("Seen", f"{clock_time(standing.looked_at, now, zone)}, looked at {how_often(standing)}"))
    if standing.due_at is not None:
        due = clock_time(standing.due_at, now, zone)
        facts.append(Fact("Next look", due if standing.due_at > now else f"in its turn, due since {due}"))
    if unsure := disputed(standing):
        facts.append(Fact("Price not sure", unsure))
    if standing.doubt is not None and (rest := [_METRICS.get(one, one) for one in _settling(standing.doubt)]):
        facts.append(Fact("In doubt", f"{', '.join(rest)}: a second look is to confirm a change"))
    return facts


def _settling(doubt: Doubt) -> list[str]:
    """What waits for a second look, but for a price that is told of besides."""
    is_disputed = bool(doubt.snapshot.offer.candidates)
    return [metric for metric in doubt.metrics if metric != "price" or not is_disputed]


def _row(one: Watched, now: datetime, zone: str) -> tuple[str, ...]:
    watch, seen = one.watching.watch, one.standing.accepted
    rank = f"#{number(seen.ranks[0].rank)}" if seen and seen.ranks else ""
    return (
        str(watch.number),
        f"{watch.product.asin} {short(one.title, 34)}"
        + ("" if watch.product.market == "com" else f" @{watch.product.market}"),
        money(seen.offer.price, watch.product.market, seen.offer.currency) if seen else "not seen yet",
        stock(seen.offer) if seen else "",
        rank,
        standing_rules_words(one.watching.rules, watch.product.market, now, zone),
        _mark(one, now, zone),
    )


def _mark(one: Watched, now: datetime, zone: str) -> str:
    watch = one.watching.watch
    if silence := silence_words(watch, now, zone):
        return f"muted {silence}"
    if one.standing.failure:
        return f"not read: {one.standing.failure.detail}"
    presence = one.standing.presence
    return "" if presence.is_here else f"leads to {presence.led_to}" if presence.led_to else "gone"


def _link(watch: Watch) -> Link:
    store = marketplace(watch.product.market) or DEFAULT_MARKETPLACE
    return Link("Open at Amazon", f"https://{store.host}/dp/{watch.product.asin}")


def _buttons(watch: Watch, now: datetime) -> Buttons:
    silence = (
        Button("Unmute", f"unmute {watch.number}")
        if watch.is_muted(now)
        else Button("Mute 4 h", f"mute {watch.number} 4h")
    )
    return Buttons((Button("Check", f"check {watch.number}"), silence, Button("Untrack", f"untrack {watch.number}")))
