"""How people point at products: by ASIN, link, number, name, or as a group."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.catalog.asin import Product


@dataclass(frozen=True, slots=True)
class ByAsin:
    """An ASIN without a store: the chat's own is meant, or the one named by `on`."""

    asin: str


@dataclass(frozen=True, slots=True)
class ByProduct:
    """A product of a certain store, from a long link or from `B0…@de`."""

    product: Product


@dataclass(frozen=True, slots=True)
class ByShortLink:
    """A shortened link that must be followed first."""

    url: str


@dataclass(frozen=True, slots=True)
class ByNumber:
    """The number that /list shows."""

    number: int


@dataclass(frozen=True, slots=True)
class ByName:
    """Words of a title."""

    words: str


@dataclass(frozen=True, slots=True)
class It:
    """What the thread, the replied-to card or the last answer is about."""


@dataclass(frozen=True, slots=True)
class Group:
    """Several products at once: ``all``, ``own``, ``competitor``, or ``list:NAME``, of which `role` may leave some."""

    name: str
    role: str | None = None


Ref = ByAsin | ByProduct | ByShortLink | ByNumber | ByName | It | Group


def spell_refs(refs: Sequence[Ref]) -> str:
    """How several are written: parted by spaces, and groups by “and”, since in a row they would narrow one another."""
    words = [
        f"and {spell_ref(ref)}" if isinstance(before, Group) and isinstance(ref, Group) else spell_ref(ref)
        for before, ref in zip((None, *refs), refs, strict=False)
    ]
    return " ".join(words)


def spell_ref(ref: Ref) -> str:
    """How a ref is written in a line."""
    match ref:
        case ByAsin(asin):
            return asin
        case ByProduct(product):
            return str(product)
        case ByShortLink(url):
            return url
        case ByNumber(number):
            return str(number)
        case ByName(words):
            return f'"{words}"'
        case It():
            return "it"
        case Group(name, role):
            spelled = name if " " not in name else f'"{name}"'
            return f"{role} {spelled}" if role else spelled
