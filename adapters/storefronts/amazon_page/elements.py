"""Where an element ends that is to be cut out of a page's bytes, without parsing them."""

import re
from typing import Final

# Elements that are read or that hold some; what holds one of them is not cut out.
_NAMES: Final = (
    "dp", "dp-container", "ppd", "centerCol", "rightCol", "leftCol", "desktop_buybox", "buybox", "title_feature_div",
    "apex_[a-zA-Z_]*", "corePrice[a-zA-Z_]*", "availability[a-zA-Z_]*", "outOfStock", "unqualifiedBuyBox",
    "prodDetails", "detailBullets[a-zA-Z_]*", "detail-bullets", "productDetails_feature_div", "feature-bullets",
    "productDescription[a-zA-Z_]*", "imageBlock[a-zA-Z_]*", "altImages", "averageCustomerReviews",
    "wayfinding-breadcrumbs[a-zA-Z_]*", "twister[a-zA-Z_]*", "aplus_feature_div", "bookDescription_feature_div",
    "merchantInfo[a-zA-Z_]*",
)  # fmt: skip
READ: Final = "|".join(_NAMES)
# Empty groups tell what was found: a branch that begins with a letter is left at once where another letter stands.
_CLOSES, _OPENS, _SCRIPT, _STYLE, _COMMENT = range(1, 6)
_SILENT: Final = {_SCRIPT: b"</script>", _STYLE: b"</style>", _COMMENT: b"-->"}
_JSON: Final = b"<\\/"  # JSON writes the end of a tag so
_BEHIND_VALUE: Final = (b" ", b">", b"/", b"\n")


def _within(name: str) -> re.Pattern[bytes]:
    """What tells where an element ends, and what forbids to cut it: what is read, and JSON's way to end tags."""
    read = rf'div id="(?:{READ})"|span id="productTitle"'
    opening = rf'{name}(?! id="(?:{READ})")()' if name == "div" else f"{name}()"
    return re.compile(rf"<(?:/{name}()|{opening}|s(?:cript()|tyle())|!--()|\\/|{read})".encode())


# Elements of other kinds within one do not tell where it ends.
_WITHIN: Final = {name[:1].encode(): _within(name) for name in ("div", "nav", "header")}


def end_of_silent(html: bytes, end: bytes, begins: int, until: int) -> int:
    """Where a script, style or comment ends; where nothing says so, the page does."""
    ends = html.find(end, begins + 2, until)
    return until if ends < 0 else ends + len(end)


def end_of_element(html: bytes, begins: int, opened: int, until: int) -> int:
    """Where the element begun before `opened` ends; negative where it has no plain end, or holds what is read."""
    depth, last, silent_until = 1, opened, 0
    for found in _WITHIN[html[begins + 1 : begins + 2]].finditer(html, opened, until):
        at = found.start()
        if at < silent_until:
            continue
        kind = found.lastindex
        if kind == _OPENS:
            depth += 1
        elif kind == _CLOSES:
            depth -= 1
            if not depth:
                return html.find(b">", at, until) + 1 or -1
        elif kind is not None:
            silent_until = end_of_silent(html, _SILENT[kind], at, until)
        else:
            silent_until = _end_of_value(html, last, at, until)
            if silent_until < 0:
                return -1
        last = at
    return -1


def _end_of_value(html: bytes, last: int, at: int, until: int) -> int:
    """Where the value ends whose JSON stands at `at`; negative where it is no attribute's, begun after `last`."""
    begins, ends = html.rfind(b'"', last, at), html.find(b'"', at, until)
    is_plain = html.startswith(_JSON, at) and html.startswith(b'="', begins - 1) and ends >= 0
    return ends if is_plain and html[ends + 1 : ends + 2] in _BEHIND_VALUE else -1
