"""Whether a product's page is there, is gone, or leads to another product."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, assert_never

from core.catalog.snapshot import Look, Outcome, Pending, Seen, Unseen

HERE: Final = "here"
GONE: Final = "gone"
_LED_AWAY: Final = re.compile(r"page of another product, ([A-Z0-9]{10})$")


@dataclass(frozen=True, slots=True)
class Presence:
    """`state` is HERE, GONE, or the ASIN that the page leads to, since the look at `since`; all of it is sure.

    `suspected` is another state that was met at `suspected_since` and is not sure yet.
    """

    state: str = HERE
    since: datetime | None = None
    suspected: str | None = None
    suspected_since: datetime | None = None

    @property
    def is_here(self) -> bool:
        """Whether the page is there, as far as we are sure."""
        return self.state == HERE

    @property
    def led_to(self) -> str | None:
        """The ASIN that the page leads to, if it surely leads to another."""
        return None if self.state in {HERE, GONE} else self.state


HERE_ALL_ALONG: Final = Presence()


def met_by(look: Look) -> str | None:
    """The state that a look met; None where it tells nothing of it: a robot check, an error."""
    match look:
        case Seen():
            return HERE
        case Unseen(why=Outcome.NOT_FOUND):
            return GONE
        case Unseen():
            return led_away(look.detail)
        case Pending():
            return None
        case _:
            assert_never(look)


def led_away(detail: str) -> str | None:
    """The other ASIN, where the detail of a failed look names one."""
    found = _LED_AWAY.search(detail)
    return found[1] if found else None


def after_meeting(before: Presence, met: str | None, at: datetime, sure_after: timedelta) -> Presence:
    """What is sure after a look that met a state.

    That the page is gone or leads away is sure when it is met again at least `sure_after` later; that it is there
    again, when it is met twice. What tells nothing changes nothing; what meets the sure state ends the suspicion.
    """
    if met is None:
        return before
    if met == before.state:
        return Presence(before.state, before.since)
    if met != before.suspected or before.suspected_since is None:
        return Presence(before.state, before.since, met, at)
    if met != HERE and at - before.suspected_since < sure_after:
        return before
    return Presence(met, before.suspected_since)
