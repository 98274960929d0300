"""What the shop answers to a request: pages, pictures, and now and then a fault."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from adapters.storefronts.sandbox.faults import Fault, Faults
from adapters.storefronts.sandbox.pages.index import index_page
from adapters.storefronts.sandbox.pages.layouts import product_page
from adapters.storefronts.sandbox.pages.trouble import not_found, robot_button, robot_captcha
from adapters.storefronts.sandbox.pages.view import View
from adapters.storefronts.sandbox.picture import picture
from adapters.storefronts.sandbox.products import PRODUCTS, find
from adapters.storefronts.sandbox.products.product import ShopProduct
from adapters.storefronts.sandbox.world import World

_HTML: Final = "text/html;charset=UTF-8"
_PRODUCT: Final = re.compile(r"/dp/([0-9A-Za-z]{10})/?")
_PICTURE: Final = re.compile(r"/images/I/(\w{12})(?:\._AC_SL(40|425|500|679|970|1500)_)?\.png")
_UPLOADED: Final = 2000  # pixels
_DEFAULT_MARKET: Final = "com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response before it goes on the wire; `encoding` names a content coding that `body` has been put into."""

    status: int = 200
    kind: str = _HTML
    body: bytes
    encoding: str | None = None


class Counter:
    """The shop's counter: takes a path and its query, gives an answer.

    `root` is the shop's own address without a trailing slash, for links to pictures.
    """

    def __init__(self, world: World, faults: Faults, root: str) -> None:
        self._world = world
        self._faults = faults
        self._root = root

    def answer(self, path: str, query: Mapping[str, str], *, takes_gzip: bool) -> Answer:
        """The answer to a GET; whatever the counter does not have is a short 404."""
        if path == "/":
            return _packed(self._index(), takes_gzip=takes_gzip)
        if found := _PICTURE.fullmatch(path):
            return Answer(kind="image/png", body=picture(found[1], int(found[2] or _UPLOADED)))
        market = query.get("marketplace", _DEFAULT_MARKET)
        found = _PRODUCT.fullmatch(path)
        product = find(found[1].upper(), market) if found else None
        if product is None:
            return _packed(_page(not_found(market), 404), takes_gzip=takes_gzip)
        return self._product(product, takes_gzip=takes_gzip)

    def _index(self) -> Answer:
        now = self._world.now()
        views = (View(product=each, state=self._world.state(each, now), root=self._root) for each in PRODUCTS)
        return _page(index_page(views, int(now)))

    def _product(self, product: ShopProduct, *, takes_gzip: bool) -> Answer:
        now = self._world.now()
        fault = self._faults.next(product, now)
        if fault is not None:
            return _packed(_faulty(fault, product.market), takes_gzip=takes_gzip)
        page = _page(product_page(product, self._world.state(product, now), self._root))
        if product.unlabelled_gzip:
            return Answer(body=gzip.compress(page.body, mtime=0))
        return _packed(page, takes_gzip=takes_gzip)


def _faulty(fault: Fault, market: str) -> Answer:
    match fault:
        case Fault.ROBOT_BUTTON:
            return _page(robot_button(market))
        case Fault.ROBOT_CAPTCHA:
            return _page(robot_captcha(market), 503)
        case Fault.UNAVAILABLE:
            return Answer(status=503, body=b"")
        case other:
            assert_never(other)


def _page(html: str, status: int = 200) -> Answer:
    return Answer(status=status, body=html.encode())


def _packed(answer: Answer, *, takes_gzip: bool) -> Answer:
    if not takes_gzip or not answer.body:
        return answer
    return Answer(status=answer.status, kind=answer.kind, body=gzip.compress(answer.body, mtime=0), encoding="gzip")
