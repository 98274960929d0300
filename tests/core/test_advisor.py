"""Suggestions: drafted, audited, repaired; what fails is said, and nothing is shown that the audit forbids."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.language.openai_copywriter import OpenAiCopywriter
from adapters.language.rule_copywriter import RuleCopywriter
from adapters.storage.sql.storage import SqlStorage
from core.advisor import Advisor
from core.approvals import Approvals
from core.archive import Archive, Watched
from core.audit.rule import Severity
from core.catalog.asin import Product
from core.catalog.snapshot import Listing
from core.drafting import DAILY_REQUESTS
from core.errors import AgainstTheRules, NeverRead, NoSuchSuggestion
from core.ids import new_id
from core.judging import findings_about
from core.messages import ChatId
from core.suggestion import Part, State, Voice, Writing, with_part
from core.tracker import Asker
from core.watching.standing import Standing
from core.watching.watch import Role, Watch, Watching
from tests import databases
from tests.clock import TurnedClock
from tests.listings import ALL, BLENDER, HOSTILE, TODAY
from tests.servers.openai import MODEL, OpenAiServer, openai_server, part
from tests.shop import snapshot
from tests.stage import ANA, HERE

GOOD_TITLE = "Vortex Blender with Glass Jar, 900 W, 1.5 L"
GOOD_BULLETS = ("Crushes ice in seconds with 900 W", "The glass jar holds 1.5 L", "Two speeds, and pulse for smoothies")


class Office:
    """An advisor with a model or without, one room, and one product."""

    def __init__(self, storage, writer) -> None:
        self.clock = TurnedClock()
        self.clock.turn(days=203)
        self.storage = storage
        self.advisor = Advisor(storage, self.clock, writer, RuleCopywriter())
        self.approvals = Approvals(storage, self.clock)
        self.asker = Asker(chat=HERE, person=ANA)
        self.told: list[str] = []

    async def open(self):
        self.room = await Archive(self.storage, self.clock).room(HERE)
        return self

    async def tell(self, text: str) -> None:
        self.told.append(text)

    async def suggest(self, listing=BLENDER, *parts, **more):
        return await self.advisor.suggest(self.asker, self.room, self.watched(listing), parts, tell=self.tell, **more)

    def watched(self, listing, asin="B0TESTBL01") -> Watched:
        """A watched product whose last look has read the listing."""
        product = Product(asin, listing.market)
        seen = Listing(
            title=listing.title,
            brand=listing.brand,
            bullets=listing.bullets or (),
            description=listing.description,
            has_aplus=listing.has_aplus,
            category_path=listing.category or (),
        )
        accepted = replace(snapshot(product, self.clock.now()), listing=seen)
        return Watched(self.watching(product), self.standing(product, accepted))

    def standing(self, product, accepted):
        return Standing(
            key=1, id=new_id(self.clock.now()), product=product, accepted=accepted, every=timedelta(hours=6)
        )

    def watching(self, product):
        now = self.clock.now()
        watch = Watch(
            id=new_id(now),
            list_id=self.room.default_list_id,
            product=product,
            number=1,
            role=Role.OWN,
            made_by="Ana",
            made_at=now,
            chat=HERE,
        )
        return Watching(watch, ())


@pytest.fixture
async def storage() -> AsyncIterator[SqlStorage]:
    opened = await databases.in_memory()
    yield opened
    await opened.close()


@pytest.fixture
async def server() -> AsyncIterator[OpenAiServer]:
    async with openai_server() as opened:
        yield opened


@pytest.fixture
async def office(storage, server) -> AsyncIterator[Office]:
    writer = OpenAiCopywriter(server.key, MODEL, server.url, timeout_s=5, retries=0)
    yield await Office(storage, writer).open()
    await writer.close()


@pytest.fixture
async def plain(storage) -> Office:
    return await Office(storage, RuleCopywriter()).open()


def texts(advice):
    return {one.part: one.text for one in advice.offered}


async def test_good_text_is_offered_as_it_was_written_after_one_request(office, server):
    server.answers = [[part("title", GOOD_TITLE, facts=["900 W"]), part("bullets", *GOOD_BULLETS)]]
    advice = await office.suggest(BLENDER, Part.TITLE, Part.BULLETS)
    assert texts(advice) == {Part.TITLE: GOOD_TITLE, Part.BULLETS: "\n".join(GOOD_BULLETS)}
    assert [(one.by, one.unconfirmed) for one in advice.offered] == [(MODEL, ()), (MODEL, ())]
    assert advice.notes == ()
    assert len(server.requests) == 1
    assert office.told == ["Writing title, bullets…"]


async def test_what_breaks_a_rule_goes_back_with_the_rule_and_what_was_fine_does_not(office, server):
    server.answers = [
        [part("title", f"{GOOD_TITLE} - Best Seller"), part("bullets", *GOOD_BULLETS)],
        [part("title", GOOD_TITLE)],
    ]
    advice = await office.suggest(BLENDER, Part.TITLE, Part.BULLETS)
    assert texts(advice) == {Part.TITLE: GOOD_TITLE, Part.BULLETS: "\n".join(GOOD_BULLETS)}
    assert server.asked() == ["title"]
    (rejected,) = server.data()["rejected"]
    assert rejected["text"].endswith("Best Seller")
    assert [trouble for trouble in rejected["troubles"] if trouble.startswith("T06")]
    assert office.told[-1] == "Repairing title…"


async def test_a_model_that_breaks_rules_every_time_is_asked_three_times_and_then_the_rules_write(office, server):
    server.answers = [[part("title", f"{GOOD_TITLE} - Best Seller")]]
    advice = await office.suggest(BLENDER, Part.TITLE)
    assert len(server.requests) == 3
    (offered,) = advice.offered
    assert offered.by == "the rules"
    assert "Best Seller" not in offered.text
    assert any("broke a rule 3 times in title" in note for note in advice.notes)


async def test_invented_facts_are_to_be_repaired_and_are_marked_where_they_stay(office, server):
    invented = "Vortex Blender of Titanium, 900 W, 1.5 L, IP68"
    server.answers = [[part("title", invented)]]
    advice = await office.suggest(BLENDER, Part.TITLE)
    assert [(one.text, one.unconfirmed) for one in advice.offered] == [(invented, ("Titanium", "IP68"))]
    assert "The listing does not say “Titanium”" in server.data()["rejected"][0]["troubles"]
    assert len(server.requests) == 3


async def test_of_two_versions_the_one_with_fewer_unconfirmed_claims_is_offered(office, server):
    server.answers = [
        [part("title", "Vortex Blender, 900 W, IP68")],
        [part("title", "Vortex Titanium Blender, 900 W, IP68, NSF")],
        [part("title", "Vortex Blender, Free Shipping")],
    ]
    advice = await office.suggest(BLENDER, Part.TITLE)
    assert texts(advice) == {Part.TITLE: "Vortex Blender, 900 W, IP68"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("refuse", "did not want to write this"),
        ("malformed", "cannot be used"),
        ("empty", "cannot be used"),
        (429, "takes no more requests"),
        (500, "cannot be reached"),
    ],
)
async def test_when_the_model_fails_the_audit_comes_all_the_same_and_the_rules_write(office, server, answer, said):
    server.answers = [answer]
    advice = await office.suggest()
    assert advice.report.findings
    assert {one.by for one in advice.offered} == {"the rules"}
    assert Part.TITLE in texts(advice)
    assert said in advice.notes[0]
    assert "written by the rules" in advice.notes[0]


async def test_when_the_model_says_nothing_the_audit_comes_when_its_time_is_up(storage, server):
    server.answers = ["hang"]
    writer = OpenAiCopywriter(server.key, MODEL, server.url, timeout_s=0.05, retries=0)
    advice = await (await Office(storage, writer).open()).suggest(BLENDER, Part.TITLE)
    await writer.close()
    assert advice.report.findings
    assert {one.by for one in advice.offered} == {"the rules"}
    assert "no answer for 0.05 s" in advice.notes[0]


async def test_when_the_model_fails_while_repairing_what_was_finished_stays(office, server):
    server.answers = [[part("title", GOOD_TITLE), part("bullets", "Free shipping!")], 500]
    advice = await office.suggest(BLENDER, Part.TITLE, Part.BULLETS)
    assert {one.part: one.by for one in advice.offered} == {Part.TITLE: MODEL, Part.BULLETS: "the rules"}
    assert "HTTP 500" in advice.notes[0]


BAD_PARTS = [
    part("title", "BEST <b>Blender</b> EVER!!! 😀 Free Shipping 100% Guaranteed with Titanium and 5000 W"),
    part("highlights", "Cures cancer, antibacterial, #1, cheap"),
    part("bullets", "Call +1 555 010 9999", "N/A", "www.evil.example", "Money back guarantee", "Kills 99.9% of germs"),
    part("description", "<script>alert(1)</script> Best seller, only $5, leave a 5 star review. FDA approved."),
    part("keywords", *["nike best new iphone B0CYT4LN7Q " * 20]),
]


@pytest.mark.parametrize("name", ALL)
async def test_against_a_model_that_breaks_every_rule_nothing_is_shown_that_is_an_error(office, server, name):
    server.answers = [BAD_PARTS]
    advice = await office.suggest(ALL[name])
    beside = with_part(advice.listing, Part.TITLE, texts(advice).get(Part.TITLE, advice.listing.title or ""))
    for one in advice.offered:
        found = findings_about(with_part(beside, one.part, one.text), one.part)
        assert [(one.part, bad.rule.id) for bad in found if bad.severity >= Severity.ERROR] == []
        assert one.by == "the rules"


async def test_the_same_words_are_written_once_a_day(office, server):
    server.answers = [[part("title", GOOD_TITLE)]]
    first = await office.suggest(BLENDER, Part.TITLE)
    again = await office.suggest(BLENDER, Part.TITLE)
    assert again.offered == first.offered
    assert len(server.requests) == 1
    office.clock.turn(hours=25)
    await office.suggest(BLENDER, Part.TITLE)
    assert len(server.requests) == 2


async def test_other_words_another_voice_and_another_try_are_written_anew(office, server):
    server.answers = [[part("title", GOOD_TITLE)]]
    await office.suggest(BLENDER, Part.TITLE)
    await office.suggest(replace(BLENDER, bullets=("Another bullet",)), Part.TITLE)
    await office.suggest(BLENDER, Part.TITLE, again=True)
    assert server.data()["unwanted"] == [GOOD_TITLE]
    await office.approvals.speak(office.asker, office.room, Voice("calm", ("jar",)))
    advice = await office.suggest(BLENDER, Part.TITLE)
    assert server.data()["voice"] == "calm"
    assert {one.by for one in advice.offered} == {"the rules"} or not advice.offered


async def test_a_word_to_avoid_is_never_shown(office, server):
    await office.approvals.speak(office.asker, office.room, Voice("", ("glass jar",)))
    server.answers = [[part("title", GOOD_TITLE)], [part("title", "Vortex Blender, 900 W, 1.5 L")]]
    assert texts(await office.suggest(BLENDER, Part.TITLE)) == {Part.TITLE: "Vortex Blender, 900 W, 1.5 L"}


async def test_after_a_failure_the_model_is_tried_again(office, server):
    server.answers = [500, [part("title", GOOD_TITLE)]]
    await office.suggest(BLENDER, Part.TITLE)
    assert texts(await office.suggest(BLENDER, Part.TITLE)) == {Part.TITLE: GOOD_TITLE}


async def test_when_a_day_s_requests_are_used_up_the_rules_write_and_it_is_said(office, server):
    await use_up(office, office.room.workspace_id)
    advice = await office.suggest(BLENDER, Part.TITLE)
    assert server.requests == []
    assert "are used up" in advice.notes[0]
    assert texts(advice)
    office.clock.turn(hours=24, seconds=1)
    await office.suggest(BLENDER, Part.TITLE, again=True)
    assert len(server.requests) == 1


async def test_what_one_workspace_uses_up_is_not_another_s(office, server):
    elsewhere = await Archive(office.storage, office.clock).room(ChatId("telegram", "", "-77"))
    await use_up(office, elsewhere.workspace_id)
    server.answers = [[part("title", GOOD_TITLE)]]
    assert texts(await office.suggest(BLENDER, Part.TITLE)) == {Part.TITLE: GOOD_TITLE}


async def use_up(office, workspace_id) -> None:
    """All requests of the day, by one workspace."""
    now = office.clock.now()
    async with office.storage.begin() as work:
        for _ in range(DAILY_REQUESTS):
            writing = Writing(id=new_id(now), workspace_id=workspace_id, at=now, by=MODEL, tokens_in=1, tokens_out=1)
            await work.suggestions.wrote(writing)
        await work.commit()


async def test_competitors_are_shown_as_context_and_are_no_facts(office, server):
    rival = office.watched(replace(BLENDER, title="Rival Blender of Titanium", bullets=("IP68",)), "B0RIVAL001")
    server.answers = [[part("title", "Vortex Blender of Titanium")]]
    advice = await office.suggest(BLENDER, Part.TITLE, rivals=[rival])
    assert server.data()["competitors"] == ["Rival Blender of Titanium\nIP68"]
    assert [one.unconfirmed for one in advice.offered] == [("Titanium",)]


async def test_a_product_never_read_is_said_to_be_so(plain):
    one = plain.watched(BLENDER)
    unread = replace(one, standing=replace(one.standing, accepted=None))
    with pytest.raises(NeverRead, match="B0TESTBL01 has not been read yet"):
        await plain.advisor.report(plain.asker, plain.room, unread)


async def test_what_can_t_be_written_is_said_part_by_part(plain):
    advice = await plain.suggest(ALL["title alone"])
    assert advice.notes == (
        "Highlights: there is nothing in the listing to make it of.",
        "Bullets: there is nothing in the listing to make it of.",
        "Description: there is nothing in the listing to make it of.",
        "Search terms: there is nothing in the listing to make it of.",
    )


async def test_without_a_model_nothing_is_counted_and_nothing_is_rationed(plain):
    assert texts(await plain.suggest())
    assert (await plain.advisor.spent()).requests == 0
    assert plain.told == []


async def test_hostile_words_of_a_listing_are_only_ever_data(office, server):
    server.answers = [[part("title", "Acme Kettle 1.7 L")]]
    advice = await office.suggest(HOSTILE, Part.TITLE)
    assert texts(advice) == {Part.TITLE: "Acme Kettle 1.7 L"}
    assert all(not request.get("tools") for request in server.requests)


async def test_approved_and_rejected_are_kept_with_who_and_when(office, server):
    server.answers = [[part("title", GOOD_TITLE), part("bullets", *GOOD_BULLETS)]]
    title, bullets = (await office.suggest(BLENDER, Part.TITLE, Part.BULLETS)).offered
    kept = await office.approvals.approve(office.asker, office.room, title.id)
    assert (kept.state, kept.decided_by, kept.decided_at) == (State.APPROVED, "Ana", office.clock.now())
    await office.approvals.reject(office.asker, office.room, bullets.id)
    past = await office.approvals.past(office.room, kept.product)
    assert {one.part: one.state for one in past} == {Part.TITLE: State.APPROVED, Part.BULLETS: State.REJECTED}
    for again in (title.id, bullets.id, "0" * 12):
        with pytest.raises(NoSuchSuggestion):
            await office.approvals.approve(office.asker, office.room, again)
    advice = await office.suggest(BLENDER, Part.TITLE, Part.BULLETS)
    assert "Title: approved by Ana on 22 Nov 2026, not seen live yet." in advice.notes
    assert server.asked() == ["bullets"]


async def test_text_approved_later_takes_the_place_of_what_was_approved_before(office, server):
    server.answers = [[part("title", GOOD_TITLE)], [part("title", "Vortex Blender, 900 W")]]
    (first,) = (await office.suggest(BLENDER, Part.TITLE)).offered
    await office.approvals.approve(office.asker, office.room, first.id)
    office.clock.turn(minutes=1)
    (second,) = (await office.suggest(BLENDER, Part.TITLE, again=True)).offered
    await office.approvals.approve(office.asker, office.room, second.id)
    states = [one.state for one in await office.approvals.past(office.room, second.product)]
    assert states == [State.APPROVED, State.REPLACED]


async def test_today_is_what_the_tests_say_it_is(plain):
    assert plain.clock.now().date() == TODAY


async def test_an_edit_that_breaks_a_rule_is_not_kept(office, server, storage):
    server.answers = [[part("title", GOOD_TITLE)]]
    (title,) = (await office.suggest(BLENDER, Part.TITLE)).offered
    one = office.watched(BLENDER)
    async with storage.begin() as work:
        await work.products.know([one.watching.watch.product], timedelta(hours=6), office.clock.now())
        standing = (await work.products.stand([one.watching.watch.product]))[one.watching.watch.product]
        await work.products.save([replace(standing, accepted=one.standing.accepted)])
        await work.commit()
    with pytest.raises(AgainstTheRules, match="T06"):
        await office.approvals.approve(office.asker, office.room, title.id, f"{GOOD_TITLE}, Best Seller")
    kept = await office.approvals.approve(office.asker, office.room, title.id, "Vortex Blender,  Titanium")
    assert (kept.text, kept.unconfirmed) == ("Vortex Blender,  Titanium", ("Titanium",))
