"""Slash lines: the command's name says what is asked, and the rest is read like any sentence."""

from collections.abc import Sequence
from typing import Final

from bot.grammar.meaning import Action, Clarify, ListWatched
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.pieces import Piece, Shape
from bot.grammar.sentences.terms import Kind, Term

_VERBS: Final = {
    "track": "track", "watch": "track", "untrack": "untrack", "unwatch": "untrack", "remove": "untrack", "list": "list",
    "ls": "list", "show": "show", "check": "check", "chart": "chart", "changes": "changes", "compare": "compare",
    "alert": "tell", "alerts": "rules", "rules": "rules", "mute": "mute", "unmute": "unmute", "quiet": "quiet",
    "digest": "digest", "export": "export", "download": "export", "undo": "undo", "help": "help", "start": "help",
    "audit": "audit", "optimize": "optimize", "optimise": "optimize",
}  # fmt: skip


def head(pieces: Sequence[Piece]) -> tuple[tuple[Term, ...], tuple[Piece, ...]]:
    """The term of the command that a slash line begins with, and the pieces after it; nothing of other messages."""
    if len(pieces) < 2 or pieces[0].text != "/" or pieces[1].shape is not Shape.WORD or not pieces[1].glued:
        return (), tuple(pieces)
    rest = 3 if len(pieces) > 2 and pieces[2].shape is Shape.PERSON and pieces[2].glued else 2
    name = _VERBS.get(pieces[1].key, "")
    if name == "tell" and len(pieces) > rest and pieces[rest].key == "off":
        name, rest = "alert_off", rest + 1
    return (Term(kind=Kind.VERB, name=name, text=pieces[1].key),), tuple(pieces[rest:])


def plain(terms: Sequence[Term], context: Context) -> Action | None:
    """The lines that are no sentence: an unknown command, help on a topic, a list by its bare name."""
    if not terms[0].name:
        return Clarify("action")
    if terms[0].name == "list":
        return _listed(terms[1:], context)
    return None


def _listed(terms: Sequence[Term], context: Context) -> Action | None:
    text = " ".join(term.text for term in terms).strip()
    lists = {one.list.casefold(): one.list for one in context.entries if one.list}
    if text in lists:
        return ListWatched(lists[text])
    if len(terms) == 1 and terms[0].kind is Kind.UNKNOWN:
        return ListWatched(text)
    return None
