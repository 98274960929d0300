"""What is said and what is heard, before any platform touches it."""

from collections.abc import Awaitable, Callable
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


@dataclass(frozen=True, slots=True)
class Document:
    """A file that somebody sent with a message."""

    name: str
    data: bytes


Progress = Callable[[str], Awaitable[None]]
"""What shows the asker, in a few words, what is being done for them while the answer takes long; raises nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message, pressed button or filled form.

    `thread` is the thread or topic it stood in, `focus` the product (``B0…@com``) that a reply is about, `pressed` the
    platform's id of the message whose button was pressed (the answer takes its place), `private` whether nobody else
    is in the chat, `addressed` whether the bot was meant (always in private; in groups by command, mention or reply),
    `forwarded` whether the words are somebody else's, passed on: never a command, `admin` whether the person may
    administer the chat, `progress` how the platform shows that work goes on (None:
    its own sign, or none, is enough).
    """

    chat: ChatId
    person: Person
    text: str
    at: datetime
    thread: str | None = None
    focus: str | None = None
    pressed: str | None = None
    private: bool = True
    addressed: bool = True
    forwarded: bool = False
    admin: bool = True
    documents: tuple[Document, ...] = ()
    progress: Progress | None = field(default=None, compare=False, repr=False)


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


class Fate(StrEnum):
    """What became of words when a text was edited."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of an edited text, one after the other, that had the same fate."""

    fate: Fate
    words: str


@dataclass(frozen=True, slots=True)
class Diff:
    """How one text became another, stretch by stretch in reading order, under a label."""

    label: str
    stretches: tuple[Stretch, ...]


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


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG to look at; `alt` says in words what it shows."""

    name: str
    data: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to take away: an export."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form. What is filled in is said after `before` (``below`` 24.99), or alone where that is empty.

    `choices` are (shown, said) pairs to choose among; none: free text, with `hint` as its example. A `file` comes with
    what is said instead of being said; only where a platform's forms take files. `value` is what stands there first,
    `most` how many characters it may have: where a platform can, it counts them while somebody writes.
    """

    label: str
    before: str = ""
    hint: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    file: bool = False
    value: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A command to be filled in: sending it says `says` and then each field, a slash line without its slash."""

    label: str
    says: str
    fields: tuple[Field, ...]

    def line(self, answers: tuple[str, ...]) -> str:
        """What the filled form says; `answers` in the order of the fields, empty for those left out."""
        said = [
            f"{field.before} {answer}".strip() for field, answer in zip(self.fields, answers, strict=True) if answer
        ]
        return " ".join([self.says, *said])


Block = Paragraph | Facts | Bullets | Table | Diff | Link | Buttons | Picture | Attachment | Form


@dataclass(frozen=True, slots=True)
class Card:
    """One message: a title that makes sense alone on a lock screen, then blocks.

    All text is raw: escaping happens in the renderers and nowhere else. `subject` is the product the card is about
    (``B0…@com``), so that a reply to it has a focus; `whisper` asks that only the asker sees it, where that can be;
    `aside` that as the answer to a button it stands below the message (in its thread, as a reply), not in its place;
    `live` that where it stands it goes on to show its subject as it is; `offers` the ids of the suggested texts that it
    offers, so that what becomes of them is told below it.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    tone: Tone = field(default=Tone.INFO, kw_only=True)
    subject: str | None = field(default=None, kw_only=True)
    whisper: bool = field(default=False, kw_only=True)
    aside: bool = field(default=False, kw_only=True)
    live: bool = field(default=False, kw_only=True)
    offers: tuple[str, ...] = field(default=(), kw_only=True)


def plain_card(card: Card, most: int = 3000) -> Card:
    """The same in words alone, at most so many characters: for where the card itself is refused."""
    words = "\n".join(in_words(block) for block in card.blocks if not isinstance(block, Form))
    shown = words if len(words) <= most else f"{words[:most].rstrip()}…"
    return Card(
        card.title[:most],
        (Paragraph(shown),) if shown else (),
        tone=card.tone,
        subject=card.subject,
        offers=card.offers,
    )


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
        case Diff(label, stretches):
            return f"{label}: {' '.join(map(_edited, stretches))}"
        case Link(label, url):
            return f"{label}: {url}"
        case Buttons(row):
            return "Say: " + " · ".join(f"/{button.says}" for button in row)
        case Picture(alt=alt):
            return alt
        case Attachment(name):
            return f"File: {name}"
        case Form(label, says, fields):
            asked = (f"{one.before} <{one.label.lower()}>".strip() for one in fields)
            return f"{label}: /{' '.join([says, *asked])}"


def _edited(stretch: Stretch) -> str:
    """Words with their fate in signs: ``[−gone]``, ``[+new]``."""
    match stretch.fate:
        case Fate.KEPT:
            return stretch.words
        case Fate.GONE:
            return f"[−{stretch.words}]"
        case Fate.NEW:
            return f"[+{stretch.words}]"
