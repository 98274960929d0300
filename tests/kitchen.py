"""Three products that chats talk about in tests: two blenders, so that “the blender” is a question, and a kettle."""

from core.catalog.asin import Product
from tests.stage import Stage

PRO = Product("B0TESTPR01", "com")
MINI = Product("B0TESTMI02", "com")
KETTLE = Product("B0TESTKE03", "com")
NAMES = {PRO: "Vortex Blender Pro 1.5 L", MINI: "Vortex Blender Mini", KETTLE: "Brew Kettle 1.7 L"}


async def furnish(stage: Stage) -> None:
    """Track the three, as numbers 1 to 3."""
    for product, title in NAMES.items():
        stage.shelf.put(product)
        stage.shelf.edit(product, title=title)
    await stage.say(f"/track {PRO.asin} {MINI.asin} {KETTLE.asin}")
