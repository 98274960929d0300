"""What is kept from the HTML parser because it would cost seconds or gigabytes: measured before anything is parsed.

Lexbor is linear on real pages, but not on every page: 100,000 unclosed tags take 23 s, twenty thousand distinct
attributes of one tag 0.6 s, and each `<p>` copies every formatting element left open before it: 58 KB of
`<p><i a=1><p><i a=2>…` take 4 GB. Real pages have at most 25,000 tags, 70 deep, with 6 formatting elements open.
"""

import re
from itertools import accumulate, islice
from typing import Final

_SURELY_FEW: Final = 10_000
_MOST_TAGS: Final = 150_000
_MOST_DEPTH: Final = 2_000
_MOST_OPEN: Final = 60
_MOST_COPIES: Final = 500_000
_MOST_ATTRIBUTES: Final = 300
_MOST_ATTRIBUTES_IN_ALL: Final = 500_000
_STRIDE: Final = 8_192
_SURELY_SMALL: Final = 4 * 1024 * 1024

# HTML Standard, "the list of active formatting elements", without `a` and `nobr`, which close the one before them.
_FORMATTING: Final = re.compile(
    rb"<(?=/?[bceftisuBCEFTISU][\s>/aiogmntreAIOGMNTRE])(/?)"
    rb"(?:[bisuBISU]|[bB][iI][gG]|[cC][oO][dD][eE]|[eE][mM]|[fF][oO][nN][tT]|[sS][mM][aA][lL][lL]"
    rb"|[sS][tT][rR][iI][kK][eE]|[sS][tT][rR][oO][nN][gG]|[tT][tT])[\s>/]"
)
# What begins as an opening formatting tag does, and little else: where these are few, few can be open.
_MAY_FORMAT: Final = re.compile(rb"<(?:[bisuBISU][\s>/]|[bceftsBCEFTS][iomtIOMT])")
_TAG: Final = re.compile(rb"<(/?[a-zA-Z][a-zA-Z0-9-]*)")
_WHOLE_TAG: Final = re.compile(rb"""</?[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+>?""")
_ATTRIBUTE: Final = re.compile(rb"""[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]++))?""")
_NEXT_VALUE: Final = re.compile(rb"""["'][^"'<>=]*+=\s*+["']""")
_OPENING: Final = {b"": 1, b"/": -1}
# Elements that cannot stay open, or that the next of their kind closes.
_FLAT: Final = frozenset(
    b"area base br col embed hr img input link meta param source track wbr li p td th tr dd dt option"
    b" path circle rect line polygon polyline ellipse use stop".split()
)


def complaint(html: bytes) -> str | None:
    """Why this HTML must not be parsed, in a few plain words; None where it may be."""
    tags = html.count(b"<")
    if tags > _MOST_TAGS:
        return "too many tags"
    if _runs_away(html, tags) and _runs_away(_without_scripts(html), tags):
        return "too many unclosed tags"
    if tags > _SURELY_FEW or len(html) > _SURELY_SMALL:
        silent = _without_scripts(html)
        return "tags nested too deeply" if _is_deep(silent) else _complaint_of_attributes(silent)
    return _complaint_of_attributes(_without_scripts(html)) if _may_be_crowded(html) else None


def _runs_away(html: bytes, tags: int) -> bool:
    """Whether open formatting elements pile up: each later block may copy all that are open."""
    if len(_MAY_FORMAT.findall(html)) <= _MOST_OPEN:
        return False
    levels = list(accumulate(map(_OPENING.__getitem__, _FORMATTING.findall(html)), initial=0))
    open_at_most = max(levels) - min(levels)
    return open_at_most > _MOST_OPEN and open_at_most * tags > _MOST_COPIES


def _is_deep(html: bytes) -> bool:
    levels = list(accumulate(map(_Weights().__getitem__, _TAG.findall(html)), initial=0))
    return max(levels) - min(levels) > _MOST_DEPTH


def _complaint_of_attributes(html: bytes) -> str | None:
    attributes = 0
    for tag in _WHOLE_TAG.finditer(html):
        held = _attributes_of(tag[0])
        attributes += held
        if held > _MOST_ATTRIBUTES or attributes > _MOST_ATTRIBUTES_IN_ALL:
            return "too many attributes"
    return None


def _may_be_crowded(html: bytes) -> bool:
    """Whether a tag may hold thousands of attributes: such a tag is long, and spans places looked at every few KB.

    Signs of it are a long tag with many attributes, and, since values may hold whole tags, the end of a value and the
    next one where text would be.
    """
    at = looked = 0
    while (ends := html.find(b">", at)) >= 0:
        opens = html.rfind(b"<", looked, ends)
        text_ends = ends if opens < 0 else opens
        text_begins = html.rfind(b">", looked, text_ends)
        if _NEXT_VALUE.search(html, max(text_begins, looked), text_ends):
            return True
        tag = _WHOLE_TAG.match(html, opens) if opens >= 0 else None
        if tag and tag.end() - opens > 2 * _MOST_ATTRIBUTES and _attributes_of(tag[0]) > _MOST_ATTRIBUTES:
            return True
        looked = max(tag.end() if tag else 0, ends + 1)
        at = max(looked, at + _STRIDE)
    return False


def _without_scripts(html: bytes) -> bytes:
    """The HTML without what stands in scripts and styles, which often looks like tags."""
    for name in (b"script", b"style"):
        kept, start = [], 0
        while (at := html.find(b"<" + name, start)) >= 0:
            kept.append(html[start:at])
            closed = html.find(b"</" + name, at)
            start = len(html) if closed < 0 else closed
        html = b"".join([*kept, html[start:]])
    return html


class _Weights(dict[bytes, int]):
    """Tag → what it adds to the depth; learned as tags come."""

    def __missing__(self, tag: bytes) -> int:
        name = tag.lower().lstrip(b"/")
        weight = 0 if name in _FLAT else -1 if tag.startswith(b"/") else 1
        self[tag] = weight
        return weight


def _attributes_of(tag: bytes) -> int:
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(tag, 2), _MOST_ATTRIBUTES + 1))
