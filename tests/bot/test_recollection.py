"""What was talked about: in the database, an hour long, and never in anybody's way."""

from structlog.testing import capture_logs

from bot.recollection import Recollection
from core.errors import StorageFull
from core.talk import Talk, Turn
from tests.kitchen import furnish
from tests.stage import ANA, BEN, HERE, Stage


class Full:
    """A storage on a disk that is full."""

    def begin(self):
        raise StorageFull


def about(product: str):
    return lambda talk: talk.after(Turn("show it", ("show it",)), product, None)


async def test_turns_that_follow_one_another_at_once_are_all_remembered_in_their_order(stage: Stage):
    recollection = Recollection(stage.storage, stage.clock)
    for product in ("B0TESTAA01@com", "B0TESTBB02@com", "B0TESTCC03@com"):
        recollection.turn(HERE, ANA.id, about(product))
    talk = await recollection.of(HERE, ANA.id)
    assert (talk.focus, len(talk.turns)) == ("B0TESTCC03@com", 3)
    assert await recollection.of(HERE, BEN.id) == Talk()


async def test_it_is_over_an_hour_after_its_last_turn(stage: Stage):
    recollection = Recollection(stage.storage, stage.clock)
    recollection.turn(HERE, ANA.id, about("B0TESTAA01@com"))
    await recollection.close()
    stage.clock.turn(minutes=59)
    assert (await recollection.of(HERE, ANA.id)).focus == "B0TESTAA01@com"
    stage.clock.turn(minutes=1)
    assert await recollection.of(HERE, ANA.id) == Talk()


async def test_what_cannot_be_remembered_is_logged_and_breaks_nothing(stage: Stage):
    recollection = Recollection(Full(), stage.clock)
    with capture_logs() as logs:
        recollection.turn(HERE, ANA.id, about("B0TESTAA01@com"))
        await recollection.close()
    assert [line["event"] for line in logs] == ["a turn is not remembered"]


async def test_only_the_last_few_turns_are_kept_and_long_messages_are_cut(stage: Stage):
    talk = Talk()
    for number in range(5):
        talk = talk.after(Turn(f"{number}" * 1000), None, None)
    assert [(turn.said[0], len(turn.said)) for turn in talk.turns] == [("2", 500), ("3", 500), ("4", 500)]


async def test_a_slash_line_that_shows_the_list_neither_reads_nor_writes_a_conversation(stage: Stage):
    await furnish(stage)
    begun: list[object] = []
    storage = stage.staff.recollection._storage

    class Counted:
        def begin(self):
            begun.append(self)
            return storage.begin()

    stage.staff.recollection._storage = Counted()
    for line in ("/list", "list", "/help", "/status", "/lists"):
        await stage.say(line)
    assert begun == []
    await stage.say("/show 3")
    assert len(begun) == 1
