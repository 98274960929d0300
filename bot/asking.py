"""What is asked back where acting would be a guess: one short question, with a button for each product that fits."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.command import Command
from bot.grammar.line import Menu, read, spell
from bot.grammar.meaning import Action
from bot.grammar.sentences.context import Context, Entry
from bot.reading import reading
from bot.refs import ByNumber, ByProduct
from bot.retargeting import refs_of, with_refs
from bot.to_commands import commands_of
from core.messages import Block, Button, Buttons, Card, Paragraph, Tone
from core.talk import Choice, Question

_MOST_TRIED: Final = 40  # products for which a message is read again
_MOST_SHOWN: Final = 8
_LABEL: Final = 30
_OFTEN: Final = ("show", "chart", "check", "alerts")  # what is asked of a product most, and changes nothing
_WORD: Final = re.compile(r"\w{3,}")
_NAME_IT: Final = "Say its number from /list, its ASIN, or a word of its title."


def question_of(said: str, missing: str, actions: Sequence[Action], context: Context) -> Question:
    """The question about a message that was not clear; its choices are the products with which it would be."""
    sure = {product for action in actions for product in _products(action)}
    tried = _likely(said, context) if missing in {"which", "product"} else ()
    choices = (_choice(said, entry, sure, context) for entry in tried)
    return Question(asked_at=context.now, said=said, missing=missing, choices=tuple(filter(None, choices)))


def card_of(question: Question, menu: Menu, product: str | None = None) -> Card:
    """The question as it is asked; `product` is the one of which it is not said what is wanted (``B0…@com``)."""
    if question.choices:
        return _which(question.choices, menu)
    match question.missing:
        case "value":
            title, example = _value(question.said)
        case "action":
            title, example = "What shall I do with it?", "For example: show it, chart it, mute it for 4 hours."
        case _:
            title, example = "Which product?", _NAME_IT
    offered = tuple(Button(verb.capitalize(), f"{verb} {product}") for verb in _OFTEN) if product else ()
    return Card(title, (Paragraph(example), *((Buttons(offered),) if offered else ())), tone=Tone.WARNING)


def together(choices: Sequence[Choice], menu: Menu) -> tuple[str, ...]:
    """The lines that do for all choices what each does for one: a single line wherever that is possible."""
    commands = [read(line, menu) for one in choices for line in one.lines]
    merged = _merged(commands)
    return (spell(merged),) if merged else tuple(map(spell, commands))


def label(number: int, title: str) -> str:
    """A product on a button."""
    name = title if len(title) <= _LABEL else title[:_LABEL].rsplit(" ", 1)[0]
    return f"{number} {name}".strip()


def _which(choices: Sequence[Choice], menu: Menu) -> Card:
    verb = choices[0].lines[0].split(maxsplit=1)[0].capitalize()
    shown = choices[:_MOST_SHOWN]
    row = [Button(label(one.number, one.title), one.lines[0]) for one in shown if len(one.lines) == 1]
    lines = together(choices, menu)
    if len(choices) == 2 and len(lines) == 1:
        row.append(Button("Both", lines[0]))
    more = len(choices) - len(shown)
    rest = (Paragraph(f"… or {more} more. {_NAME_IT}"),) if more else ()
    named = tuple(Paragraph(label(one.number, one.title)) for one in shown if len(one.lines) > 1)
    blocks: tuple[Block, ...] = (*named, *((Buttons(tuple(row)),) if row else ()), *rest)
    only = label(shown[0].number, shown[0].title) if len(choices) == 1 else "which one"
    return Card(f"{verb} {only}?", blocks)


def _choice(said: str, entry: Entry, sure: set[str], context: Context) -> Choice | None:
    """What a message would mean if this were the only other product it could speak of."""
    kept = tuple(one for one in context.entries if one.product in sure or one.product == entry.product)
    found = reading(said, replace(context, watchlist=kept, focus=entry.product))
    if not found.is_understood or not any(entry.product in _products(action) for action in found.actions):
        return None
    commands = commands_of(found.actions)
    if commands is None:
        return None
    lines = tuple(spell(_numbered(command, entry)) for command in commands)
    return Choice(product=entry.product, number=entry.number, title=entry.title, lines=lines)


def _numbered(command: Command, entry: Entry) -> Command:
    """The command with the product by its number, which is short enough for any button."""
    refs = refs_of(command)
    by_itself = len(refs) == 1 and isinstance(refs[0], ByProduct) and str(refs[0].product) == entry.product
    return with_refs(command, (ByNumber(entry.number),)) if by_itself else command


def _merged(commands: Sequence[Command]) -> Command | None:
    """One command for what several do to a product each; None where they differ in anything else."""
    refs = tuple(ref for one in commands for ref in refs_of(one))
    same = [with_refs(one, refs) for one in commands]
    return same[0] if refs and all(one == same[0] for one in same) else None


def _likely(said: str, context: Context) -> Sequence[Entry]:
    """The products that share the beginning of a word with a message; where none does, any may be meant."""
    begun = {word[:4] for word in _WORD.findall(said.casefold())}
    sharing = [one for one in context.entries if begun & {word[:4] for word in _WORD.findall(one.title.casefold())}]
    return (sharing or list(context.entries))[:_MOST_TRIED]


def _products(action: Action) -> Iterable[str]:
    products = getattr(action, "products", None)
    return products if isinstance(products, tuple) else ()


def _value(said: str) -> tuple[str, str]:
    """What is asked where a value is missing, and an example of an answer."""
    lower = said.casefold()
    if "quiet" in lower:
        return "Quiet from when to when?", "For example: 22:00 to 07:00."
    if "digest" in lower or "summary" in lower:
        return "How often, and at what time?", "For example: daily at 8:30, or weekly on Monday at 9:00."
    if "mute" in lower or "snooze" in lower or "silence" in lower:
        return "For how long, or until when?", "For example: 4 hours, or until Monday 9:00."
    return "At what value?", "For example: below 25, or 10 %."
