"""A process's database, read from outside: a dead one's from a copy, a living one's as a second reader."""

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.crash.ledger import IN, OUT, Told

_FINDINGS = """
SELECT products.asin, alerts.findings FROM deliveries
JOIN alerts ON alerts.id = deliveries.alert_id JOIN products ON products.key = alerts.product_key
WHERE deliveries.state = 'sending'
"""
_WRITTEN = """
SELECT alerts.at, alerts.findings, deliveries.state, deliveries.held, deliveries.reason FROM alerts
JOIN products ON products.key = alerts.product_key LEFT JOIN deliveries ON deliveries.alert_id = alerts.id
WHERE products.asin = ? ORDER BY alerts.at
"""
_SURE_SINCE = "SELECT asin FROM products WHERE looked_at > ? AND doubt IS NULL AND failure IS NULL"


def rows(database: Path, statement: str, *given: str) -> list[tuple[Any, ...]]:
    """What a query answers in a dead process's database; nothing if there are no tables yet.

    It is read from a copy: opening the file itself would tidy it up before the next start does.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / database.name
        for ending in ("", "-wal"):
            if (part := database.with_name(database.name + ending)).exists():
                shutil.copyfile(part, copy.with_name(copy.name + ending))
        with closing(sqlite3.connect(copy)) as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            return connection.execute(statement, given).fetchall() if tables else []


def rows_meanwhile(database: Path, statement: str, *given: str) -> list[tuple[Any, ...]]:
    """What a query answers in the database of a process that has migrated it and is at work on it."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(statement, given).fetchall()


def read_since(database: Path, moment: datetime) -> set[str]:
    """The ASINs that a living process has read since then, with nothing left in doubt."""
    then = moment.replace(tzinfo=None).isoformat(" ", "microseconds")
    return {asin for (asin,) in rows_meanwhile(database, _SURE_SINCE, then)}


def is_empty(database: Path) -> bool:
    """Whether nothing waits in a living process's outbox, nor is on its way."""
    [(open_,)] = rows_meanwhile(database, "SELECT count(*) FROM deliveries WHERE done_at IS NULL")
    return not open_


def on_their_way(database: Path) -> list[Told]:
    """What had been claimed to be told, and not been marked as told."""
    return [_told(asin, finding) for asin, findings in rows(database, _FINDINGS) for finding in json.loads(findings)]


def written(database: Path, asin: str) -> str:
    """All that a dead process's database has of a product's alerts, and what became of each."""
    return "; ".join(
        f"{at} {_changes(findings)} {state or 'queued for nobody'} {held or ''} {reason or ''}".rstrip()
        for at, findings, state, held, reason in rows(database, _WRITTEN, asin)
    )


def _changes(findings: str) -> str:
    return ", ".join(f"{one['metric']} {one['old']} → {one['new']}" for one in json.loads(findings))


def _told(asin: str, finding: dict[str, Any]) -> Told:
    if finding["metric"] == "stock":
        return Told(asin, "stock", *((IN, OUT) if finding["new"] == "out_of_stock" else (OUT, IN)))
    what = "target" if finding["condition"]["when"] == "below" else "price"
    return Told(asin, what, f"${finding['old']}", f"${finding['new']}")
