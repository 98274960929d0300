"""/voice: how suggested text is to sound."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.slots import Flag, Named
from core.messages import Card, Fact, Facts, Field, Form
from core.suggestion import Voice as Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Command):
    """Show or set how suggested text sounds in this workspace, and the words that it avoids; off forgets both."""

    names: ClassVar = ("voice",)
    examples: ClassVar = ("voice", 'voice sounds "plain and friendly" avoid "cheap, luxury"', "voice off")
    changes: ClassVar = True

    manner: str | None = argument(Named("sounds"), default=None)
    avoid: str | None = argument(Named("avoid"), default=None)
    off: bool = argument(Flag("off"), default=False)

    def alters(self) -> bool:
        """Only looking changes nothing."""
        return self != Voice()

    async def carry_out(self, desk: Desk) -> Card:
        """Set what was said, and show all."""
        known = Manner() if self.off else await desk.approvals.voice(desk.room)
        avoid = known.avoid if self.avoid is None else tuple(filter(None, map(str.strip, self.avoid.split(","))))
        voice = Manner(known.manner if self.manner is None else self.manner, avoid)
        if self.alters():
            await desk.approvals.speak(desk.asker, desk.room, voice)
        facts = (
            Fact("Sounds", voice.manner or "as the listing does"),
            Fact("Avoids", ", ".join(voice.avoid) or "nothing in particular"),
        )
        title = "The voice of this workspace's suggestions"
        return Card(f"{title} is set" if self.alters() else title, (Facts(facts), _FORM))


_FORM = Form(
    "Change voice",
    "voice",
    (
        Field(label="Sounds", before="sounds", hint='"plain and friendly"'),
        Field(label="Avoids", before="avoid", hint='"cheap, luxury"'),
    ),
)
