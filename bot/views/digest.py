"""A digest as the one message that it is."""

from typing import Final

from bot.views.changes import change_words
from bot.views.health import dollars, ended_words, some
from bot.views.product import absent, disputed, heading, not_read, watch_table
from bot.views.wording import clock_time, short
from core.digest import Digest
from core.messages import Block, Bullets, Button, Buttons, Card, Fact, Facts, Paragraph, Table

_MOST: Final = 15


def digest_card(digest: Digest, zone: str) -> Card:
    """What changed, what may be next, what is not known, and what it took; one sentence where nothing happened."""
    since = clock_time(digest.since, digest.until, zone)
    if not digest.watched:
        return Card(f"Nothing is tracked here: no news since {since}")
    blocks = [*_changed(digest, zone), *_near(digest, zone), *_unread(digest, zone), *_fixes(digest)]
    looks = ended_words(digest.tally)
    if not blocks:
        count = f"All {digest.watched} products" if digest.watched > 1 else "The one product here"
        return Card(f"Nothing happened since {since}. {count} stood still; looks {looks}.")
    rows = [Fact("Looks", looks), *([Fact("Cost", dollars(digest.spent))] if digest.spent else [])]
    return Card(_title(digest, since), (*blocks, Facts(tuple(rows))))


def _title(digest: Digest, since: str) -> str:
    changes, alerts = len(digest.changes), len(digest.told)
    counted = "1 change" if changes == 1 else f"{changes or 'no'} changes"
    told = "1 alert" if alerts == 1 else f"{alerts or 'no'} alerts"
    return f"Digest since {since}: {counted}, {told}"


def _changed(digest: Digest, zone: str) -> list[Block]:
    if not digest.changes:
        return []
    rows = tuple(
        (
            *heading(one).split(" · ", 1),
            clock_time(change.at, digest.until, zone),
            change_words(change, one.watching.watch.product.market),
        )
        for one, change in digest.changes[:_MOST]
    )
    more = len(digest.changes) - _MOST
    rest = [Paragraph(f"… and {more} earlier ones: /changes shows them.")] if more > 0 else []
    return [Table(("No.", "Product", "When", "What"), rows), *rest]


def _near(digest: Digest, zone: str) -> list[Block]:
    if not digest.nearest:
        return []
    return [Paragraph("Nearest to an alert:"), watch_table(digest.nearest, digest.until, zone)]


def _fixes(digest: Digest) -> list[Block]:
    """What to mend first, with the way to do it."""
    if not digest.fixes:
        return []
    items = [
        f"{short(heading(fix.watched), 60)}: {fix.finding.rule.id} +{fix.finding.broken.lost.normalize():f}. "
        f"{fix.finding.broken.message}. {fix.finding.broken.fix}."
        for fix in digest.fixes
    ]
    numbers = dict.fromkeys(fix.watched.watching.watch.number for fix in digest.fixes)
    buttons = Buttons(tuple(Button(f"Optimize {number}", f"optimize {number}") for number in numbers))
    return [Paragraph("Most valuable fixes of your listings:"), Bullets(tuple(items)), buttons]


def _unread(digest: Digest, zone: str) -> list[Block]:
    now, health = digest.until, digest.health
    blocks: list[Block] = []
    troubles: tuple[tuple[str, list[str]], ...] = (
        ("Could not be read:", [not_read(one, now, zone) for one in health.failing]),
        ("Not there:", [absent(one, now, zone) for one in health.gone]),
        ("The price could not be read for sure:", [disputed(one) for one in health.disputed]),
    )
    for title, items in troubles:
        if items:
            blocks += [Paragraph(title), Bullets(some(items))]
    return blocks
