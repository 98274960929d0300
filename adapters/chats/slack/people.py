"""Who speaks: names, administrators, the bot itself."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from adapters.chats.slack.inert import cut, one_line
from adapters.chats.slack.web_api import WebApi
from core.errors import Outage
from core.messages import ChatId, Person

_REMEMBERED: Final = 5_000
_FRESH: Final = timedelta(minutes=5)
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person, and whether they may administer their workspace, as of `at`."""

    person: Person
    admin: bool
    at: datetime


class People:
    """Asks Slack who somebody is, and remembers it for some minutes."""

    def __init__(self, api: WebApi, now: Callable[[], datetime]) -> None:
        self._api = api
        self._now = now
        self._known: OrderedDict[tuple[str, str], Known] = OrderedDict()
        self._bots: dict[str, str] = {}

    async def who(self, chat: ChatId, user: str) -> Known:
        """The person; where Slack does not tell, a nameless one without rights."""
        known = self._known.get((chat.account, user))
        if known is not None and self._now() - known.at < _FRESH:
            return known
        try:
            answer = await self._api.call(chat, lambda slack: slack.users_info(user=user))
        except Outage:
            return known or Known(person=Person(user, "somebody"), admin=False, at=self._now())
        return self._remember(chat.account, user, answer.get("user") or {})

    async def bot(self, chat: ChatId) -> str | None:
        """The bot's own user id in the workspace of `chat`; None where Slack does not tell."""
        if chat.account not in self._bots:
            try:
                answer = await self._api.call(chat, lambda slack: slack.auth_test())
            except Outage:
                return None
            self.bot_is(chat.account, str(answer.get("user_id", "")))
        return self._bots[chat.account]

    @property
    def teams(self) -> tuple[str, ...]:
        """The workspaces that were met."""
        return tuple(self._bots)

    def bot_is(self, team: str, user: str) -> None:
        """Remember the bot's user id, which many events carry."""
        self._bots[team] = user

    def _remember(self, team: str, user: str, told: dict[str, Any]) -> Known:
        profile = told.get("profile") or {}
        names = (profile.get("display_name"), profile.get("real_name"), told.get("real_name"), told.get("name"))
        name = next((one_line(str(name)) for name in names if name and one_line(str(name))), "somebody")
        admin = bool(told.get("is_admin") or told.get("is_owner"))
        known = Known(person=Person(user, cut(name, _LONGEST_NAME)), admin=admin, at=self._now())
        self._known[team, user] = known
        self._known.move_to_end((team, user))
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return known
