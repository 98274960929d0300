"""Writing without a model: what the rules can mend by themselves, in the listing's own words and language."""

from adapters.language.by_rule.bullets import mended_bullets
from adapters.language.by_rule.description import mended_description
from adapters.language.by_rule.terms import search_terms
from adapters.language.by_rule.title import Mended, mended_highlights, mended_title
from core.audit.listing import AuditedListing
from core.ports.language import Brief, Draft, Drafted
from core.suggestion import Part


class RuleCopywriter:
    """`core.ports.language.Copywriter` by rule: it cuts, moves and orders words, and adds none."""

    name = "the rules"
    costs = False

    async def write(self, brief: Brief) -> Draft:
        """See the port; what rules cannot mend is absent."""
        return Draft(parts=tuple(one for part in brief.parts if (one := _drafted(brief.listing, part))))

    async def close(self) -> None:
        """Nothing is open."""


def _drafted(listing: AuditedListing, part: Part) -> Drafted | None:
    made = _mended(listing, part)
    if not made.text or not made.done:
        return None
    reason = "; ".join(made.done)
    return Drafted(part=part, text=made.text, reason=reason[:1].upper() + reason[1:], facts=_sources(listing, part))


def _mended(listing: AuditedListing, part: Part) -> Mended:
    match part:
        case Part.TITLE:
            return mended_title(listing)
        case Part.HIGHLIGHTS:
            title = mended_title(listing)
            return mended_highlights(listing, title.text, title.tail)
        case Part.BULLETS:
            return mended_bullets(listing)
        case Part.DESCRIPTION:
            return mended_description(listing)
        case Part.KEYWORDS:
            terms = search_terms(listing)
            return Mended(terms, (f"{len(terms.split())} words of the listing that the title has not",))


def _sources(listing: AuditedListing, part: Part) -> tuple[str, ...]:
    """Where the words come from."""
    places = {
        Part.TITLE: ("title", "brand"),
        Part.HIGHLIGHTS: ("title", "highlights", "bullets"),
        Part.BULLETS: ("bullets", "description"),
        Part.DESCRIPTION: ("description",),
        Part.KEYWORDS: ("bullets", "description", "category"),
    }
    return tuple(place for place in places[part] if getattr(listing, place))
