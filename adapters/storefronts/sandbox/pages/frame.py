"""What every product page has around its columns: the head, the search bar, and the number it says it is about."""

from html import escape

from adapters.storefronts.sandbox.pages.decoys import sleeping_script, sponsored
from adapters.storefronts.sandbox.pages.view import View


def document(view: View, columns: str, below: str) -> str:
    """The whole page. On a page of a family the canonical link names the parent, the hidden field the child."""
    product = view.product
    category = escape(product.path[0])
    title = view.words.page_title.format(title=view.title, store=view.store, category=category)
    family = product.parent_asin or product.asin
    return f"""<!doctype html><html lang="{view.words.language}" class="a-no-js"><head>
<meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="https://www.{view.store.lower()}/invented-product/dp/{family}">
<meta name="description" content="{title}"></head>
<body><div id="a-page">
<header id="navbar-main"><div id="nav-logo">
 <a href="/" id="nav-logo-sprites" aria-label="{view.store}">{view.store}</a></div>
 <form id="nav-search-bar-form" action="/s">
  <input type="text" id="twotabsearchtextbox" name="field-keywords"></form></header>
<div id="dp" class="en_US"><div id="dp-container" class="a-container">{columns}
 <div id="bottomRow">{sponsored(view, "sp_detail")}{below}{sponsored(view, "sp_detail2")}</div></div></div>
{sleeping_script(view)}
<footer id="navFooter">Nothing in this shop exists.</footer></div></body></html>
"""


def asin_field(view: View) -> str:
    """The hidden field that names the product."""
    return f'<input type="hidden" id="ASIN" name="ASIN" value="{view.product.asin}">'
