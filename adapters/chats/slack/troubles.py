"""What Slack refuses, turned at the door into what the core understands.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

import json
from typing import TYPE_CHECKING, Final

import aiohttp

from core.errors import ChatGone, ChatUnreachable, Outage, SlowDown

if TYPE_CHECKING:
    from slack_sdk.errors import SlackApiError

REVOKED: Final = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "team_access_not_granted", "token_expired", "token_revoked"}
)
_GONE: Final = REVOKED | {"channel_not_found", "is_archived", "not_in_channel", "restricted_action"}
_SLOW: Final = frozenset({"rate_limited", "ratelimited", "message_limit_exceeded"})
_PAUSE_S: Final = 30.0  # where Slack does not say how long
BREAKS: Final = (aiohttp.ClientError, TimeoutError, OSError, json.JSONDecodeError)


class Declined(ChatUnreachable):
    """{0} cannot be reached (Slack answered {1})."""

    @property
    def code(self) -> str:
        """Slack's own word for what is wrong."""
        return str(self.args[1])


def turned(error: "SlackApiError", chat: object) -> Outage:
    """What an answer of the Web API means for the chat it was about."""
    code = error_code(error)
    status = error.response.status_code
    if status == 429 or code in _SLOW:
        return SlowDown(chat, _pause(error))
    if code in _GONE:
        return ChatGone(chat, f"Slack answered {code}")
    return Declined(chat, code or f"HTTP {status}")


def error_code(error: "SlackApiError") -> str:
    """Slack's word for the error; empty where the answer was not Slack's usual one."""
    answer = error.response.data
    return str(answer.get("error", "")) if isinstance(answer, dict) else ""


def _pause(error: "SlackApiError") -> float:
    headers = {name.lower(): value for name, value in (error.response.headers or {}).items()}
    try:
        return max(float(headers["retry-after"]), 0.0)
    except (KeyError, ValueError):
        return _PAUSE_S
