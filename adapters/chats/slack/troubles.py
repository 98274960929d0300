"""What Slack refuses, turned at the door into what the core understands.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import aiohttp

from core.errors import AccountGone, ChatGone, ChatUnreachable, Outage, SlowDown, Unsayable

if TYPE_CHECKING:
    from slack_sdk.errors import SlackApiError

REVOKED: Final = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
# What no repeating and no other words mend: somebody there has to let us in again.
_GONE: Final = frozenset(
    {
        "channel_not_found",
        "ekm_access_denied",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "user_not_found",
    }
)
_SLOW: Final = frozenset({"rate_limited", "ratelimited", "message_limit_exceeded"})
_PASSING: Final = frozenset(
    {
        "accesslimited",
        "fatal_error",
        "internal_error",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "two_factor_setup_required",
        "unknown_error",
    }
)
_PAUSE_S: Final = 30.0  # where Slack does not say how long
BREAKS: Final = (aiohttp.ClientError, TimeoutError, OSError, json.JSONDecodeError)


class Declined(ChatUnreachable):
    """{0} cannot be reached (Slack answered {1})."""

    @property
    def code(self) -> str:
        """Slack's own word for what is wrong."""
        return str(self.args[1])


class Refused(Declined, Unsayable):
    """{0} does not take this message, however often it is sent (Slack answered {1})."""


def turned(error: "SlackApiError", chat: object) -> Outage:
    """What an answer of the Web API means for the chat it was about."""
    code = error_code(error)
    status = error.response.status_code
    if status == 429 or code in _SLOW:
        return SlowDown(chat, _pause(error))
    if code in REVOKED:
        return AccountGone(chat, f"Slack answered {code}")
    if code in _GONE:
        return ChatGone(chat, f"Slack answered {code}")
    if code and status == HTTPStatus.OK and code not in _PASSING:
        return Refused(chat, code)
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
