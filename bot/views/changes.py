"""Changes in plain words."""

from typing import assert_never

from bot.views.wording import AVAILABILITY, money, number, share, short
from core.catalog.changes import Change, ListingEdit, PriceStep, RankMove, Said, StockStep

_PARTS = {
    "has_aplus": "A+ content",
    "has_video": "video",
    "category_path": "category",
    "parent_asin": "variation parent",
}


def change_words(change: Change, market: str) -> str:
    """What changed: Price dropped 16 %: $49.99 → $41.99."""
    match change:
        case PriceStep():
            name = "List price" if change.is_list_price else "Price"
            verb = "dropped" if change.new < change.old else "rose"
            size = share((change.new - change.old) / change.old) if change.old else ""
            return f"{name} {verb} {size}: {money(change.old, market)} → {money(change.new, market)}"
        case StockStep():
            return f"Stock: {AVAILABILITY[change.old]} → {AVAILABILITY[change.new]}"
        case RankMove():
            verb = "improved" if change.new < change.old else "worsened"
            size = share((change.new - change.old) / change.old)
            ranks = f"#{number(round(change.old))} → #{number(round(change.new))}"
            return f"BSR {verb} {size} in that time: {ranks} in {change.category} (medians of a day)"
        case ListingEdit():
            return f"Listing: {_edit_words(change)}"
        case _:
            assert_never(change)


def _edit_words(edit: ListingEdit) -> str:
    name = _PARTS.get(edit.part, edit.part)
    match edit.old, edit.new:
        case tuple() as old, tuple() as new if edit.part in {"bullets", "images"}:
            return f"{name} {_counted(old, new)}"
        case old, new:
            return f"{name} {_said(old)} → {_said(new)}"


def _counted(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    came, went = (sum(1 for one in these if one not in those) for these, those in ((new, old), (old, new)))
    counts = [f"{came} new"] * bool(came) + [f"{went} gone"] * bool(went) or ["in another order"]
    return f"{', '.join(counts)} (now {len(new)})"


def _said(value: Said) -> str:
    match value:
        case None | "" | ():
            return "none"
        case bool():
            return "yes" if value else "no"
        case str():
            return f"“{short(value, 60)}”"
        case tuple():
            return f"“{short(' > '.join(value), 60)}”"
