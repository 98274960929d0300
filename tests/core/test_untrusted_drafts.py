"""Whatever a model writes: what is shown breaks no rule, and what the listing does not say is marked as such."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.language.openai_copywriter import OpenAiCopywriter
from bot.views.suggestion import advice_card, marked_text
from core.advisor import Advice
from core.audit.report import audit
from core.audit.rule import Severity
from core.judging import findings_about
from core.messages import in_words
from core.suggestion import Part, with_part
from core.tracing import PLEASE_CONFIRM, unconfirmed
from tests import databases
from tests.core.test_advisor import Office
from tests.listings import ALL
from tests.servers.openai import MODEL, openai_server, part

TRUE = ("Vortex", "Blender", "Glass Jar", "900 W", "1.5 L", "two speeds", "pulse", "dishwasher safe", "lid that locks")
INVENTED = (
    "Titanium",
    "IP68",
    "5000 W",
    "BPA-free",
    "compatible with iPhone 15",
    "for 12 persons",
    "waterproof",
    "Bosch",
)
FORBIDDEN = ("Best Seller", "free shipping", "!!!", "😀", "<b>", "™", "money back guarantee", "kills 99.9% of germs")
WRONG = (
    "B0CYT4LN7Q",
    "www.evil.example",
    "N/A",
    "#1",
    "cheap",
    "$5",
    "new",
    "SHOUTING",
    "FDA approved",
    "[please confirm]",
)
LINES = st.lists(st.sampled_from([*TRUE, *INVENTED, *FORBIDDEN, *WRONG]), min_size=1, max_size=14).map(" ".join)
REWRITTEN = st.builds(
    lambda name, lines: part(str(name), *lines),
    st.sampled_from(list(Part)),
    st.lists(LINES, min_size=1, max_size=6),
)
FAULTS = st.sampled_from(["refuse", "malformed", "breaks off", "empty", 429, 500])
ANSWERS = st.lists(st.one_of(st.lists(REWRITTEN, max_size=6), FAULTS), min_size=1, max_size=4)


class Desk:
    """An advisor with a model that answers anything, in a loop of its own; each time another day."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self._opened = openai_server()
        runner.run(self._open())

    async def _open(self) -> None:
        self._server = await self._opened.__aenter__()
        self._storage = await databases.in_memory()
        self._writer = OpenAiCopywriter(self._server.key, MODEL, self._server.url, timeout_s=5, retries=0)
        self.office = await Office(self._storage, self._writer).open()

    def advice(self, name: str, answers: list) -> Advice:
        self._server.answers = list(answers)
        self.office.clock.turn(hours=25)
        return self._runner.run(self.office.suggest(ALL[name]))

    def tools(self) -> list:
        return [request["tools"] for request in self._server.requests if request.get("tools")]

    def close(self) -> None:
        self._runner.run(self._close())

    async def _close(self) -> None:
        await self._writer.close()
        await self._opened.__aexit__(None, None, None)
        await self._storage.close()


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with asyncio.Runner() as runner, closing(Desk(runner)) as opened:
        yield opened


@settings(max_examples=15)
@given(name=st.sampled_from(sorted(ALL)), answers=ANSWERS)
def test_nothing_shown_is_an_error_by_any_rule_or_an_untraced_claim_without_its_mark(desk: Desk, name: str, answers):
    advice = desk.advice(name, answers)
    card = advice_card(desk.office.watched(ALL[name]), advice)
    assert advice.report == audit(advice.listing)
    assert in_words(card.blocks[0]).startswith("Now: ")
    assert desk.tools() == []
    titles = [one.text for one in advice.offered if one.part is Part.TITLE]
    beside = with_part(advice.listing, Part.TITLE, titles[0]) if titles else advice.listing
    for one in advice.offered:
        bad = findings_about(with_part(beside, one.part, one.text), one.part)
        assert [found.rule.id for found in bad if found.severity >= Severity.ERROR] == []
        claims = unconfirmed(one.text, advice.listing, one.part)
        assert set(claims) == set(one.unconfirmed)
        assert all(f"{claim} [{PLEASE_CONFIRM}]" in marked_text(one) for claim in claims)
