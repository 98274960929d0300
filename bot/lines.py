"""Formal lines: slash lines, and plain ones in which every word has its place."""

from collections.abc import Sequence

from bot.answers import says_no, says_yes
from bot.command import Command
from bot.commands.help import Help
from bot.commands.list import List
from bot.grammar.line import Menu, names_a_command, read
from bot.grammar.words import Quoted, cut
from bot.offering import Pasted
from bot.refs import ByName, Group
from bot.retargeting import refs_of
from core.catalog.asin import looks_like_link, read_asin
from core.errors import Misread
from core.messages import Card, Paragraph, Tone


def read_or_ask(text: str, menu: Menu) -> Command | Card:
    """A command, or the form that asks for what it needs where only its name was said. Raises `Misread`."""
    try:
        return read(text, menu)
    except Misread as misread:
        said = " ".join(cut(text.removeprefix("/"))).lower()
        form = next((kind.form_to_fill() for kind in menu if said in kind.names), None)
        if form is None:
            raise
        example = Paragraph(f"For example: {misread.corrected}")
        return Card(str(misread), (example, form), tone=Tone.WARNING, whisper=True)


def exactly(text: str, menu: Menu) -> Command | Card | None:
    """The command of a line without its slash; None where a word of it has no place but in a name or a free text."""
    words = cut(text)
    if not names_a_command(words, menu) or says_yes(text) or says_no(text):
        return None
    try:
        found = read_or_ask(text, menu)
    except Misread:
        return None
    return None if isinstance(found, Command) and (_is_free(found) or is_loose(found, words)) else found


def pasted(text: str) -> Pasted | None:
    """The products whose links or ASINs stand in a message."""
    words = tuple(word for word in cut(text) if looks_like_link(word) or read_asin(word))
    return Pasted(words=words) if words else None


def is_loose(command: Command, words: Sequence[str]) -> bool:
    """Whether words became a name only because nothing else took them; those in quotes are names on purpose.

    Several groups are loose as well: a sentence may mean them otherwise.
    """
    quoted = {str(word) for word in words if isinstance(word, Quoted)}
    groups = [ref for ref in refs_of(command) if isinstance(ref, Group)]
    return len(groups) > 1 or any(isinstance(ref, ByName) and ref.words not in quoted for ref in refs_of(command))


def _is_free(command: Command) -> bool:
    """Whether a command took whatever came: a filter, a topic."""
    return (isinstance(command, List) and bool(command.which)) or (isinstance(command, Help) and bool(command.topic))
