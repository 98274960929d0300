"""What is said and what is heard, before any platform touches it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ChatId:
    """Where one talks: the platform's name, the account within it (a Slack team; else empty), and the channel there."""

    platform: str
    account: str
    channel: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.account}:{self.channel}"

    @classmethod
    def parse(cls, text: str) -> "ChatId":
        """The inverse of `str`."""
        platform, account, channel = text.split(":", 2)
        return cls(platform, account, channel)


@dataclass(frozen=True, slots=True)
class Person:
    """Who spoke: the platform's own id (never shown), and the name others see."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message or pressed button. `thread` is the thread or topic it stood in, `focus` the product a reply is about."""

    chat: ChatId
    person: Person
    text: str
    at: datetime
    thread: str | None = None
    focus: str | None = None
    addressed: bool = True


class Tone(StrEnum):
    """How loud a card is; platforms turn it into sound, colour or silence."""

    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, ``Price: $24.99``."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A few labelled values, one below the other."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short unordered list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; every row as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A web address behind a label."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Button:
    """A command that need not be typed: pressing it is saying `says`, a slash line without its slash."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons in one row."""

    row: tuple[Button, ...]


Block = Paragraph | Facts | Bullets | Table | Link | Buttons


@dataclass(frozen=True, slots=True)
class Card:
    """One message: a title that makes sense alone on a lock screen, then blocks.

    All text is raw: escaping happens in the renderers and nowhere else. `subject` is the product the card is about
    (``B0…@com``), so that a reply to it has a focus.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    tone: Tone = field(default=Tone.INFO, kw_only=True)
    subject: str | None = field(default=None, kw_only=True)


def in_words(block: Block) -> str:
    """A block as plain lines: what a screen reader, a log or a platform without the block's shape shows."""
    match block:
        case Paragraph(text):
            return text
        case Facts(rows):
            return "\n".join(f"{row.label}: {row.value}" for row in rows)
        case Bullets(items):
            return "\n".join(f"- {item}" for item in items)
        case Table(header, rows):
            return "\n".join(" | ".join(row) for row in (header, *rows))
        case Link(label, url):
            return f"{label}: {url}"
        case Buttons(row):
            return "Say: " + " · ".join(f"/{button.says}" for button in row)
