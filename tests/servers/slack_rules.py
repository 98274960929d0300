"""What Slack refuses: limits and shapes of Block Kit, written down from its reference, so that tests meet them."""

from typing import Any

Json = dict[str, Any]
SURFACES = {"message": 50, "modal": 100, "home": 100}
BLOCKS = {
    "header": {"type", "text", "block_id"},
    "section": {"type", "text", "fields", "block_id"},
    "actions": {"type", "elements", "block_id"},
    "rich_text": {"type", "elements", "block_id"},
    "input": {"type", "label", "element", "optional", "block_id", "hint"},
}
ELEMENTS = {
    "button": {"type", "text", "action_id", "value", "style", "url"},
    "plain_text_input": {"type", "action_id", "placeholder", "initial_value", "multiline", "max_length"},
    "file_input": {"type", "action_id", "filetypes", "max_files"},
    "static_select": {"type", "action_id", "options", "initial_option", "placeholder"},
    "rich_text_section": {"type", "elements"},
    "rich_text_preformatted": {"type", "elements"},
    "rich_text_list": {"type", "elements", "style"},
    "text": {"type", "text", "style"},
    "link": {"type", "text", "url", "style"},
}
LONGEST_MESSAGE = 12_000
SAID = {
    "reply_broadcast",
    "channel",
    "text",
    "blocks",
    "thread_ts",
    "mrkdwn",
    "parse",
    "link_names",
    "unfurl_links",
    "unfurl_media",
}
# The arguments of each method that the stand-in has; any other is refused.
KNOWN: dict[str, set[str]] = {
    "apps.connections.open": set(),
    "assistant.threads.setStatus": {"channel_id", "thread_ts", "status"},
    "assistant.threads.setSuggestedPrompts": {"channel_id", "thread_ts", "prompts"},
    "auth.test": {"team_id"},
    "chat.appendStream": {"channel", "ts", "chunks"},
    "chat.delete": {"channel", "ts"},
    "chat.postEphemeral": {"channel", "user", "text", "blocks", "thread_ts"},
    "chat.postMessage": SAID | {"metadata"},
    "chat.startStream": {
        "channel",
        "thread_ts",
        "chunks",
        "task_display_mode",
        "recipient_team_id",
        "recipient_user_id",
    },
    "chat.stopStream": {"channel", "ts", "chunks", "blocks", "metadata"},
    "chat.unfurl": {"channel", "ts", "unfurls"},
    "chat.update": {"channel", "ts", "text", "blocks", "metadata"},
    "conversations.open": {"users"},
    "conversations.replies": {"channel", "ts", "limit", "include_all_metadata", "oldest", "latest", "inclusive"},
    "files.completeUploadExternal": {"files", "channel_id", "thread_ts"},
    "files.getUploadURLExternal": {"filename", "length", "alt_txt"},
    "files.info": {"file"},
    "oauth.v2.access": {"code", "redirect_uri", "client_id", "client_secret"},
    "users.info": {"user"},
    "views.open": {"trigger_id", "view"},
    "views.publish": {"user_id", "view"},
    "views.update": {"view_id", "view"},
}


def wrong_blocks(blocks: list[Json], surface: str = "message") -> str | None:
    """Slack's word for what is wrong with the blocks of a message or view."""
    if len(blocks) > SURFACES[surface]:
        return "invalid_blocks"
    if surface == "message" and sum(len(words) for block in blocks for words in texts(block)) > LONGEST_MESSAGE:
        return "msg_blocks_too_long"
    ids = [element["action_id"] for block in blocks for element in block.get("elements", ()) if "action_id" in element]
    if len(ids) != len(set(ids)) or not all(map(_is_right, blocks)):
        return "invalid_blocks"
    return None


def wrong_view(view: Json) -> bool:
    """Whether Slack would refuse a view."""
    if view["type"] == "home":
        return set(view) - {"type", "blocks", "private_metadata"} != set() or bool(wrong_blocks(view["blocks"], "home"))
    known = {"type", "title", "submit", "close", "blocks", "callback_id", "private_metadata"}
    inputs = any(block["type"] == "input" for block in view["blocks"])
    return (
        bool(set(view) - known)
        or not 0 < len(view["title"]["text"]) <= 24
        or len(view.get("private_metadata", "")) > 3_000
        or (inputs and "submit" not in view)
        or bool(wrong_blocks(view["blocks"], "modal"))
    )


def texts(part: Any) -> list[str]:
    """All words that are shown."""
    if isinstance(part, list):
        return [words for one in part for words in texts(one)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return own + [words for name, one in part.items() if name not in {"value", "metadata"} for words in texts(one)]


def _is_right(block: Json) -> bool:
    kind = block["type"]
    if kind not in BLOCKS or set(block) - BLOCKS[kind]:
        return False
    match kind:
        case "header":
            return _plain(block["text"], 150)
        case "section":
            return 0 < len(block["text"]["text"]) <= 3_000
        case "actions":
            return 0 < len(block["elements"]) <= 25 and all(map(_element, block["elements"]))
        case "input":
            return _plain(block["label"], 2_000) and _element(block["element"])
        case _:
            return bool(block["elements"]) and all(map(_element, block["elements"])) and _light(block)


def _light(block: Json) -> bool:
    return sum(map(len, texts(block))) <= 3_000


def _element(element: Json) -> bool:
    kind = element["type"]
    if kind not in ELEMENTS or set(element) - ELEMENTS[kind]:
        return False
    match kind:
        case "button":
            return (
                _plain(element["text"], 75) and 0 < len(element["value"]) <= 2_000 and len(element["action_id"]) <= 255
            )
        case "plain_text_input":
            is_short = len(element.get("initial_value", "")) <= element.get("max_length", 3_000) <= 3_000
            return is_short and ("placeholder" not in element or _plain(element["placeholder"], 150))
        case "file_input":
            return 1 <= element["max_files"] <= 10
        case "static_select":
            return 0 < len(element["options"]) <= 100 and all(
                _plain(option["text"], 75) and 0 < len(option["value"]) <= 150 for option in element["options"]
            )
        case "text":
            return bool(element["text"])
        case "link":
            return element["url"].startswith(("http://", "https://")) and len(element["url"]) <= 3_000
        case _:
            return bool(element["elements"]) and all(map(_element, element["elements"]))


def _plain(text: Json, longest: int) -> bool:
    return text["type"] == "plain_text" and 0 < len(text["text"]) <= longest and set(text) <= {"type", "text", "emoji"}


def shown(blocks: list[Json]) -> str:
    """What a reader sees of blocks: rich text as it is, section markup as Slack would read it, links with addresses."""
    return "\n".join(map(_shown, blocks))


def _shown(part: Json) -> str:
    match part["type"]:
        case "header":
            return part["text"]["text"]
        case "section":
            return _unmarked(part["text"]["text"]) if part["text"]["type"] == "mrkdwn" else part["text"]["text"]
        case "button":
            return f"[{part['text']['text']}]"
        case "text":
            return part["text"]
        case "link":
            return f"{part.get('text', '')} {part['url']}"
        case "input":
            return part["label"]["text"]
        case "rich_text_section" | "rich_text_preformatted":
            return "".join(map(_shown, part["elements"]))
        case _:
            return "\n".join(map(_shown, part["elements"]))


def _unmarked(text: str) -> str:
    for sign in "*_~`":
        text = text.replace(sign, "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
