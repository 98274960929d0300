"""How suggested text is shown: before and after, what changed, and what to do with it."""

from collections.abc import Sequence
from typing import Final

from bot.views.audit import score_words, tone_of
from bot.views.product import heading
from bot.views.worddiff import word_diff
from bot.views.wording import short
from core.advisor import Advice
from core.archive import Watched
from core.messages import Block, Bullets, Button, Buttons, Card, Fact, Facts, Field, Form, Paragraph, Tone, in_words
from core.suggestion import Part, State, Suggestion, most_of, size_of
from core.tracing import PLEASE_CONFIRM, marked

NAMES: Final = {
    Part.TITLE: "Title",
    Part.HIGHLIGHTS: "Highlights",
    Part.BULLETS: "Bullets",
    Part.DESCRIPTION: "Description",
    Part.KEYWORDS: "Search terms",
}
_ROOM: Final = 2800  # characters in one card: what every platform shows without cutting
_BULLETS: Final = 5
_BULLET: Final = 255  # characters of one that count in full
_FORM: Final = 1000  # characters that a platform's form can carry with it


def advice_card(one: Watched, advice: Advice, *, aside: bool = False) -> Card:
    """The audit in a line, each suggestion with its buttons, and what is missing."""
    number = one.watching.watch.number
    blocks: list[Block] = [Paragraph(f"Now: {score_words(advice.report)}. /audit {number} says why.")]
    room, later = _ROOM, list[Suggestion]()
    for row in advice.offered:
        shown = _part_blocks(row, advice, number)
        room -= sum(len(in_words(block)) for block in shown if not isinstance(block, Form))
        if room < 0 and row is not advice.offered[0]:
            later.append(row)
        else:
            blocks += shown
    if later:
        blocks.append(Paragraph(f"Written too, and too long for this message: {_list(later)}."))
        shows = [Button(f"Optimize {NAMES[row.part].lower()}", f"optimize {number} {row.part}") for row in later]
        blocks.append(Buttons(tuple(shows)))
    if advice.notes:
        blocks.append(Bullets(advice.notes))
    return Card(
        _title(one, advice.offered),
        tuple(blocks),
        tone=tone_of(advice.report) if advice.offered else Tone.WARNING,
        subject=str(one.watching.watch.product),
        aside=aside,
        offers=tuple(row.id for row in advice.offered),
    )


def approved_card(kept: Suggestion) -> Card:
    """Ready to be copied, with what happens next."""
    name = NAMES[kept.part]
    when = "It is live already." if kept.state is State.LIVE else _next(kept.part)
    confirmed = f" Confirmed with it: {_quoted(kept.unconfirmed)}." if kept.unconfirmed else ""
    lines: Block = Bullets(tuple(kept.text.split("\n"))) if kept.part is Part.BULLETS else Paragraph(kept.text)
    told = Paragraph(f"Approved by {kept.decided_by}.{confirmed} {when}")
    return Card(
        f"{name} approved, ready to be copied",
        (lines, told),
        tone=Tone.GOOD,
        subject=str(kept.product),
        aside=True,
    )


def rejected_card(kept: Suggestion) -> Card:
    """That it is gone, and how to get another."""
    said = f"{NAMES[kept.part]} rejected: “{short(kept.text, 40)}”"
    again = Button("Optimize anew", f"optimize {kept.product} {kept.part} again")
    return Card(said, (Buttons((again,)),), subject=str(kept.product), aside=True)


def marked_text(row: Suggestion) -> str:
    """The suggested text with each claim that the listing does not make marked on the claim itself."""
    return marked(row.text, row.unconfirmed)


def _part_blocks(row: Suggestion, advice: Advice, number: int) -> list[Block]:
    name, most = NAMES[row.part], most_of(row.part, advice.listing)
    head = f"{name} {size_of(row.part, row.before)}/{most} → {size_of(row.part, row.text)}/{most}"
    rests = f" Rests on: {_quoted(row.facts)}." if row.facts else ""
    blocks: list[Block] = [Paragraph(f"{head}. {row.reason.rstrip('.')}, by {row.by}.{rests}")]
    blocks += [word_diff("Before → after", row.before, row.text)] if row.before else []
    blocks.append(Facts(_texts(row)))
    if row.unconfirmed:
        asked = f"{PLEASE_CONFIRM.capitalize()} {_quoted(row.unconfirmed)}: the listing does not say so."
        blocks.append(Paragraph(f"{asked} Approving says that it is true."))
    approve = f"Approve {name.lower()}" + (", claims confirmed" if row.unconfirmed else "")
    buttons = (
        Button(approve, f"approve {row.id}"),
        *((Button(f"Optimize {name.lower()} again", f"optimize {number} {row.part} again"),) if advice.varies else ()),
        Button(f"Reject {name.lower()}", f"reject {row.id}"),
    )
    return [*blocks, Buttons(buttons), *_edit(row, name, most)]


def _texts(row: Suggestion) -> tuple[Fact, ...]:
    """The text as it is to be, bullet by bullet, the untraced claims marked."""
    lines = marked_text(row).split("\n")
    if row.part is not Part.BULLETS:
        return (Fact("After", "\n".join(lines)),)
    return tuple(Fact(f"Bullet {number} ({len(line)})", line) for number, line in enumerate(lines, 1))


def _edit(row: Suggestion, name: str, most: int) -> tuple[Form, ...]:
    """The form with the text as it is; none where a platform could not carry it."""
    if len(row.text) > _FORM:
        return ()
    lines = row.text.split("\n") if row.part is Part.BULLETS else [row.text.replace("\n", " ")]
    if row.part is Part.BULLETS:
        lines += [""] * (_BULLETS - len(lines))
    unit = "bytes" if row.part is Part.KEYWORDS else "characters"
    labels = [f"{name[:-1]} {at}, 10 to {_BULLET} {unit}" for at in range(1, len(lines) + 1)]
    if row.part is not Part.BULLETS:
        labels = [f"{name}, at most {most} {unit}"]
    limit = None if row.part is Part.KEYWORDS else _BULLET if row.part is Part.BULLETS else most
    fields = tuple(
        Field(label=label, before=":=", value=line, required=at == 0, most=limit)
        for at, (label, line) in enumerate(zip(labels, lines, strict=True))
    )
    return (Form(f"Edit {name.lower()}", f"approve {row.id}", fields),)


def _title(one: Watched, offered: Sequence[Suggestion]) -> str:
    writers = " and ".join(dict.fromkeys(row.by for row in offered))
    count = f"{len(offered)} suggestion{'' if len(offered) == 1 else 's'}"
    return f"{heading(one)}: {count} by {writers}" if offered else f"{heading(one)}: nothing to suggest"


def _next(part: Part) -> str:
    if part is Part.KEYWORDS:
        return "Only Seller Central shows search terms, so that I cannot see when they are live."
    return "Paste it into Seller Central; I say here when it is live, and two weeks later how the product has fared."


def _list(rows: Sequence[Suggestion]) -> str:
    return ", ".join(NAMES[row.part].lower() for row in rows)


def _quoted(items: Sequence[str]) -> str:
    return ", ".join(f"“{short(item)}”" for item in items[:5])
