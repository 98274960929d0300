"""A description mended by the rules: plain paragraphs, without what it may not speak of, short enough."""

import html
import re
from collections.abc import Iterator
from typing import Final

from adapters.language.by_rule.mending import allowed, plain, trimmed
from adapters.language.by_rule.title import Mended
from core.audit.listing import AuditedListing

_BREAK: Final = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr)>|\n", re.IGNORECASE)
_MOST: Final = 2000
_FEWEST: Final = 20  # what is left of less is no description


def mended_description(listing: AuditedListing) -> Mended:
    """The paragraphs that may stay, as many as fit."""
    before = list(paragraphs(listing.description or ""))
    kept = [text for one in before if (text := allowed(one, listing))]
    done = ["took out what descriptions may not say"] if kept != before else []
    if "<" in (listing.description or ""):
        done.append("took out markup")
    text = ""
    for one in kept:
        room = _MOST - len(text) - 1
        if len(one) > room:
            text = f"{text}\n{trimmed(one, room)}" if not text and room > 0 else text
            done.append(f"cut to {_MOST} characters")
            break
        text = f"{text}\n{one}".strip()
    return Mended(text.strip() if len(text) >= _FEWEST else "", tuple(done))


def paragraphs(description: str) -> Iterator[str]:
    """The paragraphs of raw text, plain."""
    for piece in _BREAK.split(html.unescape(description)):
        if text := plain(piece):
            yield text
