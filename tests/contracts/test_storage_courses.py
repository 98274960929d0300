"""How alerts go on after they were told, in every storage."""

from collections.abc import Sequence
from dataclasses import replace

from core.alerts.alert import Alert, Course
from core.ports.storage import Storage, UnitOfWork
from tests.contracts.briefs import asked
from tests.contracts.storage_examples import HOUR, LEASE, NOON, alert, delivery, product, track

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
            await work.alerts.delivered({one.id: f"m-{one.alert.at:%H}"}, NOON)
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
        await work.alerts.delivered({said.id: "m1"}, NOON + 6 * HOUR)
        (edit,) = await work.alerts.claim_edits(NOON + 6 * HOUR, NOON + 6 * HOUR + LEASE, 10, ALL)
        assert edit.alerts[0].course == OVER
