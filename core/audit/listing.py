"""A listing as it is audited: what is known of it, and what is known to be empty."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from core.audit.lexicon import Lexicon, lexicon_for
from core.audit.media import is_media
from core.audit.text import clean
from core.catalog.marketplace import DEFAULT_MARKETPLACE, Marketplace, marketplace

_MOST_CHARACTERS: Final = 10_000
_MOST_BULLETS: Final = 50
_LONGEST_BULLET: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPicture:
    """One image of a listing, the main one first.

    `width` and `height` in pixels; `white_ring` the share of its 2 % border that is white, `fill` the larger share of
    its width or height that the product takes, both 0 to 1; `likeness` a perceptual hash of 64 bits. None: not known.
    """

    width: int | None = None
    height: int | None = None
    white_ring: Decimal | None = None
    fill: Decimal | None = None
    likeness: int | None = None

    @property
    def longest(self) -> int | None:
        """The longest side, where any is known."""
        return max((side for side in (self.width, self.height) if side is not None), default=None)


@dataclass(frozen=True, kw_only=True)
class AuditedListing:
    """What the rules read. None is unknown, and rules that need it do not apply; empty is known to be empty.

    `category` is a path, widest first; `as_of` decides which rules are in force.
    """

    as_of: date
    market: str = DEFAULT_MARKETPLACE.code
    category: tuple[str, ...] | None = None
    brand: str | None = None
    title: str | None = None
    highlights: str | None = None
    bullets: tuple[str, ...] | None = None
    description: str | None = None
    search_terms: str | None = None
    pictures: tuple[ListedPicture, ...] | None = None
    has_aplus: bool | None = None
    has_video: bool | None = None

    @property
    def store(self) -> Marketplace:
        """The store it is sold in."""
        return marketplace(self.market) or DEFAULT_MARKETPLACE

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the language that it is written in."""
        texts = (self.title, self.highlights, *(self.bullets or ()), self.description, self.search_terms)
        return lexicon_for(self.store, " ".join(text for text in texts if text))

    @cached_property
    def is_media(self) -> bool:
        """Whether it is a book, music, video or software."""
        return is_media(self.category)

    @cached_property
    def clean_title(self) -> str | None:
        """The title as the rules read it."""
        return None if self.title is None else clean(self.title)

    @cached_property
    def clean_highlights(self) -> str | None:
        """The item highlights as the rules read them."""
        return None if self.highlights is None else clean(self.highlights)

    @cached_property
    def clean_bullets(self) -> tuple[str, ...] | None:
        """The bullets as the rules read them, without blank ones."""
        return None if self.bullets is None else tuple(text for text in map(clean, self.bullets) if text)

    @cached_property
    def clean_description(self) -> str | None:
        """The description as the rules read it."""
        return None if self.description is None else clean(self.description)

    @cached_property
    def real_brand(self) -> str | None:
        """The brand; None where there is none worth the name."""
        name = clean(self.brand or "")
        return None if not name or name.casefold() in self.lexicon.generic_brands else name

    @property
    def texts(self) -> Mapping[str, str]:
        """All text that buyers read, by what people call it; unknown and empty parts are absent."""
        parts = {"Title": self.clean_title, "Highlights": self.clean_highlights}
        parts |= {f"Bullet {number}": text for number, text in enumerate(self.clean_bullets or (), 1)}
        parts |= {"Description": self.clean_description}
        return {part: text for part, text in parts.items() if text}

    @property
    def in_bounds(self) -> "AuditedListing":
        """The same without what no store takes: texts end after 10,000 characters, fifty bullets after 2,000 each."""
        bullets = None if self.bullets is None else tuple(one[:_LONGEST_BULLET] for one in self.bullets[:_MOST_BULLETS])
        return replace(
            self,
            brand=_cut(self.brand),
            title=_cut(self.title),
            highlights=_cut(self.highlights),
            bullets=bullets,
            description=_cut(self.description),
            search_terms=_cut(self.search_terms),
        )


def _cut(text: str | None) -> str | None:
    return text and text[:_MOST_CHARACTERS]
