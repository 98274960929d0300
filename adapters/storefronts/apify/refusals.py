"""What Apify says when it does not do as asked, turned into plain words at the door."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

import impit
from apify_client.errors import ApifyApiError, ApifyClientError
from pydantic import ValidationError

_SOON: Final = timedelta(minutes=2)
_LATER: Final = timedelta(minutes=15)
# What an error's `type` says more exactly than its status. https://docs.apify.com/api/v2#errors
_BY_TYPE: Final = {
    "actor-memory-limit-exceeded": ("Apify's memory is taken up by other runs of this account", _SOON),
    "concurrent-runs-limit-exceeded": ("Apify's limit of runs at once is reached", _SOON),
    "actor-is-not-rented": ("the actor must be rented at Apify first (APIFY_ACTOR)", _LATER),
    "full-permission-actor-not-approved": ("the actor must be approved at Apify first (APIFY_ACTOR)", _LATER),
    "monthly-usage-hard-limit-exceeded": ("this account's monthly limit at Apify is reached", _LATER),
}
_BY_STATUS: Final = {
    401: ("Apify does not accept the token in APIFY_TOKEN", _LATER),
    402: ("Apify's credit is used up", _LATER),
    403: ("Apify does not allow this (APIFY_TOKEN, APIFY_ACTOR)", _LATER),
    404: ("Apify has no such actor (APIFY_ACTOR)", _LATER),
    429: ("Apify asks for fewer requests (HTTP 429)", timedelta(minutes=1)),
}


class ApifyRefused(Exception):
    """Apify did not do as asked; the message says why in a few plain words.

    `wait` is how long it is better left alone, `is_certain` that it has not done what was asked: an answer that never
    came leaves that open. `status` is the HTTP status, where there was one.
    """

    def __init__(
        self, words: str, *, wait: timedelta | None = None, is_certain: bool = False, status: int | None = None
    ) -> None:
        super().__init__(words)
        self.wait = wait
        self.is_certain = is_certain
        self.status = status


@contextmanager
def at_the_door(asked_wait: Callable[[], timedelta | None]) -> Iterator[None]:
    """Raise `ApifyRefused` for whatever the client, its transport, or an answer of another shape raises."""
    try:
        yield
    except ApifyApiError as error:
        raise _refused(error, asked_wait()) from error
    except (TimeoutError, impit.TimeoutException) as error:
        raise ApifyRefused("Apify did not answer in time") from error
    except (impit.ConnectError, impit.InvalidURL) as error:
        raise ApifyRefused("Apify could not be reached", is_certain=True) from error
    except (impit.HTTPError, OSError) as error:
        raise ApifyRefused("the connection to Apify broke") from error
    except (ApifyClientError, ValidationError, KeyError, TypeError, ValueError) as error:
        raise ApifyRefused("Apify's answer could not be read") from error


def _refused(error: ApifyApiError, asked: timedelta | None) -> ApifyRefused:
    status = error.status_code
    words, usual = _BY_TYPE.get(error.type or "") or _BY_STATUS.get(status) or (f"Apify answered HTTP {status}", None)
    return ApifyRefused(words, wait=asked or usual, is_certain=status < 500, status=status)
