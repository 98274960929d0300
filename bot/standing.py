"""The card that goes on to show how a product stands, and what is open about it."""

from dataclasses import replace
from datetime import datetime

from bot.grammar.words import quoted
from bot.views.course import course_fact
from bot.views.product import product_card
from bot.views.wording import moment
from bot.wishes import WISHES
from core.alerts.alert import Alert
from core.archive import Watched
from core.catalog.series import Extreme
from core.messages import Button, Buttons, Card, Fact, Facts, Form, Tone
from core.watching.watch import Watch


def standing_card(
    one: Watched, now: datetime, zone: str, lowest: Extreme | None, told: Alert | None, elsewhere: str | None = None
) -> Card:
    """The product, the last alert about it with its course, and the form that changes what is wanted of it.

    `elsewhere` is the list it is on, where that is not the chat's own.
    """
    card = product_card(one, now, zone, lowest)
    blocks = (*_course(told, now, zone), *card.blocks, edit_form(one.watching.watch, elsewhere))
    is_open = told is not None and told.is_open
    tone = told.severity if told is not None and is_open and card.tone is Tone.INFO else card.tone
    return replace(card, blocks=blocks, tone=tone, live=True)


def edit_form(watch: Watch, elsewhere: str | None) -> Form:
    """The form that changes what is wanted of a product, on the list that it is on."""
    line = f"track {watch.number}" + (f" list {quoted(elsewhere)}" if elsewhere else "")
    return Form("Edit", line, WISHES)


def _course(told: Alert | None, now: datetime, zone: str) -> tuple[Facts | Buttons, ...]:
    if told is None:
        return ()
    rows = [course_fact(told, now, zone)]
    if told.acked_by and told.acked_at:
        rows.append(Fact("Taken in hand", f"by {told.acked_by}, {moment(told.acked_at, now, zone)}"))
    ack = (Buttons((Button("Ack", f"ack {told.number}"),)),) if told.is_open else ()
    return (Facts(tuple(rows)), *ack)
