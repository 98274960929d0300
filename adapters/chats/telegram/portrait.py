"""What a card looks like in Telegram, as HTML: the same text, keys and files that are sent, drawn as bubbles."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from typing import Final

from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.keys import Key
from adapters.chats.telegram.render import alt_caption, captioned, draw
from core.messages import Attachment, Card, Picture

WIDTH: Final = 420  # pixels: a phone held upright
STYLE: Final = """
body { background: #c9dcb5; color: #000; font: 15px/1.35 Roboto, "Liberation Sans", Arial, sans-serif; }
.bubble { background: #fff; border-radius: 12px; padding: 7px 11px; margin: 0 46px 4px 0; overflow-wrap: anywhere;
  box-shadow: 0 1px 1px #0002; }
.bubble .said { white-space: pre-wrap; }
.bubble a { color: #168acd; text-decoration: none; }
.bubble code, .bubble pre { font: 13px/1.4 "Roboto Mono", "DejaVu Sans Mono", monospace; color: #235789; }
.bubble pre { margin: 4px 0; padding: 6px 8px; background: #eef3f8; border-left: 3px solid #5b9bd5; border-radius: 5px;
  white-space: pre; overflow: hidden; }
.bubble img { display: block; width: calc(100% + 22px); margin: -7px -11px 7px; border-radius: 12px 12px 0 0; }
.keys { display: flex; gap: 4px; margin: 0 46px 4px 0; }
.keys span { flex: 1; background: #5f7f52c0; color: #fff; border-radius: 8px; padding: 7px 4px; text-align: center;
  font-size: 14px; font-weight: 500; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.file { display: flex; gap: 10px; align-items: center; }
.file i { width: 42px; height: 42px; border-radius: 50%; background: #4fae4e; color: #fff; font: 20px/42px sans-serif;
  text-align: center; }
.file small { display: block; color: #8a9399; }
"""
_TAGS: Final = frozenset({"b", "i", "code", "pre", "a"})  # all that `markup` makes


def portrait(card: Card) -> str:
    """The messages that the card is sent as, one bubble for each."""
    drawn = captioned(card) or draw(card)
    shown = drawn.pictures[:1] if drawn.below_picture else ()
    besides = [_bubble(alt_caption(one), (one,)) for one in drawn.pictures if one not in shown]
    rows = "".join(map(_row, drawn.keys))
    return "\n".join([_bubble(drawn.html, shown) + rows, *besides, *map(_file, drawn.files)])


def _bubble(html: str, pictures: Sequence[Picture] = ()) -> str:
    images = "".join(map(_image, pictures))
    return f'<div class="bubble">{images}<div class="said">{_repeated(html)}</div></div>'


def _image(picture: Picture) -> str:
    return f'<img alt="{escape(picture.alt)}" src="data:image/png;base64,{b64encode(picture.data).decode()}">'


def _row(keys: Sequence[Key]) -> str:
    return f'<div class="keys">{"".join(f"<span>{escape(key.label)}</span>" for key in keys)}</div>'


def _file(file: Attachment) -> str:
    name = escape(one_line(file.name))
    size = f"{len(file.data)} B" if len(file.data) < 1024 else f"{len(file.data) / 1024:.1f} KB"
    return f'<div class="bubble file"><i>↓</i><div><b>{name}</b><small>{size}</small></div></div>'


def _repeated(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Reads the markup as Telegram does, so that what Telegram would not take as a tag is seen as text here too."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only tags that Telegram knows, and of their attributes only a link's address."""
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith(("https://", "http://")):
            self.parts.append(f'<a href="{escape(address)}">')
        else:
            self.parts.append(f"<{tag}>" if tag in _TAGS else escape(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        """The end of one that Telegram knows."""
        self.parts.append(f"</{tag}>" if tag in _TAGS else escape(f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        """Text, its entities resolved."""
        self.parts.append(escape(data, quote=False))
