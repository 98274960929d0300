"""Who writes, as the settings say, and what the doctor says of it."""

from collections.abc import AsyncIterator

import pytest

from bot.settings import Settings
from bot.wiring.language import ModelService, advisor_of, examine_language, interpreter_of
from core.errors import WrongSetting
from tests.clock import TurnedClock
from tests.servers.openai import MODEL, OpenAiServer, openai_server
from tests.stage import HERE


@pytest.fixture
async def server() -> AsyncIterator[OpenAiServer]:
    async with openai_server() as opened:
        yield opened


def settings(**given) -> Settings:
    return Settings(_env_file=None, **given)


async def test_without_a_key_the_rules_write(stage):
    advisor = advisor_of(settings(), stage.storage, TurnedClock())
    assert advisor.writer == "the rules"
    assert await examine_language(settings()) == [
        ("Language model: none is set up; suggestions are written by the rules.", None)
    ]


async def test_with_a_key_the_model_writes_and_the_doctor_asks_for_it(stage, server):
    given = settings(openai_api_key=server.key, openai_base_url=server.url, openai_model=MODEL)
    advisor = advisor_of(given, stage.storage, TurnedClock())
    assert advisor.writer == MODEL
    assert await examine_language(given) == [(f"Language model: {MODEL} is there.", None)]
    service = ModelService(advisor, None)
    await service.open()
    await service.close()


async def test_a_model_reads_where_there_is_a_key_and_a_share_of_tokens(stage, server):
    given = {"openai_api_key": server.key, "openai_base_url": server.url}
    assert interpreter_of(settings(), stage.storage, stage.clock) is None
    assert interpreter_of(settings(**given, amazcope_daily_tokens=0), stage.storage, stage.clock) is None
    reader = interpreter_of(settings(**given), stage.storage, stage.clock)
    assert reader is not None
    room = await stage.archive.room(HERE)
    assert (await reader.spent(room.workspace_id)).most == 500_000
    service = ModelService(advisor_of(settings(**given), stage.storage, stage.clock), reader)
    await service.close()


@pytest.mark.parametrize(
    "setting",
    [
        {"openai_timeout": "soon"},
        {"amazcope_daily_tokens": -1},
        {"openai_base_url": "ftp://x"},
        {"openai_base_url": "http://example.org"},
    ],
)
def test_what_cannot_be_used_is_refused(setting):
    with pytest.raises((WrongSetting, ValueError), match=r"openai|daily_tokens"):
        settings(**setting)
