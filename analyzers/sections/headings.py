"""Candidates for outline units that carry a marker, and which of them their numbers confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

import msgspec

from ..document import Document, Passage, Span
from ..language.sentences import first_end
from .markers import Marker, MarkerReader, Shape

RUN_IN_TITLE_LIMIT = 40
"""A leading clause with more characters than this gives its first part, up to the comma, as the title."""

FRAGMENT_LIMIT = 60
"""A line behind a bare marker (`第一章`, `附件1`) is its title if it has at most this many characters."""

_TRAILING = " 。;:,.、!?"

POSITION = attrgetter("passage.index", "start")
"""The place of a heading in the order of the document."""


class Heading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place where an outline unit begins.

    Attributes:
        passage: the passage in which it begins.
        start: where in the passage, marker included.
        title_start: where its words begin.
        title_end: where its words end; equal to `title_start` when the title stands in the next block.
        title_span: the title's place in the document.
        family: the id of the marker's family; `unnumbered…` where it has none.
        rank: its place in the order of nesting; smaller is further out.
        number: what the marker counts; None where it counts nothing.
        shape: heading, item, box, appendix or lead.
        inline: it begins inside a paragraph.
    """

    passage: Passage
    start: int
    title_start: int
    title_end: int
    title_span: Span
    family: str
    rank: float
    number: int | None = None
    shape: Shape | str = "heading"
    inline: bool = False

    @property
    def position(self) -> tuple[int, int]:
        """Its place in the order of the document."""
        return self.passage.index, self.start

    @property
    def title(self) -> str:
        """The folded words of the title, empty when they stand in the next block."""
        return self.passage.text[self.title_start : self.title_end]

    @property
    def fills_line(self) -> bool:
        """Whether its line is nothing but the heading."""
        return not self.passage.text[self.title_end :].strip(_TRAILING)


def marked_headings(document: Document, reader: MarkerReader) -> list[Heading]:
    """Return the units whose markers open a block or run on inside one, confirmed by their numbers.

    Args:
        document: the document.
        reader: the compiled marker families.
    """
    passages = document.passages
    running_on = reader.may_run_on(document)
    candidates: list[Heading] = []
    opening = [reader.read(passage.text) for passage in passages]
    for place, (passage, marker) in enumerate(zip(passages, opening, strict=True)):
        if (not marker and place not in running_on) or passage.block.kind == "row":
            continue
        inside = reader.inline(passage.text) if place in running_on else []
        untitled = place + 1 < len(passages) and opening[place + 1] is None
        following = passages[place + 1] if untitled else None
        candidates += _candidates(passage, [marker, *inside] if marker else inside, following)
    confirmed = [h for family in _by_family(candidates) for h in _confirm(family)]
    return sorted(confirmed, key=POSITION)


def title_extent(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the title begins and ends in the words `start` … `end` of a passage.

    A heading that fills its block is its own title. A run-in heading gives its leading clause up to the
    first 。 or ；, or, when that clause is over 40 characters, up to the first ，. Words in 【 】 at the
    beginning are the title.
    """
    while start < end and text[start] == " ":
        start += 1
    words = text[start:end]
    if words[:1] == "【" and "】" in words:
        return start, start + words.index("】") + 1
    stop = first_end(words, "。;!?") or len(words)
    title = words[:stop].rstrip(_TRAILING)
    if len(title) > RUN_IN_TITLE_LIMIT and (words[stop - 1 : stop] in "。;!?" or stop < len(words)):
        title = words[: first_end(words[:stop], ",") or stop].rstrip(_TRAILING)
    return start, start + len(title)


def _candidates(passage: Passage, markers: Sequence[Marker], following: Passage | None) -> list[Heading]:
    found: list[Heading] = []
    for place, marker in enumerate(markers, 1):
        end = markers[place].start if place < len(markers) else len(passage.text)
        heading = _candidate(passage, marker, end, following)
        if heading:
            found.append(heading)
    return found


def _candidate(passage: Passage, marker: Marker, end: int, following: Passage | None) -> Heading | None:
    family = marker.family
    start, stop = title_extent(passage.text, marker.end, end)
    if family.shape == "appendix" and not _opens_appendix(passage.text, marker):
        return None
    if start < stop:
        span = passage.span(start, stop)
    elif following and marker.start == 0 and len(following.text) <= FRAGMENT_LIMIT:
        start = stop = marker.end
        span = following.span(0, len(following.text.rstrip(_TRAILING)) or 1)
    else:
        return None
    return Heading(
        passage=passage,
        start=marker.start,
        title_start=start,
        title_end=stop,
        title_span=span,
        family=family.id,
        rank=family.rank,
        number=marker.number,
        shape=family.shape,
        inline=marker.start > 0,
    )


def _opens_appendix(text: str, marker: Marker) -> bool:
    """`附件：1.…` lists what is attached; only a line of its own, or one with a title behind a space, opens it."""
    return not re.search(r"[:.、]", text[marker.start : marker.end]) and (
        marker.end >= len(text) or text[marker.end - 1] in " 0123456789" or marker.number is not None
    )


def _by_family(candidates: Iterable[Heading]) -> list[list[Heading]]:
    families: dict[str, list[Heading]] = {}
    for heading in candidates:
        families.setdefault(heading.family, []).append(heading)
    return list(families.values())


def _confirm(family: list[Heading]) -> list[Heading]:
    """Keep the members of one family that belong to a series.

    A heading is believed if its number follows the one before or is followed by the next; of the outer families
    also a first one, and a line that is nothing else. Items always need a companion: a single 一是 or ——
    enumerates nothing.
    """
    kept: list[Heading] = []
    for index, heading in enumerate(family):
        before = kept[-1] if kept else None
        after = family[index + 1] if index + 1 < len(family) else None
        if heading.number is None and heading.family == "markers.first_next" and before:
            heading = msgspec.structs.replace(heading, number=(before.number or 0) + 1)
        if _believable(heading, before, after) or _resumes(heading, kept):
            kept.append(heading)
    return kept


def _fills_line(heading: Heading) -> bool:
    """A line that is nothing but a heading; an excerpt may begin with its third chapter."""
    return heading.title_end == len(heading.passage.text.rstrip()) <= FRAGMENT_LIMIT


def _resumes(heading: Heading, kept: Sequence[Heading]) -> bool:
    """A line goes on with a series that a nested one of the same family interrupted: 1, [1, 2, 3], 2."""
    if heading.number is None or not heading.fills_line or heading.shape != "heading":
        return False
    for earlier in reversed(kept):
        if earlier.number == 1:
            outer = kept[: kept.index(earlier)]
            return bool(outer) and outer[-1].number == heading.number - 1 and outer[-1].fills_line
    return False


def _believable(heading: Heading, before: Heading | None, after: Heading | None) -> bool:
    if heading.shape in ("box", "appendix"):
        return True
    if heading.number is None:
        return any(
            other and abs(other.passage.index - heading.passage.index) <= 8 for other in (before, after)
        )
    follows = before is not None and before.number is not None and 0 < heading.number - before.number <= 2
    followed = after is not None and after.number is not None and 0 < after.number - heading.number <= 2
    if heading.shape == "item":
        return (heading.number == 1 and followed) or (follows and heading.number > 1)
    alone = not heading.inline and (
        (heading.number == 1 and heading.rank <= 60) or (heading.rank <= 50 and _fills_line(heading))
    )
    repeated = before is not None and heading.number == before.number and not heading.inline
    return follows or followed or alone or repeated
