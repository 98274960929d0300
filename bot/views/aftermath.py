"""How it is told what became of approved text."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.views.suggestion import NAMES
from bot.views.wording import clock_time, money, number, short, span
from core.aftermath import Effect, Message, Stretch
from core.messages import Button, Buttons, Card, Fact, Facts, Paragraph, Table, Tone
from core.suggestion import Part, Suggestion

_CAVEAT: Final = (
    "This compares two weeks before with two weeks after. It says nothing of the cause: season, price, stock, "
    "advertising and competitors change too."
)
_PLURAL: Final = frozenset({Part.HIGHLIGHTS, Part.BULLETS, Part.KEYWORDS})


def message_card(message: Message, now: datetime) -> Card:
    """That a text is live, or how the product has fared since."""
    one = message.suggestion
    if message.effect is None:
        return _live_card(one, now, message.zone)
    return _effect_card(one, message.effect, now, message.zone)


def past_card(name: str, past: Sequence[Suggestion], now: datetime, zone: str) -> Card:
    """What was suggested for a product, the latest first."""
    if not past:
        return Card(f"{name}: nothing was suggested yet", (Paragraph("/optimize suggests better text."),))
    rows = tuple(
        (clock_time(one.made_at, now, zone), NAMES[one.part], _became(one, now, zone), short(one.text)) for one in past
    )
    return Card(f"{name}: what was suggested", (Table(("When", "Part", "What became of it", "Text"), rows),))


def _live_card(one: Suggestion, now: datetime, zone: str) -> Card:
    since = clock_time(one.live_at or now, now, zone)
    who = f" {one.decided_by} approved it." if one.decided_by else ""
    told = Paragraph(f"“{short(one.text, 200)}”{who} In two weeks I say how the product has fared.")
    is_ = "are" if one.part in _PLURAL else "is"
    title = f"The approved {NAMES[one.part].lower()} of {one.product.asin} {is_} live since {since}"
    return Card(title, (told,), tone=Tone.GOOD, subject=str(one.product))


def _effect_card(one: Suggestion, effect: Effect, now: datetime, zone: str) -> Card:
    market = one.product.market
    rows = [
        ("Median rank", *(_rank(side) for side in (effect.before, effect.after))),
        ("Price", *(money(side.price, market) for side in (effect.before, effect.after))),
        ("Rating", *(_stars(side) for side in (effect.before, effect.after))),
        ("Out of stock", *(_out(side.out) for side in (effect.before, effect.after))),
    ]
    facts = tuple(Fact(label, f"{before} → {after}") for label, before, after in rows)
    since = clock_time(one.live_at or now, now, zone)
    where = f" Ranks are in {effect.category}." if effect.category else ""
    return Card(
        f"{one.product.asin}, two weeks with the approved {NAMES[one.part].lower()} (live since {since})",
        (Facts(facts), Paragraph(_CAVEAT + where), Buttons((Button("Chart month", f"chart {one.product} 30d"),))),
        subject=str(one.product),
    )


def _became(one: Suggestion, now: datetime, zone: str) -> str:
    if one.live_at:
        return f"live since {clock_time(one.live_at, now, zone)}, approved by {one.decided_by}"
    who = f" by {one.decided_by}" if one.decided_by else ""
    when = f", {clock_time(one.decided_at, now, zone)}" if one.decided_at else ""
    return f"{one.state}{who}{when}"


def _rank(side: Stretch) -> str:
    return "unknown" if side.rank is None else f"#{number(side.rank)}"


def _stars(side: Stretch) -> str:
    return "unknown" if side.rating is None else f"{side.rating}"


def _out(length: timedelta) -> str:
    return span(length) if length else "never"
