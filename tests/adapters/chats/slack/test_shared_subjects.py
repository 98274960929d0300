"""What a message is about is asked of Slack once, for all processes that share a memory."""

from datetime import UTC, datetime

from core.memory import BriefMemory
from core.messages import Card, ChatId
from tests.adapters.chats.slack.conftest import listened, opened
from tests.adapters.chats.slack.payloads import mention
from tests.servers.slack import TEAM

HERE = ChatId("slack", TEAM, "C1")


async def test_another_process_knows_a_thread_s_subject_without_asking_slack_again(slack, company):
    memory = BriefMemory(lambda: datetime.now(UTC))
    async with opened(slack) as first:
        message = await first.chat.post(HERE, Card("Blender", subject="B0CYT4LN7Q@com"))
        about_nothing = await first.chat.post(HERE, Card("Hello"))
    for process in range(2):
        async with opened(slack, memory=memory) as account, listened(account, company):
            for thread in (message, about_nothing):
                heard = len(company.heard)
                await slack.tell("events_api", mention("<@UBOT> check it", thread_ts=thread), socket=process)
                await slack.until(lambda heard=heard: len(company.heard) > heard)
    assert [heard.focus for heard in company.heard] == ["B0CYT4LN7Q@com", None] * 2
    assert len(slack.of("conversations.replies")) == 2
