"""The Bolt application: it takes Slack's payloads apart, and each is acknowledged before any work begins."""

import re
from typing import TYPE_CHECKING, Any, Final

from adapters.chats.slack.doings import Doings
from adapters.chats.slack.reception import Reception
from adapters.chats.slack.rich import Json
from adapters.chats.slack.web_api import silent_logger

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.authorization import AuthorizeResult
    from slack_bolt.context.ack.async_ack import AsyncAck

_ANY: Final = re.compile(r".+", re.DOTALL)


def bolt_app(reception: Reception, doings: Doings) -> "AsyncApp":
    """An application that hands everything to `reception` and `doings`.

    Bolt's own checks are off: signatures are checked before a body comes here (Bolt would log it), and whose event it
    is needs no token, so that no call and no database stands between an event and its acknowledgement.
    """
    from slack_bolt.async_app import AsyncApp

    app = AsyncApp(
        name="amazcope",
        logger=silent_logger(),
        authorize=_authorize,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ignoring_self_assistant_message_events_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    _hear_people(app, reception)
    _hear_events(app, doings)
    return app


async def _authorize(enterprise_id: str | None, team_id: str | None) -> "AuthorizeResult":
    from slack_bolt.authorization import AuthorizeResult

    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


def _hear_people(app: "AsyncApp", reception: Reception) -> None:
    async def command(ack: "AsyncAck", body: Json) -> None:
        await ack()
        reception.command(body)

    async def shortcut(ack: "AsyncAck", body: Json) -> None:
        await ack()
        reception.shortcut(body)

    async def pressed(ack: "AsyncAck", body: Json) -> None:
        await ack()
        reception.pressed(body)

    async def sent(ack: "AsyncAck", body: Json) -> None:
        async def acknowledge(**answer: Any) -> None:
            await ack(**answer)

        reception.sent(body, acknowledge)

    app.command(_ANY)(command)
    app.shortcut(_ANY)(shortcut)
    app.action(_ANY)(pressed)
    app.view(_ANY)(sent)


def _hear_events(app: "AsyncApp", doings: Doings) -> None:
    async def happened(body: Json) -> None:  # Bolt has acknowledged events before it calls
        doings.happened(body)

    app.event(_ANY)(happened)
