"""Streamed messages, as the stand-in for Slack keeps them: a message whose tasks change until it is ended."""

from typing import Any

Json = dict[str, Any]
Messages = dict[tuple[str, str], Json]
STATES = {"pending", "in_progress", "complete", "error"}


def wrong_chunks(said: Json) -> bool:
    """Whether Slack would refuse the chunks: https://docs.slack.dev/reference/methods/chat.appendStream."""
    return any(
        chunk["type"] != "task_update"
        or set(chunk) != {"type", "id", "title", "status"}
        or not 0 < len(chunk["title"]) <= 256
        or chunk["status"] not in STATES
        for chunk in said.get("chunks") or ()
    )


def begin(messages: Messages, said: Json, number: int) -> Json:
    """A new message in a thread; streamed messages stand nowhere else."""
    if not said.get("thread_ts") or wrong_chunks(said):
        return {"error": "invalid_arguments"}
    ts = f"1700000000.{number:06d}"
    messages[said["channel"], ts] = {
        "channel": said["channel"],
        "thread_ts": said["thread_ts"],
        "ts": ts,
        "user": "UBOT",
        "bot_id": "B1",
        "streaming": True,
        "text": _titles(said),
    }
    return {"ts": ts, "channel": said["channel"]}


def go_on(messages: Messages, said: Json, _: int) -> Json:
    """The task of a message that has not ended is told anew."""
    message = messages.get((said["channel"], said["ts"]))
    if wrong_chunks(said):
        return {"error": "invalid_arguments"}
    if message is None:
        return {"error": "message_not_found"}
    if not message.get("streaming"):
        return {"error": "message_not_in_streaming_state"}
    message["text"] = _titles(said) or message["text"]
    return {"ts": said["ts"]}


def end(messages: Messages, said: Json, number: int) -> Json:
    """Blocks are put below, and nothing can be added any more."""
    gone_on = go_on(messages, said, number)
    if "error" not in gone_on:
        message = messages[said["channel"], said["ts"]]
        message |= {"streaming": False, "blocks": said.get("blocks"), "metadata": said.get("metadata")}
    return gone_on


STREAMS = {"chat.startStream": begin, "chat.appendStream": go_on, "chat.stopStream": end}


def _titles(said: Json) -> str:
    return "\n".join(chunk["title"] for chunk in said.get("chunks") or ())
