"""What a layout is a layout of: a member of another structure that its text speaks of, or a place before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ..characters import fold
from ..context import Context
from ..document import Citation, Passage
from ..facts.regions import gazetteer
from ..language.sentences import CLAUSE_ENDS, CLOSING, OPENING
from ..model import Structure
from ..vocabulary import StructureKind

BEFORE = 12
"""How many characters before a formula may name its place (苏南“一核两翼”布局)."""

LAID_OUT: tuple[StructureKind, ...] = ("industry", "spatial")
"""The kinds of structures whose members can have a layout."""

LEAD = 8
"""How many characters (首先是, 推动) may stand before a member that opens a sentence."""

TAIL = 4
"""How many characters (产业, 集群方面) may stand behind it in its clause."""

LONGEST = 40
"""How long the clause is at most."""

REACH = 400
"""How far before a formula its paragraph is looked through."""

_ENDS = frozenset((*CLAUSE_ENDS, ":"))


def attach(context: Context, structures: Sequence[Structure]) -> tuple[Structure, ...]:
    """Return structures with what they belong to, where the document says so.

    Args:
        context: their document.
        structures: all of the document.
    """
    owners = _Owners(context, structures)
    return tuple(msgspec.structs.replace(s, belongs_to=owners.of(s)) for s in structures)


class _Owners:
    """The members of a document's structures, by their words."""

    def __init__(self, context: Context, structures: Sequence[Structure]) -> None:
        self._context = context
        self._regions = gazetteer(context.lexicon)
        systems = (s for s in structures if s.kind in LAID_OUT)
        members = (member for s in systems for group in s.groups for member in group.members)
        self._members: dict[str, Citation] = {}
        for member in members:
            self._members.setdefault(fold(member.text), member)
        self._beginnings = frozenset(words[0] for words in self._members)

    def of(self, structure: Structure) -> Citation | None:
        """Return the member or the place that the first telling mention of a structure belongs to."""
        found = (self._owner(structure, mention) for mention in structure.mentions)
        return next((owner for owner in found if owner), None)

    def _owner(self, structure: Structure, mention: Citation) -> Citation | None:
        own = {(m.start, m.end) for group in structure.groups for m in group.members}
        passage = self._context.passage_at(mention.start)
        for member in self._spoken_of(passage, mention) if self._members else ():
            if (member.start, member.end) not in own:
                return member
        return self._place(passage, mention)

    def _spoken_of(self, passage: Passage, mention: Citation) -> Iterator[Citation]:
        """Yield the members that open sentences before a mention, then those in the titles above it."""
        begin = max(passage.start, mention.start - REACH)
        for sentence in reversed(self._context.sentences_between(begin, mention.start)):
            if member := self._opening(sentence.text):
                yield member
        unit = self._context.unit_at(mention.start)
        while unit:
            span = unit.title_span
            title = self._context.document.folded[span.start : span.end]
            if span.end <= mention.start and (member := self._opening(title)):
                yield member
            unit = self._context.unit_by_id[unit.parent] if unit.parent else None

    def _opening(self, text: str) -> Citation | None:
        """Return the member that the first clause of folded `text` names, if it says little else."""
        if self._beginnings.isdisjoint(text[:LEAD]):
            return None
        end = next((place for place, mark in enumerate(text[:LONGEST]) if mark in _ENDS), len(text))
        for start in range(min(LEAD, end)):
            if text[start] not in self._beginnings:
                continue
            for stop in range(end, max(start + 1, end - TAIL - 1), -1):
                if member := self._members.get(text[start:stop]):
                    return member
        return None

    def _place(self, passage: Passage, mention: Citation) -> Citation | None:
        """Return the division that is named right before a mention, unless it is the plan's own."""
        stop = passage.local(mention.start)
        while stop and passage.text[stop - 1] in OPENING:
            stop -= 1
        low = max(0, stop - BEFORE)
        for place in self._regions.mentions(passage.text[low:stop]):
            outside = self._context.facts.region_code not in place.codes
            if low + place.end == stop and outside and not self._listed(passage, low + place.start):
                span = passage.span(low + place.start, stop)
                return self._context.document.cite(span.start, span.end)
        return None

    def _listed(self, passage: Passage, start: int) -> bool:
        """Whether a place is the last of a list, so that the formula counts the places: 长沙、株洲“两核”."""
        return passage.text[max(0, start - 1) : start] in ("、", "和", "与", "及") or (
            start > 0 and passage.text[start - 1] in CLOSING
        )
