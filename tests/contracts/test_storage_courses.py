"""How alerts go on after they were told, in every storage."""

from collections.abc import Sequence
from dataclasses import replace

from core.alerts.alert import Alert, Course, Held
from core.ports.storage import Storage, UnitOfWork
from tests.contracts.briefs import asked
from tests.contracts.storage_examples import CHAT, HOUR, LEASE, NOON, alert, delivery, product, track

OPEN, DEEPER = Course(deepest="41.99"), Course(deepest="38.50")
ALL = ("telegram",)
OVER = Course(deepest="38.50", resolved_at=NOON + 6 * HOUR)


async def told(storage: Storage, *courses: Course | None) -> list[Alert]:
    """An alert for each course, an hour apart, each said as a message of its own."""
    async with storage.begin() as work:
        (watched,) = await track(work, product(1))
        alerts = [replace(alert(watched, NOON + hour * HOUR), course=one) for hour, one in enumerate(courses)]
        said = [delivery(one) for one in alerts]
        await work.alerts.add(alerts, said)
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        for one in said:
            await work.alerts.delivered([one], f"m-{one.alert.at:%H}", NOON)
        await work.commit()
    return alerts


async def under_way(work: UnitOfWork) -> Sequence[Alert]:
    return (await work.briefings.on(asked(product(1)))).under_way


async def test_what_goes_deeper_is_kept_and_its_message_left_alone(storage: Storage) -> None:
    (one,) = await told(storage, OPEN)
    deeper = replace(one, course=DEEPER)
    async with storage.begin() as work:
        await work.alerts.follow([deeper], NOON + HOUR)
        assert await under_way(work) == [deeper]
        assert await work.alerts.claim_edits(NOON + HOUR, NOON + HOUR + LEASE, 10, ALL) == []


async def test_what_is_over_is_under_way_no_more_and_its_message_is_to_be_edited_once(storage: Storage) -> None:
    one, other = await told(storage, OPEN, OPEN)
    over = replace(one, course=OVER)
    async with storage.begin() as work:
        await work.alerts.follow([over], NOON + 6 * HOUR)
        await work.alerts.follow([], NOON + 6 * HOUR)
        assert await under_way(work) == [other]
        (edit,) = await work.alerts.claim_edits(NOON + 6 * HOUR, NOON + 6 * HOUR + LEASE, 10, ALL)
        assert (edit.message, edit.alerts) == ("m-12", (over,))
        assert await work.alerts.claim_edits(NOON + 6 * HOUR, NOON + 6 * HOUR + LEASE, 10, ALL) == []


async def test_what_was_over_before_it_arrived_is_drawn_again_when_it_has(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product(1))
        one = replace(alert(watched), course=OPEN)
        said = delivery(one)
        await work.alerts.add([one], [said])
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        await work.alerts.follow([replace(one, course=OVER)], NOON + 6 * HOUR)
        assert await work.alerts.claim_edits(NOON + 6 * HOUR, NOON + 6 * HOUR + LEASE, 10, ALL) == []
        await work.alerts.delivered([said], "m1", NOON + 6 * HOUR)
        (edit,) = await work.alerts.claim_edits(NOON + 6 * HOUR, NOON + 6 * HOUR + LEASE, 10, ALL)
        assert edit.alerts[0].course == OVER


async def test_what_was_drawn_as_over_is_not_drawn_again(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product(1))
        one = replace(alert(watched), course=OPEN)
        await work.alerts.add([one], [delivery(one)])
        await work.alerts.follow([replace(one, course=OVER)], NOON + 6 * HOUR)
        claimed = await work.alerts.claim_deliveries(NOON + 6 * HOUR, LEASE, 10)
        assert [each.alert.is_over for each in claimed] == [True]
        await work.alerts.delivered(claimed, "m1", NOON + 6 * HOUR)
        assert await work.alerts.claim_edits(NOON + 7 * HOUR, NOON + 7 * HOUR + LEASE, 10, ALL) == []


async def test_what_is_to_be_edited_comes_with_why_it_had_been_put_off(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product(1))
        alerts = [replace(alert(watched, NOON + at * HOUR, f"h{at}"), course=OPEN) for at in range(2)]
        said = [delivery(one) for one in alerts]
        await work.alerts.add(alerts, said)
        await work.alerts.claim_deliveries(NOON, LEASE, 10)
        await work.alerts.hold([said[1].id], NOON + HOUR, Held.FLAPPING)
        await work.alerts.delivered(said, "m1", NOON + HOUR)
        told = await work.alerts.told_by(CHAT, "m1")
        await work.alerts.follow([replace(alerts[0], course=OVER)], NOON + 2 * HOUR)
        (edit,) = await work.alerts.claim_edits(NOON + 2 * HOUR, NOON + 3 * HOUR, 10, ALL)
        assert told is not None
        for one in (told, edit):
            why = {each.alert.id: each.held for each in one.deliveries}
            assert why == {alerts[0].id: None, alerts[1].id: Held.FLAPPING}
