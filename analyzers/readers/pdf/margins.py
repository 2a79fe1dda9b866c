"""The measure of a text: where its lines begin and end, and how far apart they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from .typelines import Region, TypeLine

_FEWEST = 6
"""Lines of a page from which its own margins count; else those of the whole document."""
_AGREE = 0.4
"""Share of these lines that must end together."""
_NEAR = 0.6
"""In sizes: lines so close to one another end together."""
_FAR = 3.0
"""In sizes: lines further apart than this don't follow one another."""
_PADDING = 5.0
"""Points that a frame leaves free on each side (word processors: 0.19 cm)."""


_FIRST = (1.5, 2.6)
"""In sizes: by so much first lines are indented."""
_INDENTING = 0.05
"""Share of lines that are so indented in a document that indents first lines."""


class Measure(NamedTuple):
    """The measure of a part of a page, in points.

    Attributes:
        left, right: where full lines begin and end.
        leading: the distance of baselines within a paragraph.
    """

    left: float
    right: float
    leading: float


class Margins:
    """The measures of all parts of a document: the open page, frames, columns.

    Attributes:
        indents: the document indents the first lines of paragraphs.
    """

    def __init__(self, lines: Iterable[TypeLine], widths: dict[int, float]) -> None:
        """Measure the lines of a document, given in reading order, and the widths of its pages by number."""
        self._widths = widths
        everywhere: defaultdict[Region, list[TypeLine]] = defaultdict(list)
        by_page: defaultdict[tuple[Region, int], list[TypeLine]] = defaultdict(list)
        every = list(lines)
        for line in every:
            everywhere[self._part(line)].append(line)
            by_page[self._part(line), line.page].append(line)
        self._everywhere = {part: _measure(part, found) for part, found in everywhere.items()}
        self._pages = {key: _own_measure(found, self._everywhere[key[0]]) for key, found in by_page.items()}

        indented = sum(_FIRST[0] <= (x.left - self.of(x).left) / x.size <= _FIRST[1] for x in every)
        self.indents = indented >= _INDENTING * len(every)

    def of(self, line: TypeLine) -> Measure:
        """Return the measure of the part of the page in which a line stands."""
        return self._pages[self._part(line), line.page]

    def _part(self, line: TypeLine) -> Region:
        return line.region or Region(0, round(self._widths[line.page]))


def _measure(part: Region, lines: list[TypeLine]) -> Measure:
    """Return the measure of all lines of a part; few may be short or indented, and both margins alike."""
    left, right = _edges(lines)
    if len(lines) < _FEWEST and part.left > 0:
        left, right = min(left, part.left + 2 * _PADDING), max(right, part.right - _PADDING)
    elif len(lines) < _FEWEST:
        left, right = min(left, part.right - right), max(right, part.right - left)
    return Measure(left, right, _leading(lines))


def _own_measure(lines: list[TypeLine], whole: Measure) -> Measure:
    """Return the measure of one page: pages for the left and the right hand often differ."""
    if len(lines) < _FEWEST:
        return whole
    left, right = _edges(lines)
    ends = sum(abs(line.right - right) <= _NEAR * line.size for line in lines)
    begins = sum(abs(line.left - left) <= _NEAR * line.size for line in lines)
    return Measure(
        left if begins >= 3 else whole.left,
        right if ends >= max(3.0, _AGREE * len(lines)) else whole.right,
        whole.leading,
    )


def _edges(lines: list[TypeLine]) -> tuple[float, float]:
    """Return where lines begin, but for a few that hang out, and where nine of ten end."""
    begins, ends = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return begins[len(begins) // 20], ends[-1 - len(ends) // 10]


def _leading(lines: list[TypeLine]) -> float:
    steps = [
        round(b.base - a.base, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < b.base - a.base <= _FAR * a.size and abs(a.size - b.size) < 1
    ]
    if not steps:
        return _FAR * max(line.size for line in lines)
    common, count = max(Counter(steps).items(), key=lambda entry: (entry[1], -entry[0]))
    return common if count >= 3 else median_low(steps)
