"""Events over HTTP: only what Slack signed is read."""

import json
import logging
import time
from datetime import UTC, datetime

import pytest

from tests.adapters.chats.slack.conftest import opened, signed
from tests.adapters.chats.slack.payloads import message
from tests.servers.slack import APP_TOKEN

BODY = json.dumps(message("my secret plans")).encode()
JSON = {"Content-Type": "application/json"}


def without(headers, name):
    return {key: value for key, value in headers.items() if key != name}


REFUSED = {
    "unsigned": {},
    "no time": without(signed(BODY), "X-Slack-Request-Timestamp"),
    "no signature": without(signed(BODY), "X-Slack-Signature"),
    "another secret": signed(BODY, secret="another"),
    "another body": signed(b"{}"),
    "replayed": signed(BODY, at=time.time() - 301),
    "from the future": signed(BODY, at=time.time() + 4000),
    "a time that is none": signed(BODY) | {"X-Slack-Request-Timestamp": "now"},
    "a signature that is none": signed(BODY) | {"X-Slack-Signature": "ünsigned"},
}


@pytest.mark.parametrize("why", REFUSED)
async def test_what_slack_did_not_sign_is_refused_and_nowhere_written_down(
    account, company, listening, caplog, capsys, why
):
    caplog.set_level(logging.DEBUG)
    status, _, body = await account.http.take(REFUSED[why] | JSON, BODY)
    assert (status, body) == (401, b"")
    assert company.heard == []
    written = capsys.readouterr()
    assert "secret plans" not in caplog.text + written.out + written.err


async def test_a_body_that_is_no_text_is_refused(account, listening):
    assert (await account.http.take(signed(BODY) | JSON, b"\xff\xfe"))[0] == 401


async def test_whether_a_request_is_old_is_told_by_the_clock_that_was_given(slack, company):
    async with opened(slack, now=lambda: datetime(2030, 1, 1, tzinfo=UTC)) as account:
        assert (await account.http.take(signed(BODY) | JSON, BODY))[0] == 401
        then = signed(BODY, at=datetime(2030, 1, 1, tzinfo=UTC).timestamp())
        assert (await account.http.take(then | JSON, BODY))[0] == 503


async def test_while_nobody_listens_slack_is_asked_to_come_again(account):
    assert (await account.http.take(signed(BODY) | JSON, BODY))[0] == 503


async def test_slack_may_verify_the_address(account, listening):
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB", "token": "x"}).encode()
    status, headers, answer = await account.http.take(signed(body) | JSON, body)
    assert status == 200
    assert b"3eZbrw1aB" in answer
    assert headers["content-type"].startswith(("application/json", "text/plain"))


async def test_signed_nonsense_harms_nothing(account, company, listening):
    for body in (
        b"command=/list",
        b"command=%2Flist&ssl_check=1",
        b"",
        b"[]",
        b"null",
        b"{broken",
        b"payload=%7B",
        b"payload=[]",
        b'{"event": null}',
        b'{"type": 1}',
    ):
        status, _, _ = await account.http.take(signed(body) | JSON, body)
        assert status in {200, 400, 404, 500}
    assert company.heard == []


async def test_without_a_signing_secret_there_is_no_http(slack):
    from adapters.chats.slack.account import SlackAccount
    from tests.adapters.chats.slack.conftest import home

    account = SlackAccount.open("xoxb", APP_TOKEN, None, slack.base_url, lambda: datetime.now(UTC), home)
    assert account.http is None
