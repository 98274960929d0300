"""The words and pictures of the product: title, brand, bullets, description, images, place in the catalogue."""

from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.brand import brand_of
from adapters.storefronts.amazon_page.description import description_of
from adapters.storefronts.amazon_page.images import images_of
from adapters.storefronts.amazon_page.kind import title_of
from adapters.storefronts.amazon_page.page import Page, is_hidden, words
from adapters.storefronts.amazon_page.variations import family_of
from core.catalog.snapshot import Listing

_HIGHLIGHTS: Final = (
    "itemHighlights_feature_div",
    "itemHighlights",
    "item-highlights",
    "titleHighlights_feature_div",
    "productHighlights_feature_div",
)
_BULLETS: Final = (
    "feature-bullets", "featurebullets_feature_div", "productFactsDesktopExpander", "productFactsDesktop_feature_div",
    "productFactsMobileExpander", "feature-bullets-btf", "featureBulletsAndDetailBullets_feature_div",
)  # fmt: skip
_BOX_OF_APLUS: Final = (
    "aplus",
    "aplus_feature_div",
    "aplus3p_feature_div",
    "aplusProductDescription",
    "dpx-aplus-product-description_feature_div",
)
_MODULES: Final = ".aplus-module, .aplus-v2, .aplus-standard, .aplus-3p"
_GALLERIES: Final = (
    "altImages", "imageBlockThumbs", "imageBlock_feature_div", "image-block", "imageBlock", "ebooksImageBlock",
    "thumb-strip", "imageBlockMobile_feature_div",
)  # fmt: skip
_VIDEO: Final = "li.videoThumbnail, .videoThumbnail, .videoBlockIngress, .video-thumbnail, #videoCount"
_BREADCRUMBS: Final = (
    "wayfinding-breadcrumbs_feature_div", "wayfinding-breadcrumbs_container", "breadcrumbs", "showing-breadcrumbs_div",
)  # fmt: skip
_NO_BULLETS: Final = frozenset({"›", "»", "-", "•"})
_END: Final = b"</html"


def listing_of(page: Page) -> Listing:
    """Everything of the listing that the page shows."""
    gallery = page.first(*_GALLERIES)
    children, parent = family_of(page)
    return Listing(
        title=title_of(page),
        brand=brand_of(page),
        highlights=_items(page, _HIGHLIGHTS),
        bullets=_items(page, _BULLETS),
        description=description_of(page),
        images=images_of(page, gallery),
        has_aplus=_has_aplus(page),
        has_video=None if gallery is None else gallery.css_first(_VIDEO) is not None,
        category_path=_category_path(page),
        variations=children,
        parent_asin=parent,
    )


def _items(page: Page, boxes: tuple[str, ...]) -> tuple[str, ...]:
    """The list items of the first of these boxes that has any."""
    for box in page.all(*boxes):
        items = [item for item in box.css("li") if not is_hidden(item) and "replacementParts" not in (item.id or "")]
        found = tuple(dict.fromkeys(said for item in items if (said := words(item)) and said not in _NO_BULLETS))
        if found:
            return found
    return ()


def _has_aplus(page: Page) -> bool | None:
    """Whether there are A+ modules; unknown on a page that does not reach its end."""
    if any(box.css_first(_MODULES) is not None for box in page.all(*_BOX_OF_APLUS)):
        return True
    return False if page.source.rfind(_END) >= 0 else None


def _category_path(page: Page) -> tuple[str, ...]:
    for box in page.all(*_BREADCRUMBS):
        if found := tuple(filter(None, map(words, _steps(box)))):
            return found
    return ()


def _steps(box: LexborNode) -> list[LexborNode]:
    links = box.css("li a") or box.css("a")
    return [link for link in links if "breadcrumb-back-link" not in (link.id or "")]
