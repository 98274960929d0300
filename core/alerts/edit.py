"""Listing edits: title, bullets, description, brand, pictures, category, variation parent; as a whole and by part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from zlib import crc32

from core.alerts.distance import anchored
from core.alerts.edits import list_diff, rewrite_reasons, word_diff
from core.alerts.finding import Finding, Sight, Verdict, example_rule, found
from core.alerts.kind import Phrase, Takes
from core.catalog.snapshot import Listing, Snapshot
from core.messages import Tone
from core.watching.rule import Condition, Rule
from core.watching.watch import Role


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a listing that can be edited: what it is called, where it stands, whether its loss is grave.

    `field` is the field of `Listing` it stands in, which is also the name of the signal that settles it.
    """

    name: str
    field: str
    value: Callable[[Listing], Any]
    is_grave: bool = False


TITLE: Final = Part("title", "title", lambda one: one.title, is_grave=True)
HIGHLIGHTS: Final = Part("highlights", "highlights", lambda one: one.highlights)
BULLETS: Final = Part("bullets", "bullets", lambda one: one.bullets)
DESCRIPTION: Final = Part("description", "description", lambda one: one.description)
BRAND: Final = Part("brand", "brand", lambda one: one.brand)
MAIN_IMAGE: Final = Part("main image", "images", lambda one: one.images[:1], is_grave=True)
GALLERY: Final = Part("gallery", "images", lambda one: one.images[1:])
CATEGORY: Final = Part("category", "category_path", lambda one: one.category_path, is_grave=True)
_NOTHING: Final = (None, "", ())
PARENT: Final = Part("variation parent", "parent_asin", lambda one: one.parent_asin)
PARTS: Final = (TITLE, HIGHLIGHTS, BULLETS, DESCRIPTION, BRAND, MAIN_IMAGE, GALLERY, CATEGORY, PARENT)


class ListingEdit:
    """Edits of some parts of a listing, by what stood there when they were told last.

    The anchor holds a mark (a checksum) of each part that was read: ``title=1a2b;bullets=3c4d``. What one look could
    not read, and what is read for the first time, is no edit.
    """

    metric: str
    noun: str
    names: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    defaults: tuple[Condition, ...]
    settled_by: tuple[str, ...]
    is_recorded: bool = True

    def __init__(
        self, metric: str, noun: str, names: tuple[str, ...], parts: Sequence[Part], *, by_default: bool = False
    ) -> None:
        self.metric = metric
        self.noun = noun
        self.names = names
        self.phrases = (Phrase("changes", ("changes", "change", "edited"), Takes.NOTHING, says=noun),)
        self.defaults = (Condition(metric, "changes"),) if by_default else ()
        self.settled_by = tuple(dict.fromkeys(part.field for part in parts))
        self._parts = tuple(parts)

    def reading(self, snapshot: Snapshot) -> object:
        """The parts."""
        return tuple(part.value(snapshot.listing) for part in self._parts)

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """Words are no number."""
        return None

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Tell the parts that differ from what they were when the rule last spoke."""
        now = sight.memo.get(self.metric)
        if now is None:
            now = sight.memo[self.metric] = self._marks(sight.after.listing)
        known = _read(rule.anchor)
        merged = known | now
        if merged == known:
            return Verdict(rule)
        edited = [part for part in self._parts if known.get(part.name, merged.get(part.name)) != merged.get(part.name)]
        after = anchored(rule, _written(merged), sight.after.at)
        return Verdict(after, self._finding(rule, sight, edited, known) if edited else None)

    def _marks(self, listing: Listing) -> dict[str, str]:
        values = ((part.name, part.value(listing)) for part in self._parts)
        return {name: _mark(value) for name, value in values if value not in _NOTHING}

    def _finding(self, rule: Rule, sight: Sight, edited: Sequence[Part], known: Mapping[str, str]) -> Finding:
        names = [part.name for part in edited]
        listed = " and ".join([*([", ".join(names[:-1])] if names[:-1] else []), names[-1]])
        notes = tuple(note for part in edited for note in _notes(part, sight, known.get(part.name)))
        return found(rule, f"{listed[:1].upper()}{listed[1:]} edited", _severity(edited, sight.role), notes=notes)

    def example(self) -> Finding:
        """An edit, with what changed."""
        rule = example_rule(Condition(self.metric, "changes"), "title=1a2b")
        part = self._parts[0]
        name = f"{part.name[:1].upper()}{part.name[1:]}"
        notes = (f"{name}: Vortex Blender [1.5 → 2] L, 900 W [+silent]",)
        return found(rule, f"{name} edited", _severity([part], Role.OWN), notes=notes)


EDITS: Final = (
    ListingEdit("listing", "listing edit", ("listing", "content"), PARTS, by_default=True),
    ListingEdit("title", "title edit", ("title",), (TITLE,)),
    ListingEdit("bullets", "bullets edit", ("bullets", "bullet"), (BULLETS, HIGHLIGHTS)),
    ListingEdit("description", "description edit", ("description",), (DESCRIPTION,)),
    ListingEdit("brand", "brand edit", ("brand",), (BRAND,)),
    ListingEdit("images", "pictures edit", ("images", "image", "pictures"), (MAIN_IMAGE, GALLERY)),
    ListingEdit("category", "category edit", ("category",), (CATEGORY,)),
    ListingEdit("variation", "variation edit", ("variation", "parent"), (PARENT,)),
)


def _severity(edited: Sequence[Part], role: Role) -> Tone:
    if role is Role.COMPETITOR:
        return Tone.INFO
    return Tone.CRITICAL if any(part.is_grave for part in edited) else Tone.WARNING


def _mark(value: Any) -> str:
    return f"{crc32(repr(value).encode()):x}"


def _notes(part: Part, sight: Sight, known: str | None) -> tuple[str, ...]:
    """What changed in words since the look before; of edits that were made while the rule rested, only that."""
    name = f"{part.name[:1].upper()}{part.name[1:]}"
    old = part.value(sight.before.listing) if sight.before else None
    new = part.value(sight.after.listing)
    held_back = f"{name}: edited while alerts were held back"
    if old == new or old in _NOTHING:
        return (held_back,)
    earlier = (held_back,) if known != _mark(old) else ()
    if part.field == "images":
        return (*earlier, f"{name}: {_pictures(part, old, new)}")
    reasons = rewrite_reasons(old, new) if part is TITLE else ()
    hint = (f"Probably Amazon's own rewrite: {'; '.join(reasons)}.",) if reasons else ()
    return (*earlier, f"{name}: {_diff(old, new)}", *hint)


def _pictures(part: Part, old: Sequence[str], new: Sequence[str]) -> str:
    if part is MAIN_IMAGE:
        return "another picture"
    came, went = len(set(new) - set(old)), len(set(old) - set(new))
    return f"{came} new, {went} gone" if came or went else "in another order"


def _diff(old: Any, new: Any) -> str:
    if isinstance(old, tuple):
        return list_diff([str(one) for one in old], [str(one) for one in new])
    return word_diff(str(old), str(new))


def _read(anchor: str | None) -> dict[str, str]:
    pairs = (entry.partition("=") for entry in (anchor or "").split(";") if entry)
    return {name: mark for name, _, mark in pairs}


def _written(marks: Mapping[str, str]) -> str:
    return ";".join(f"{name}={mark}" for name, mark in marks.items())
