"""Inline mode."""

import json

import pytest

from core.errors import NotTracked
from core.messages import Button, Buttons, Card, ChatId, Link, Paragraph
from tests.adapters.chats.telegram.conftest import ANA
from tests.servers.telegram import Fault
from tests.servers.telegram_messages import user
from tests.servers.telegram_text import read_html

BLENDER = Card(
    "Blender <b>",
    (
        Paragraph("now $41.99"),
        Link("Amazon", "https://www.amazon.com/dp/B0CYT4LN7Q"),
        Buttons((Button("Mute", "mute"),)),
    ),
)


async def asks(town, query: str) -> list[dict]:
    async with town.listening():
        asked = {"id": "i1", "from": user(ANA), "query": query, "offset": ""}
        await town.server.happens(inline_query=asked)
        await town.quiet()
    return [json.loads(call["results"]) for call in town.server.called("answerInlineQuery")]


async def test_a_product_is_offered_as_an_article_without_keys(town):
    town.parrot.answers["show B0CYT4LN7Q"] = BLENDER
    ((article,),) = await asks(town, "B0CYT4LN7Q")
    assert (article["title"], article["description"]) == ("Blender <b>", "now $41.99")
    assert read_html(article["input_message_content"]["message_text"]).seen.startswith("🔹 Blender <b>\nnow $41.99")
    assert ("reply_markup" in article, article["input_message_content"]["link_preview_options"]["is_disabled"]) == (
        False,
        True,
    )
    (heard,) = town.parrot.heard
    assert (heard.chat, heard.private) == (ChatId("telegram", "", str(ANA)), True)


@pytest.mark.parametrize("query", ["", "B0CYT", "hello there", "example.com"])
async def test_while_nothing_whole_is_typed_nothing_is_looked_up(town, query):
    assert await asks(town, query) == [[]]
    assert town.parrot.heard == []
    assert json.loads(town.server.called("answerInlineQuery")[0]["button"])["start_parameter"] == "inline"


async def test_what_is_not_tracked_is_not_offered(town):
    town.parrot.answers["show B0CYT4LN7Q"] = Card(str(NotTracked("B0CYT4LN7Q")), whisper=True)
    assert await asks(town, "B0CYT4LN7Q") == [[]]


async def test_an_answer_that_comes_too_late_is_no_trouble(town):
    town.server.faults["answerInlineQuery"] = [Fault(status=400, description="Bad Request: query is too old")]
    await asks(town, "B0CYT4LN7Q")
    assert town.parrot.texts == ["show B0CYT4LN7Q"]
