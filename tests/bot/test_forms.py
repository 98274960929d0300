"""A command without its argument opens a form, and what a form says is a line that can be read."""

import pytest

from bot.commands import MENU
from bot.grammar.line import read
from core.errors import Misread
from core.messages import Form
from tests.shop import BLENDER
from tests.stage import HERE, Stage, words

NEEDY = [kind for kind in MENU if kind.form_to_fill() is not None]


@pytest.mark.parametrize("kind", NEEDY, ids=lambda kind: kind.names[0])
async def test_a_command_whose_argument_was_left_out_asks_for_it(stage: Stage, kind):
    card = await stage.answer(f"/{kind.names[0]}")
    assert card is not None
    assert (card.whisper, isinstance(card.blocks[-1], Form)) == (True, True)
    assert "For example: /" in words(card)


@pytest.mark.parametrize("kind", NEEDY, ids=lambda kind: kind.names[0])
def test_what_the_form_says_with_its_own_hints_is_a_line_that_works(kind):
    form = kind.form_to_fill()
    answers = tuple(field.choices[0][1] if field.choices else field.hint for field in form.fields)
    assert type(read(form.line(answers), MENU)) is kind


def test_what_must_be_said_cannot_be_left_out_of_the_form():
    assert {kind.names[0] for kind in NEEDY} >= {"track", "untrack", "alert", "join", "role"}
    for kind in NEEDY:
        with pytest.raises(Misread):
            read(kind.names[0], MENU)


async def test_more_than_the_name_is_a_line_and_its_complaint(stage: Stage):
    assert (await stage.answer("/alert 3")).blocks[-1].text.startswith("For example")


async def test_a_products_card_can_be_edited_and_stays_on_its_list(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say('/track B0TESTBL01 list "big cables"')
    form = (await stage.answer("/show 1")).blocks[-1]
    assert isinstance(form, Form)
    answers = tuple({"below": "20", "as": "competitor"}.get(field.before, "") for field in form.fields)
    said = await stage.say(f"/{form.line(answers)}")
    assert "Changed: rules" in said
    assert "role own → competitor" in said
    assert len(await stage.archive.watched(HERE)) == 1
