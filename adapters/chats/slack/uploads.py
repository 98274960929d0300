"""Files that go out with a message: handed over before it is said, shown right after it.

https://docs.slack.dev/messaging/working-with-files/#upload
"""

from collections.abc import Sequence

from adapters.chats.slack.render import File
from adapters.chats.slack.web_api import WebApi
from core.messages import ChatId

_TITLE = 250
_ALT = 1_000


async def hand_over(api: WebApi, chat: ChatId, files: Sequence[File]) -> list[dict[str, str | None]]:
    """Give Slack the bytes; nobody sees them yet. Raises `Outage`."""
    held: list[dict[str, str | None]] = []
    for file in files:
        place = await _place(api, chat, file)
        await api.send(str(place["upload_url"]), file.data, chat)
        held.append({"id": str(place["file_id"]), "title": file.title[:_TITLE] or file.name})
    return held


async def show(api: WebApi, chat: ChatId, held: list[dict[str, str | None]], thread: str | None) -> None:
    """Let the chat, or one of its threads, see what was handed over. Raises `Outage`."""
    if held:
        await api.call(
            chat,
            lambda slack: slack.files_completeUploadExternal(files=held, channel_id=chat.channel, thread_ts=thread),
        )


async def _place(api: WebApi, chat: ChatId, file: File) -> dict[str, object]:
    return await api.call(
        chat,
        lambda slack: slack.files_getUploadURLExternal(
            filename=file.name, length=len(file.data), alt_txt=file.title[:_ALT] or None
        ),
    )
