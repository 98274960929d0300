"""Who sells the featured offer, and who ships it."""

from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.buying_options import of_new_offer
from adapters.storefronts.amazon_page.page import Page, attribute, lines, words

_SELLER_BOXES: Final = ("merchantInfoFeature_feature_div", "merchantInfo_feature_div")
_SHIPPER_BOXES: Final = ("fulfillerInfoFeature_feature_div", "fulfillerInfo_feature_div")
_MESSAGE: Final = ".offer-display-feature-text-message"
_OLD_TEXTS: Final = (
    "merchant-info", "merchantInfo", "shipsFromSoldByInsideBuyBox_feature_div", "shipsFromSoldBy_feature_div",
    "sfsb_accordion_head", "soldByThirdParty",
)  # fmt: skip
_CELLS: Final = "[tabular-attribute-name]"
_LONGEST_NAME: Final = 120


def seller_of(page: Page) -> str | None:
    """The name of the merchant."""
    for box in of_new_offer(page, page.all(*_SELLER_BOXES)):
        if name := words(box.css_first(_MESSAGE)):
            return _name(name)
    for link in of_new_offer(page, page.all("sellerProfileTriggerId")):
        if name := words(link):
            return _name(name)
    return _from_table(page, 1) or _from_text(page)


def shipper_of(page: Page) -> str | None:
    """Who ships; where the page does not tell it apart from the seller, the sentence that names both."""
    for box in of_new_offer(page, page.all(*_SHIPPER_BOXES)):
        if name := words(box.css_first(_MESSAGE)):
            return _name(name)
    return _from_table(page, 0)


def _from_table(page: Page, row: int) -> str | None:
    """The small table of 2020 to 2022: “Ships from | Amazon”, “Sold by | X”; one row where both are the same."""
    for table in of_new_offer(page, page.all("tabular-buybox", "tabular_feature_div")):
        cells = [(words(cell), attribute(cell, "tabular-attribute-name")) for cell in table.css(_CELLS)]
        names = [name for name, label in cells if name and name != label]
        if names:
            return _name(names[min(row, len(names) - 1)])
    return None


def _from_text(page: Page) -> str | None:
    """“Ships from and sold by X.”: by its link, or by the words before the name."""
    boxes = [*page.all(*_OLD_TEXTS), *page.tree.css("div.buying")]
    for box in of_new_offer(page, boxes):
        name = _linked_name(box) or next(filter(None, map(_named, lines(box))), "")
        if name:
            return _name(name)
    return None


def _linked_name(box: LexborNode) -> str:
    links = box.css('a[href*="seller="], a[href*="/shops/"], a[href*="at-a-glance"]')
    return next(filter(None, map(words, links)), "")


def _named(line: str) -> str:
    said = line.casefold()
    for marker in markers.SOLD_BY:
        at = said.find(marker)
        if at >= 0 and len(said) == len(line):
            return _until_end(line[at + len(marker) :].strip(" :"))
    return _named_between(line, said)


def _named_between(line: str, said: str) -> str:
    """The name in “この商品は、X が販売、発送します”: in languages that put the seller first."""
    for before, after in markers.SOLD_AROUND:
        ends = said.find(after)
        begins = said.rfind(before, 0, ends) + len(before) if before else 0
        if ends > 0 and begins >= len(before) and len(said) == len(line):
            return line[begins:ends].strip(" 、,")
    return ""


def _until_end(text: str) -> str:
    said = text.casefold()
    ends = [at for word in markers.SELLER_ENDS if (at := said.find(word)) > 0]
    sentence = text.find(". ")
    return text[: min([*ends, *([sentence] if sentence > 0 else []), len(text)])].strip(" .,(")


def _name(text: str) -> str | None:
    name = text.strip()
    return name[:_LONGEST_NAME] or None
