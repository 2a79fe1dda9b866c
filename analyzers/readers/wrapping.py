"""Putting torn paragraphs together: lines cut at a fixed width, and single breaks inside a sentence.

Lines are joined only on evidence. Without any, a line is a paragraph: what is wrongly left apart costs half a
sentence, what is wrongly joined costs a heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import msgspec

from ...lexicons import default_lexicon
from ...lexicons.compiling import compiled
from ..lazy import cached_property
from .cues import CLOSING, CONTINUING, OPENING, SENTENCE_ENDS, Cues, bracket_left_open, cues

MEMORY = 400
"""Code points of a paragraph under way that are looked at."""

COLUMNS = range(30, 171)
"""Widths at which texts are wrapped, in columns of which a Han character takes two."""

SLACK = 6
"""Columns by which a full line may fall short: no line begins with 。, and figures are not torn."""

INDENT = 4
"""Columns by which the first line of a paragraph falls short besides, where its indent was lost."""

_NARROW = compiled(r"[0-9A-Za-z .%+/-]")
_LATIN = compiled(r"[A-Za-z]\Z")
_FIGURE = compiled(r"\d[\d.]{0,3}")
"""A figure that follows a Latin letter as its subscript, as in the names of gases and of particles."""

_PAUSES = compiled("[,、。;]")
_PAUSES_OR_COLON = compiled("[,、。;:]")

_GOING_ON = CLOSING + CONTINUING
_ENDED = SENTENCE_ENDS + CLOSING + "…."


class SourceLine(msgspec.Struct, frozen=True, gc=False):
    """A line of the source as far as joining needs it.

    Attributes:
        words: its words, folded, without characters that nobody sees and without white space around them.
        written: the same words as they are written.
        indent: the columns of the white space before it.
        indented: white space of two columns or more stands before it.
        gap: an empty line stands before it.
        fresh: markup says that something new begins with it, such as an item of a list.
    """

    words: str
    written: str = ""
    indent: int = 0
    indented: bool = False
    gap: bool = False
    fresh: bool = False

    @property
    def columns(self) -> int:
        """How wide it is with the white space before it; Han characters and full-width forms take two."""
        return self.indent + columns(self.written)


class _Habits:
    """How the lines of a document are set.

    Attributes:
        width: the width at which all are wrapped; None if they aren't.
    """

    def __init__(self, lines: Sequence[SourceLine]) -> None:
        self._lines = lines
        self.width = _width(lines)

    @cached_property
    def gaps(self) -> bool:
        """Whether empty lines part paragraphs."""
        return sum([line.gap for line in self._lines]) >= 0.6 * len(self._lines)

    @cached_property
    def indents(self) -> bool:
        """Whether paragraphs are indented."""
        indented = sum([line.indented for line in self._lines])
        return bool(self._lines) and indented >= 0.1 * len(self._lines)


def joined(lines: Sequence[SourceLine], apart: Collection[int]) -> list[list[int]]:
    """Return the paragraphs of a text as the numbers of their lines.

    Args:
        lines: its lines without the empty ones.
        apart: numbers of lines that are blocks of their own whatever they say: rows, asides, headings.

    Returns:
        The paragraphs in order; numbers of pages and rules are in none.
    """
    known = cues(default_lexicon())
    habits = _Habits([line for number, line in enumerate(lines) if number not in apart])
    wrapped = habits.width is not None
    paragraphs: list[list[int]] = []
    before = ""
    for number, line in enumerate(lines):
        if number in apart:
            paragraphs.append([number])
            before = ""
        elif known.is_debris(line.words, wrapped):
            continue
        elif before and _goes_on(before, lines[paragraphs[-1][-1]], line, habits, known):
            paragraphs[-1].append(number)
            before = (before + line.words)[-MEMORY:]
        else:
            paragraphs.append([number])
            before = line.words[-MEMORY:]
    return paragraphs


def columns(text: str) -> int:
    """Return how wide a text is on paper: two columns a character, one for Latin letters, digits and spaces.

    ASCII punctuation counts two: between Han characters it stands for full-width marks, converted later.
    """
    return 2 * len(text) - len(_NARROW.findall(text))


def _goes_on(before: str, last: SourceLine, line: SourceLine, habits: _Habits, known: Cues) -> bool:
    """Whether `line` goes on with the paragraph that ends in `before` and whose last line is `last`."""
    if line.fresh:
        return False
    words, end = line.words, before[-1]
    if end in OPENING:
        return True
    if words[0] in _GOING_ON:
        return end not in SENTENCE_ENDS or bracket_left_open(before, words)
    if end in ",、" or bracket_left_open(before, words):
        return known.marker(words) is None
    if habits.width is not None and _is_full(last, line, before, habits):
        marker = known.marker(words)
        return marker is None or (marker.family.inline and end not in SENTENCE_ENDS)
    torn = end not in _ENDED and _is_torn(before, line, habits, known)
    return (torn or known.wants_more(before)) and not known.begins(words)


def _is_full(last: SourceLine, line: SourceLine, before: str, habits: _Habits) -> bool:
    """Whether the line break stands where a text of fixed width has to have one."""
    if habits.width is None or (habits.indents and line.indented):
        return False
    if before[-1] in SENTENCE_ENDS:
        return last.columns >= habits.width - 2
    first = len(before) == len(last.words)
    return last.columns >= habits.width - SLACK - (INDENT if first else 0)


def _is_torn(before: str, line: SourceLine, habits: _Habits, known: Cues) -> bool:
    """Whether a paragraph of whole sentences, whose last one has no end, breaks off in the middle of that."""
    last_end = max(before.rfind("。"), before.rfind(";"))
    if last_end < 0 or known.is_complete(before) or (habits.indents and line.indented):
        return False
    rest = before[last_end + 1 :].lstrip(CLOSING + " ")
    if not rest or known.marker(rest):
        return False
    runs_on = line.words[-1] in SENTENCE_ENDS or _PAUSES.search(line.words) is not None
    subscript = bool(_LATIN.search(before) and _FIGURE.fullmatch(line.words))
    return runs_on or subscript or (habits.gaps and not line.gap)


def _width(lines: Sequence[SourceLine]) -> int | None:
    """Return the width at which a text is wrapped, in columns; None if it isn't.

    In a wrapped text the lines that break off inside a sentence are all about equally long, and hardly any is
    longer. Only lines with punctuation inside count, so lists of titles don't look like wrapped text.
    """
    open_ = [
        line.columns
        for line in lines
        # a character takes a column at least, which tells most texts of paragraphs without looking into them
        if line.indent + len(line.written) < COLUMNS.stop
        and line.words[-1] not in _ENDED
        and _PAUSES_OR_COLON.search(line.words)
    ]
    widths = [width for width in open_ if width in COLUMNS]
    if len(widths) < 3:
        return None
    counts = Counter(widths)
    piles: Counter[int] = Counter()
    for wide, count in counts.items():
        for short in range(4):
            piles[wide + short] += count
    width = max((wide for wide in piles if wide in COLUMNS), key=lambda wide: (piles[wide], wide))
    if piles[width] < max(3, 0.35 * len(widths)):
        return None
    if sum([line.indent + len(line.written) > width + 2 for line in lines]) > 0.2 * len(lines):
        return None
    taken = [line.columns for line in lines]
    full = sum(width - SLACK <= wide <= width + 2 for wide in taken)
    wider = sum(wide > width + 2 for wide in taken)
    return width if full >= 0.25 * len(lines) and wider <= 0.2 * len(lines) else None
