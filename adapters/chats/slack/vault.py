"""Tokens of workspaces, encrypted at rest."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, Protocol

from cryptography.fernet import Fernet, InvalidToken

_PURPOSE = b"amazcope slack installation tokens"
_REMEMBERED: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Amazcope in one workspace; `sealed` is the bot token as `Vault` keeps it."""

    team_id: str
    team_name: str
    bot_user_id: str
    installed_by: str
    scopes: tuple[str, ...]
    installed_at: datetime
    sealed: bytes


class InstallationStore(Protocol):
    """Where installations are kept: one for each workspace."""

    async def save(self, installation: Installation) -> None:
        """Keep it, in place of an older one of the same workspace."""

    async def find(self, team_id: str) -> Installation | None:
        """The workspace's installation, if there is one."""

    async def forget(self, team_id: str) -> None:
        """Keep it no longer; one that is not there is no trouble."""


class MemoryInstallations:
    """Installations for as long as the process lives."""

    def __init__(self) -> None:
        self._kept: dict[str, Installation] = {}

    async def save(self, installation: Installation) -> None:
        """Keep it, in place of an older one of the same workspace."""
        self._kept[installation.team_id] = installation

    async def find(self, team_id: str) -> Installation | None:
        """The workspace's installation, if there is one."""
        return self._kept.get(team_id)

    async def forget(self, team_id: str) -> None:
        """Keep it no longer."""
        self._kept.pop(team_id, None)


class Vault:
    """Seals and unseals with a key derived from `AMAZCOPE_SECRET_KEY`, for this purpose alone."""

    def __init__(self, secret_key: str) -> None:
        derived = hashlib.scrypt(secret_key.encode(), salt=_PURPOSE, n=1 << 14, r=8, p=1, dklen=32)
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._opened)

    def seal(self, token: str) -> bytes:
        """The token as it may lie on a disk."""
        return self._fernet.encrypt(token.encode())

    def unseal(self, sealed: bytes) -> str | None:
        """The inverse of `seal`; None for what another key has sealed. What was opened is remembered by its seal."""
        return self._remembered(sealed)

    def _opened(self, sealed: bytes) -> str | None:
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            return None


class StoredTokens:
    """The installations as `adapters.chats.slack.tokens.Tokens`."""

    def __init__(self, store: InstallationStore, vault: Vault) -> None:
        self._store = store
        self._vault = vault

    async def token(self, team_id: str) -> str | None:
        """The workspace's token; None where it is not installed, or was sealed with another key."""
        installation = await self._store.find(team_id)
        return self._vault.unseal(installation.sealed) if installation else None

    async def forget(self, team_id: str) -> None:
        """The workspace has uninstalled Amazcope, or revoked its token."""
        await self._store.forget(team_id)
