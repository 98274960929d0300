"""What is said where nothing is done: what no command does yet, and the nearest command to what was not understood."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz, process

from bot.answers import plain, says_no, says_yes
from bot.command import Command
from bot.commands.start import Start
from bot.grammar import meaning
from bot.grammar.line import Menu, spell
from bot.grammar.meaning import Action
from bot.short_words import HELLO, THANKS
from bot.to_commands import command_of
from core.alerts import kind_of
from core.messages import Button, Buttons, Card, Paragraph, Tone

_NEAR: Final = 75  # points of rapidfuzz's ratio
_MOST_WORDS: Final = 30
_LONG: Final = 150  # words; the grammar takes what is longer for a text and no request
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_TEXTS: Final = Card(
    "That is a text and no request, so nothing of it was done.",
    (Paragraph("Say in a sentence what you want, or /help."),),
    tone=Tone.WARNING,
)
_FORWARDED: Final = Card(
    "That message is somebody else's, passed on: nothing in it is a request of yours, so nothing was done.",
    (Paragraph("Say it in your own words, or paste the product's link."),),
)


def forwarded() -> Card:
    """What is said of a message that was passed on to us alone and names no product."""
    return _FORWARDED


def not_yet(action: Action) -> Card:
    """What cannot be done yet, in words, with the nearest command."""
    match action:
        case meaning.Chart(metric=metric):
            near = command_of(replace(action, metric="price"))
            return _nearest(f"I can't draw {metric} yet, only price and bsr.", near, "Price chart")
        case meaning.Track(rules=rules) | meaning.Alert(rules=rules):
            unknown = sorted({rule.metric for rule in rules if kind_of(rule.metric) is None})
            what = " and ".join(unknown) or "all of that"
            return _example(f"I can't watch {what} yet. Nothing was changed.", "/alert 3 below 24.99")
        case meaning.AlertOff():
            return _example("There is no rule about that. Nothing was changed.", "/alert off 3 price")
        case meaning.Digest():
            return _example("I can't send a summary like that yet. Nothing was changed.", "/digest daily 08:30")
        case meaning.Quiet():
            return _example("Those hours are none. Nothing was changed.", "/quiet 22:00-07:00")
        case meaning.Optimize():
            return _example("I write text and no pictures.", "/audit 3")
        case _:
            return _example("I can't do that yet.", "/help")


def courtesy(text: str) -> Command | Card | None:
    """The answer to what is only polite; None where it is more than that."""
    words = plain(text)
    if words in HELLO:
        return Start()
    if words in THANKS:
        return Card("You're welcome.")
    if says_yes(text) or says_no(text):
        return Card(
            "I am not waiting for an answer, so nothing was done.", (Paragraph("Say /help for what I can do."),)
        )
    return None


def is_no_request(text: str) -> bool:
    """Whether a message says nothing, or so much that it is a text: nobody need try to read a request into it."""
    return not any(sign.isalnum() for sign in text) or len(text.split()) > _LONG


def suggestion(text: str, menu: Menu) -> Card:
    """The nearest command to a message that was not understood; it is shown, never done."""
    if not any(sign.isalnum() for sign in text):
        return _example("I read words, numbers and links; there are none in that.", "/help")
    words = _WORD.findall(text.casefold())
    if is_no_request(text):
        return _TEXTS
    kind = _named(words[:_MOST_WORDS], menu)
    if kind is None:
        return Card(
            "I did not understand that.", (Paragraph("Paste an Amazon link, or say /help."),), tone=Tone.WARNING
        )
    return _example(f"I did not understand that. Did you mean /{kind.names[0]}?", f"/{kind.examples[0]}")


def _named(words: Sequence[str], menu: Menu) -> type[Command] | None:
    """The command whose name is nearest to any of the words."""
    names = {name: kind for kind in menu for name in kind.names}
    found = [process.extractOne(word, list(names), scorer=fuzz.ratio, score_cutoff=_NEAR) for word in words]
    best = max((one for one in found if one), key=lambda one: one[1], default=None)
    return names[best[0]] if best else None


def _nearest(title: str, command: object, label: str) -> Card:
    if not isinstance(command, Command):
        return Card(title, tone=Tone.WARNING)
    return Card(title, (Buttons((Button(label, spell(command)),)),), tone=Tone.WARNING)


def _example(title: str, line: str) -> Card:
    return Card(title, (Paragraph(f"For example: {line}"),), tone=Tone.WARNING)
