"""What is kept from the HTML parser because it would cost seconds or gigabytes: measured before anything is parsed.

Lexbor is linear on real pages, but not on every page: 100,000 unclosed tags take 23 s, ten thousand distinct attributes
of one tag 0.2 s, and each `<p>` copies every formatting element left open before it: 58 KB of
`<p><i a=1><p><i a=2>…` take 4 GB. Real pages have at most 25,000 tags, 70 deep, with 6 formatting elements open.
"""

import re
from itertools import accumulate, islice
from typing import Final

_SURELY_FEW: Final = 28_000
_MOST_TAGS: Final = 150_000
_MOST_DEPTH: Final = 2_000
_MOST_OPEN: Final = 60
_MOST_COPIES: Final = 500_000
_MOST_ATTRIBUTES: Final = 300
_MOST_ATTRIBUTES_IN_ALL: Final = 500_000
_WINDOW: Final = 1_024
_SURELY_SMALL: Final = 4 * 1024 * 1024


def _either_case(name: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in name)


# HTML Standard, "the list of active formatting elements".
_NAMES: Final = ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
_FORMATTING: Final = re.compile(rf"<(/?)(?:{'|'.join(map(_either_case, _NAMES))})[\s>/]".encode())
_TAG: Final = re.compile(rb"<(/?[a-zA-Z][a-zA-Z0-9-]*)")
_WHOLE_TAG: Final = re.compile(rb"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+>?""")
_ATTRIBUTE: Final = re.compile(rb"""[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]++))?""")
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
        return _complaint_of_outsized(_without_scripts(html))
    return "too many attributes" if _any_crowded(html) else None


def _runs_away(html: bytes, tags: int) -> bool:
    """Whether open formatting elements pile up: each later block may copy all that are open."""
    levels = list(accumulate(map(_OPENING.__getitem__, _FORMATTING.findall(html)), initial=0))
    open_at_most = max(levels) - min(levels)
    return open_at_most > _MOST_OPEN and open_at_most * tags > _MOST_COPIES


def _complaint_of_outsized(html: bytes) -> str | None:
    levels = list(accumulate(map(_Weights().__getitem__, _TAG.findall(html)), initial=0))
    if max(levels) - min(levels) > _MOST_DEPTH:
        return "tags nested too deeply"
    attributes = 0
    for tag in _WHOLE_TAG.finditer(html):
        held = _attributes_of(tag[0])
        attributes += held
        if held > _MOST_ATTRIBUTES or attributes > _MOST_ATTRIBUTES_IN_ALL:
            return "too many attributes"
    return None


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


def _any_crowded(html: bytes) -> bool:
    """Whether a tag holds hundreds of attributes; such a tag fills a window outside of scripts."""
    start = 0
    while start < len(html):
        script = html.find(b"<script", start)
        end = len(html) if script < 0 else max(html.find(b">", script), script) + 1
        if _any_crowded_between(html, start, end):
            return True
        closed = html.find(b"</script", script) if script >= 0 else -1
        start = len(html) if script < 0 else closed + 1 if closed >= 0 else end
    return False


def _any_crowded_between(html: bytes, start: int, end: int) -> bool:
    seen, window = start - 1, start
    while window + _WINDOW <= end:
        after = window + _WINDOW
        if html.find(b">", window, after) < 0:
            opens = html.rfind(b"<", seen + 1, after)
            seen = max(seen, opens)
            tag = _WHOLE_TAG.match(html, opens) if opens >= 0 else None
            if tag and _crowded(tag[0]) and not _within_script(html, opens):
                return True
            after = max(after, tag.end()) if tag else after
        window = after
    return False


def _within_script(html: bytes, at: int) -> bool:
    return any(html.rfind(b"<" + name, 0, at) > html.rfind(b"</" + name, 0, at) for name in (b"script", b"style"))


def _crowded(tag: bytes) -> bool:
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(tag, 2), _MOST_ATTRIBUTES + 1)) > _MOST_ATTRIBUTES


def _attributes_of(tag: bytes) -> int:
    return sum(1 for _ in _ATTRIBUTE.finditer(tag, 2))
