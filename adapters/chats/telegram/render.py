"""How a card looks in Telegram: HTML text, rows of keys, pictures and files."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from adapters.chats.telegram.inert import lines
from adapters.chats.telegram.keys import Key, rows_of
from adapters.chats.telegram.markup import (
    ENTITIES,
    Piece,
    bold,
    cut,
    italic,
    join,
    line,
    link,
    struck,
    text,
    units,
    visible,
)
from adapters.chats.telegram.tables import table
from core.messages import (
    Attachment,
    Block,
    Bullets,
    Buttons,
    Card,
    Diff,
    Facts,
    Fate,
    Form,
    Link,
    Paragraph,
    Picture,
    Stretch,
    Table,
    Tone,
    in_words,
)

TEXT: Final = 4096  # UTF-16 units a message may have
CAPTION: Final = 1024  # … and what stands below a picture
_MARKS: Final = {Tone.INFO: "🔹", Tone.GOOD: "✅", Tone.WARNING: "⚠️", Tone.CRITICAL: "🔴"}
_MORE: Final = "… the rest is in the file below."
_REST: Final = "rest.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One message and what comes with it; `whole` says whether all of the card's text is in `html`.

    `below_picture` says that the text is the caption of the one picture there is.
    """

    html: str
    keys: tuple[tuple[Key, ...], ...]
    pictures: tuple[Picture, ...]
    files: tuple[Attachment, ...]
    whole: bool
    below_picture: bool = False

    @property
    def plain(self) -> str:
        """The same text without any markup."""
        return visible(self.html)


def draw(card: Card, room: int = TEXT) -> Drawn:
    """A card as a message of at most `room` units: cut at a block, and what does not fit as a text file besides."""
    keys, unkeyed = rows_of(card.blocks)
    blocks = [block for block in card.blocks if not isinstance(block, Buttons | Form | Picture | Attachment)]
    shown, rest = _fitting(_title(card, room // 2), [*blocks, *unkeyed], room)
    whole = not rest and units(card.title) <= room // 2
    files = tuple(block for block in card.blocks if isinstance(block, Attachment))
    if not whole:
        files = (_as_file(card, rest), *files)
    pictures = tuple(block for block in card.blocks if isinstance(block, Picture))
    return Drawn(html=shown, keys=keys, pictures=pictures, files=files, whole=whole)


def captioned(card: Card) -> Drawn | None:
    """A card with exactly one picture as that picture's caption; None where it would not fit."""
    pictures = [block for block in card.blocks if isinstance(block, Picture)]
    if len(pictures) != 1:
        return None
    described = replace(card, blocks=tuple(Paragraph(one.alt) if one is pictures[0] else one for one in card.blocks))
    drawn = draw(described, CAPTION)
    return replace(drawn, pictures=(pictures[0],), below_picture=True) if drawn.whole else None


def alt_caption(picture: Picture) -> str:
    """What a picture shows, in words, for below it."""
    return italic(cut(picture.alt, CAPTION))


def _title(card: Card, room: int) -> str:
    return f"{_MARKS[card.tone]} {bold(cut(card.title, room))}"


def _fitting(title: str, blocks: Sequence[Block], room: int) -> tuple[str, Sequence[Block]]:
    """As many blocks as fit, and those that do not, from the one that was cut on."""
    whole = _stacked([title, *map(_markup, blocks)])
    if whole.length <= room and whole.entities <= ENTITIES:
        return whole.html, ()
    shown = [title]
    left = room - units(_MORE) - 2
    for at, block in enumerate(blocks):
        grown = _stacked([*shown, _markup(block)])
        if grown.length > left or grown.entities >= ENTITIES:
            begun = _begun(block, left - _stacked(shown).length - 2)
            return _stacked([*shown, begun, f"<i>{_MORE}</i>"]).html, blocks[at:]
        shown.append(_markup(block))
    return whole.html, ()


def _stacked(parts: Sequence[str]) -> Piece:
    """The title, what is right below it, and the rest between blank lines."""
    below = join(parts[1:], "\n\n")
    return Piece.of(join((parts[0], below)))


def _begun(block: Block, room: int) -> str:
    """The beginning of a block that would fill most of a message; nothing of one that only came too late."""
    piece = Piece.of(_markup(block))
    if piece.length <= room // 2 and piece.entities <= ENTITIES // 2:
        return ""
    if isinstance(block, Paragraph):
        return text(cut(lines(block.text), room))
    count = bisect_left(range(1, _size(block) + 1), 1, key=lambda rows: not _holds(_first(block, rows), room))
    return _markup(_first(block, count)) if count else ""


def _holds(block: Block, room: int) -> bool:
    piece = Piece.of(_markup(block))
    return piece.length <= room and piece.entities <= ENTITIES // 2


def _size(block: Block) -> int:
    match block:
        case Facts(rows):
            return len(rows)
        case Bullets(items):
            return len(items)
        case Table(rows=cells):
            return len(cells)
        case Diff(stretches=stretches):
            return len(stretches)
        case _:
            return 0


def _first(block: Block, count: int) -> Block:
    match block:
        case Facts(rows):
            return Facts(rows[:count])
        case Bullets(items):
            return Bullets(items[:count])
        case Table(header, cells):
            return Table(header, cells[:count])
        case Diff(label, stretches):
            return Diff(label, stretches[:count])
        case _:
            return block


def _as_file(card: Card, rest: Sequence[Block]) -> Attachment:
    words = "\n\n".join(filter(None, (card.title, *map(in_words, rest))))
    return Attachment(_REST, lines(words).encode())


def _markup(block: Block) -> str:
    match block:
        case Paragraph(words):
            return text(words)
        case Facts(rows):
            return join(f"{bold(row.label, commands=True)}: {line(row.value)}" for row in rows)
        case Bullets(items):
            return join(f"• {line(item, commands=True)}" for item in items)
        case Table():
            return table(block)
        case Diff(label, stretches):
            return join((f"{bold(label)}:", *map(_edited, stretches)), " ")
        case Link(label, url):
            return link(label, url)
        case Buttons() | Form():
            return text(in_words(block))
        case Picture() | Attachment():
            return italic(in_words(block))
        case _:
            assert_never(block)


def _edited(stretch: Stretch) -> str:
    match stretch.fate:
        case Fate.KEPT:
            return line(stretch.words)
        case Fate.GONE:
            return struck(stretch.words)
        case Fate.NEW:
            return bold(stretch.words)
