"""The gallery's cards hung on pages: one HTML page for each platform, and parts of it that can be photographed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from bot.gallery import Exhibit
from core.messages import Card

MARGIN: Final = 24  # pixels around everything
_STYLE: Final = """
* { box-sizing: border-box; } body { margin: 0; }
main { width: %dpx; margin: 0 auto; padding: %dpx 0; }
figure { margin: 0 0 26px; } figure:last-child { margin: 0; }
figcaption { font: 12px/1.4 "Liberation Sans", Arial, sans-serif; opacity: .62; margin-bottom: 6px; }
"""


@dataclass(frozen=True, slots=True)
class Easel:
    """How one platform shows a card: as an HTML fragment, in a style of its own, `width` pixels wide."""

    draw: Callable[[Card], str]
    style: str
    width: int


def figures(easel: Easel, exhibits: Sequence[Exhibit]) -> tuple[str, ...]:
    """Each card with the words of what it is an example of."""
    return tuple(
        f"<figure><figcaption>{escape(one.name)}</figcaption>\n{easel.draw(one.card)}\n</figure>" for one in exhibits
    )


def page(name: str, easel: Easel, shown: Sequence[str]) -> str:
    """A whole HTML page that needs nothing besides itself."""
    style = _STYLE % (easel.width, MARGIN) + easel.style
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f"<title>Amazcope in {escape(name)}</title>\n<style>{style}</style></head>\n"
        "<body><main>\n" + "\n".join(shown) + "\n</main></body></html>\n"
    )
