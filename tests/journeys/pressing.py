"""Keys and buttons of what the platforms show: what they say, pressing them, and which message follows which."""

import json
from typing import Any
from urllib.parse import urlencode

from tests.adapters.chats.slack import payloads
from tests.adapters.chats.slack.conftest import signed
from tests.journeys.transports import FORM, Line, SlackLine, TelegramLine
from tests.servers.slack_rules import shown
from tests.servers.telegram_messages import Shown, chat, user


def value_of(line: Line, room: int, label: str) -> str:
    """What the last button with this label says."""
    match line:
        case TelegramLine():
            return _key(line, room, label).data(label)
        case SlackLine():
            return str(_button(line, room, label)[1]["value"])
    raise TypeError(line)


async def press(line: Line, room: int, label: str) -> None:
    """Press it."""
    match line:
        case TelegramLine():
            await _press_key(line, room, label)
        case SlackLine():
            await _press_button(line, room, label)


def followed(line: Line, words: str, under: str) -> bool:
    """Whether the last message with these words stands in the thread of one with `under`, or replies to it."""
    match line:
        case TelegramLine(server=server):
            earlier = {message.id for message in server.messages if under in message.seen}
            return next(one for one in reversed(server.messages) if words in one.seen).reply_to in earlier
        case SlackLine(server=slack):
            there = [(at, said) for (_, at), said in slack.messages.items()]
            roots = {at for at, said in there if under in shown(said.get("blocks") or [])}
            last = next(said for _, said in reversed(there) if words in shown(said.get("blocks") or []))
            return last.get("thread_ts") in roots
    raise TypeError(line)


def _key(line: TelegramLine, room: int, label: str) -> Shown:
    there = [one for one in line.server.messages if one.chat == str(room)]
    return next(one for one in reversed(there) if any(label in row for row in one.labels))


async def _press_key(line: TelegramLine, room: int, label: str) -> None:
    message = _key(line, room, label)
    there = {"message_id": message.id, "date": 1, "chat": chat(room), "text": message.seen}
    query = {"id": "q1", "from": user(room), "message": there, "chat_instance": "1", "data": message.data(label)}
    if line.client is None:
        await line.server.happens(callback_query=query)
    else:
        await line._call({"update_id": 90_000 + line.server.next_message_id(), "callback_query": query}, line.client)


def _button(line: SlackLine, room: int, label: str) -> tuple[str, dict[str, Any]]:
    for (channel, at), said in reversed(line.server.messages.items()):
        for block in said.get("blocks") or [] if channel == f"C{room}" else []:
            for element in block.get("elements", ()) if block["type"] == "actions" else ():
                if element["text"]["text"] == label:
                    return at, element
    raise LookupError(label)


async def _press_button(line: SlackLine, room: int, label: str) -> None:
    at, button = _button(line, room, label)
    pressed = {name: button[name] for name in ("action_id", "value")}
    payload = payloads.press(line.server, at, pressed, channel=f"C{room}")
    payload |= {"team": {"id": f"T{room}"}, "user": {"id": "U1", "team_id": f"T{room}"}}
    if line.client is None:
        await line.server.acked(await line.server.tell("interactive", payload))
        return
    body = urlencode({"payload": json.dumps(payload)}).encode()
    headers = signed(body, at=line.now()) | {"Content-Type": FORM}
    assert (await line.client.post("/slack/events", content=body, headers=headers)).status_code == 200
