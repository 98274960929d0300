"""The words and pictures of a page: title, brand, stars, bullets, description, breadcrumbs, gallery, variations."""

import json
from html import escape

from adapters.storefronts.sandbox.pages.view import View


def heading(view: View) -> str:
    """The title, the line with the brand, and the stars."""
    brand = view.words.brand.format(brand=escape(view.product.brand))
    return f"""
<div id="title_feature_div" class="celwidget"><div id="titleSection"><h1 id="title" class="a-size-large a-spacing-none">
 <span id="productTitle" class="a-size-large product-title-word-break">        {view.title}       </span></h1>
  </div></div>
<div id="bylineInfo_feature_div"><a id="bylineInfo" class="a-link-normal" href="/stores/page">{brand}</a></div>
{stars(view)}"""


def stars(view: View) -> str:
    """The stars and the number of ratings beside the title."""
    return f"""
<div id="averageCustomerReviews_feature_div"><div id="averageCustomerReviews" data-asin="{view.product.asin}">
 <span id="acrPopover" class="reviewCountTextLinkedHistogram noUnderline" title="{view.rating}">
  <i class="a-icon a-icon-star a-star-4-5"><span class="a-icon-alt">{view.rating}</span></i></span>
 <a id="acrCustomerReviewLink" class="a-link-normal" href="#customerReviews">
  <span id="acrCustomerReviewText" class="a-size-base">{view.reviews}</span></a>
</div></div>"""


def bullets(view: View) -> str:
    """The bullet points."""
    items = "".join(
        f'<li class="a-spacing-mini"><span class="a-list-item"> {escape(bullet)} </span></li>\n'
        for bullet in view.state.bullets
    )
    return f"""
<div id="feature-bullets" class="a-section a-spacing-medium a-spacing-top-small"><h3> {view.words.about} </h3>
 <ul class="a-unordered-list a-vertical a-spacing-mini">{items}</ul></div>"""


def description(view: View) -> str:
    """The description, and the maker's own illustrated section where there is one."""
    aplus = f"""
<div id="aplus_feature_div" class="celwidget"><div id="aplus" class="a-section"><div class="aplus-v2 desktop celwidget">
 <h2>{escape(view.product.brand)}</h2><img alt="" src="{_picture(view, 90, 970)}"></div></div></div>"""
    return f"""
<div id="productDescription_feature_div" class="celwidget"><h2>{view.words.description}</h2>
 <div id="productDescription" class="a-section a-spacing-small"><p>
  <span>{escape(view.product.description)}</span></p></div>
</div>{aplus if view.product.has_aplus else ""}"""


def breadcrumbs(view: View) -> str:
    """The path of categories."""
    arrow = '<li class="a-breadcrumb-divider"><span class="a-list-item a-color-tertiary">›</span></li>'
    steps = arrow.join(
        f'<li><span class="a-list-item"><a class="a-link-normal a-color-tertiary" href="/b?node={place}">'
        f" {escape(step)} </a></span></li>"
        for place, step in enumerate(view.product.path, start=1)
    )
    return f"""
<div id="wayfinding-breadcrumbs_feature_div" class="a-subheader a-breadcrumb feature">
 <ul class="a-unordered-list a-horizontal a-size-small">{steps}</ul></div>"""


def gallery(view: View) -> str:
    """The main picture, the thumbnails, and the script with the large ones."""
    numbers = range(1, view.product.pictures + 1)
    sizes = escape(json.dumps({_picture(view, 1, 679): [679, 679], _picture(view, 1, 425): [425, 425]}))
    thumbs = "".join(
        f'<li class="a-spacing-small item"><img alt="" src="{_picture(view, n, 40)}"></li>' for n in numbers
    )
    large = [
        {
            "hiRes": _picture(view, n, 1500),
            "thumb": _picture(view, n, 40),
            "large": _picture(view, n, 500),
            "variant": kind,
        }
        for n, kind in zip(numbers, ("MAIN", *(f"PT{n:02}" for n in numbers)), strict=False)
    ]
    return f"""
<div id="imageBlock_feature_div" class="celwidget"><div id="imageBlock"><div id="altImages"><ul>{thumbs}</ul></div>
 <div id="imgTagWrapperId" class="imgTagWrapper"><img alt="{view.title}" id="landingImage" class="a-dynamic-image"
  src="{_picture(view, 1, 679)}" data-old-hires="{_picture(view, 1, 1500)}" data-a-dynamic-image="{sizes}"></div></div>
 <script type="text/javascript">P.when('A').register("ImageBlockATF", function(A){{
  var data = {{'colorImages': {{ 'initial': {_script(large)} }}, 'colorToAsin': {{'initial': {{}}}}}};
  return data; }});</script></div>"""


def variations(view: View) -> str:
    """The choice among the children of a family, and the script that knows them all."""
    product = view.product
    if not product.variations:
        return ""
    swatches = "".join(
        f'<li data-asin="{each.asin}" class="swatch-list-item-text inline-twister-swatch"><span class="a-list-item">'
        f'<span class="a-size-base swatch-title-text-display swatch-title-text"> {escape(each.label)} </span>'
        "</span></li>"
        for each in product.variations
    )
    labels = {each.asin: each.label.split(", ") for each in product.variations}
    return f"""
<div id="twister_feature_div" class="celwidget"><div id="twister-plus-inline-twister" class="a-section">
 <div id="inline-twister-row-size_name" class="a-section inline-twister-row">
  <span class="a-size-base a-color-secondary"> {view.words.choose} </span><ul>{swatches}</ul></div></div>
 <script type="text/javascript">P.register('twister-js-init-dpx-data', function() {{ var dataToReturn = {{
  "currentAsin" : "{product.asin}",
  "parentAsin" : "{product.parent_asin}",
  "dimensionValuesDisplayData" : {_script(labels)},
  "currentlyUnavailableMessage":"Currently unavailable." }}; return dataToReturn; }});</script></div>"""


def _picture(view: View, number: int, pixels: int) -> str:
    return f"{view.root}/images/I/{view.product.asin}{number:02}._AC_SL{pixels}_.png"


def _script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
