"""One thing heard, one card answered; the only place that words trouble."""

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import structlog

from bot.command import Command, Desk, Staff
from bot.commands.import_file import Import
from bot.consent import plan_for
from bot.grammar.line import names_a_command, read
from bot.grammar.words import cut
from bot.offering import Pasted
from bot.views.alert import alerts_card
from core.catalog.asin import looks_like_link, read_asin
from core.errors import Misread, Outage, Refusal, UnreadableFile
from core.messages import Card, ChatId, Heard, Paragraph, Tone

_REMEMBERED: Final = 1000  # people whose last card is remembered, so that “it” means something

log = structlog.get_logger()


class Conversation:
    """Reads what was heard with the menu, carries it out, and turns whatever goes wrong into sentences."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff
        self._focus: OrderedDict[tuple[ChatId, str], str] = OrderedDict()

    async def __call__(self, heard: Heard) -> Card | None:
        """The answer to what was heard; None where nobody asked for one. Never raises but for cancellation."""
        try:
            card = await self._answer(heard)
        except Misread as misread:
            example = Paragraph(f"For example: {misread.corrected}")
            return Card(str(misread), (example,), tone=Tone.WARNING, whisper=True)
        except UnreadableFile as refusal:
            # Not every table that people send one another in a group is meant for us.
            return Card(str(refusal), tone=Tone.WARNING, whisper=True) if heard.addressed else None
        except (Refusal, Outage) as trouble:
            return Card(str(trouble), tone=Tone.WARNING, whisper=True)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("unexpected", reference=reference, chat=str(heard.chat))
            sorry = (
                f"Something went wrong on our side (reference {reference}). What was tracked before is still tracked."
            )
            return Card(sorry, (Paragraph("Try again; if it stays, tell whoever runs this bot the reference."),))
        self._remember(heard, card)
        return await self._beside_the_alert(heard, card) if card and heard.pressed else card

    async def _beside_the_alert(self, heard: Heard, answer: Card) -> Card:
        """The answer to a button under an alert keeps the alert in view; what only shows something stands below it."""
        told = await self._staff.archive.told_by(heard.chat, heard.pressed or "")
        if told is None or answer.whisper:
            return answer
        if self._only_shows(heard.text):
            return replace(answer, aside=True)
        room = await self._staff.archive.room(heard.chat)
        alert = alerts_card(told.alerts, self._staff.clock.now(), room.zone)
        return replace(alert, blocks=(*alert.blocks, Paragraph(answer.title)))

    def _only_shows(self, line: str) -> bool:
        try:
            return not read(line, self._staff.menu).alters()
        except Misread:
            return False

    async def _answer(self, heard: Heard) -> Card | None:
        text = heard.text.strip()
        if not text and not heard.documents:
            return None
        command = Import() if _brings_file(heard, self._staff.menu) else self._understand(text, heard)
        if command is None or isinstance(command, Card):
            return command
        desk = await self._desk(heard)
        if isinstance(command, Pasted) and not heard.addressed and not desk.room.links:
            return None
        if command.alters():
            await self._staff.membership.admit(desk.asker, desk.room, admin=heard.admin)
        return await plan_for(command, desk) or await command.carry_out(desk)

    def _understand(self, text: str, heard: Heard) -> Command | Card | None:
        """A slash line is a command or a complaint; a plain line may be one, or name products, or be none of ours."""
        if text.startswith("/"):
            return self._read(text)
        words = cut(text)
        if heard.addressed and names_a_command(words, self._staff.menu):
            try:
                return self._read(text)
            except Misread:
                if len(words) > 1:
                    raise
        if pasted := [word for word in words if looks_like_link(word) or read_asin(word)]:
            return Pasted(words=tuple(pasted))
        if not heard.addressed:
            return None
        return Card(
            "I did not understand that.", (Paragraph("Paste an Amazon link, or say /help."),), tone=Tone.WARNING
        )

    def _read(self, text: str) -> Command | Card:
        """A command, or the form that asks for what it needs where only its name was said. Raises `Misread`."""
        try:
            return read(text, self._staff.menu)
        except Misread as misread:
            said = " ".join(cut(text.removeprefix("/"))).lower()
            form = next((kind.form_to_fill() for kind in self._staff.menu if said in kind.names), None)
            if form is None:
                raise
            example = Paragraph(f"For example: {misread.corrected}")
            return Card(str(misread), (example, form), tone=Tone.WARNING, whisper=True)

    async def _desk(self, heard: Heard) -> Desk:
        room = await self._staff.archive.room(heard.chat)
        focus = heard.focus or self._focus.get((heard.chat, heard.person.id))
        return Desk.of(self._staff, replace(heard, focus=focus), room)

    def _remember(self, heard: Heard, card: Card | None) -> None:
        if card is None or card.subject is None:
            return
        key = (heard.chat, heard.person.id)
        self._focus[key] = card.subject
        self._focus.move_to_end(key)
        while len(self._focus) > _REMEMBERED:
            self._focus.popitem(last=False)


def _brings_file(heard: Heard, menu: Sequence[type[Command]]) -> bool:
    """Whether a message is a file to import, whatever was written beside it, unless that is a command of its own."""
    words = cut(heard.text.strip().removeprefix("/"))
    return bool(heard.documents) and not names_a_command(words, menu)
