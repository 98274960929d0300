"""Alerts that follow an earlier one, and details of one, as replies."""

from core.messages import Button, Buttons, Card, ChatId
from tests.adapters.chats.telegram.conftest import ANA, GROUP

TEAM = ChatId("telegram", "", str(GROUP))


async def test_what_follows_an_alert_replies_to_it_with_or_without_a_sound(town):
    first = await town.account.chat.post(TEAM, Card("Price dropped"))
    await town.account.chat.post(TEAM, Card("It dropped again"), below=first, silent=True)
    _, followed = town.server.called("sendMessage")
    assert f'"message_id":{first}' in followed["reply_parameters"].replace(" ", "")
    assert town.server.messages[1].silent


async def test_details_reply_to_the_alert_and_leave_it_as_it_is(town):
    town.parrot.answers["show 3"] = Card("3 · Blender", aside=True)
    alert = await town.account.chat.post(TEAM, Card("Price dropped", (Buttons((Button("Show", "show 3"),)),)))
    async with town.listening():
        await town.presses("show 3", town.server.as_json(town.server.messages[0]), ANA)
        await town.quiet()
    assert [shown.seen.split(" ", 1)[1][:13] for shown in town.server.messages] == ["Price dropped", "3 · Blender"]
    assert alert in town.server.called("sendMessage")[1]["reply_parameters"]
