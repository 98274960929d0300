"""Alerts that were dropped are counted where they were to arrive, in every storage."""

from core.ports.storage import Storage
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, NOON, alert, delivery, product, track


async def test_dropped_deliveries_are_counted_by_chat_and_since_when(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        sent, old, new, elsewhere, waiting = (delivery(news, chat) for chat in (CHAT, CHAT, CHAT, ELSEWHERE, CHAT))
        await work.alerts.add([news], [sent, old, new, elsewhere, waiting])
        await work.alerts.delivered([sent], "1", NOON)
        await work.alerts.drop([old.id], "refused", NOON - HOUR)
        await work.alerts.drop([new.id, elsewhere.id], "refused", NOON)
        assert await work.alerts.lost(CHAT, NOON) == 1
        assert await work.alerts.lost(CHAT, NOON - HOUR) == 2
        assert await work.alerts.lost(ELSEWHERE, NOON - HOUR) == 1
