"""What a message names of more changes than its table holds."""

from dataclasses import replace

import pytest

from bot.views.alert import ROWS
from bot.views.summary import told_card
from core.alerts.alert import Delivery
from core.ids import new_id
from core.messages import Card, Table, Tone
from core.retelling import Telling
from core.watching.workspace import ChatRoom
from tests.contracts.storage_examples import CHAT, NOON, alert, product, watching

ROOM = ChatRoom(chat=CHAT, workspace_id=new_id(NOON), default_list_id=new_id(NOON))
LAST = ROWS + 2


def one(number: int, tone: Tone = Tone.WARNING, attempts: int = 1) -> Delivery:
    told = alert(watching(ROOM, product(number), number))
    (finding,) = told.findings
    told = replace(told, findings=(replace(finding, severity=tone),))
    return Delivery(id=new_id(NOON), alert=told, chat=CHAT, thread=None, due_at=NOON, attempts=attempts)


def named(card: Card) -> list[int]:
    (table,) = (block for block in card.blocks if isinstance(block, Table))
    return [int(number) for number, *_ in table.rows]


@pytest.mark.parametrize(
    ("usual", "odd", "first"),
    [
        (one, one(LAST, Tone.CRITICAL), LAST),
        (one, one(LAST, Tone.INFO), 1),
        (lambda number: one(number, attempts=2), one(LAST), LAST),
        (lambda number: one(number, Tone.CRITICAL, 2), one(LAST), LAST),
        (one, one(LAST, Tone.CRITICAL, 2), 1),
    ],
    ids=["louder", "less loud", "tried less", "tried less, though less loud", "louder, but tried before"],
)
def test_a_table_that_cannot_hold_all_names_what_was_tried_least_and_of_that_the_loudest(usual, odd, first):
    card = told_card(Telling([*(usual(number) for number in range(1, LAST)), odd]), NOON)
    assert len(named(card)) == ROWS
    assert named(card)[0] == first


def test_a_table_that_holds_all_names_it_in_the_order_in_which_it_came():
    waiting = [*(one(number, attempts=2) for number in range(1, ROWS)), one(ROWS, Tone.CRITICAL)]
    assert named(told_card(Telling(waiting), NOON)) == list(range(1, ROWS + 1))
