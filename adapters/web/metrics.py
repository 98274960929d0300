"""What an operator's Prometheus reads: how watching goes, and how long people wait for answers.

Names and units follow https://prometheus.io/docs/practices/naming/. Nobody's name, chat or product stands in any of it.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI, Response

from core.errors import Outage
from core.health import Overview

if TYPE_CHECKING:
    from prometheus_client import Metric

Survey = Callable[[], Awaitable[Overview]]
_SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class PrometheusMeter:
    """Counts while the process lives; what the database knows is asked for when somebody reads."""

    def __init__(self, survey: Survey) -> None:
        from prometheus_client import CollectorRegistry, GCCollector, Histogram, ProcessCollector

        self._survey = survey
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self._answers = Histogram(
            "amazcope_answer_seconds",
            "From what was heard to the answer, by chat platform.",
            ["platform"],
            buckets=_SECONDS,
            registry=self._registry,
        )

    def answered(self, platform: str, seconds: float) -> None:
        """Count an answer, and how long somebody waited for it."""
        self._answers.labels(platform).observe(seconds)

    async def page(self) -> tuple[str, bytes]:
        """The content type, and everything in the text format. Raises `Outage`."""
        from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

        known = CollectorRegistry()
        known.register(_Known(await self._survey()))
        return CONTENT_TYPE_LATEST, generate_latest(self._registry) + generate_latest(known)


class _Known:
    """What the database knew a moment ago, as a collector."""

    def __init__(self, overview: Overview) -> None:
        self._overview = overview

    def collect(self) -> "Iterable[Metric]":
        """The measures."""
        from prometheus_client.core import GaugeMetricFamily

        overview, ration = self._overview, self._overview.ration
        looks = GaugeMetricFamily(
            "amazcope_looks_last_day",
            "Looks of the last 24 hours.",
            labels=["market", "source", "outcome", "purpose"],
        )
        summed: dict[tuple[str, str, str, str], int] = {}
        for looked, count in overview.tally.items():
            kind = (looked.market, looked.source, str(looked.outcome), str(looked.purpose))
            summed[kind] = summed.get(kind, 0) + count
        for kind, count in sorted(summed.items()):
            looks.add_metric(kind, count)
        yield looks
        for name, what, value in (
            ("products_failing", "Products whose last look failed.", overview.failing),
            ("products_unread", "Products that have not been read for three intervals.", len(overview.unread)),
            ("alerts_waiting", "Alerts that wait to be delivered.", overview.waiting),
            ("looks_planned_per_day", "Looks a day that the products ask for.", ration.planned),
            ("budget_load_ratio", "Planned looks by what the budget pays; 0 without a budget.", ration.load),
            ("cost_last_day_dollars", "What sources have cost in the last 24 hours.", float(ration.spent)),
        ):
            yield GaugeMetricFamily(f"amazcope_{name}", what, value=value)


def add_metrics(application: FastAPI, meter: PrometheusMeter) -> None:
    """``/metrics`` in Prometheus's text format; 503 with the reason while the database does not answer."""

    @application.get("/metrics")
    async def metrics() -> Response:
        try:
            kind, page = await meter.page()
        except Outage as outage:
            return Response(str(outage), status_code=503, media_type="text/plain")
        return Response(page, headers={"Content-Type": kind})
