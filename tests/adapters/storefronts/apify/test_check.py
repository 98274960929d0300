"""What the doctor is told of Apify."""

import pytest

from adapters.storefronts.apify.check import examine
from tests.servers.apify import TOKEN, Fault, apify_server, overviews

ACTOR = "junglee/amazon-crawler"
CHECK = "check the network, or APIFY_BASE_URL."


async def test_a_token_and_an_actor_that_are_known_are_fine_and_nothing_is_run() -> None:
    async with apify_server(overviews) as apify:
        found = await examine(TOKEN, apify.base_url, ACTOR)

    assert found == (f"Data source: Apify accepts the token of kettles, and has the actor {ACTOR}.", None)
    assert apify.requests == ["user", "list"]


@pytest.mark.parametrize(
    ("token", "kind", "fault", "said", "fix"),
    [
        ("wrong", "user", None, "Apify does not accept the token in APIFY_TOKEN", "correct APIFY_TOKEN."),
        (TOKEN, "list", Fault(status=404), "Apify has no such actor (APIFY_ACTOR)", "correct APIFY_ACTOR."),
        (TOKEN, "list", Fault(status=402), "Apify's credit is used up", "top up the account at Apify."),
        (TOKEN, "user", Fault(status=200, body="<html>"), "Apify's answer could not be read", CHECK),
    ],
)
async def test_what_is_wrong_is_told_with_its_fix(
    token: str, kind: str, fault: Fault | None, said: str, fix: str
) -> None:
    async with apify_server(overviews) as apify:
        apify.faults[kind] = [fault] if fault else []
        assert await examine(token, apify.base_url, ACTOR) == (f"Data source: {said}.", fix)


async def test_an_apify_that_is_not_there_is_told_too() -> None:
    assert await examine(TOKEN, "http://127.0.0.1:9", ACTOR) == (
        "Data source: Apify could not be reached.",
        CHECK,
    )
