"""/help: what can be asked."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.line import unknown
from bot.grammar.slots import Rest
from core.messages import Bullets, Card, Fact, Facts, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(Command):
    """Show what can be asked, or how one command is used."""

    names: ClassVar = ("help",)
    examples: ClassVar = ("help", "help track")

    topic: str = argument(Rest("command"), default="")

    async def carry_out(self, desk: Desk) -> Card:
        """The menu, or one command."""
        topic = self.topic.strip().lstrip("/").lower()
        if topic:
            return _about(topic, desk)
        facts = tuple(Fact(f"/{kind.names[0]}", kind.summary()) for kind in desk.menu)
        intro = "I watch Amazon products and tell you once when something that matters changes. Paste a link to begin."
        return Card("What you can ask", (Paragraph(intro), Facts(facts), Paragraph("More: /help track")))


def _about(topic: str, desk: Desk) -> Card:
    kind = next((kind for kind in desk.menu if topic in kind.names), None)
    if kind is None:
        raise unknown(topic, desk.menu)
    text = " ".join((kind.__doc__ or "").split())
    examples = Bullets(tuple(f"/{example}" for example in kind.examples))
    return Card(kind.usage(), (Paragraph(text), Paragraph("For example:"), examples))
