"""What is written to the log, and how: one line an event on standard error, as text or as JSON."""

import logging
import sys
from typing import Final

import structlog

_LEVELS: Final = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def open_logbook(kind: str) -> None:
    """Configure structlog; `kind` is a level, or ``json`` for structured lines at level info."""
    level = _LEVELS.get(kind, logging.INFO)
    look: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if kind == "json"
        # Plain tracebacks: those with local variables would write messages and tokens into the log.
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info if kind == "json" else structlog.processors.StackInfoRenderer(),
            look,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # Libraries log at their own levels; what they have to say at night is warnings.
    logging.basicConfig(level=max(level, logging.WARNING), format="%(levelname)s %(name)s: %(message)s")
