"""The menu of commands that Telegram offers as people type a slash."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import InvalidToken, TelegramError

from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.markup import cut

Commands = Sequence[tuple[str, str]]

_NAME: Final = re.compile(r"[a-z0-9_]{1,32}")
_ABOUT: Final = 256
_MOST: Final = 100
_SCOPES: Final[tuple[BotCommandScope, ...]] = (
    BotCommandScopeAllPrivateChats(),
    BotCommandScopeAllGroupChats(),
    BotCommandScopeAllChatAdministrators(),
)
_NONE: Final[Mapping[str, Commands]] = {}

log = structlog.get_logger()


async def register_commands(bot: Bot, commands: Commands, translated: Mapping[str, Commands] = _NONE) -> None:
    """Offer commands, names with or without a slash and a line of help each, in private chats, groups and to admins.

    English is offered where there is no other; `translated` has the same commands by ISO 639-1 language. Names that
    Telegram does not take (blanks, capitals) are left out. A menu that cannot be set is no trouble but a log line.
    """
    for language, offered in (("", commands), *translated.items()):
        menu = _menu(offered)
        for scope in _SCOPES:
            try:
                await bot.set_my_commands(menu, scope=scope, language_code=language or None)
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("menu not set", scope=scope.type, language=language, reason=error.message)


def _menu(commands: Commands) -> list[BotCommand]:
    named = ((name.removeprefix("/"), cut(one_line(about), _ABOUT)) for name, about in commands)
    return [BotCommand(name, about) for name, about in named if _NAME.fullmatch(name) and about][:_MOST]
