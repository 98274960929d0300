"""A conversation as people have it: by sentences, with questions, corrections, a plan, and undo."""

from tests.kitchen import KETTLE, MINI, PRO, furnish
from tests.stage import HERE, Stage

TRANSCRIPT = (
    ("what are we watching?", "3 products tracked"),
    ("how's the kettle doing?", "3 · Brew Kettle 1.7 L"),
    ("tell us when it drops 10%", "price −10 %"),
    ("make it 5 %", "price −5 %"),
    ("same for the mini", "2 · Vortex Blender Mini: price"),
    ("mute the blender for 4 hours", "Mute which one?"),
    ("the mini", "Muted until 16:00: 2 · Vortex Blender Mini"),
    ("no, the other one", "Muted until 16:00: 1 · Vortex Blender Pro"),
    ("chart it for 30 days", "1 · Vortex Blender Pro 1.5 L, 30 days"),
    ("and the kettle?", "3 · Brew Kettle 1.7 L, 30 days"),
    ("untrack both blenders", "/untrack 2 products?"),
    ("no", "Cancelled: nothing was changed"),
    ("untrack the mini and the pro", "/untrack 2 products?"),
    ("yes", "No longer tracking 2 products"),
    ("undo", "Undone: untrack"),
    ("show me the list", "3 products tracked"),
    ("thanks!", "You're welcome."),
)


async def test_a_conversation_of_many_turns(stage: Stage):
    await furnish(stage)
    for said, answered in TRANSCRIPT:
        assert answered in await stage.say(said), said
    watched = {one.watching.watch.product: one.watching for one in await stage.archive.watched(HERE)}
    rules = {
        product: [rule.condition.value for rule in one.rules if rule.condition.when == "drops"]
        for product, one in watched.items()
    }
    assert {product: [int(value or 0) for value in values] for product, values in rules.items()} == {
        KETTLE: [5],
        MINI: [5],
        PRO: [],
    }
    assert [product for product, one in watched.items() if one.watch.is_muted(stage.clock.now())] == [PRO]
