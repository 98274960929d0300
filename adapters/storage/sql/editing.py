"""Whose turn it is to be edited, for messages that told alerts and for live cards alike.

`edit_at` marks what is to be edited. A claim takes the mark away and sets `editing_until`; what is heard of the edit
takes that away again. So a mark that is made meanwhile stays, and what nothing is heard of comes back.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, String, Table, and_, false, or_, type_coerce


def is_due(table: Table, now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Marked and not being edited, or claimed by somebody of whom nothing was heard; each half has an index."""
    marked, until = table.c.edit_at, table.c.editing_until
    return or_(and_(until.is_(None), marked <= now), until <= now)


def is_on(chat: Column[Any], platforms: Collection[str]) -> ColumnElement[bool]:
    """Whether a chat is one of these platforms'."""
    # Not LIKE, which would not walk an index: all that begins with “slack:” lies between “slack:” and “slack;”.
    address = type_coerce(chat, String)
    return or_(false(), *(address.between(f"{name}:", f"{name};") for name in platforms))
