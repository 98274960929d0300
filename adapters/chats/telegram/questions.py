"""How a form's question looks: choices as keys; free text as a reply, or as the next message in private."""

from dataclasses import dataclass
from html import escape
from typing import Any, Final

from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, TelegramError

from adapters.chats.telegram.answers import Answers
from adapters.chats.telegram.delivery import Place
from adapters.chats.telegram.dialogues import Dialogues, Question
from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.markup import bold, cut, join, line
from adapters.chats.telegram.troubles import already_so, turned
from core.messages import ChatId, Person

_A_ROW: Final = 2
_CHOICES: Final = 96  # and Skip and Cancel: 100 keys are the most
_HINT: Final = 64  # the placeholder of a ForceReply


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked, and where; `over` is the message in whose place the question may stand."""

    chat: ChatId
    person: Person
    thread: str | None
    private: bool
    over: str | None = None


class Questions:
    """Asks, and tells the dialogues where a question stands."""

    def __init__(self, bot: Bot, dialogues: Dialogues, answers: Answers) -> None:
        self._bot = bot
        self._dialogues = dialogues
        self._answers = answers

    async def ask(self, asked: Asked, question: Question) -> None:
        """Ask one question; raises nothing that Telegram may do."""

        async def ask() -> None:
            message = await self._ask(asked, question)
            await self._dialogues.wait_at((asked.chat, asked.person.id), question, message)

        await self._answers.patiently(asked.chat, ask)

    async def _ask(self, asked: Asked, question: Question) -> str:
        html = _text(question, asked.person, private=asked.private)
        forced = not asked.private and not question.field.choices
        markup = _force(question) if forced else _keyboard(question)
        given: dict[str, Any] = {"text": html, "parse_mode": "HTML", "reply_markup": markup}
        try:
            if asked.over and not forced:
                return await self._instead(asked.chat, asked.over, given)
            said = await self._bot.send_message(**Place(asked.chat.channel, asked.thread).options(), **given)
        except TelegramError as error:
            raise turned(error, asked.chat) from error
        return str(said.message_id)

    async def _instead(self, chat: ChatId, message: str, given: dict[str, Any]) -> str:
        try:
            await self._bot.edit_message_text(chat_id=chat.channel, message_id=int(message), **given)
        except BadRequest as error:
            if not already_so(error):
                raise
        return message


def _text(question: Question, person: Person, *, private: bool) -> str:
    step = f" {question.number}/{question.of}" if question.of > 1 else ""
    hint = f"For example: {line(question.field.hint)}" if question.field.hint else ""
    hint = f"Now: {line(question.field.value)}" if question.field.value else hint
    return join(
        (f"{bold(question.form.label)}{step}", line(question.field.label), hint, _how(question, person, private))
    )


def _how(question: Question, person: Person, private: bool) -> str:
    """In a group the one who is asked is named: Telegram opens the reply for whoever is named, and for no one else."""
    if private or question.field.choices:
        return ""
    name = escape(person.name)
    named = f'<a href="tg://user?id={person.id}">{name}</a>' if person.id.isdecimal() else name
    ways = "/cancel ends this." if question.field.required else "/skip leaves it out, /cancel ends this."
    return f"{named}: reply to this message. {ways}"


def _force(question: Question) -> ForceReply:
    placeholder = cut(one_line(question.field.hint or question.field.label), _HINT)
    return ForceReply(selective=True, input_field_placeholder=placeholder or None)


def _keyboard(question: Question) -> InlineKeyboardMarkup:
    count = len(question.field.choices)
    choices, ways = question.keys[:count][:_CHOICES], question.keys[count:]
    keys = [InlineKeyboardButton(cut(one_line(label), _HINT) or "…", callback_data=data) for label, data in choices]
    rows = [keys[at : at + _A_ROW] for at in range(0, len(keys), _A_ROW)]
    return InlineKeyboardMarkup([*rows, [InlineKeyboardButton(label, callback_data=data) for label, data in ways]])
