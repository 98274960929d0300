"""A form that comes with text shows it, to be changed, on each platform."""

import json

from adapters.chats.slack.forms import Origin, form_value, modal, read_form
from adapters.chats.telegram.dialogues import Question
from adapters.chats.telegram.keys import form_of, form_text
from adapters.chats.telegram.questions import _text
from core.messages import Field, Form, Person

TITLE = "Vortex Blender, 900 W"
FORM = Form(
    "Edit title",
    "approve 0123456789ab",
    (Field(label="Title, at most 75 characters", before=":=", value=TITLE, required=True),),
)


def test_slack_s_field_holds_the_text_and_survives_the_way_through_a_button():
    (question,) = (block for block in modal(FORM, Origin(channel="C1"))["blocks"] if block["type"] == "input")
    assert question["element"]["initial_value"] == TITLE
    assert "75 characters" in question["label"]["text"]
    assert read_form(form_value(FORM) or "") == FORM


def test_slack_counts_along_what_is_typed_and_takes_what_stands_there_though_it_is_too_long():
    def most_of(value: str, most: int | None) -> int | None:
        form = Form("Edit", "approve 0123456789ab", (Field(label="Title", before=":=", value=value, most=most),))
        (question,) = (block for block in modal(form, Origin(channel="C1"))["blocks"] if block["type"] == "input")
        return question["element"].get("max_length")

    assert most_of(TITLE, 75) == 75
    assert most_of("x" * 80, 75) == 80
    assert most_of("", 9_000) == 3_000
    assert most_of(TITLE, None) is None


def test_what_was_answered_before_comes_before_the_text():
    (question,) = (b for b in modal(FORM, Origin(channel="C1"), answers=("mine",))["blocks"] if b["type"] == "input")
    assert question["element"]["initial_value"] == "mine"


def test_a_long_text_gets_several_lines():
    long = Form("Edit", "approve 0123456789ab", (Field(label="Bullet", before=":=", value="x" * 200),))
    (question,) = (block for block in modal(long, Origin(channel="C1"))["blocks"] if block["type"] == "input")
    assert question["element"]["multiline"] is True


def test_telegram_s_question_says_what_stands_there_now():
    said = _text(Question(FORM, FORM.fields[0], 1, ()), Person("1", "Ana"), private=True)
    assert f"Now: {TITLE}" in said
    assert "at most 75 characters" in said
    assert form_of(json.loads(form_text(FORM))) == FORM
