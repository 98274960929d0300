"""The chat platforms whose token is set, each put together with what the rest of Amazcope gives it."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import SecretStr

from bot.app import Platform
from bot.command import Staff
from bot.commands import MENU
from bot.home import home_card
from bot.keys import derived, installation_key
from bot.live import LiveCards
from bot.settings import Settings
from bot.whereabouts import Whereabouts, heard_by
from core.cadence import Cadence
from core.memory import StoredMemory
from core.messages import Card, ChatId, Person
from core.ports.storage import Storage
from core.ports.world import Heed

MENU_LINES: Final = tuple((kind.names[0], kind.summary()) for kind in MENU)
Answer = tuple[int, Mapping[str, str], bytes]


def platforms_of(settings: Settings, staff: Staff, storage: Storage, cadence: Cadence) -> Iterator[Platform]:
    """Slack and Telegram, as far as they are set up."""
    heed = heard_by(LiveCards(storage, staff.clock, cadence).heed, Whereabouts(storage, staff.clock).heed)
    if settings.telegram_bot_token is not None:
        yield _telegram(settings, settings.telegram_bot_token, staff, storage, heed)
    if settings.slack_bot_token is not None or settings.slack_client_id is not None:
        yield _slack(settings, staff, storage, heed)


def _telegram(settings: Settings, token: SecretStr, staff: Staff, storage: Storage, heed: Heed) -> Platform:
    from adapters.chats.telegram.account import TelegramAccount

    memory = StoredMemory(storage, staff.clock, "telegram")
    account = TelegramAccount.open(token.get_secret_value(), settings.telegram_base_url, staff.clock.now, memory, heed)

    async def greet() -> None:
        await account.greet(MENU_LINES)

    if settings.public_url is None:
        return Platform(name="telegram", chat=account.chat, inbox=account.inbox, greet=greet, close=account.close)
    path = _webhook_path(settings)
    webhook = account.webhook(path.rsplit("/", 1)[1], settings.public_url + path)

    async def door(headers: Mapping[str, str], body: bytes) -> Answer:
        return await webhook.take(headers.get("x-telegram-bot-api-secret-token"), body), {}, b""

    return Platform(
        name="telegram", chat=account.chat, inbox=webhook, greet=greet, close=account.close, doors={path: door}
    )


def _slack(settings: Settings, staff: Staff, storage: Storage, heed: Heed) -> Platform:
    from adapters.chats.slack.account import SlackAccount
    from bot.wiring.installations import ManyWorkspaces

    async def home(chat: ChatId, person: Person) -> Card:
        return await home_card(staff, chat, person)

    many = ManyWorkspaces.of(settings, storage) if settings.slack_client_id else None
    account = SlackAccount.open(
        _said(settings.slack_bot_token),
        _said(settings.slack_app_token),
        _said(settings.slack_signing_secret),
        settings.slack_base_url,
        staff.clock.now,
        home,
        tokens=many.tokens() if many else None,
        memory=StoredMemory(storage, staff.clock, "slack"),
        heed=heed,
    )
    http = account.http

    async def door(headers: Mapping[str, str], body: bytes) -> Answer:
        return await http.take(dict(headers), body) if http else (404, {}, b"")

    by_http = http is not None and settings.slack_app_token is None
    return Platform(
        name="slack",
        chat=account.chat,
        inbox=account.inbox,
        greet=account.greet,
        close=account.close,
        doors=({"/slack/events": door} if by_http else {})
        | (many.doors(settings, account.api, staff.clock.now) if many else {}),
    )


async def examine_platforms(settings: Settings) -> list[tuple[str, str | None]]:
    """What the platforms that are set up say of our tokens and permissions; each finding with its fix, if any."""
    found: list[tuple[str, str | None]] = []
    if settings.telegram_bot_token is not None:
        from adapters.chats.telegram.check import examine as examine_telegram

        found += await examine_telegram(
            settings.telegram_bot_token.get_secret_value(), settings.telegram_base_url, _webhook_url(settings)
        )
    if settings.slack_client_id is not None:
        found.append((f"Slack: can be installed into any workspace at {settings.public_url}/slack/install.", None))
    if settings.slack_bot_token is not None:
        from adapters.chats.slack.check import examine as examine_slack

        found += await examine_slack(
            settings.slack_bot_token.get_secret_value(),
            _said(settings.slack_app_token),
            _said(settings.slack_signing_secret),
            settings.slack_base_url,
        )
    return found or [("Chat platforms: none is set up; the terminal is used.", None)]


def _webhook_path(settings: Settings) -> str:
    return f"/telegram/{derived(installation_key(settings), 'telegram webhook')}"


def _webhook_url(settings: Settings) -> str | None:
    return None if settings.public_url is None else settings.public_url + _webhook_path(settings)


def _said(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret is not None else None
