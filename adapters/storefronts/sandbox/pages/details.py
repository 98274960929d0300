"""Where the rank stands: the table, the list of bullets, and the item of its own of older pages."""

from html import escape
from typing import assert_never

from adapters.storefronts.sandbox.pages.view import View
from adapters.storefronts.sandbox.products.product import Details
from core.catalog.snapshot import Rank


def details(view: View) -> str:
    """The product's particulars with its ranks, in the layout of this product."""
    match view.product.details:
        case Details.TABLE:
            return _table(view)
        case Details.BULLETS:
            return _bullets(view)
        case Details.SALES_RANK:
            return _sales_rank(view)
        case other:
            assert_never(other)


def _table(view: View) -> str:
    first, *others = view.state.ranks
    items = "".join(
        f'<li><span class="a-list-item"><span>{line}</span></span></li>'
        for line in (_main(view, first), *(_sub(view, rank) for rank in others))
    )
    ranks = f'<span><ul class="a-unordered-list a-nostyle a-vertical">{items}</ul></span>'
    rows = "".join(
        f'<tr><th class="a-color-secondary a-size-base prodDetSectionEntry"> {label} </th>'
        f'<td class="a-size-base prodDetAttrValue"> {value} </td></tr>\n'
        for label, value in (
            ("ASIN", view.product.asin),
            (view.words.ranks, ranks),
            (view.words.reviews_heading, f'<span class="a-icon-alt">{view.rating}</span> {view.reviews}'),
        )
    )
    return f"""
<div id="prodDetails" class="a-section a-spacing-none"><h2>{view.words.details}</h2>
 <table id="productDetails_detailBullets_sections1" class="a-keyvalue prodDetTable">
  <tbody>{rows}</tbody></table></div>"""


def _bullets(view: View) -> str:
    first, *others = view.state.ranks
    subs = "".join(f'<li><span class="a-list-item"> {_sub(view, rank)}</span></li>' for rank in others)
    family = view.product.parent_asin or view.product.asin
    return f"""
<div id="detailBulletsWrapper_feature_div" class="a-section feature detail-bullets-wrapper bucket">
 <h2>{view.words.details}</h2><div id="detailBullets_feature_div">
 <ul class="a-unordered-list a-nostyle a-vertical a-spacing-none detail-bullet-list">
  <li><span class="a-list-item"><span class="a-text-bold">ASIN \u200f : \u200e </span>
   <span>{family}</span></span></li></ul></div>
 <ul class="a-unordered-list a-nostyle a-vertical a-spacing-none detail-bullet-list">
  <li><span class="a-list-item"><span class="a-text-bold"> {view.words.ranks}: </span> {_main(view, first)}
   <ul class="a-unordered-list a-nostyle a-vertical zg_hrsr">{subs}</ul></span></li></ul>
 <ul class="a-unordered-list a-nostyle a-vertical a-spacing-none detail-bullet-list">
  <li><span class="a-list-item">
   <span class="a-text-bold"> {view.words.reviews_heading}: </span> {view.rating}</span></li></ul>
</div>"""


def _sales_rank(view: View) -> str:
    first, *others = view.state.ranks
    subs = "".join(
        f'<li class="zg_hrsr_item"><span class="zg_hrsr_rank">#{view.count(rank.rank)}</span>'
        f'<span class="zg_hrsr_ladder">in&nbsp;<b><a href="/gp/bestsellers">{escape(rank.category)}</a></b></span></li>'
        for rank in others
    )
    return f"""
<div id="detail-bullets"><table id="productDetailsTable"><tbody><tr><td class="bucket">
 <h2>{view.words.details}</h2><div class="content"><ul>
  <li><b>ISBN-10:</b> {view.product.asin}</li>
  <li id="SalesRank"><b>Amazon {view.words.ranks}:</b> {_main(view, first)}<ul class="zg_hrsr">{subs}</ul></li>
 </ul></div></td></tr></tbody></table></div>"""


def _main(view: View, rank: Rank) -> str:
    category = escape(rank.category)
    line = view.words.rank.format(rank=view.count(rank.rank), category=category)
    return f'{line} (<a href="/gp/bestsellers">{view.words.top.format(category=category)}</a>)'


def _sub(view: View, rank: Rank) -> str:
    link = f'<a href="/gp/bestsellers/{rank.rank}">{escape(rank.category)}</a>'
    return view.words.rank.format(rank=view.count(rank.rank), category=link)
