"""`core.ports.pictures.Pictures`: each image fetched once, looked at in a thread, and remembered."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

from adapters.pictures.addresses import as_uploaded, least_longest_side, may_be_asked, scaled
from adapters.pictures.fetching import AT_ONCE, NotFetched, fetch, new_client
from core.audit.listing import ListedPicture
from core.pictures_seen import NOTHING, read, written
from core.ports.memory import Memory

if TYPE_CHECKING:
    import httpx

_MOST: Final = 9  # slots for images that a listing has
_SMALL: Final = 500  # pixels in which the images after the main one are looked at: enough to see which are alike
_SHARP: Final = 1600  # a size in the address that is as good as having looked
_ONE_S: Final = 10.0
_ALL_S: Final = 15.0
_SEEN: Final = timedelta(days=180)  # an image never changes under its address
_UNSEEN: Final = timedelta(hours=1)


class PillowPictures:
    """Looks at the main image as it was uploaded, and at the others small; what fails is left alone for an hour.

    With `base_url` only that server's images are asked for, else only Amazon's. `one_s` and `all_s` bound the seconds
    for one image and for all of a listing; what is not seen by then is seen next time.
    """

    def __init__(
        self, memory: Memory, *, base_url: str | None = None, one_s: float = _ONE_S, all_s: float = _ALL_S
    ) -> None:
        self._memory = memory
        self._base = base_url
        self._one_s = one_s
        self._all_s = all_s
        self._client: httpx.AsyncClient | None = None
        self._places = asyncio.Semaphore(AT_ONCE)
        self._table = asyncio.Semaphore(1)  # one is decoded at a time: each may take 100 MB
        self._asked: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def look_at(self, urls: Sequence[str]) -> tuple[ListedPicture, ...]:
        """See the port."""
        until = asyncio.get_running_loop().time() + self._all_s
        main, others = urls[:1], urls[1:_MOST]
        seen = await asyncio.gather(
            *(self._remembered(as_uploaded(url), until) for url in main),
            *(self._remembered(scaled(url, _SMALL), until) for url in others),
        )
        return (
            *(_settled_by_address(one, url) for one, url in zip(seen, main, strict=False)),
            *(ListedPicture(likeness=one.likeness) for one in seen[1:]),
            *(NOTHING for _ in urls[_MOST:]),
        )

    async def close(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _remembered(self, url: str, until: float) -> ListedPicture:
        """What is known of an image at that time of the loop; two who ask at the same moment fetch it once."""
        if not may_be_asked(url, self._base):
            return NOTHING
        key = sha256(url.encode()).hexdigest()
        with suppress(TimeoutError):
            async with asyncio.timeout_at(until), self._asked.setdefault(key, asyncio.Lock()):
                kept = await self._memory.get(key)
                if kept is not None:
                    return read(kept)
                seen = await self._fetched(url)
                await self._memory.put({key: written(seen)}, _UNSEEN if seen == NOTHING else _SEEN)
                return seen
        return NOTHING

    async def _fetched(self, url: str) -> ListedPicture:
        from adapters.pictures.decoding import NotAnImage
        from adapters.pictures.seeing import see

        if self._client is None:
            self._client = new_client(self._one_s)
        async with self._places:
            with suppress(NotFetched, NotAnImage):
                body = await fetch(self._client, url, self._one_s)
                async with self._table:
                    return await asyncio.to_thread(see, body)
        return NOTHING


def _settled_by_address(seen: ListedPicture, url: str) -> ListedPicture:
    """The main image; where it could not be seen, the size that its address promises, if that is large enough."""
    least = least_longest_side(url) or 0
    return ListedPicture(width=least) if seen == NOTHING and least >= _SHARP else seen
