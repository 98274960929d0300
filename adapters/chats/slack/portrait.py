"""What a card looks like in Slack, as HTML: the same Block Kit blocks and files that are sent, drawn as a message."""

from base64 import b64encode
from html import escape
from typing import Final

from adapters.chats.slack.render import File, draw
from adapters.chats.slack.rich import Json
from core.messages import Card

WIDTH: Final = 720  # pixels: a channel beside the list of channels
STYLE: Final = """
body { background: #fff; font: 15px/1.46 Lato, "Liberation Sans", Arial, sans-serif; color: #1d1c1d; }
.message { display: flex; gap: 8px; }
.message > i { flex: none; width: 36px; height: 36px; border-radius: 8px; background: #2f6f4f; color: #fff;
  font: bold 19px/36px sans-serif; text-align: center; }
.message > div { min-width: 0; flex: 1; overflow-wrap: anywhere; }
.who { font-weight: 900; } .who small { font-weight: 400; color: #616061; margin-left: 6px; }
.who small.app { background: #e8e8e8; font-size: 10px; font-weight: 700; padding: 1px 3px; border-radius: 2px; }
.quiet { color: #616061; font-size: 13px; }
.message h3 { font-size: 18px; line-height: 1.33; margin: 8px 0 4px; }
.rich { margin: 4px 0 8px; white-space: pre-wrap; } .rich ul { margin: 0; padding-left: 26px; }
.rich pre { font: 12px/1.5 Monaco, "DejaVu Sans Mono", monospace; background: #f8f8f8; border: 1px solid #dddddd;
  border-radius: 4px; padding: 8px; margin: 0; overflow: hidden; }
.rich a { color: #1264a3; text-decoration: none; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0; }
.actions span { border: 1px solid #bbbabb; border-radius: 8px; padding: 3px 12px; font-weight: 700; }
.shared { margin: 4px 0 8px; } .shared img { display: block; max-width: 480px; border: 1px solid #ddd;
  border-radius: 8px; margin-top: 4px; }
.file { display: inline-block; border: 1px solid #ddd; border-radius: 12px; padding: 10px 14px; min-width: 240px; }
.file small { display: block; color: #616061; }
"""
_STYLES: Final = {"bold": "b", "italic": "i", "strike": "s", "code": "code"}


def portrait(card: Card) -> str:
    """The card as a message of the app, and the files that go with it as the message after it."""
    drawn = draw(card, with_files=not card.whisper)
    whispered = '<div class="quiet">Only visible to you</div>' if card.whisper else ""
    said = _message(whispered + "".join(map(_block, drawn.blocks)))
    shared = "".join(map(_file, drawn.files))
    return said + (_message(shared) if shared else "")


def _message(inner: str) -> str:
    who = '<div class="who">Amazcope <small class="app">APP</small><small>12:00</small></div>'
    return f'<div class="message"><i aria-hidden="true">a</i><div>{who}{inner}</div></div>'


def _block(block: Json) -> str:
    match block:
        case {"type": "header", "text": {"text": words}}:
            return f"<h3>{escape(words)}</h3>"
        case {"type": "rich_text", "elements": parts}:
            return f'<div class="rich">{"".join(map(_rich, parts))}</div>'
        case {"type": "actions", "elements": buttons}:
            labels = (escape(button["text"]["text"]) for button in buttons)
            return f'<div class="actions">{"".join(f"<span>{label}</span>" for label in labels)}</div>'
        case _:
            raise ValueError(f"no portrait of {block['type']}")


def _rich(part: Json) -> str:
    inner = part["elements"]
    match part["type"]:
        case "rich_text_section":
            return f"<div>{_inline(inner)}</div>"
        case "rich_text_preformatted":
            return f"<pre>{_inline(inner)}</pre>"
        case "rich_text_list":
            items = (_inline(item["elements"]) for item in inner)
            return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        case kind:
            raise ValueError(f"no portrait of {kind}")


def _inline(elements: list[Json]) -> str:
    return "".join(map(_element, elements))


def _element(element: Json) -> str:
    match element:
        case {"type": "link", "url": url}:
            return f'<a href="{escape(url)}">{escape(element.get("text") or url)}</a>'
        case {"type": "text", "text": words}:
            tags = [tag for style, tag in _STYLES.items() if element.get("style", {}).get(style)]
            return "".join(f"<{tag}>" for tag in tags) + escape(words) + "".join(f"</{tag}>" for tag in reversed(tags))
        case _:
            raise ValueError(f"no portrait of {element['type']}")


def _file(file: File) -> str:
    title = escape(file.title)
    if file.data.startswith(b"\x89PNG"):
        image = f'<img alt="{title}" src="data:image/png;base64,{b64encode(file.data).decode()}">'
        return f'<div class="shared"><span class="quiet">{title}</span>{image}</div>'
    kind = escape(file.name.rpartition(".")[2].upper())
    told = f"<b>{title}</b><small>{kind}, {len(file.data):,} bytes</small>"
    return f'<div class="shared"><div class="file">{told}</div></div>'
