"""What a sentence is read against: the chat's watchlist, its store and zone, and what the talk is about."""

from bot.command import Desk
from bot.grammar.sentences.context import Context, Entry
from core.archive import Watched


async def context_of(desk: Desk, focus: str | None) -> Context:
    """The context of what is said at a desk; `focus` is the product that “it” is. Raises `Outage`."""
    watched = await desk.archive.watched(desk.heard.chat)
    names = {one.id: one.name for one in await desk.archive.lists(desk.heard.chat)} if watched else {}
    entries = tuple(
        _entry(one, names.get(one.watching.watch.list_id), muted=one.watching.watch.is_muted(desk.now))
        for one in watched
    )
    return Context(watchlist=entries, focus=focus, market=desk.room.market, now=desk.now, zone=desk.room.zone)


def _entry(one: Watched, list_name: str | None, *, muted: bool) -> Entry:
    watch = one.watching.watch
    return Entry(
        number=watch.number,
        product=str(watch.product),
        title=one.title or "",
        role=watch.role.value,
        list=list_name,
        muted=muted,
        memo=watch.memo,
    )
