"""Where the tokens of Slack workspaces come from."""

from dataclasses import dataclass
from typing import Protocol


class Tokens(Protocol):
    """The bot tokens of all workspaces that Amazcope is installed in."""

    async def token(self, team_id: str) -> str | None:
        """The workspace's token (``xoxb-…``), or None where Amazcope is not installed there any more."""

    async def forget(self, team_id: str) -> None:
        """The workspace has uninstalled Amazcope, or revoked its token."""


@dataclass(frozen=True, slots=True)
class OneToken:
    """The one token of a setting, whatever the workspace."""

    value: str

    async def token(self, team_id: str) -> str | None:
        """The token of the setting."""
        return self.value

    async def forget(self, team_id: str) -> None:
        """A setting is not ours to forget: Slack refuses the token from now on."""
