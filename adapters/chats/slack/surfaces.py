"""What of Slack is no message: the App Home, and the agent's pane with its prompts and status.

https://docs.slack.dev/surfaces/app-home, https://docs.slack.dev/ai/developing-ai-apps
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from adapters.chats.slack.people import People
from adapters.chats.slack.render import draw
from adapters.chats.slack.web_api import WebApi
from core.errors import ChatUnreachable, Outage
from core.messages import Card, ChatId, Person

Home = Callable[[ChatId, Person], Awaitable[Card]]
# Whoever presses one has said its message: each is a line that works as it stands.
PROMPTS: Final = (
    ("Watch a product", "track"),
    ("What is on the list?", "list"),
    ("Look at everything now", "check all"),
    ("What can you do?", "help"),
)
_STATUS: Final = "is looking at Amazon…"


class Surfaces:
    """Shows the App Home and keeps the agent's pane alive."""

    def __init__(self, api: WebApi, people: People, home: Home) -> None:
        self._api = api
        self._people = people
        self._home = home

    async def direct(self, chat: ChatId, user: str) -> ChatId:
        """The chat with one person alone. Raises `Outage`."""
        answer = await self._api.call(chat, lambda slack: slack.conversations_open(users=[user]))
        channel = (answer.get("channel") or {}).get("id")
        if not channel:
            raise ChatUnreachable(chat, "conversations.open named no channel")
        return ChatId("slack", chat.account, str(channel))

    async def show_home(self, chat: ChatId, user: str) -> None:
        """Publish what `home` gives for a person; `chat` is their direct chat, if it is known. Raises `Outage`."""
        direct = chat if chat.channel else await self.direct(chat, user)
        known = await self._people.who(chat, user)
        view = {"type": "home", "blocks": draw(await self._home(direct, known.person), with_files=False).blocks}
        await self._api.call(chat, lambda slack: slack.views_publish(user_id=user, view=view))

    async def greet_agent(self, chat: ChatId, thread: str) -> None:
        """Suggest what to ask, where somebody opened the agent's pane. Raises `Outage`."""
        prompts = [{"title": title, "message": message} for title, message in PROMPTS]
        await self._api.call(
            chat,
            lambda slack: slack.assistant_threads_setSuggestedPrompts(
                channel_id=chat.channel, thread_ts=thread, prompts=prompts
            ),
        )

    async def look_busy(self, chat: ChatId, thread: str) -> None:
        """Say in the agent's pane that work goes on, until the answer comes; a thread elsewhere has no such sign."""
        with suppress(Outage):
            await self._api.call(
                chat,
                lambda slack: slack.assistant_threads_setStatus(
                    channel_id=chat.channel, thread_ts=thread, status=_STATUS
                ),
            )
