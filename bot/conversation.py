"""One thing heard, one card answered; the only place that words trouble."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import structlog

from bot.acting import act, with_undo
from bot.command import Command, Desk, Staff
from bot.commands.import_file import Import
from bot.grammar.line import names_a_command, read
from bot.grammar.words import LONGEST_LINE, cut
from bot.lines import exactly, is_loose, pasted, read_or_ask
from bot.retargeting import refs_of
from bot.suggesting import forwarded
from bot.turns import note
from bot.understanding import Request, understood
from bot.views.summary import told_card
from core.catalog.asin import looks_like_link
from core.errors import (
    Ambiguous,
    Misread,
    NotAnAsin,
    NothingMeant,
    NotTracked,
    Outage,
    Refusal,
    TooLong,
    UnreadableFile,
)
from core.messages import Card, Heard, Paragraph, Tone

_INVISIBLE: Final = (
    " \t\r\n\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

log = structlog.get_logger()


class Conversation:
    """Reads what was heard, carries it out, and turns whatever goes wrong into sentences."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff

    async def __call__(self, heard: Heard) -> Card | None:
        """The answer to what was heard; None where nobody asked for one. Never raises but for cancellation."""
        try:
            card = await self._answer(replace(heard, text=heard.text.strip(_INVISIBLE)))
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
        return await self._beside_the_alert(heard, card) if card and heard.pressed else card

    async def _beside_the_alert(self, heard: Heard, answer: Card) -> Card:
        """The answer to a button under an alert keeps the alert in view; what only shows something stands below it."""
        told = await self._staff.retelling.of(heard.chat, heard.pressed or "")
        if told is None or answer.whisper:
            return answer
        if self._only_shows(heard.text):
            return replace(answer, aside=True)
        alert = told_card(told, self._staff.clock.now())
        return replace(alert, blocks=(*alert.blocks, Paragraph(answer.title)))

    def _only_shows(self, line: str) -> bool:
        try:
            return not read(line, self._staff.menu).alters()
        except Misread:
            return False

    async def _answer(self, heard: Heard) -> Card | None:
        if not heard.text and not heard.documents:
            return None
        if len(heard.text) > LONGEST_LINE and heard.addressed:
            raise TooLong(LONGEST_LINE)
        found = self._formal(heard)
        if isinstance(found, Card):
            return found
        if found is None and (heard.forwarded or not heard.addressed):
            return await self._overheard(heard)
        desk = await self._desk(heard)
        if found:
            request, card = await self._by_line(found, desk)
        else:
            request = await self._understood(desk)
            card = request.card or with_undo(await act(request.commands, desk), request.commands)
        note(heard, request, card, self._staff)
        return card

    async def _by_line(self, command: Command, desk: Desk) -> tuple[Request, Card]:
        """A formal line, done; one whose names fit nothing, or too much, may still be a sentence behind a slash."""
        try:
            return Request(commands=(command,)), await act((command,), desk)
        except (NotTracked, NotAnAsin, Ambiguous, NothingMeant) as refusal:
            words = cut(desk.heard.text.removeprefix("/"))
            if not is_loose(command, words) and not (isinstance(refusal, NothingMeant) and len(words) > 1):
                raise
            request = await self._understood(desk)
            several = any(len(refs_of(one)) > 1 for one in request.commands)  # one name means one product
            if several or (request.card and not (request.question and request.question.choices)):
                raise
        return request, request.card or with_undo(await act(request.commands, desk), request.commands)

    def _formal(self, heard: Heard) -> Command | Card | None:
        """A file, a slash line, or a plain line in which every word has its place; None where it must be understood."""
        menu = self._staff.menu
        if _brings_file(heard, menu):
            return Import()
        if heard.forwarded or not heard.addressed:
            return None
        return _line(heard.text, menu) if heard.text.startswith("/") else exactly(heard.text, menu)

    async def _overheard(self, heard: Heard) -> Card | None:
        """What people say to each other, or pass on to us, is never a request; products named in it are offered."""
        links = pasted(heard.text)
        if links is None:
            return forwarded() if heard.addressed and heard.forwarded else None
        desk = await self._desk(heard)
        if not heard.addressed and not (desk.room.links and any(map(looks_like_link, links.words))):
            return None
        card = await links.carry_out(desk)
        if heard.addressed:
            note(heard, Request(commands=(links,)), card, self._staff)
        return card

    async def _understood(self, desk: Desk) -> Request:
        talk = await self._staff.recollection.of(desk.heard.chat, desk.heard.person.id)
        request = await understood(desk.heard.text, talk, desk)
        asked = request.question and request.question.choices
        if desk.heard.text.startswith("/") and not (request.commands or asked):
            read(desk.heard.text, desk.menu)  # raises `Misread`, which knows better what is wrong with a slash line
        return request

    async def _desk(self, heard: Heard) -> Desk:
        return Desk.of(self._staff, heard, await self._staff.archive.room(heard.chat))


def _line(text: str, menu: Sequence[type[Command]]) -> Command | Card | None:
    """A slash line; one that begins with a command and goes on in other words is left to be understood."""
    try:
        return read_or_ask(text, menu)
    except Misread:
        words = cut(text.removeprefix("/"))
        if len(words) < 2 or not names_a_command(words, menu):
            raise
        return None


def _brings_file(heard: Heard, menu: Sequence[type[Command]]) -> bool:
    """Whether a message is a file to import, whatever was written beside it, unless that is a command of its own."""
    words = cut(heard.text.removeprefix("/"))
    return bool(heard.documents) and not names_a_command(words, menu)
