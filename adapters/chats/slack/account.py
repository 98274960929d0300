"""Amazcope's account at Slack: everything that speaks and hears there, put together."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from adapters.chats.slack.answers import Answers
from adapters.chats.slack.bolt import bolt_app
from adapters.chats.slack.events import Events
from adapters.chats.slack.inbox import SlackHttp, SlackInbox
from adapters.chats.slack.outbox import SlackChat
from adapters.chats.slack.people import People
from adapters.chats.slack.reception import PATIENCE_S, Reception, Room
from adapters.chats.slack.sockets import Sleep
from adapters.chats.slack.subjects import Subjects
from adapters.chats.slack.surfaces import Home, Surfaces
from adapters.chats.slack.tokens import OneToken, Tokens
from adapters.chats.slack.troubles import Refused
from adapters.chats.slack.web_api import Pool, WebApi
from core.errors import ChatGone, Outage, WrongSetting
from core.ports.memory import Memory
from core.ports.world import Heed, unheeded

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAccount:
    """The outgoing half, the incoming half, and where HTTP requests go, if Slack sends any."""

    chat: SlackChat
    inbox: SlackInbox
    http: SlackHttp | None
    api: WebApi
    people: People
    bot_token: str | None
    app_token: str | None

    @classmethod
    def open(
        cls,
        bot_token: str | None,
        app_token: str | None,
        signing_secret: str | None,
        base_url: str | None,
        now: Callable[[], datetime],
        home: Home,
        *,
        tokens: Tokens | None = None,
        memory: Memory | None = None,
        heed: Heed = unheeded,
        sleep: Sleep = asyncio.sleep,
        patience: float = PATIENCE_S,
    ) -> "SlackAccount":
        """An account with one token, or with `tokens` of many workspaces; nothing is asked of Slack yet."""
        held = tokens or OneToken(bot_token or "")
        api = WebApi(held, base_url, Pool())
        patient, subjects = api.patient(), Subjects(memory)
        people = People(patient, now)
        room = Room(
            api=patient,
            answers=Answers(patient, SlackChat(patient, subjects, heed)),
            people=people,
            subjects=subjects,
            surfaces=Surfaces(patient, people, home),
            now=now,
            patience=patience,
        )
        reception = Reception(room)
        app = bolt_app(reception, Events(reception, held))
        return cls(
            chat=SlackChat(api, subjects, heed),
            inbox=SlackInbox(app, reception, api, app_token, sleep),
            http=SlackHttp(app, reception, signing_secret, now) if signing_secret else None,
            api=api,
            people=people,
            bot_token=bot_token,
            app_token=app_token,
        )

    async def greet(self) -> None:
        """Try the tokens; a Slack that does not answer is waited for. Raises `WrongSetting` for one that it refuses."""
        if self.bot_token is not None:
            told = await self._try(
                "SLACK_BOT_TOKEN", "auth.test", self.api.call_with(self.bot_token, "Slack", lambda one: one.auth_test())
            )
            if told and not told.get("bot_id"):
                raise WrongSetting("SLACK_BOT_TOKEN", "…", "a bot's token: it begins with xoxb-")
            if told:
                self.people.bot_is(str(told.get("team_id", "")), str(told.get("user_id", "")))
        if token := self.app_token:
            opened = self.api.call_with(None, "Slack", lambda one: one.apps_connections_open(app_token=token))
            await self._try("SLACK_APP_TOKEN", "apps.connections.open", opened)

    @staticmethod
    async def _try(name: str, method: str, call: Awaitable[dict[str, Any]]) -> dict[str, Any]:
        try:
            return await call
        except (ChatGone, Refused) as gone:
            accepted = f"a token that Slack accepts ({method} answered {str(gone.args[1]).rsplit(' ', 1)[-1]})"
            raise WrongSetting(name, "…", accepted) from gone
        except Outage as outage:
            log.warning("Slack cannot be reached yet", reason=str(outage))
            return {}

    async def close(self) -> None:
        """Let go of all connections."""
        await self.api.pool.close()
