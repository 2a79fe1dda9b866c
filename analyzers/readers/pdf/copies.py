"""Text that a page holds twice: once as a single run, once in paragraphs.

Pages of portals that were saved by programs often come out so. The run is complete, the paragraphs know
where to break it; what they lack, often headings, stands in the run between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec

from .paragraphs import Paragraph
from .tables import TableRow

_LONG = 600
"""Characters of a paragraph that may be a whole text in one run."""
_FEWEST = 5
"""Paragraphs that must be found in it, in their order."""
_SHARE = 0.6
"""Share of the run that they must cover."""
_SHORT, _NEAR = 12, 40
"""Shorter paragraphs are looked for within so many characters only: their words may stand anywhere."""
_BEFORE = 4
"""Paragraphs before the run that may belong to it: its dateline, the first words of its title."""

Item = Paragraph | TableRow


def without_copies(items: Sequence[Item]) -> list[Item]:
    """Return the paragraphs of a document, a text that stands twice in it once: broken like its copy."""
    for index, item in enumerate(items):
        if isinstance(item, Paragraph) and len(item.text) >= _LONG:
            first = _first_of_run(items, index)
            run = _Run([p for p in items[first : index + 1] if isinstance(p, Paragraph)])
            copies = run.find([p for p in items[index + 1 :] if isinstance(p, Paragraph)])
            if run.is_repeated(copies):
                found = {id(copy.paragraph) for copy in copies}
                rest = [p for p in items[index + 1 :] if id(p) not in found]
                return [*items[:first], *run.broken(copies), *without_copies(rest)]
    return list(items)


def _first_of_run(items: Sequence[Item], index: int) -> int:
    """Return the first of the paragraphs that stand directly before a run and are set like it."""
    run, first = items[index], index
    while first > max(0, index - _BEFORE):
        before = items[first - 1]
        if not (isinstance(run, Paragraph) and isinstance(before, Paragraph)):
            break
        if before.aside or before.size != run.size:
            break
        first -= 1
    return first


class _Copy(NamedTuple):
    """A paragraph that a run repeats, and where: offsets in the run without white space."""

    start: int
    end: int
    paragraph: Paragraph


class _Run:
    """Some paragraphs as one text; the last of them is the long one. Offsets don't count white space."""

    def __init__(self, parts: Sequence[Paragraph]) -> None:
        self._whole = joined(parts)
        self._places = [i for i, char in enumerate(self._whole.text) if not char.isspace()]
        self._packed = "".join(self._whole.text[i] for i in self._places)
        self._edges = [0, *accumulate(len(_packed(part.text)) for part in parts)]

    def find(self, paragraphs: Sequence[Paragraph]) -> list[_Copy]:
        """Return the paragraphs that the run repeats in their order."""
        found: list[_Copy] = []
        position, begin = 0, self._edges[-2]
        for paragraph in paragraphs:
            words = _packed(paragraph.text)
            near = max(position, begin if not found else 0) + _NEAR + len(words)
            start = self._packed.find(words, position, near if len(words) < _SHORT else len(self._packed))
            if start >= 0:
                position = start + len(words)
                found.append(_Copy(start, position, paragraph))
        return found

    def is_repeated(self, copies: Sequence[_Copy]) -> bool:
        """Say whether these are so many that the run is a text of its own, printed twice."""
        covered = sum(copy.end - copy.start for copy in copies)
        return len(copies) >= _FEWEST and covered >= _SHARE * (self._edges[-1] - self._edges[-2])

    def broken(self, copies: Sequence[_Copy]) -> list[Paragraph]:
        """Return the run as paragraphs: the copies, which have kept their spaces, and what they lack."""
        kept = {copy.start: copy.paragraph for copy in copies}
        edges = {edge for edge in self._edges if not any(copy.start < edge < copy.end for copy in copies)}
        edges.update(edge for copy in copies for edge in (copy.start, copy.end))
        parts: list[Paragraph] = []
        for start, end in pairwise(sorted(edges)):
            part = self._whole.part(self._places[start], self._places[end - 1] + 1)
            copy = kept.get(start)
            parts.append(msgspec.structs.replace(copy, pages=((0, part.page),)) if copy else part)
        return parts


def _packed(text: str) -> str:
    return "".join(text.split())


def joined(parts: Sequence[Paragraph]) -> Paragraph:
    """Return paragraphs as one."""
    pages: list[tuple[int, int]] = []
    seams: list[int] = []
    length = 0
    for part in parts:
        pages += [(length + offset, page) for offset, page in part.pages]
        seams += [length + seam for seam in part.seams]
        length += len(part.text)
    return msgspec.structs.replace(
        parts[-1],
        text="".join(part.text for part in parts),
        glyphs=tuple(glyph for part in parts for glyph in part.glyphs),
        pages=tuple(pages),
        seams=tuple(seams),
    )
