"""What becomes of the chats that the bot is in."""

import pytest

from tests.adapters.chats.telegram.conftest import ANA, GROUP
from tests.servers.telegram import ME
from tests.servers.telegram_messages import chat, user

RIGHTS = dict.fromkeys(
    """
    can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members
    can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories
    is_member can_pin_messages can_manage_topics can_send_messages can_send_audios can_send_documents can_send_photos
    can_send_videos can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages
    can_add_web_page_previews can_edit_tag can_react_to_messages
    """.split(),  # noqa: SIM905 - twenty-seven lines otherwise
    False,
)


@pytest.mark.parametrize(("status", "slept"), [("kicked", 1), ("left", 1), ("restricted", 1), ("administrator", 0)])
async def test_a_bot_that_is_thrown_out_leaves_a_sleeping_chat(town, status, slept):
    async with town.listening():
        await town.server.happens(my_chat_member=_membership("member", status))
        await town.quiet()
    assert len(town.rooms.left) == slept


async def test_whoever_adds_the_bot_to_a_group_is_greeted(town):
    async with town.listening():
        await town.server.happens(my_chat_member=_membership("left", "member"))
        assert await town.sees(1) == ["🔹 heard /start"]
    assert [(heard.private, heard.person.name) for heard in town.parrot.heard] == [(False, "Ana")]


async def test_a_migration_is_told_once_however_often_it_is_heard(town):
    old = {"id": -42, "type": "group", "title": "Team"}
    async with town.listening():
        await town.says("", where=-42, migrate_to_chat_id=GROUP, chat=old)
        await town.says("", where=GROUP, migrate_from_chat_id=-42)
        await town.quiet()
    assert town.rooms.moves == [("-42", str(GROUP))]


def _membership(before: str, after: str) -> dict:
    def member(status: str) -> dict:
        return {
            "user": ME,
            "status": status,
            "until_date": 0,
            **(RIGHTS if status in {"administrator", "restricted"} else {}),
        }

    return {
        "chat": chat(GROUP),
        "from": user(ANA),
        "date": 1,
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }
