"""The two pages of an installation: the one that leads to Slack, and the one that Slack leads back to."""

from collections.abc import Mapping
from html import escape
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs, urlsplit

from adapters.chats.slack.oauth import SlackOAuth
from core.errors import Outage, Refusal

_COOKIE: Final = "amazcope_slack_install"
_MINUTES: Final = 10
Answer = tuple[int, Mapping[str, str], bytes]

# The address of the second page holds a code: it is neither kept nor passed on, and nothing is loaded from elsewhere.
_CAREFUL: Final = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
}
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1.125rem/1.5 system-ui, sans-serif; }}
main {{ max-width: 34rem; padding: 2rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.3; margin: 0 0 .75rem; }}
p {{ margin: 0; }}
</style>
</head>
<body><main><h1>{title}</h1><p>{text}</p></main></body>
</html>
"""


class InstallPages:
    """Answers `/slack/install` and the address that `SlackOAuth` has Slack send browsers back to (`redirect_uri`)."""

    def __init__(self, oauth: SlackOAuth, redirect_uri: str) -> None:
        self._oauth = oauth
        parts = urlsplit(redirect_uri)
        secure = "; Secure" if parts.scheme == "https" else ""
        self._cookie = f"Path={parts.path}; HttpOnly; SameSite=Lax{secure}"

    async def begin(self, headers: Mapping[str, str], query: bytes) -> Answer:
        """To Slack, with a cookie that shows later that it was this browser."""
        departure = self._oauth.depart()
        cookie = f"{_COOKIE}={departure.state}; Max-Age={_MINUTES * 60}; {self._cookie}"
        return 302, {**_CAREFUL, "location": departure.url, "set-cookie": cookie}, b""

    async def finish(self, headers: Mapping[str, str], query: bytes) -> Answer:
        """Back from Slack: a page that says whether Amazcope is installed; 400 or 503 where it is not."""
        told = {name: values[0] for name, values in parse_qs(query.decode("ascii", "replace")).items()}
        try:
            installation = await self._oauth.arrive(
                code=told.get("code", ""),
                state=told.get("state", ""),
                cookie=_state_in(headers.get("cookie", "")),
                error=told.get("error", ""),
            )
        except Refusal as refusal:
            return self._page(400, "Not installed", str(refusal))
        except Outage as outage:
            return self._page(503, "Not installed", str(outage))
        where = installation.team_name or "your workspace"
        return self._page(200, f"Amazcope is installed in {where}", "Back in Slack, say /amazcope help.")

    def _page(self, status: int, title: str, text: str) -> Answer:
        linked = escape(text).replace("/slack/install", '<a href="install">/slack/install</a>')
        page = _PAGE.format(title=escape(title), text=linked)
        used_up = f"{_COOKIE}=; Max-Age=0; {self._cookie}"
        return status, {**_CAREFUL, "content-type": "text/html; charset=utf-8", "set-cookie": used_up}, page.encode()


def _state_in(cookies: str) -> str:
    try:
        held = SimpleCookie(cookies).get(_COOKIE)
    except CookieError:
        return ""
    return held.value if held is not None else ""
