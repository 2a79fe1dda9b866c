"""How the lines of a text begin and end, as far as that tells paragraphs from pieces of one."""

from __future__ import annotations

import re
from typing import Literal

from ...lexicons import Entry, Lexicon, either, ending
from ...lexicons.compiling import compiled
from ..sections.markers import Marker, marker_reader

OPENING = "《“‘(〔[【〈<"
CLOSING = "》”’)〕]】〉>"
SENTENCE_ENDS = "。;:!?"
CONTINUING = ",、。;:!?"
"""What no line begins with but one that goes on."""

_MARKS = compiled(f"[{re.escape(OPENING + CLOSING)}]")

NOT_CLOSED_NEXT = compiled(
    "|".join(
        f"{re.escape(opening)}[^{re.escape(OPENING + CLOSING)}]*+(?!{re.escape(closing)})"
        for opening, closing in zip(OPENING, CLOSING, strict=True)
    )
)
"""What begins with a mark that opens and ends before one that does not close it, or where the text does."""

REACH = 100
"""Code points around a line break within which a bracket opened before it may be closed behind it."""

_LONGEST_MARKER = 8
"""Code points of a marker that stands alone."""

Use = Literal["dangling", "complete", "begins", "debris"]


class WrappingEntry(Entry, frozen=True, kw_only=True):
    """How lines that end or begin so are to be taken; `wrapped_only`: in texts wrapped at a fixed width."""

    use: Use
    wrapped_only: bool = False


class Cues:
    """The patterns of `wrapping.yaml` and `markers.yaml`, compiled. All methods read folded words."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the cues of a lexicon."""
        entries = lexicon.table("wrapping", WrappingEntry)
        self._patterns = {
            use: either(p for e in entries if e.use == use and not e.wrapped_only for p in e.patterns)
            for use in ("dangling", "complete", "begins", "debris")
        }
        self._dangling_end = ending(p for e in entries if e.use == "dangling" for p in e.patterns)
        self._may_dangle: dict[str, bool] = {}
        self._debris, self._dangling = self._patterns["debris"], self._patterns["dangling"]
        self._complete_end = ending(p for e in entries if e.use == "complete" for p in e.patterns)
        self._wrapped_debris = either(p for e in entries if e.wrapped_only for p in e.patterns)
        self._markers = marker_reader(lexicon)

    def is_debris(self, words: str, wrapped: bool) -> bool:
        """Whether a line holds no words of the document: a rule, the number of a page."""
        short = len(words) <= 20 or not words.strip("-—_=*~·.… ")
        if short and self._debris.search(words):
            return True
        return wrapped and self._wrapped_debris.search(words) is not None

    def dangles(self, words: str) -> bool:
        """Whether words end so that more must come."""
        end = words[-1:]
        may = self._may_dangle.get(end)
        if may is None:
            may = self._may_dangle[end] = self._dangling_end.match(end) is not None
        return may and self._dangling.search(words[-8:]) is not None

    def wants_more(self, words: str) -> bool:
        """Whether words end so that more must come, or are the marker of a unit whose title must follow."""
        return self.dangles(words) or (len(words) <= _LONGEST_MARKER and self.is_bare_marker(words))

    def is_complete(self, words: str) -> bool:
        """Whether words end as captions and dates do, which need no full stop."""
        if not self._complete_end.match(words, max(0, len(words) - 1)):
            return False
        return self._patterns["complete"].search(words[-20:]) is not None

    def begins(self, words: str) -> bool:
        """Whether a line begins something of its own: a unit, a label, a date, a bracketed note."""
        return bool(self._patterns["begins"].search(words)) or self.marker(words) is not None

    def marker(self, words: str) -> Marker | None:
        """Return the marker of an outline unit with which words begin."""
        return self._markers.read(words)

    def is_bare_marker(self, words: str) -> bool:
        """Whether words are the marker of a unit whose title must follow."""
        if len(words) > _LONGEST_MARKER:
            return False
        marker = self.marker(words)
        return marker is not None and marker.end >= len(words) and marker.family.shape in {"heading", "item"}


def cues(lexicon: Lexicon) -> Cues:
    """Return the compiled cues of a lexicon, made once for it."""
    return lexicon.keep("wrapping_cues", lambda: Cues(lexicon))


def bracket_left_open(before: str, after: str) -> bool:
    """Whether a bracket or quotation mark opened shortly before a line break is closed shortly behind it."""
    near = max(0, len(before) - REACH)
    if not NOT_CLOSED_NEXT.search(before, near):
        return False
    stack: list[str] = []
    for mark in _MARKS.findall(before, near):
        if mark in OPENING:
            stack.append(CLOSING[OPENING.index(mark)])
        elif stack and mark == stack[-1]:
            stack.pop()
    if not stack:
        return False
    inner: list[str] = []
    for mark in _MARKS.findall(after, 0, REACH):
        if mark in OPENING:
            inner.append(CLOSING[OPENING.index(mark)])
        elif inner and mark == inner[-1]:
            inner.pop()
        elif mark == stack[-1]:
            return True
    return False
