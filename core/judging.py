"""Whether a suggested text may be shown: no rule may call its part an error, and it keeps to the brief."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from core.audit.lexicon import lexicon_for
from core.audit.listing import AuditedListing
from core.audit.report import Finding, audit
from core.audit.rule import Severity
from core.audit.text import words
from core.suggestion import Part, most_of, size_of, text_of, with_part

RULES_OF: Final = {Part.TITLE: "T", Part.HIGHLIGHTS: "H", Part.BULLETS: "B", Part.DESCRIPTION: "D", Part.KEYWORDS: "S"}
_CLAIMS: Final = "C"
_CALLED: Final = {
    Part.TITLE: "Title ",
    Part.HIGHLIGHTS: "Highlights ",
    Part.BULLETS: "Bullet ",
    Part.DESCRIPTION: "Description ",
}
_TELLING: Final = 8  # words by which a language can be told
_MOST_BULLETS: Final = 10


def findings_about(listing: AuditedListing, part: Part) -> tuple[Finding, ...]:
    """What the rules have against one part of a listing, whatever is wrong with the others."""
    report = audit(listing)
    own = [one for one in report.findings if one.rule.id.startswith(RULES_OF[part])]
    called = _CALLED.get(part)
    if called is None:
        return tuple(own)
    alone = replace(listing, title=None, highlights=None, bullets=None, description=None)
    for judged in (report, audit(with_part(alone, part, text_of(listing, part) or ""))):
        claims = (one for one in judged.findings if one.rule.id.startswith(_CLAIMS))
        own += [one for one in claims if one.broken.message.startswith(called)]
    return tuple({one.rule.id: one for one in own}.values())


def troubles_of(listing: AuditedListing, part: Part, text: str, avoid: Iterable[str] = ()) -> tuple[str, ...]:
    """Why a text may not be shown in place of a part, in sentences; none where it may.

    An error or block of the audit, words that are to be avoided, another language, and more than the field takes.
    """
    after = with_part(listing, part, text)
    bad = [one for one in findings_about(after, part) if one.severity >= Severity.ERROR]
    said = [f"{one.rule.id}: {one.broken.message}. {one.broken.fix}" for one in bad]
    return (*said, *_beyond_rules(listing, part, text, avoid))


def _beyond_rules(listing: AuditedListing, part: Part, text: str, avoid: Iterable[str]) -> Iterator[str]:
    if not text.strip():
        yield "It is empty"
    for word in avoid:
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            yield f"It says “{word}”, which this workspace avoids"
    if part is not Part.KEYWORDS and _is_foreign(listing, text):
        yield "It is not written in the listing's own language"
    if part is Part.BULLETS and len(text.split("\n")) > _MOST_BULLETS:
        yield f"It has more than {_MOST_BULLETS} bullets"
    most = most_of(part, listing)
    if part in {Part.HIGHLIGHTS, Part.KEYWORDS, Part.DESCRIPTION} and size_of(part, text) > most:
        yield f"It has {size_of(part, text)} of at most {most}"


def _is_foreign(listing: AuditedListing, text: str) -> bool:
    """Whether another language can be told; a few words tell none."""
    found = lexicon_for(listing.store, text)
    own = listing.lexicon
    if found.language == own.language or len(words(text)) < _TELLING:
        return False
    said = words(text)
    return sum(word in found.function_words for word in said) > 2 + sum(word in own.function_words for word in said)
