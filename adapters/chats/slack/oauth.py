"""Installing Amazcope into any workspace: https://docs.slack.dev/authentication/installing-with-oauth."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from adapters.chats.slack.inert import cut, one_line
from adapters.chats.slack.memory import Seen
from adapters.chats.slack.scopes import SCOPES
from adapters.chats.slack.vault import Installation, InstallationStore, Vault
from adapters.chats.slack.web_api import WebApi
from core.errors import Outage, Refusal

_VALID_S: Final = 600
_NAME: Final = 100


class NotInstalled(Refusal):
    """Amazcope was not installed: {0}. Start again at /slack/install."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send a browser, and what it must bring back: `state` belongs in a cookie of that browser as well."""

    url: str
    state: str


class SlackOAuth:
    """Sends browsers to Slack and takes them back; `redirect_uri` is where they come back to."""

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        secret_key: str,
        api: WebApi,
        store: InstallationStore,
        now: Callable[[], datetime],
    ) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._redirect_uri = redirect_uri
        self._key = hashlib.sha256(b"amazcope slack oauth state" + secret_key.encode()).digest()
        self._vault = Vault(secret_key)
        self._api = api
        self._store = store
        self._now = now
        self._used = Seen()

    def depart(self) -> Departure:
        """Begin an installation; its state is good for ten minutes, once."""
        begun = f"{int(self._now().timestamp())}.{secrets.token_urlsafe(16)}"
        state = f"{begun}.{self._signature(begun)}"
        asked = {
            "client_id": self._client_id,
            "scope": ",".join(SCOPES),
            "redirect_uri": self._redirect_uri,
            "state": state,
        }
        root = self._api.base_url.removesuffix("/").removesuffix("/api")
        return Departure(f"{root}/oauth/v2/authorize?{urlencode(asked)}", state)

    async def arrive(self, *, code: str, state: str, cookie: str, error: str = "") -> Installation:
        """Finish an installation with what Slack sent back and the state in the browser's cookie.

        Raises `NotInstalled`, and `ChatUnreachable` or `SlowDown` where Slack does not answer.
        """
        if error:
            raise NotInstalled("it was declined at Slack" if error == "access_denied" else f"Slack says {error[:50]}")
        self._check(state, cookie)
        asked = {  # not as HTTP Basic, as the SDK's own method has it: aiohttp warns of what it uses for that
            "client_id": self._client_id,
            "client_secret": self._client_secret,
            "code": code,
            "redirect_uri": self._redirect_uri,
        }
        try:
            told = await self._api.call_with(None, "Slack", lambda slack: slack.api_call("oauth.v2.access", data=asked))
        except Outage as outage:
            raise NotInstalled(str(outage)) from outage
        installation = self._installation(told)
        await self._store.save(installation)
        return installation

    def _installation(self, told: dict[str, Any]) -> Installation:
        team, token = told.get("team") or {}, told.get("access_token")
        if not team.get("id") or not token or told.get("token_type") != "bot":
            raise NotInstalled("Slack named no workspace (organisation-wide installation is not supported)")
        return Installation(
            team_id=str(team["id"]),
            team_name=cut(one_line(str(team.get("name") or "")), _NAME),
            bot_user_id=str(told.get("bot_user_id") or ""),
            installed_by=str((told.get("authed_user") or {}).get("id") or ""),
            scopes=tuple(filter(None, str(told.get("scope") or "").split(","))),
            installed_at=self._now(),
            sealed=self._vault.seal(str(token)),
        )

    def _check(self, state: str, cookie: str) -> None:
        begun, _, signature = state.rpartition(".")
        right = hmac.compare_digest(signature.encode(), self._signature(begun).encode())
        if not right or not hmac.compare_digest(state.encode(), cookie.encode()):
            raise NotInstalled("this browser did not begin it")
        age = self._now().timestamp() - int(begun.split(".")[0])
        if not 0 <= age <= _VALID_S or not self._used.first_time(state):
            raise NotInstalled("it took too long, or was finished before")

    def _signature(self, begun: str) -> str:
        return hmac.new(self._key, begun.encode(), hashlib.sha256).hexdigest()
