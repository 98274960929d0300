"""Connections for units of work."""

import asyncio
from typing import TYPE_CHECKING, cast

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Connections:
    """Takes connections from an engine; where units of work come `in_turn`, each gets the one of the last.

    To take one from a pool and give it back costs as much as to read a chat's room.
    """

    def __init__(self, engine: AsyncEngine, *, in_turn: bool) -> None:
        self._engine = engine
        self._in_turn = in_turn
        self._kept: AsyncConnection | None = None

    async def take(self) -> AsyncConnection:
        """A connection without a transaction. Raises what the driver raises."""
        kept, self._kept = self._kept, None
        return await self._engine.connect() if kept is None else kept

    async def give_back(self, connection: AsyncConnection) -> None:
        """Undo what was not committed, and let go; to the end even when cancelled, lest a lock is kept."""
        if self._in_turn and not connection.invalidated:
            try:
                cast("Connection", connection.sync_connection).rollback()  # SQLite's waits for nothing: `one_hop`
            except BaseException:
                await asyncio.shield(connection.close())
                raise
            self._kept = connection
        else:
            await asyncio.shield(connection.close())

    async def close(self) -> None:
        """Let go of what is kept, and of the engine."""
        kept, self._kept = self._kept, None
        if kept is not None:
            await kept.close()
        await self._engine.dispose()
