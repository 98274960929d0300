"""What people write in Slack, as the plain text that they meant.

https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
"""

import re
from typing import Any, Final

from adapters.chats.slack.inert import plain
from core.catalog.asin import looks_like_link, read_asin

LONGEST: Final = 40_000  # characters of one message that are read
UMBRELLA: Final = "amazcope"  # the command that has all others below it
_ANGLED: Final = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_SIGNS: Final = {"“": '"', "”": '"', "„": '"', "\u00a0": " "}  # what Slack's composer makes of quotes and blanks


def read_text(text: str, bot: str | None) -> str:
    """A message without markup, and without the mention of the bot that it may begin or end with."""
    bare = _ANGLED.sub(lambda found: " " if bot and found[1] == f"@{bot}" else _meant(found), text[:LONGEST])
    bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for sign, meant in _SIGNS.items():
        bare = bare.replace(sign, meant)
    return plain(bare).strip()


def mentions(text: str, bot: str | None) -> bool:
    """Whether a message is meant for the bot."""
    return bool(bot) and (f"<@{bot}>" in text or f"<@{bot}|" in text)


def read_command(command: str, text: str) -> str:
    """A slash command as the line that it is everywhere: ``/amazcope track B0…`` is ``/track B0…``."""
    name, said = command.strip().removeprefix("/").lower(), read_text(text, None)
    if name != UMBRELLA:
        return f"/{name} {said}".strip()
    return f"/{said.removeprefix('/')}" if said else "/help"


def products_in(text: str) -> list[str]:
    """The Amazon links and ASINs of a message, each once, in order."""
    words = (word.strip(".,;:!?()\"'") for word in read_text(text, None).split())
    return list(dict.fromkeys(word for word in words if read_asin(word) or _is_amazon(word)))


def all_text_of(message: dict[str, Any]) -> str:
    """A message's words, those of its attachments as well: a forwarded one has no others."""
    attached = message.get("attachments") or []
    parts = [message.get("text"), *(part.get(key) for part in attached for key in ("title_link", "from_url", "text"))]
    return "\n".join(str(part) for part in parts if part)


def passed_on_in(message: dict[str, Any]) -> str:
    """The words of another message that is shared in this one, which are not those of who shares it."""
    shared = [part for part in message.get("attachments") or () if part.get("is_share") or part.get("is_msg_unfurl")]
    return "\n".join(str(part.get("text") or "") for part in shared).strip()


def _is_amazon(word: str) -> bool:
    return looks_like_link(re.split(r"[?#]", word.split("://", 1)[-1], maxsplit=1)[0])


def _meant(found: re.Match[str]) -> str:
    """A link is its address, a mention its name, anything else what is shown for it."""
    inner, label = found[1], found[2]
    if inner.startswith(("@", "#", "!")):
        return label or ""
    if inner.startswith(("mailto:", "tel:")):
        return label or inner.split(":", 1)[1]
    return inner
