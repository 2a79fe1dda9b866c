"""Titles that the source centres over several lines, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from ...lexicons import default_lexicon
from ...lexicons.compiling import compiled
from ..characters import fold
from .cues import SENTENCE_ENDS, cues
from .lines import Line, Row, Run
from .mending import join_runs

_LONGEST = 120
"""Characters of a title."""

_HAN = r"[\u4e00-\u9fff]"
_SPACES = compiled(r"[ \u3000\xa0]+")
_SPREAD = compiled(rf"(?<!{_HAN}){_HAN}(?P<gap>[ \u3000\xa0]{{1,4}}){_HAN}(?:(?P=gap){_HAN})*(?!{_HAN})")
"""Single Han characters with the same space between all of them."""


def joined_titles(text: Sequence[Line | Row]) -> Iterator[Line | Row]:
    """Yield the lines of a text, a title that was centred over several lines as one.

    Lines belong together that are centred, set alike but not like ordinary text, and follow one another
    without a gap; one that opens with a number or the like begins something of its own.
    """
    usual = _usual_size(text)
    held: Line | None = None
    for line in text:
        if isinstance(line, Line) and held is not None and _continues(held, line, usual):
            held = _joined(held, line)
            continue
        if held is not None:
            yield _closed_up(held)
        held = line if isinstance(line, Line) else None
        if isinstance(line, Row):
            yield line
    if held is not None:
        yield _closed_up(held)


def _usual_size(text: Sequence[Line | Row]) -> str:
    """Return the size in which most of a text is set."""
    sizes: Counter[str] = Counter()
    for line in text:
        if isinstance(line, Line):
            sizes[line.looks.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default="")


def _continues(title: Line, line: Line, usual: str) -> bool:
    if not (title.looks.centred and line.looks.centred) or line.looks.gap:
        return False
    alike = title.looks.size == line.looks.size and title.bold == line.bold and title.level == line.level
    apart = title.bold or title.level is not None or title.looks.size != usual
    if not alike or not apart or len(title.text) + len(line.text) > _LONGEST:
        return False
    words = fold(line.text)
    return fold(title.text)[-1] not in SENTENCE_ENDS and not cues(default_lexicon()).begins(words)


def _closed_up(line: Line) -> Line:
    """Return a line, a centred one without the spaces with which a short title is spread out (`通 知`)."""
    if not line.looks.centred or not any(_SPREAD.search(run.text) for run in line.runs):
        return line
    runs = tuple(piece for run in line.runs for piece in _pieces(run))
    return msgspec.structs.replace(line, runs=runs)


def _pieces(run: Run) -> Iterator[Run]:
    """Yield the pieces of a run between the spaces that go, and a mark for each."""
    position = 0
    for hit in _SPREAD.finditer(run.text):
        for space in _SPACES.finditer(run.text, hit.start(), hit.end()):
            yield msgspec.structs.replace(run, text=run.text[position : space.start()])
            yield Run("", run.bold, "joined")
            position = space.end()
    yield msgspec.structs.replace(run, text=run.text[position:])


def _joined(title: Line, line: Line) -> Line:
    runs = tuple(join_runs(title.runs, line.runs))
    return msgspec.structs.replace(title, runs=runs)
