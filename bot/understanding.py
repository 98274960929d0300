"""What a message asks for: the commands that do it, or what is said or asked instead of doing anything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers import completed, named, picked, pointed, says_no, says_yes
from bot.asking import card_of, question_of
from bot.command import Command, Desk
from bot.following import Followed, followed
from bot.grammar.line import Menu, names_a_command, read
from bot.grammar.meaning import Action, Clarify, Nothing, Show
from bot.grammar.sentences.context import Context
from bot.grammar.words import cut
from bot.lines import is_loose, pasted, read_or_ask
from bot.questions import line_of
from bot.reading import reading, words_at_hand
from bot.scenery import context_of
from bot.suggesting import courtesy, is_no_request, not_yet, suggestion
from bot.to_commands import NotYet, command_of
from core.messages import Button, Buttons, Card, Paragraph
from core.talk import Question, Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a message comes to: `commands` in order, or the `card` that is given instead, with what it asks back.

    `leaves_open` says that a question of before still waits for its answer.
    """

    commands: tuple[Command, ...] = ()
    card: Card | None = None
    question: Question | None = None
    leaves_open: bool = False


async def understood(text: str, talk: Talk, desk: Desk) -> Request:
    """What a message that is meant for us asks for, after what was said before."""
    question = talk.question if talk.question and talk.question.waits(desk.now) else None
    if question and (lines := picked(text, question, desk.menu)) is not None:
        return _of_lines(lines, desk.menu)
    if question and question.choices and says_yes(text):
        return Request(card=card_of(question, desk.menu), question=question)
    context = await context_of(desk, desk.heard.focus or talk.focus)
    await words_at_hand()
    if meant := followed(text, talk, context, desk.menu):
        return _of_follow_up(text, meant, context, desk.menu)
    found = reading(text, context).actions
    if question and (request := _of_answer(text, found, question, context, desk.menu)):
        return request
    if line := line_of(text, found, context):
        return _of_lines((line,), desk.menu)
    return _of_actions(text, found, context, desk.menu) or await _otherwise(text, found, talk, context, desk)


def _of_line(found: Command | Card) -> Request:
    return Request(card=found) if isinstance(found, Card) else Request(commands=(found,))


def _of_lines(lines: Sequence[str], menu: Menu) -> Request:
    if not lines:
        return Request(card=Card("All right, nothing was changed."))
    return Request(commands=tuple(read(line, menu) for line in lines))


def _of_follow_up(text: str, meant: Followed, context: Context, menu: Menu) -> Request:
    if meant.choices:
        question = meant.question(text, context)
        return Request(card=card_of(question, menu), question=question)
    if not meant.asks:
        return _of_lines(meant.lines, menu)
    buttons = Buttons(tuple(Button("Yes", line) for line in meant.lines[:1]))
    question = Question(asked_at=context.now, said=text, yes=meant.lines)
    return Request(
        card=Card(f"/{meant.lines[-1]} as well?", (*map(Paragraph, meant.names), buttons)), question=question
    )


def _of_answer(text: str, found: Sequence[Action], question: Question, context: Context, menu: Menu) -> Request | None:
    """What a message is as the answer to our question; None where it asks for something of its own."""
    by_itself = _is_clear(reading(text, replace(context, focus=None)).actions)
    if by_itself and not all(isinstance(action, Show) for action in found):
        return None
    if lines := named(text, question):
        return _of_lines(lines, menu)
    if by_itself or not question.missing:
        return None
    return _of_actions(text, completed(text, question, context), context, menu)


def _of_actions(text: str, found: Sequence[Action], context: Context, menu: Menu) -> Request | None:
    """The commands for what the grammar has read, or the question where it asks one; None where it read nothing."""
    if not found or all(isinstance(action, Nothing) for action in found):
        return None
    unclear = next((action for action in found if isinstance(action, Clarify)), None)
    if unclear is None:
        commands = [command_of(action) for action in found if not isinstance(action, Nothing)]
        impossible = next((one for one in commands if isinstance(one, NotYet)), None)
        if impossible:
            return Request(card=not_yet(impossible.action))
        return Request(commands=tuple(one for one in commands if isinstance(one, Command)))
    if unclear.missing == "action":
        return None
    question = question_of(text, unclear.missing, found, context)
    if len(question.choices) == 1:
        only = _of_lines(question.choices[0].lines, menu)
        if not any(command.alters() for command in only.commands):
            return only  # there is nothing else that could be meant, and looking does no harm
    return Request(card=card_of(question, menu), question=question)


async def _otherwise(text: str, read: Sequence[Action], talk: Talk, context: Context, desk: Desk) -> Request:
    """What is left where the grammar was at a loss: links, a model, a line that nearly fits, a suggestion."""
    if links := pasted(text):
        return Request(commands=(links,))
    polite = courtesy(text)
    asked = bool(talk.turns) and not talk.turns[-1].lines  # our last answer may have been the model's question
    if polite and not (asked and (says_yes(text) or says_no(text))):
        return _of_line(polite)
    if not is_no_request(text) and (card := await _by_model(talk, context, desk)):
        return Request(card=card)
    if polite:
        return _of_line(polite)
    if any(isinstance(action, Clarify) for action in read):
        return _what_to_do(text, context, desk.menu)
    if not text.endswith("?") and names_a_command(words := cut(text), desk.menu):
        found = read_or_ask(text, desk.menu)
        if isinstance(found, Card) or not is_loose(found, words):
            return _of_line(found)
    return Request(card=suggestion(text, desk.menu), leaves_open=True)


async def _by_model(talk: Talk, context: Context, desk: Desk) -> Card | None:
    """What a model makes of it, where one is configured; “it” is for the model what it is for the grammar."""
    focused = replace(desk, pointing=replace(desk.pointing, focus=context.focus))
    return await desk.interpreter.read(desk.heard, focused, talk.turns) if desk.interpreter else None


def _what_to_do(text: str, context: Context, menu: Menu) -> Request:
    """The question what is wanted of a product that was only named."""
    question = Question(asked_at=context.now, said=text, missing="action")
    product = next(iter(pointed(text, context)), None)
    return Request(card=replace(card_of(question, menu, product), subject=product), question=question)


def _is_clear(found: Sequence[Action]) -> bool:
    return bool(found) and not any(isinstance(action, Nothing | Clarify) for action in found)
