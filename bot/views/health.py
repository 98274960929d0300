"""How watching goes, in words: looks by how they ended, what they cost, what is not read."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.views.notice import of_all
from bot.views.product import absent, disputed, not_read
from bot.views.wording import clock_time, number
from core.budget import Ration
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.catalog.snapshot import Outcome
from core.health import Health, Overview
from core.messages import Block, Bullets, Fact, Facts, Paragraph
from core.tally import Looked, Purpose, Tally

NAMED: Final = 20
_THE_ONLY_ONE: Final = "The one product tracked here was read within its interval."
_ENDED: Final = {
    Outcome.OK: "read",
    Outcome.BLOCKED: "blocked",
    Outcome.ERROR: "failed",
    Outcome.NOT_FOUND: "not found",
    Outcome.NOT_A_PRODUCT: "no product's page",
}
_FOR: Final = {Purpose.TURN: "in turn", Purpose.DOUBT: "to confirm a doubt", Purpose.ASKED: "asked for by hand"}


def overview_findings(overview: Overview, now: datetime) -> list[tuple[str, str | None]]:
    """How watching goes in the whole installation: lines for the doctor, with the fix where one is broken."""
    lines: list[tuple[str, str | None]] = [
        ("; ".join(f"{fact.label}: {fact.value}" for fact in tally_facts(overview.tally)) + ".", None),
        (f"Waiting to be told: {_alerts(overview.waiting)}.", None),
        *((f"{fact.label}: {fact.value}.", None) for fact in spending_facts(overview.ration)),
    ]
    if not overview.unread:
        return [*lines, ("Reading: no product has been unread for three intervals.", None)]
    count = len(overview.unread)
    named = " ".join(some([not_read(one, now, "UTC") for one in overview.unread]))
    have = "product has" if count == 1 else "products have"
    what = f"Reading: {count} {have} not been read for three intervals. {named}"
    return [*lines, (what, "wait, or read from another source: see AMAZON_BASE_URL and APIFY_TOKEN.")]


def verdict(health: Health, now: datetime, zone: str) -> str:
    """The one sentence that says it all."""
    count = health.products
    if not count:
        return "Nothing is tracked here yet"
    if health.failing:
        since = min(one.unread_since for one in health.failing if one.unread_since)
        return f"{of_all(len(health.failing), count)} not been read since {clock_time(since, now, zone)}."
    if health.late:
        oldest = min(one.looked_at for one in health.late if one.looked_at)
        late = of_all(len(health.late), count)
        return f"{late} waited longer than their interval, since {clock_time(oldest, now, zone)}."
    if health.put_off:
        return f"{of_all(len(health.put_off), count)} been put off by the day's budget of looks."
    if health.fresh:
        return f"{len(health.fresh)} of {count} products still wait for their first look."
    return f"All {count} products were read within their interval." if count > 1 else _THE_ONLY_ONE


def health_blocks(health: Health, now: datetime, zone: str) -> list[Block]:
    """Numbers first, then each product that needs a word."""
    rows = [
        Fact("Next look", _next_look(health, now, zone)),
        *tally_facts(health.tally),
        *spending_facts(health.ration),
    ]
    if health.put_off:
        rows.append(Fact("Put off by the budget", _put_off(health, now, zone)))
    rows.append(Fact("Alerts waiting", number(health.waiting)))
    if health.lost:
        rows.append(Fact("Alerts that could not be delivered in 7 days", number(health.lost)))
    blocks: list[Block] = [Facts(tuple(rows))]
    troubles = (
        ("Not being read:", [not_read(one, now, zone) for one in health.failing]),
        ("Not there:", [absent(one, now, zone) for one in health.gone]),
        ("The price could not be read for sure:", [disputed(one) for one in health.disputed]),
    )
    for title, items in troubles:
        if items:
            blocks += [Paragraph(title), Bullets(some(items))]
    return blocks


def _put_off(health: Health, now: datetime, zone: str) -> str:
    """How many products have a later turn than their interval, and when the last of them has its turn."""
    last = max(one.due_at for one in health.put_off if one.due_at)
    return f"{number(len(health.put_off))}, the last until {clock_time(last, now, zone)} (/budget)"


def some(items: Sequence[str]) -> tuple[str, ...]:
    """The first items, and how many there are besides."""
    more = len(items) - NAMED
    return (*items[:NAMED], *((f"… and {number(more)} more",) if more > 0 else ()))


def tally_facts(tally: Tally) -> list[Fact]:
    """Looks in the last day by how they ended, and store by store where there are several."""
    facts = [Fact("Looks in the last day", ended_words(tally))]
    markets = sorted({looked.market for looked in tally})
    if len(markets) > 1:
        facts += [Fact(_store(market), ended_words(_where(tally, market))) for market in markets]
    return facts


def ended_words(tally: Tally) -> str:
    """412: 405 read, 5 blocked, 2 failed."""
    total = sum(tally.values())
    counts = Counter[str]()
    for looked, count in tally.items():
        counts[_ENDED[looked.outcome]] += count
    words = ", ".join(f"{number(counts[word])} {word}" for word in _ENDED.values() if counts[word])
    return f"{number(total)}: {words}" if words else "none"


def spending_facts(ration: Ration) -> list[Fact]:
    """What looks cost, and what is left of a budget."""
    facts = [Fact("Cost of the last day", dollars(ration.spent))] if ration.spent else []
    if ration.most is not None and ration.left is not None:
        facts.append(Fact("Budget", left_words(ration)))
    return facts


def left_words(ration: Ration) -> str:
    """188 of 400 looks a day left; or what hands have taken beyond it."""
    beyond = ration.used - (ration.most or 0)
    more = f", {number(beyond)} more than that were taken: asked for by hand" if beyond > 0 else ""
    return f"{number(ration.left or 0)} of {number(ration.most or 0)} looks a day left{more}"


def purpose_words(ration: Ration) -> str:
    """212: 180 in turn, 12 to confirm a doubt, 20 asked for by hand."""
    words = ", ".join(f"{number(ration.by[one])} {_FOR[one]}" for one in Purpose if ration.by.get(one))
    return f"{number(ration.used)}: {words}" if words else "none"


def by_market(tally: Tally) -> str:
    """Looks, store by store."""
    return _counted(tally, lambda looked: _store(looked.market))


def by_source(tally: Tally) -> str:
    """Looks, source by source."""
    return _counted(tally, lambda looked: looked.source)


def dollars(amount: Decimal) -> str:
    """Small amounts keep the digits that tell them from nothing."""
    return f"${amount:.2f}" if amount >= 1 or not amount else f"${amount:.4f}"


def _next_look(health: Health, now: datetime, zone: str) -> str:
    if health.next_look is None:
        return "none"
    if health.next_look > now:
        return clock_time(health.next_look, now, zone)
    return "when the budget allows it" if health.ration.left == 0 else "now"


def _alerts(count: int) -> str:
    return "1 alert" if count == 1 else f"{number(count)} alerts"


def _counted(tally: Tally, name: Callable[[Looked], str]) -> str:
    counts = Counter[str]()
    for looked, count in tally.items():
        counts[name(looked)] += count
    return ", ".join(f"{one} {number(count)}" for one, count in counts.most_common()) or "none"


def _where(tally: Tally, market: str) -> Tally:
    return {looked: count for looked, count in tally.items() if looked.market == market}


def _store(market: str) -> str:
    return (marketplace(market) or DEFAULT_MARKETPLACE).domain
