"""The words and pictures of the product: title, brand, bullets, description, images, place in the catalogue."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.kind import title_of
from adapters.storefronts.amazon_page.page import Page, attribute, is_hidden, words
from adapters.storefronts.amazon_page.variations import parent_of, variations_of
from core.catalog.snapshot import Listing

_DESCRIPTIONS: Final = ("productDescription", "bookDescription_feature_div", "productDescription_feature_div")
_BULLETS: Final = (
    "feature-bullets",
    "productFactsDesktopExpander",
    "featurebullets_feature_div",
    "productFactsDesktop_feature_div",
)
_IMAGES: Final = ("landingImage", "imgBlkFront", "ebooksImgBlkFront", "main-image", "prodImage", "main-image-canvas")
_SIZE: Final = re.compile(r"\._[^/]*_(?=\.[A-Za-z0-9]+$)")
_PICTURE: Final = re.compile(r"^https?://[^\s\"']+/images/I/[^\s\"']+$")
_ADDRESS_IN_JSON: Final = re.compile(r"https?://[^\s\"'\\]+/images/I/[^\s\"'\\]+")
_VIDEO: Final = "li.videoThumbnail, .videoThumbnail, .videoBlockIngress"
_BRAND_CELL: Final = ".po-brand .po-break-word, .po-brand td:last-child"


def listing_of(page: Page) -> Listing:
    """Everything of the listing that the page shows."""
    gallery = page.first("altImages", "imageBlockThumbs", "imageBlock_feature_div", "image-block")
    return Listing(
        title=title_of(page),
        brand=_brand(page),
        bullets=_bullets(page),
        description=page.said(*_DESCRIPTIONS) or None,
        images=_images(page, gallery),
        has_aplus=_has_aplus(page),
        has_video=None if gallery is None else gallery.css_first(_VIDEO) is not None,
        category_path=_category_path(page),
        variations=variations_of(page),
        parent_asin=parent_of(page),
    )


def _brand(page: Page) -> str | None:
    for overview in page.all("productOverview_feature_div", "poExpander"):
        if said := words(overview.css_first(_BRAND_CELL)):
            return said
    for node in page.all("bylineInfo", "brand"):
        said = words(node)
        if said and node.css_first(".author") is None:
            return _unframed(said)
    return None


def _unframed(byline: str) -> str:
    said = byline.casefold()
    for before, after in markers.BRAND_FRAMES:
        begins, ends = said.startswith(before.casefold()), said.endswith(after.casefold())
        if begins and ends and len(said) == len(byline) > len(before) + len(after):
            return byline[len(before) : len(byline) - len(after)].strip()
    return byline


def _bullets(page: Page) -> tuple[str, ...]:
    for box in page.all(*_BULLETS):
        items = [item for item in box.css("li") if not is_hidden(item) and "replacementParts" not in (item.id or "")]
        found = tuple(dict.fromkeys(said for item in items if (said := words(item)) and said not in {"›", "»"}))
        if found:
            return found
    return ()


def _images(page: Page, gallery: LexborNode | None) -> tuple[str, ...]:
    found = []
    for node in page.all(*_IMAGES)[:1]:
        dynamic = _ADDRESS_IN_JSON.search(attribute(node, "data-a-dynamic-image"))
        found += [attribute(node, "data-old-hires"), dynamic[0] if dynamic else attribute(node, "src")]
    if gallery is not None:
        kept = (item for item in gallery.css("li, .imageThumb") if "video" not in attribute(item, "class"))
        found += [attribute(picture, "src") for item in kept for picture in item.css("img")]
    return tuple(dict.fromkeys(_SIZE.sub("", url) for url in found if _PICTURE.match(url)))


def _has_aplus(page: Page) -> bool:
    boxes = page.all("aplus", "aplus_feature_div", "aplusProductDescription", "aplusBrandStory_feature_div")
    return any(box.css_first(".aplus-module, .aplus-v2, .aplus-standard, .aplus-3p") is not None for box in boxes)


def _category_path(page: Page) -> tuple[str, ...]:
    for box in page.all("wayfinding-breadcrumbs_feature_div", "wayfinding-breadcrumbs_container", "breadcrumbs"):
        links = [link for link in box.css("li a") if "breadcrumb-back-link" not in (link.id or "")]
        found = tuple(said for link in links if (said := words(link)))
        if found:
            return found
    return ()
