"""How Telegram reads a message's HTML: what is seen, what is marked, and what becomes alive by itself."""

import re
from dataclasses import dataclass
from html import unescape

TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote", "tg-spoiler"}
ALIVE = {
    "url": r"(?:https?|tg|ftp)://\S+|\b(?:[\w-]+\.)+(?:com|net|org|io|de|uk|me|example)\b",
    "mention": r"(?<![\w/])@\w{2,}",
    "bot_command": r"(?<![\w/.@<-])/[A-Za-z]\w*",
    "email": r"[\w.+-]+@[\w-]+\.[\w.]+",
}


class Unreadable(Exception):
    """The description of a 400."""


@dataclass(frozen=True, slots=True)
class Entity:
    type: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader sees, what the sender marked in it, and what Telegram itself makes clickable."""

    seen: str
    entities: tuple[Entity, ...]
    alive: tuple[Entity, ...]

    @property
    def units(self) -> int:
        return len(self.seen.encode("utf-16-le")) // 2


def read_html(html: str) -> Text:
    """As the Bot API documents it under “HTML style”; stricter in that nothing may stand within code."""
    seen, at, open_tags, entities, dead = "", 0, [], [], []
    for tag in re.finditer(r"<(/?)([^\s>]*)([^>]*)(>?)", html):
        seen += _unescaped(html[at : tag.start()])
        at = tag.end()
        closing, name, attributes, end = tag.groups()
        if not end or name not in TAGS:
            raise Unreadable(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {tag.start()}')
        if not closing:
            if any(opened in {"code", "pre"} for opened, _, _ in open_tags):
                raise Unreadable("can't parse entities: nothing may stand within code")
            if name in {"code", "pre"} and open_tags:
                raise Unreadable("can't parse entities: code may not stand within anything")
            href = re.fullmatch(r'\s+href="([^"]*)"', attributes)
            if name == "a" and not href:
                raise Unreadable("can't parse entities: a link without address")
            open_tags.append((name, len(seen), unescape(href[1]) if href else ""))
            continue
        if not open_tags or open_tags[-1][0] != name:
            raise Unreadable(
                f'can\'t parse entities: Unmatched end tag at byte offset {tag.start()}, found "</{name}>"'
            )
        name, start, url = open_tags.pop()
        entities.append(Entity(name, seen[start:], url))
        if name in {"code", "pre", "a"}:
            dead.append((start, len(seen)))
    if open_tags:
        raise Unreadable(f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\"")
    seen += _unescaped(html[at:])
    return Text(seen.strip(), tuple(entities), _alive(seen, dead))


def read_plain(text: str) -> Text:
    return Text(text.strip(), (), _alive(text, []))


def _unescaped(part: str) -> str:
    """Only these four names and numbers are known."""
    return re.sub(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);", lambda known: unescape(known[0]), part)


def _alive(seen: str, dead: list[tuple[int, int]]) -> tuple[Entity, ...]:
    return tuple(
        Entity(kind, hit[0])
        for kind, pattern in ALIVE.items()
        for hit in re.finditer(pattern, seen)
        if not any(start < hit.end() and hit.start() < end for start, end in dead)
    )
