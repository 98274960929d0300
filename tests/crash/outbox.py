"""A dead process's database, read from a copy: opening the file itself would tidy it up before the next start does."""

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.crash.ledger import IN, OUT, Told

_FINDINGS = """
SELECT products.asin, alerts.findings FROM deliveries
JOIN alerts ON alerts.id = deliveries.alert_id JOIN products ON products.key = alerts.product_key
WHERE deliveries.state = 'sending'
"""


def rows(database: Path, statement: str) -> list[tuple[Any, ...]]:
    """What a query answers; nothing if there are no tables yet."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / database.name
        for ending in ("", "-wal"):
            if (part := database.with_name(database.name + ending)).exists():
                shutil.copyfile(part, copy.with_name(copy.name + ending))
        with closing(sqlite3.connect(copy)) as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            return connection.execute(statement).fetchall() if tables else []


def on_their_way(database: Path) -> list[Told]:
    """What had been claimed to be told, and not been marked as told."""
    return [_told(asin, finding) for asin, findings in rows(database, _FINDINGS) for finding in json.loads(findings)]


def _told(asin: str, finding: dict[str, Any]) -> Told:
    if finding["metric"] == "stock":
        return Told(asin, "stock", *((IN, OUT) if finding["new"] == "out_of_stock" else (OUT, IN)))
    what = "target" if finding["condition"]["when"] == "below" else "price"
    return Told(asin, what, f"${finding['old']}", f"${finding['new']}")
