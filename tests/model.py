"""A stage whose messages a loopback model reads, through OpenAI's own SDK."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from adapters.language.openai_interpreter import OpenAiInterpreter
from adapters.storage.sql.storage import SqlStorage
from bot.command import Desk
from core.errors import Outage, Refusal
from core.interpretation import USUAL_SHARE
from core.messages import ChatId, Heard, Person
from core.talk import Turn
from tests import databases
from tests.servers.openai import MODEL, OpenAiServer, openai_server
from tests.shop import BLENDER, CABLE
from tests.stage import ANA, HERE, Stage, words

THERE = ChatId("slack", "T2", "C2")


class ModelStage(Stage):
    """A stage on which the model can be asked directly, whatever the grammar would make of a message."""

    def __init__(self, storage: SqlStorage, server: OpenAiServer, share: int) -> None:
        self.server = server
        self.model = OpenAiInterpreter(server.key, MODEL, server.url, timeout_s=0.3, retries=0)
        super().__init__(storage, model=self.model, share=share)

    async def ask(
        self,
        text: str,
        *,
        turns: tuple[Turn, ...] = (),
        person: Person = ANA,
        chat: ChatId = HERE,
        focus: str | None = None,
        **more: Any,
    ) -> str | None:
        """What the model's reading comes to, in plain words; None where it comes to nothing."""
        self.clock.turn(seconds=1)
        heard = Heard(chat=chat, person=person, text=text, at=self.clock.now(), focus=focus, **more)
        desk = Desk.of(self.staff, heard, await self.archive.room(chat))
        assert desk.interpreter is not None
        try:
            card = await desk.interpreter.read(heard, desk, turns)
        except (Refusal, Outage) as trouble:
            return str(trouble)
        return words(card) if card else None

    async def track_two(self) -> None:
        """A blender of our own as 1, a competitor's cable as 2."""
        self.shelf.put(BLENDER)
        self.shelf.put(CABLE, price="9.99")
        await self.say(f"/track {BLENDER.asin}")
        await self.say(f"/track {CABLE.asin} as competitor list cables")


@asynccontextmanager
async def model_stage(share: int = USUAL_SHARE) -> AsyncIterator[ModelStage]:
    """A fresh database, two products, and a model that says what its `server` is told to."""
    storage = await databases.in_memory()
    async with openai_server() as server:
        stage = ModelStage(storage, server, share)
        await stage.track_two()
        try:
            yield stage
        finally:
            await stage.model.close()
            await storage.close()
