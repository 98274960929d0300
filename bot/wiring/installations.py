"""Slack's installations: kept in the database among those of every platform, sealed with this installation's key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from adapters.chats.slack.installing import InstallPages
from adapters.chats.slack.oauth import SlackOAuth
from adapters.chats.slack.vault import Installation, StoredTokens, Vault
from bot.keys import derived, installation_key
from core.ports.storage import Storage
from core.ports.world import Door

if TYPE_CHECKING:
    from adapters.chats.slack.web_api import WebApi
    from bot.settings import Settings

_PLATFORM: Final = "slack"


class KeptInstallations:
    """`adapters.chats.slack.vault.InstallationStore` on a storage; tokens are sealed before they come here."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def save(self, installation: Installation) -> None:
        """Keep it, in place of an older one of the same workspace."""
        async with self._storage.begin() as work:
            secret = msgspec.json.encode(installation).decode()
            await work.installations.save(_PLATFORM, installation.team_id, secret)
            await work.commit()

    async def find(self, team_id: str) -> Installation | None:
        """The workspace's installation, if there is one."""
        async with self._storage.begin() as work:
            kept = await work.installations.find(_PLATFORM, team_id)
        return None if kept is None else msgspec.json.decode(kept, type=Installation)

    async def forget(self, team_id: str) -> None:
        """Keep it no longer."""
        async with self._storage.begin() as work:
            await work.installations.forget(_PLATFORM, team_id)
            await work.commit()


@dataclass(frozen=True, slots=True)
class ManyWorkspaces:
    """Slack in as many workspaces as install Amazcope: their tokens, and the pages through which more come."""

    store: KeptInstallations
    key: str

    @classmethod
    def of(cls, settings: "Settings", storage: Storage) -> "ManyWorkspaces":
        """Those of this installation. Raises `WrongSetting` like `installation_key`."""
        return cls(KeptInstallations(storage), derived(installation_key(settings), "slack installations"))

    def tokens(self) -> StoredTokens:
        """The tokens of all workspaces."""
        return StoredTokens(self.store, Vault(self.key))

    def doors(self, settings: "Settings", api: "WebApi", now: Callable[[], datetime]) -> dict[str, Door]:
        """`/slack/install`, and `/slack/oauth`, where Slack sends browsers back to."""
        back = f"{settings.public_url}/slack/oauth"
        secret = settings.slack_client_secret
        oauth = SlackOAuth(
            client_id=settings.slack_client_id or "",
            client_secret=secret.get_secret_value() if secret else "",
            redirect_uri=back,
            secret_key=self.key,
            api=api,
            store=self.store,
            now=now,
        )
        pages = InstallPages(oauth, back)
        return {"GET /slack/install": pages.begin, "GET /slack/oauth": pages.finish}
