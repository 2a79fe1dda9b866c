"""Outline units without a marker: headings of the source, short lines of their own, lead sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..lexicons import Entry, Lexicon, TermMatcher
from .document import Passage
from .headings import Heading

TITLE_LIMIT = 30
"""Guideline: a lead sentence or a line of its own heads its paragraph up to this many characters."""

BODY_LENGTH = 40
"""A paragraph that a short line can head has at least this many characters, or ends like a sentence."""

ARTICLE = "markers.article"
"""The paragraphs of an article are its clauses, however they open."""

LINE_RANK = 85.0
LEAD_RANK = 86.0
ABOVE_ALL_RANK = 8.0

_ENDS = "。;,:!?、"


class NoHeadingEntry(Entry, frozen=True, kw_only=True):
    """What is no heading: as a lead `sentence`, as one that opens with a `time`, or as a `line`."""

    use: Literal["sentence", "time", "line"]


class LeadFinder:
    """Finds unnumbered units in the stretches between the marked ones."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the counter-cues of `leads.yaml`."""
        entries = lexicon.table("leads", NoHeadingEntry)
        self._excluded = {
            use: TermMatcher([e for e in entries if e.use == use]) for use in ("sentence", "time", "line")
        }

    def find(self, passages: Sequence[Passage], marked: Sequence[Heading]) -> list[Heading]:
        """Return the unnumbered units of a document.

        Args:
            passages: the document's passages.
            marked: its units with markers, in order.
        """
        titles = {h.title_span.start for h in marked}
        passages = [
            p for p in passages if p.start not in titles or p.index in {h.passage.index for h in marked}
        ]
        blocks = {h.passage.index for h in marked if not h.inline}
        articles = {h.passage.index for h in marked if h.family == ARTICLE}
        numbered = any(h.shape == "heading" for h in marked)
        around = _Surroundings(passages)
        found: list[Heading] = []
        for region in _regions(passages, blocks, _box_content(marked)):
            under_heading = (
                region[0].index - 1 in blocks or bool(found) or any(b < region[0].index for b in blocks)
            )
            lines = [] if numbered and not under_heading else self._lines(region, around, numbered=numbered)
            found += lines
            taken = {h.passage.index for h in lines}
            if (under_heading or lines) and (region[0].index - 1) not in articles:
                found += self._leads([p for p in region if p.index not in taken])
        return found

    def _leads(self, region: Sequence[Passage]) -> list[Heading]:
        """A lead needs a sibling that opens alike: one short first sentence alone is only a short sentence."""
        leads = [h for h in (self._lead(p) for p in region if p.block.kind != "row") if h]
        timed = [h for h in leads if self._excluded["time"].first(h.title + ",")]
        openings = [h.title[:3] for h in timed]
        leads = [h for h in leads if h not in timed or openings.count(h.title[:3]) >= 2]
        return leads if len(leads) >= 2 else [h for h in leads if _set_in_bold(h)]

    def _lead(self, passage: Passage) -> Heading | None:
        text = passage.text
        stop = text.find("。")
        if not 2 <= stop <= TITLE_LIMIT or not text[stop + 1 :].strip() or ":" in text[:stop]:
            return None
        if self._excluded["sentence"].first(text[: stop + 1]):
            return None
        return _unnumbered(passage, stop, "unnumbered.lead", LEAD_RANK, "lead")

    def _lines(self, region: Sequence[Passage], around: _Surroundings, *, numbered: bool) -> list[Heading]:
        marked = [p for p in region if self._is_marked(p, around)]
        lines = [p for p in region if p not in marked and self._is_line(p, around)]
        if numbered and len(lines) < 2:
            lines = []
        rank = LINE_RANK if numbered else ABOVE_ALL_RANK + 1
        return [
            *(_marked_line(p, numbered=numbered) for p in marked),
            *(_unnumbered(p, len(p.text.rstrip()), "unnumbered.line", rank, "heading") for p in lines),
        ]

    def _is_marked(self, passage: Passage, around: _Surroundings) -> bool:
        """The source itself sets it as a heading, and it is not the document's title, which stands before all text."""
        text = passage.text.strip()
        if passage.block.kind != "heading" or not 2 <= len(text) <= TITLE_LIMIT + 10:
            return False
        return around.follows_body(passage) and not self._excluded["line"].first(text)

    def _is_line(self, passage: Passage, around: _Surroundings) -> bool:
        text = passage.text.strip()
        if not 4 <= len(text) <= TITLE_LIMIT or text[-1] in _ENDS or passage.block.kind == "row":
            return False
        return around.stands_between_bodies(passage) and not self._excluded["line"].first(text)


class _Surroundings:
    """What stands around each passage."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._places = {p.index: place for place, p in enumerate(passages)}
        self._first_body = next((place for place, p in enumerate(passages) if _is_body(p)), len(passages))

    def follows_body(self, passage: Passage) -> bool:
        """Tell whether a paragraph of some length stands anywhere before."""
        return self._places[passage.index] > self._first_body

    def stands_between_bodies(self, passage: Passage) -> bool:
        """Tell whether the neighbours on both sides are paragraphs of some length."""
        place = self._places[passage.index]
        inside = 0 < place < len(self._passages) - 1
        return inside and _is_body(self._passages[place - 1]) and _is_body(self._passages[place + 1])


def _regions(passages: Sequence[Passage], blocks: set[int], boxed: set[int]) -> list[list[Passage]]:
    """Return the runs of passages under one marked unit; boxes and their items don't interrupt them."""
    regions: list[list[Passage]] = [[]]
    for passage in passages:
        if passage.index not in blocks:
            regions[-1].append(passage)
        elif passage.index not in boxed:
            regions.append([])
    return [region for region in regions if region]


def _box_content(marked: Sequence[Heading]) -> set[int]:
    """Return the passages in which a box begins, or one of the numbered items that it holds."""
    boxed: set[int] = set()
    box: Heading | None = None
    for heading in marked:
        if heading.shape == "box":
            box = heading
        elif box and (heading.rank < box.rank or heading.inline):
            box = None
        if box:
            boxed.add(heading.passage.index)
    return boxed


def _is_body(passage: Passage) -> bool:
    return len(passage.text) >= BODY_LENGTH


def _set_in_bold(heading: Heading) -> bool:
    return any(
        b.start <= heading.title_span.start and heading.title_span.end <= b.end
        for b in heading.passage.block.bold
    )


def _marked_line(passage: Passage, *, numbered: bool) -> Heading:
    """A heading of the source nests by its level, or among the numbered ones like a short line."""
    level = passage.block.level or 6
    stop = len(passage.text.rstrip())
    if numbered:
        return _unnumbered(passage, stop, "unnumbered.line", LINE_RANK, "heading")
    return _unnumbered(passage, stop, f"unnumbered.heading{level}", ABOVE_ALL_RANK + level / 10, "heading")


def _unnumbered(passage: Passage, stop: int, family: str, rank: float, shape: str) -> Heading:
    return Heading(
        passage=passage,
        start=0,
        title_start=0,
        title_end=stop,
        title_span=passage.span(0, stop),
        family=family,
        rank=rank,
        shape=shape,
    )
