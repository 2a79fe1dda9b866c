"""Outline units without a marker: headings of the source, short lines of their own, lead sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from ...lexicons import Entry, Lexicon, TermMatcher
from ..document import Passage
from ..language.verbs import verb_reader
from ..lazy import cached_property
from .headings import Heading

TITLE_LIMIT = 30
"""Guideline: a lead sentence or a line of its own heads its paragraph up to this many characters."""

LINE_LIMIT = 40
"""A line that the source sets as a heading is one up to this many characters."""

BODY_LENGTH = 40
"""A paragraph that a short line can head has at least this many characters, or ends like a sentence."""

ARTICLE = "markers.article"
"""The paragraphs of an article are its clauses, however they open."""

LINE = "unnumbered.line"
PART = "unnumbered.part"
"""The family of lines that divide the numbered chapters: each begins with 一、 below them."""

ADDRESS_REACH = 12
"""An address stands within so many characters at the beginning of a paragraph."""

LINE_RANK = 85.0
LEAD_RANK = 86.0
ABOVE_ALL_RANK = 8.0

_ENDS = "。;,:!?、"


NoHeading = Literal["sentence", "time", "statement", "report", "line", "continued", "address"]


class NoHeadingEntry(Entry, frozen=True, kw_only=True):
    """What is no heading: a lead `sentence`, one with a `time`, `statement` or `report`, a `line`."""

    use: NoHeading


class LeadFinder:
    """Finds unnumbered units in the stretches between the marked ones."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the counter-cues of `leads.yaml`."""
        entries = lexicon.table("leads", NoHeadingEntry)
        self._verbs = verb_reader(lexicon)
        self._excluded = {
            use: TermMatcher([e for e in entries if e.use == use])
            for use in ("sentence", "time", "statement", "report", "line", "continued", "address")
        }

        self._turning = self._excluded["address"].needed

    def find(
        self, passages: Sequence[Passage], marked: Sequence[Heading], states_role: Callable[[Heading], bool]
    ) -> list[Heading]:
        """Return the unnumbered units of a document.

        Args:
            passages: the document's passages.
            marked: its units with markers, in order.
            states_role: tells whether a heading says what it holds (发展目标).
        """
        titles = {h.title_span.start for h in marked if h.title_start == h.title_end}
        if titles:
            holding = {h.passage.index for h in marked}
            passages = [p for p in passages if p.start not in titles or p.index in holding]
        blocks = {h.passage.index for h in marked if not h.inline}
        first = min(blocks, default=math.inf)
        articles = {h.passage.index for h in marked if h.family == ARTICLE}
        numbered = any(h.shape == "heading" for h in marked)
        around = _Surroundings(passages)
        found: list[Heading] = []
        for region in _regions(passages, blocks, _box_content(marked)):
            under_heading = bool(found) or region[0].index > first
            short = [p for p in region if len(p.text) <= LINE_LIMIT or len(p.text.strip()) <= LINE_LIMIT]
            lines = self._lines(short, around, numbered=numbered) if short else []
            if lines and numbered:
                lines = _believed(lines, states_role, below=under_heading)
            found += lines
            if (under_heading or lines) and (region[0].index - 1) not in articles:
                taken = {h.passage.index for h in lines}
                found += self._leads([p for p in region if p.index not in taken] if lines else region)
        return _with_parts(found, marked, states_role)

    def addresses(self, passages: Sequence[Passage]) -> list[int]:
        """Return the places of the passages in which a speaker turns to the audience (`各位代表！`).

        Args:
            passages: the document's passages.
        """
        return [
            p.place for p in passages if self._turning.search(p.text, 0, ADDRESS_REACH) and self._addresses(p)
        ]

    def _addresses(self, passage: Passage) -> bool:
        return self._excluded["address"].first(passage.text[:ADDRESS_REACH].lstrip()) is not None

    def _leads(self, region: Sequence[Passage]) -> list[Heading]:
        """A lead needs a sibling that opens alike: one short first sentence alone is only a short sentence."""
        region = [p for p in region if p.text.find("。", 0, TITLE_LIMIT + 1) > 1]
        if len(region) < 2 and not any(p.block.bold for p in region):
            return []
        leads = [h for p in region if (h := self._lead(p))]
        if len(leads) < 2:
            leads = [h for h in leads if _set_in_bold(h)]
        if not leads:
            return []
        stated = [h for h in leads if self._excluded["statement"].first(h.title)]
        if stated and (len(stated) < 2 or 2 * len(stated) < len(leads)):
            leads = [h for h in leads if h not in stated]
        alike = _repeated(h.title[:2] for h in leads)
        leads = [h for h in leads if h.title[:2] in alike or not self._reports(h.title)]
        timed = [h for h in leads if self._excluded["time"].first(h.title + ",")]
        if timed:
            alike = _repeated(h.title[:3] for h in timed)
            leads = [h for h in leads if h.title[:3] in alike or h not in timed]
        return leads if len(leads) >= 2 else [h for h in leads if _set_in_bold(h)]

    def _reports(self, words: str) -> bool:
        return bool(self._excluded["report"].first(words)) and not self._verbs.opens(words)

    def _lead(self, passage: Passage) -> Heading | None:
        text = passage.text
        stop = text.find("。", 0, TITLE_LIMIT + 1)
        if stop < 2 or passage.block.kind == "row" or not text[stop + 1 :].strip() or ":" in text[:stop]:
            return None
        if self._excluded["sentence"].first(text[: stop + 1]):
            return None
        return _unnumbered(passage, stop, "unnumbered.lead", LEAD_RANK, "lead")

    def _lines(self, short: Sequence[Passage], around: _Surroundings, *, numbered: bool) -> list[Heading]:
        """Return the short passages of a region that stand alone, and those that the source sets as headings.

        Among numbered units lines may also end with 。, where one follows another with a paragraph between.
        """
        marked: list[Passage] = []
        lines: list[Passage] = []
        closed: list[Passage] = []
        for passage in short:
            text = passage.text.strip()
            ended = text.endswith("。")
            if passage.block.kind == "heading" and self._is_marked(passage, text, around):
                marked.append(passage)
            elif ended and numbered and self._is_line(passage, text[:-1], around, ended=True):
                closed.append(passage)
            elif not ended and self._is_line(passage, text, around):
                lines.append(passage)
        rank = LINE_RANK if numbered else ABOVE_ALL_RANK + 1
        found = [_unnumbered(p, len(p.text.rstrip()), LINE, rank, "heading") for p in lines]
        places = {p.place for p in closed}
        paired = [p for p in closed if places & {p.place - 2, p.place + 2}]
        found += [_unnumbered(p, len(p.text.rstrip()) - 1, LINE, rank, "heading") for p in paired]
        return [*(_marked_line(p, numbered=numbered) for p in marked), *found]

    def _is_marked(self, passage: Passage, text: str, around: _Surroundings) -> bool:
        """What the source sets as a heading is one, but for the document's title, which stands before all text."""
        if not 2 <= len(text) <= LINE_LIMIT:
            return False
        return around.follows_body(passage) and not self._excluded["line"].first(text)

    def _is_line(self, passage: Passage, text: str, around: _Surroundings, *, ended: bool = False) -> bool:
        """Tell whether words stand alone in their line; those that ended with 。 must not tell, turn or address."""
        if not 4 <= len(text) <= TITLE_LIMIT or text[-1] in _ENDS or passage.block.kind == "row":
            return False
        below = around.stands_between_bodies(passage)
        if ended and below and self._excluded["sentence"].first(text + "。"):
            return False
        if below is None or self._excluded["continued"].first(below.text.lstrip()):
            return False
        return not self._excluded["line"].first(text)


class _Surroundings:
    """What stands around each passage."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    @cached_property
    def _places(self) -> dict[int, int]:
        return {p.index: place for place, p in enumerate(self._passages)}

    @cached_property
    def _first_body(self) -> int:
        passages = self._passages
        return next((place for place, p in enumerate(passages) if _is_body(p)), len(passages))

    def follows_body(self, passage: Passage) -> bool:
        """Tell whether a paragraph of some length stands anywhere before."""
        return self._places[passage.index] > self._first_body

    def stands_between_bodies(self, passage: Passage) -> Passage | None:
        """Return the next paragraph, if the neighbours on both sides are paragraphs of some length."""
        place = self._places[passage.index]
        inside = 0 < place < len(self._passages) - 1
        between = inside and _is_body(self._passages[place - 1]) and _is_body(self._passages[place + 1])
        return self._passages[place + 1] if between else None


def _repeated(words: Iterable[str]) -> set[str]:
    """Return the words that are given more than once."""
    known: set[str] = set()
    repeated: set[str] = set()
    for word in words:
        (repeated if word in known else known).add(word)
    return repeated


def _believed(lines: list[Heading], states_role: Callable[[Heading], bool], *, below: bool) -> list[Heading]:
    """Among numbered units a short line needs a heading above and a companion, or words that say what it holds."""
    plain = [h for h in lines if h.passage.block.kind != "heading"]
    if below and len(plain) > 1:
        return lines
    return [h for h in lines if (states_role(h) if h in plain else below)]


def _with_parts(
    found: list[Heading], marked: Sequence[Heading], states_role: Callable[[Heading], bool]
) -> list[Heading]:
    """Return the units, those lines as parts that stand above the chapters: where the chapters begin at one."""
    lines = [h for h in found if h.family == LINE and states_role(h)]
    chapters = [h for h in marked if h.shape == "heading"] if lines else []
    outermost = min((h.rank for h in chapters), default=0.0)
    chapters = [h for h in chapters if h.rank == outermost]
    following = [next((c for c in chapters if c.position > line.position), None) for line in lines]
    if not any(following) or any(c and c.number != 1 for c in following):
        return found
    return [msgspec.structs.replace(h, family=PART, rank=ABOVE_ALL_RANK) if h in lines else h for h in found]


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
        return _unnumbered(passage, stop, LINE, LINE_RANK, "heading")
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
