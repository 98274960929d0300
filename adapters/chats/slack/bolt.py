"""The Bolt application: it takes apart what Slack sends but for commands, and acknowledges before any work begins."""

import re
from typing import TYPE_CHECKING, Final

import structlog

from adapters.chats.slack.events import Events
from adapters.chats.slack.reception import Reception
from adapters.chats.slack.rich import Json
from adapters.chats.slack.web_api import silent_logger

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.authorization import AuthorizeResult
    from slack_bolt.context.ack.async_ack import AsyncAck

_ANY: Final = re.compile(r".+", re.DOTALL)

log = structlog.get_logger()


def bolt_app(reception: Reception, events: Events) -> "AsyncApp":
    """An application that hands everything to `reception` and `events`.

    Bolt's own checks are off: signatures are checked before a body comes here (Bolt would log it), and whose event it
    is needs no token, so that no call and no database stands between an event and its acknowledgement.
    """
    from slack_bolt.async_app import AsyncApp

    app = AsyncApp(
        name="amazcope",
        logger=silent_logger(),
        authorize=_authorize,
        process_before_response=True,  # work begins in tasks of our own; else Bolt would poll for the acknowledgement
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ignoring_self_assistant_message_events_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(_write_down)
    _hear_people(app, reception)
    _hear_events(app, events)
    return app


async def _authorize(enterprise_id: str | None, team_id: str | None) -> "AuthorizeResult":
    from slack_bolt.authorization import AuthorizeResult

    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


async def _write_down(error: Exception) -> None:
    """What we could not take apart; its payload is not written down."""
    log.error("unexpected in Slack", exc_info=error)


def _hear_people(app: "AsyncApp", reception: Reception) -> None:
    async def shortcut(ack: "AsyncAck", body: Json) -> None:
        await ack()
        reception.shortcut(body)

    async def pressed(ack: "AsyncAck", body: Json) -> None:
        await ack()
        reception.pressed(body)

    async def sent(ack: "AsyncAck", body: Json) -> None:
        await reception.sent(body, ack)

    app.shortcut(_ANY)(shortcut)
    app.action(_ANY)(pressed)
    app.view(_ANY)(sent)


def _hear_events(app: "AsyncApp", events: Events) -> None:
    async def happened(body: Json) -> None:  # Bolt acknowledges events by itself
        events.happened(body)

    app.event(_ANY)(happened)
