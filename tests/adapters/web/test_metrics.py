"""What Prometheus reads, on a real socket."""

from datetime import UTC, datetime
from decimal import Decimal

import httpx
from prometheus_client.parser import text_string_to_metric_families

from adapters.web.application import web_application
from adapters.web.metrics import PrometheusMeter
from core.budget import Ration
from core.catalog.snapshot import Outcome
from core.errors import StorageBusy
from core.health import Overview
from core.tally import Looked, Purpose

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def looked(hour: datetime, outcome: Outcome) -> Looked:
    return Looked(hour=hour, market="de", source="amazon", outcome=outcome, purpose=Purpose.TURN)


OVERVIEW = Overview(
    unread=(),
    failing=3,
    waiting=2,
    tally={
        looked(NOON, Outcome.OK): 40,
        looked(NOON.replace(hour=11), Outcome.OK): 2,
        looked(NOON, Outcome.BLOCKED): 1,
    },
    ration=Ration(used=43, by={}, spent=Decimal("1.25"), planned=96.0, most=192),
)


async def read_from(meter: PrometheusMeter) -> httpx.Response:
    async def ready() -> None:
        return None

    transport = httpx.ASGITransport(web_application(ready, {}, meter))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        return await client.get("/metrics")


async def test_prometheus_reads_how_watching_goes_and_how_long_answers_take():
    async def survey() -> Overview:
        return OVERVIEW

    meter = PrometheusMeter(survey)
    meter.answered("slack", 0.2)
    meter.answered("slack", 20)
    answer = await read_from(meter)
    assert answer.headers["content-type"].startswith("text/plain")
    read = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    of_looks = [("market", "de"), ("outcome", "{}"), ("purpose", "turn"), ("source", "amazon")]
    for outcome, count in (("ok", 42), ("blocked", 1)):
        labels = [(name, value.format(outcome)) for name, value in of_looks]
        assert read["amazcope_looks_last_day", *labels] == count
    assert read["amazcope_alerts_waiting",] == 2
    assert read["amazcope_products_failing",] == 3
    assert read["amazcope_budget_load_ratio",] == 0.5
    assert read["amazcope_cost_last_day_dollars",] == 1.25
    assert read["amazcope_answer_seconds_bucket", ("le", "0.25"), ("platform", "slack")] == 1
    assert read["amazcope_answer_seconds_count", ("platform", "slack")] == 2


async def test_while_the_database_does_not_answer_the_reason_is_said():
    async def survey() -> Overview:
        raise StorageBusy

    answer = await read_from(PrometheusMeter(survey))
    assert (answer.status_code, "database was busy" in answer.text) == (503, True)
