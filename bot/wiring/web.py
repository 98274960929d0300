"""The HTTP server of a process: health, measures, and the doors that platforms call through."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from bot.app import MigratingStorage, Platform, Service
from bot.settings import Settings
from core.health import Overview

if TYPE_CHECKING:
    from adapters.web.metrics import PrometheusMeter


def meter_of(survey: Callable[[], Awaitable[Overview]]) -> "PrometheusMeter":
    """What counts for /metrics."""
    from adapters.web.metrics import PrometheusMeter

    return PrometheusMeter(survey)


def web_service(
    settings: Settings, storage: MigratingStorage, platforms: Sequence[Platform], meter: "PrometheusMeter"
) -> Service:
    """What serves HTTP on the configured port."""
    from adapters.web.application import web_application
    from adapters.web.server import WebServer

    async def ready() -> str | None:
        return None if await storage.at_head() else "the database has an older schema: run amazcope migrate"

    doors = {path: door for platform in platforms for path, door in platform.doors.items()}
    # Only a port that somebody needs must be had: two trials on one machine do not keep each other from starting.
    must = "http_port" in settings.model_fields_set or bool(doors)
    return WebServer(web_application(ready, doors, meter), settings.http_port, must=must)
