"""What `amazcope doctor` asks of Apify: whether the token is accepted, and whether the actor exists."""

from datetime import timedelta
from typing import Final

from adapters.storefronts.apify.http import open_client
from adapters.storefronts.apify.refusals import ApifyRefused, at_the_door

_ANSWER: Final = timedelta(seconds=10)
_PAUSE: Final = timedelta(milliseconds=500)
_FIXES: Final = {
    401: "correct APIFY_TOKEN.",
    402: "top up the account at Apify.",
    403: "give the token that right at Apify.",
    404: "correct APIFY_ACTOR.",
    429: "ask again in a minute.",
}


async def examine(token: str, base_url: str | None, actor: str) -> tuple[str, str | None]:
    """What was found, and its fix; None where all is well. Nothing is run and nothing is paid."""
    client, transport = open_client(token, base_url, retries=1, pause=_PAUSE)
    try:
        with at_the_door(lambda: transport.asked_wait):
            user = await client.user().get(timeout=_ANSWER)
            await client.actor(actor).runs().list(limit=1, timeout=_ANSWER)
    except ApifyRefused as refused:
        return f"Data source: {refused}.", _FIXES.get(refused.status or 0, "check the network, or APIFY_BASE_URL.")
    finally:
        await transport.aclose()
    if user is None:
        return "Data source: Apify does not know whose token APIFY_TOKEN is.", "correct APIFY_TOKEN."
    return f"Data source: Apify accepts the token of {user.username}, and has the actor {actor}.", None
