"""A Telegram group becomes a supergroup while it is being answered: nothing that is tracked there is lost."""

from decimal import Decimal

from tests.journeys.transports import telegram_by_polling
from tests.servers.amazon_shop import Good, amazon_shop
from tests.servers.telegram import Fault

OLD, NEW = -4200, -1004200
ONE, OTHER = "B0SUPERGR1", "B0SUPERGR2"


async def test_what_is_tracked_while_the_group_moves_is_tracked_in_the_supergroup(tmp_path):
    async with amazon_shop() as shop, telegram_by_polling(shop, tmp_path) as line:
        shop.goods |= dict.fromkeys((ONE, OTHER), Good(Decimal("25.00")))
        await line.give(OLD, f"/track {ONE}")
        await line.until(lambda: line.answered()[OLD] == 1)
        moved = {"migrate_to_chat_id": NEW}
        upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
        line.server.refuses[str(OLD)] = Fault(status=400, description=upgraded, parameters=moved)
        await line.give(OLD, f"/track {OTHER}")
        await line.until(lambda: line.answered()[NEW] == 1)
        assert OTHER in line.answers(NEW)[0]
        await line.give(NEW, "/list")
        await line.until(lambda: line.answered()[NEW] == 2)
        assert "2 products tracked" in line.answers(NEW)[1]
