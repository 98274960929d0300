"""Invitations: codes, said in one chat and typed in another, that mount a list there."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

GOOD_FOR: Final = timedelta(hours=24)
# Without what is mistaken for something else when read aloud or typed from a screen: 0 O 1 I L.
_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that works once, until it expires."""

    code: str
    list_id: UUID
    made_by: str
    expires_at: datetime


def new_code() -> str:
    """Eight letters in two halves, 40 bits of chance: more than can be tried in a day."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def read_code(text: str) -> str:
    """A code as people type it, in any case, with or without its hyphen."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return f"{letters[:4]}-{letters[4:]}"
