"""Edits that a workspace has approved itself: told as what they are, and not as an alarm."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from core.alerts.edit import EDITS
from core.alerts.finding import Finding
from core.catalog.asin import Product
from core.listed import shows
from core.messages import ChatId, Tone
from core.ports.storage import UnitOfWork
from core.settling import Turn
from core.suggestion import Suggestion

_EDITS: Final = frozenset(kind.metric for kind in EDITS)

Approved = Mapping[Product, Sequence[Suggestion]]
"""Texts that were approved and are live since a look, by product, of whatever workspace."""


async def approved_by(work: UnitOfWork, turns: Sequence[Turn]) -> Approved:
    """What these looks have brought of approved text; asks the database only where a listing has changed."""
    changed = {turn.product: turn for turn in turns if turn.was_read and turn.is_edited and turn.before.accepted}
    found: dict[Product, list[Suggestion]] = defaultdict(list)
    for one in await work.suggestions.awaited(changed) if changed else ():
        if shows(changed[one.product].accepted, one.part, one.text):
            found[one.product].append(one)
    return found


def credited(
    findings: Sequence[Finding], approved: Sequence[Suggestion], chats: Sequence[ChatId]
) -> tuple[Finding, ...]:
    """The findings as these chats are to hear them: whose edit it was, where one of them approved it."""
    own = [one for one in approved if one.chat in chats]
    return tuple(_credited(finding, own) if own and finding.metric in _EDITS else finding for finding in findings)


def _credited(finding: Finding, own: Sequence[Suggestion]) -> Finding:
    """No alarm where nothing else was edited; its notes begin with the names of the parts."""
    edited = {note.partition(":")[0].lower() for note in finding.notes}
    known = {str(one.part): one.decided_by for one in own if str(one.part) in edited}
    if not known:
        return finding
    said = f"Approved here: {', '.join(f'{part} by {who}' for part, who in known.items())}"
    severity = Tone.INFO if edited <= set(known) else finding.severity
    return replace(finding, notes=(*finding.notes, said), severity=severity)
