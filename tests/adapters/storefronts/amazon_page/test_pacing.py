"""Who comes first, and how many at once."""

import asyncio

from adapters.storefronts.amazon_page.pacing import Places


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_one_product_that_somebody_asked_for_comes_before_the_rest_of_a_batch():
    places, order, gates = Places(2), [], {}

    async def look(name: str, company: int) -> None:
        async with places.place(company):
            order.append(name)
            gates[name] = asyncio.Event()
            await gates[name].wait()

    batch = [asyncio.create_task(look(f"batch {i}", 100)) for i in range(4)]
    await settle()
    asked = asyncio.create_task(look("asked", 1))
    await settle()
    assert order == ["batch 0", "batch 1"]
    gates["batch 0"].set()
    await settle()
    assert order == ["batch 0", "batch 1", "asked"]
    for _ in range(3):
        for gate in gates.values():
            gate.set()
        await settle()
    await asyncio.gather(*batch, asked)
    assert order[-2:] == ["batch 2", "batch 3"]


async def test_a_place_is_not_lost_when_those_who_hold_it_or_wait_for_it_give_up():
    places = Places(1)
    held = asyncio.Event()

    async def look() -> None:
        async with places.place(1):
            held.set()
            await asyncio.Event().wait()

    first = asyncio.create_task(look())
    await held.wait()
    waiting = [asyncio.create_task(look()) for _ in range(3)]
    await settle()
    held.clear()
    waiting[0].cancel()
    first.cancel()
    waiting[1].cancel()
    await asyncio.gather(first, *waiting[:2], return_exceptions=True)
    await asyncio.wait_for(held.wait(), 30)
    waiting[2].cancel()
    await asyncio.gather(waiting[2], return_exceptions=True)
    async with asyncio.timeout(30), places.place(1):
        pass


async def test_a_place_that_is_given_to_someone_who_has_just_given_up_goes_to_the_next():
    places = Places(1)
    async with places.place(1):
        gone = asyncio.create_task(places._take(1))
        following = asyncio.create_task(places._take(2))
        await settle()
    gone.cancel()  # its turn was called in the same moment
    await asyncio.gather(gone, return_exceptions=True)
    await asyncio.wait_for(following, 30)
