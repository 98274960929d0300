"""What the model must answer, as a schema, and what is made of it."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from core.audit.listing import AuditedListing
from core.audit.text import clean
from core.ports.language import Drafted
from core.suggestion import Part

_FACTS: Final = 10


class Rewritten(BaseModel):
    """One part."""

    model_config = ConfigDict(extra="forbid")

    part: Literal["title", "highlights", "bullets", "description", "keywords"]
    lines: list[str]
    reason: str
    facts: list[str]


class Answer(BaseModel):
    """All parts."""

    model_config = ConfigDict(extra="forbid")

    parts: list[Rewritten]


def drafted(answer: Answer, listing: AuditedListing) -> tuple[Drafted, ...]:
    """The parts as drafted, each once, in plain text: markup and unseen signs are no part of a suggestion.

    Of the facts that it says it rests on, those are kept that the listing has, word for word.
    """
    said = " ".join([listing.brand or "", *listing.texts.values(), listing.search_terms or ""]).casefold()
    found: dict[Part, Drafted] = {}
    for one in answer.parts:
        part = Part(one.part)
        lines = [text for line in one.lines for piece in line.split("\n") if (text := clean(piece))]
        text = ("\n" if part in {Part.BULLETS, Part.DESCRIPTION} else " ").join(lines)
        quotes = (clean(fact) for fact in one.facts[:_FACTS])
        facts = tuple(fact for fact in quotes if fact and fact.casefold() in said)
        if text:
            found.setdefault(part, Drafted(part=part, text=text, reason=clean(one.reason)[:300], facts=facts))
    return tuple(found.values())
