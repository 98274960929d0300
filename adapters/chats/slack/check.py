"""What `amazcope doctor` examines of Slack: each token, each permission, and the fix where it is broken."""

from typing import Final

from adapters.chats.slack.inert import one_line
from adapters.chats.slack.scopes import SCOPES
from adapters.chats.slack.tokens import OneToken
from adapters.chats.slack.web_api import Pool, WebApi
from core.errors import ChatGone, Outage

Finding = tuple[str, str | None]
_BOT_FIX: Final = "copy the Bot User OAuth Token from your app's OAuth & Permissions page, and reinstall it if need be."
_APP_FIX: Final = (
    "make an app-level token with connections:write on the Basic Information page, and turn Socket Mode on."
)
_REACH_FIX: Final = "look whether this machine reaches slack.com, and at SLACK_BASE_URL."


async def examine(
    bot_token: str, app_token: str | None, signing_secret: str | None, base_url: str | None
) -> list[Finding]:
    """What was found, each with its fix; None where it is sound."""
    pool = Pool()
    api = WebApi(OneToken(bot_token), base_url, pool)
    try:
        findings = await _bot(api, bot_token)
        findings += [await _app(api, app_token)] if app_token else [_http(signing_secret)]
        return findings
    finally:
        await pool.close()


async def _bot(api: WebApi, token: str) -> list[Finding]:
    try:
        answer = await api.answer(token, "Slack", lambda slack: slack.auth_test())
    except ChatGone as gone:
        return [(f"Slack: the bot token is refused ({gone.args[1]}).", _BOT_FIX)]
    except Outage as outage:
        return [(f"Slack: {outage}", _REACH_FIX)]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    sound: Finding = (
        f"Slack: speaks as {one_line(str(answer.get('user')))} in {one_line(str(answer.get('team')))}.",
        None,
    )
    return [sound, *(_missing(scope) for scope in SCOPES if scope not in granted)]


def _missing(scope: str) -> Finding:
    return f"Slack: the permission {scope} is missing (with it Amazcope {SCOPES[scope]}).", (
        f"add {scope} on your app's OAuth & Permissions page, or paste slack-manifest.yml anew, then reinstall the app."
    )


async def _app(api: WebApi, token: str) -> Finding:
    try:
        await api.call_with(None, "Slack", lambda slack: slack.apps_connections_open(app_token=token))
    except ChatGone as gone:
        return f"Slack: the app token is refused ({gone.args[1]}).", _APP_FIX
    except Outage as outage:
        return f"Slack: Socket Mode cannot be opened: {outage}", _APP_FIX
    return "Slack: Socket Mode can be opened.", None


def _http(signing_secret: str | None) -> Finding:
    if signing_secret:
        return "Slack: hears events over HTTP at /slack/events.", None
    return "Slack: nothing can be heard.", "set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET and PUBLIC_URL."
