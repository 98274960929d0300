"""What Telegram refuses, turned at the door into this project's own troubles."""

from typing import Final

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from adapters.chats.telegram.request import Paused
from core.errors import ChatGone, ChatUnreachable, Outage, SlowDown, Unsayable
from core.messages import ChatId

# Descriptions of the Bot API's 400s; it has no codes for them. Compared in lower case.
_GONE: Final = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "peer_id_invalid",
    "group chat was deactivated",
    "bot is not a member",
    "bot was kicked",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "chat_restricted",
    "need administrator rights",
    "channel_private",
)
_SAME: Final = ("message is not modified",)
_DONE: Final = (
    *_SAME,
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)
_NO_THREAD: Final = ("message thread not found", "topic_closed", "topic_deleted", "topic closed")
_TOO_LARGE: Final = ("entity too large",)
_BAD_MARKUP: Final = ("can't parse entities",)
_NO_TEXT: Final = ("there is no text in the message to edit", "message has no text")
_NO_PHOTO: Final = ("photo_invalid_dimensions", "image_process_failed", "photo_save_file_invalid", "wrong type of the")


def turned(error: TelegramError, chat: ChatId) -> Outage:
    """The trouble that an error means for talking to a chat."""
    match error:
        case Paused():
            return SlowDown(chat, error.seconds)
        case Forbidden():
            return ChatGone(chat, _reason(error))
        case InvalidToken():
            return ChatUnreachable("Telegram", "it refuses the bot's token")
        case BadRequest() if _says(error, _GONE):
            return ChatGone(chat, _reason(error))
        case BadRequest():
            return Unsayable(chat, _reason(error))
        case NetworkError() if _says(error, _TOO_LARGE):
            return Unsayable(chat, _reason(error))
        case TimedOut():
            return ChatUnreachable("Telegram", "no answer in time")
        case _:
            return ChatUnreachable("Telegram", _reason(error))


def already_so(error: BadRequest) -> bool:
    """Whether an edit was refused because the message is so already, or gone."""
    return _says(error, _DONE)


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit was refused because the message is so already."""
    return _says(error, _SAME)


def without_thread(error: BadRequest) -> bool:
    """Whether the topic is deleted or closed."""
    return _says(error, _NO_THREAD)


def bad_markup(error: BadRequest) -> bool:
    """Whether our own markup was wrong."""
    return _says(error, _BAD_MARKUP)


def without_text(error: BadRequest) -> bool:
    """Whether the message that was to be edited is a picture."""
    return _says(error, _NO_TEXT)


def no_photo(error: BadRequest) -> bool:
    """Whether a picture has a shape that photos may not have."""
    return _says(error, _NO_PHOTO)


def _says(error: TelegramError, descriptions: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return any(description in said for description in descriptions)


def _reason(error: TelegramError) -> str:
    return error.message.removeprefix("Forbidden: ")[:200].rstrip(".")
