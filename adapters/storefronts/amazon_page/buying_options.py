"""Which of a page's buying options an element belongs to: bought new once, used, by subscription or as a member."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.page import OWN_FRAMES, Page, above, hides, names_foreign, words

_USED: Final = re.compile(r"(?<![a-zA-Z])used|(?<![a-z])Used(?=[A-Z_])|buyboxused|buyUsed|BuyUsed|_USED")
_SUBSCRIBED: Final = re.compile(r"(?:^|[ _-])sns|snsAcc|S[nN]S|Sns[A-Z_]|[sS]ubscri|rcxsubs")
_MARKED: Final = re.compile(
    r"[uU]sed|USED|[sS][nN][sS]|[sS]ubscri|rcxsubs|[rR]ent|[bB]orrow|[aA]udible|[uU]nlimited|[pP]rime"
)
_RENTED: Final = re.compile(r"\brent|rental|borrow|audible|kindleUnlimited", re.IGNORECASE)
_FOR_MEMBERS: Final = re.compile(r"[pP]rime(?:Exclusive|Savings)\w*Row")
_REMEMBERED: Final = 4_096
_USED_ONLY: Final = ("usedOnlyBuybox", "usedOnlyBuyBox", "usedBuyBox", "usedBuySection", "buyboxusedDivId")
_NEW_ROWS: Final = ("newAccordionRow", "newOfferAccordionRow", "buyNewSection", "renewedTier", "dealsAccordionRow")
# Rows of which one is chosen: each sells the same renewed product in another condition.
_CONDITIONS: Final = "renewedTier"


class Option(Enum):
    """A way of buying."""

    NEW = auto()
    USED = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where an element stands, by its own marks and those of all that it stands in."""

    option: Option = Option.NEW
    is_shown: bool = True
    is_foreign: bool = False
    is_open: bool = False


def of_new_offer(page: Page, nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those of `nodes` that belong to the new offer and are shown, the initially open row first.

    What stands in no buying option's own box is the new offer's.
    """
    known: dict[int, _Standing] = page.standings
    opened: list[LexborNode] = []
    others: list[LexborNode] = []
    for node in nodes:
        at = _standing(node, known)
        if at.option is Option.NEW and at.is_shown and not at.is_foreign:
            (opened if at.is_open else others).append(node)
    return opened + others


def of_used_offer(page: Page, nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those of `nodes` that belong to a used offer of this product."""
    stood = [(_standing(node, page.standings), node) for node in nodes]
    return [node for at, node in stood if at.option is Option.USED and not at.is_foreign]


def is_used_only(page: Page) -> bool:
    """Whether the buy box holds a used offer and no new one."""
    used = [node for node in page.all(*_USED_ONLY) if words(node)]
    if not used or page.beginning(*_NEW_ROWS):
        return False
    return page.first("qualifiedBuybox", "actualPriceValue", "priceblock_ourprice", "buyNewDiv") is None


def _standing(node: LexborNode, known: dict[int, _Standing]) -> _Standing:
    """Worked out from the outermost element inwards, each element once a page."""
    path = []
    standing = _Standing()
    for outer in above(node):
        found = known.get(outer.mem_id)
        if found is not None:
            standing = found
            break
        path.append(outer)
    for outer in reversed(path):
        standing = known[outer.mem_id] = _within(standing, outer)
    return standing


def _within(outer: _Standing, node: LexborNode) -> _Standing:
    attributes = node.attributes
    name, slot = attributes.get("id") or "", attributes.get("data-csa-c-slot-id") or ""
    is_unseen = hides(attributes)
    chosen = attributes.get("data-csa-c-is-in-initial-active-row")
    opens = chosen == "true"
    kind = attributes.get("data-csa-c-buying-option-type") or ""
    if not (name or slot or is_unseen or opens or kind):
        return outer
    is_unchosen = chosen == "false" and slot.startswith(_CONDITIONS)
    return _Standing(
        option=Option.OTHER if is_unchosen else _option(f"{name} {slot}", kind) or outer.option,
        is_shown=outer.is_shown and not is_unseen,
        is_foreign=names_foreign(name) or (outer.is_foreign and name not in OWN_FRAMES),
        is_open=outer.is_open or opens,
    )


@lru_cache(maxsize=_REMEMBERED)
def _option(names: str, kind: str) -> Option | None:
    if not kind and not _MARKED.search(names):
        return None
    if "USED" in kind or _USED.search(names):
        return Option.USED
    is_other = any(marks.search(names) for marks in (_SUBSCRIBED, _RENTED, _FOR_MEMBERS))
    return Option.OTHER if is_other else None
