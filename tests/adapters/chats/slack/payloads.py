"""What Slack sends, as its reference describes it: https://docs.slack.dev/interactivity and /apis/events-api."""

from itertools import count
from typing import Any

from tests.servers.slack import BOT, TEAM, Slack

Json = dict[str, Any]
_numbers = count(1)
URL = "https://www.amazon.com/dp/B0CYT4LN7Q"


def respond_to(slack: Slack) -> str:
    return slack.base_url.replace("/api/", "/respond")


def slash(slack: Slack, command: str, text: str = "", *, channel: str = "C1", user: str = "U1") -> Json:
    return {
        "command": command,
        "text": text,
        "team_id": TEAM,
        "channel_id": channel,
        "channel_name": "deals",
        "user_id": user,
        "user_name": "ada",
        "api_app_id": "A1",
        "trigger_id": f"trigger{next(_numbers)}",
        "response_url": respond_to(slack),
    }


def event(inner: Json, *, team: str = TEAM) -> Json:
    return {
        "type": "event_callback",
        "team_id": team,
        "api_app_id": "A1",
        "event_id": f"Ev{next(_numbers)}",
        "event_time": 1_700_000_000,
        "authorizations": [{"team_id": team, "user_id": BOT, "is_bot": True}],
        "event": inner,
    }


def mention(text: str, *, channel: str = "C1", user: str = "U1", **more: Any) -> Json:
    inner = {"type": "app_mention", "user": user, "channel": channel, "text": text, "ts": f"1600.{next(_numbers)}"}
    return event(inner | more)


def message(text: str, *, channel: str = "D1", user: str = "U1", **more: Any) -> Json:
    inner = {"type": "message", "user": user, "channel": channel, "text": text, "ts": f"1600.{next(_numbers)}"}
    return event(inner | {"channel_type": "im" if channel.startswith("D") else "channel"} | more)


def press(slack: Slack, ts: str, button: Json, *, channel: str = "C1", user: str = "U1", **container: Any) -> Json:
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "api_app_id": "A1",
        "channel": {"id": channel},
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, **container},
        "message": {"ts": ts},
        "actions": [{"type": "button", "block_id": "b", "action_ts": "1", **button}],
        "trigger_id": f"trigger{next(_numbers)}",
        "response_url": respond_to(slack),
    }


def says(value: str) -> Json:
    return {"action_id": "say:0", "value": value}


def shortcut(slack: Slack, text: str, *, callback: str = "track_message") -> Json:
    return {
        "type": "message_action",
        "callback_id": callback,
        "team": {"id": TEAM},
        "user": {"id": "U1", "team_id": TEAM},
        "channel": {"id": "C1"},
        "message": {"ts": "1500.1", "text": text, "user": "U2"},
        "message_ts": "1500.1",
        "trigger_id": f"trigger{next(_numbers)}",
        "response_url": respond_to(slack),
    }


def submission(view: Json, answers: tuple[str, ...], *, user: str = "U1") -> Json:
    asked = [block for block in view["blocks"] if block["type"] == "input"]
    values = {
        block["block_id"]: {
            "answer": {"type": "static_select", "selected_option": {"value": answer}}
            if block["element"]["type"] == "static_select"
            else {"type": "plain_text_input", "value": answer or None}
        }
        for block, answer in zip(asked, answers, strict=True)
    }
    return {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "trigger_id": f"trigger{next(_numbers)}",
        "view": {**view, "id": "V1", "state": {"values": values}},
    }
