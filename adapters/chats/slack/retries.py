"""When a reply is tried again: after a pause that Slack asks for, and once after Slack has stumbled."""

from typing import Final

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

_PAUSES: Final = 3
_LONGEST_S: Final = 60.0  # an answer that comes later than that answers nothing


class Pausing(AsyncRateLimitErrorRetryHandler):
    """Waits as long as a 429 says, where that is not too long; nothing was done yet, so it may be tried anew."""

    def __init__(self) -> None:
        super().__init__(max_retry_count=_PAUSES)

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        return response is not None and response.status_code == 429 and _asked(response) <= _LONGEST_S


class OnceMore(AsyncRetryHandler):
    """Tries once more after a 5xx: what was asked may have been done, so it is not tried oftener."""

    def __init__(self) -> None:
        super().__init__(max_retry_count=_PAUSES + 1)

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        # The state belongs to the request, the handler to all requests of a client.
        if state.custom_values or response is None or response.status_code < 500:
            return False
        state.custom_values = {"stumbled": True}
        return True


def _asked(response: HttpResponse) -> float:
    """The seconds of a ``Retry-After``; what cannot be read is for the SDK, which waits a second."""
    told = next((value for name, value in response.headers.items() if name.lower() == "retry-after"), "")
    said = told[0] if isinstance(told, list) and told else told
    try:
        return float(str(said))
    except ValueError:
        return 0.0
