"""A Slack token that is refused at the start is named, and the process ends with 2."""

import asyncio
import os
import sys

import pytest

from tests.servers.slack import APP_TOKEN, BOT_TOKEN, slack_server

GIVEN = {
    "SLACK_BOT_TOKEN": ("xoxb-wrong", APP_TOKEN, "auth.test answered invalid_auth"),
    "SLACK_APP_TOKEN": (BOT_TOKEN, "xapp-wrong", "apps.connections.open answered invalid_auth"),
}


@pytest.mark.parametrize("name", GIVEN)
async def test_a_refused_token_is_named_and_not_shown(tmp_path, name):
    bot, app, why = GIVEN[name]
    async with slack_server() as slack:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'a.db'}",
            "SLACK_BOT_TOKEN": bot,
            "SLACK_APP_TOKEN": app,
            "SLACK_BASE_URL": slack.base_url,
            "HTTP_PORT": "0",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=tmp_path,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        _, complaint = await asyncio.wait_for(process.communicate(), 60)
    said = complaint.decode().splitlines()[-1]
    assert said == f"amazcope: {name} is “…”, which is not a token that Slack accepts ({why})."
    assert process.returncode == 2
    assert "wrong" not in complaint.decode()
