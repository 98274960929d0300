"""Members of a workspace, and what each may do there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.messages import ChatId, Person


class Right(StrEnum):
    """What somebody may do: look at everything, change what is watched, or also say who may."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as a platform knows them: its name, the account within it, and its own id of the person."""

    platform: str
    account: str
    person: str

    @classmethod
    def of(cls, chat: ChatId, person: Person) -> "Identity":
        """Who `person` of this chat is, in whichever chat of the same account they speak."""
        return cls(chat.platform, chat.account, person.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who has changed something in a workspace, or was given a role there.

    `right` is None until an administrator says one; `seen_at` is when they last changed something, by day.
    """

    workspace_id: UUID
    identity: Identity
    name: str
    right: Right | None = None
    seen_at: datetime

    def may(self, *, admin: bool) -> Right:
        """What holds: an administrator of the platform is one here; others are what they were made, or editors."""
        return Right.ADMIN if admin else self.right or Right.EDITOR
