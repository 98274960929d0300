"""Slack's rich text: the one kind of block in which text is never read as markup, so that nothing in it needs escaping.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from adapters.chats.slack.inert import cut, pieces

Json = dict[str, Any]

LONGEST: Final = 2_800  # characters of one block that are safe: a section ends at 3,000
_LONGEST_URL: Final = 2_000


def text(words: str, *, bold: bool = False, strike: bool = False) -> list[Json]:
    """Words, or nothing where there are none: Slack refuses an empty element."""
    style = {name: True for name, is_so in {"bold": bold, "strike": strike}.items() if is_so}
    return [{"type": "text", "text": words, **({"style": style} if style else {})}] if words else []


def link(label: str, url: str) -> list[Json]:
    """A web address behind a label; anything but http and https is words."""
    if not url.lower().startswith(("https://", "http://")) or len(url) > _LONGEST_URL:
        return text(cut(": ".join(filter(None, (label, url))), LONGEST))
    return [{"type": "link", "url": url, **({"text": label} if label else {})}]


def paragraphs(words: str) -> list[Json]:
    """Running text, in as many blocks as it takes."""
    return [_block([_section(text(piece))]) for piece in pieces(words, LONGEST)]


def lines(rows: Iterable[Sequence[Json]]) -> list[Json]:
    """Rows of inline elements, one below the other, in as many blocks as it takes."""
    blocks = []
    for group in _grouped(rows):
        inline = [part for row in group for part in (*row, *text("\n"))][:-1]
        blocks.append(_block([_section(inline)]))
    return blocks


def bullets(items: Iterable[str]) -> list[Json]:
    """An unordered list, in as many blocks as it takes."""
    rows = [text(cut(item, LONGEST)) for item in items if item]
    return [
        _block([{"type": "rich_text_list", "style": "bullet", "elements": [_section(row) for row in group]}])
        for group in _grouped(rows)
    ]


def monospaced(rows: Iterable[str]) -> list[Json]:
    """Lines whose columns stand below one another, in as many blocks as it takes."""
    return [
        _block([{"type": "rich_text_preformatted", "elements": text("\n".join(row[0]["text"] for row in group))}])
        for group in _grouped(text(cut(row, LONGEST)) for row in rows)
    ]


def weight(part: object) -> int:
    """How many characters a block shows, as far as Slack counts them."""
    if isinstance(part, list):
        return sum(map(weight, part))
    if isinstance(part, dict):
        return sum(
            len(of) if isinstance(of, str) and name in {"text", "url"} else weight(of) for name, of in part.items()
        )
    return 0


def _grouped(rows: Iterable[Sequence[Json]]) -> list[list[Sequence[Json]]]:
    groups: list[list[Sequence[Json]]] = []
    size = LONGEST
    for row in filter(None, rows):
        added = weight(list(row)) + 1
        if not groups or size + added > LONGEST:
            groups.append([])
            size = 0
        groups[-1].append(row)
        size += added
    return groups


def _block(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": elements}


def _section(inline: Sequence[Json]) -> Json:
    return {"type": "rich_text_section", "elements": list(inline)}
