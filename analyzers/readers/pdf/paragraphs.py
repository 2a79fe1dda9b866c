"""From lines to paragraphs: a line goes on in the next one if it is full and the next one is not set off.

Chinese text has no hyphens and may break anywhere, so the places of the lines decide: first lines are
indented by two characters, last lines are short, paragraphs without an indent stand apart. A line is full if
what the next one begins with would not have fitted behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from ....lexicons import default_lexicon
from ...characters import fold
from ..cues import Cues, cues
from .furniture import is_toolbar
from .margins import Margins
from .sheets import Glyph
from .tables import TableRow
from .typelines import TypeLine

_INDENT = 0.8
"""In sizes: a line that begins so much further to the right is indented."""
_NEARLY = 2.5
"""In sizes: a line that ends so close to the margin may be full, too."""
_DEEP = 0.4
"""Share of the measure: a line that begins further in belongs to no indented block; it stands at the right."""
_SAME_SIZE = 0.12
"""Share by which sizes of one paragraph may differ."""
_SPACE = 1.15
"""Times the leading: a wider distance parts paragraphs."""
_GULF = 2.2
"""Times the leading: nothing reaches over a wider distance."""
_TITLE_LEADING = 2.1
"""In sizes: the lines of a title stand no further apart."""
_INSET, _CENTRE = 2.0, 1.2
"""In sizes: a centred line keeps so far from both margins, and its distances from them differ by less."""
_HANGING = 0.8
"""In sizes: punctuation may reach so far beyond the margin."""
_TERMINAL = ("。", "！", "？", "；", "：", "!", "?", ";", ":", "”", "）", "…")
_CLOSING = frozenset("，。、；：！？）》〉”’」』】〕,.;:!?)]%％")


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph as it is put together.

    Attributes:
        text: its words.
        glyphs: for each character its glyph; None for spaces that only gaps show or that joining puts.
        pages: where each page begins: offset in the text and number of the page.
        seams: offsets at which lines were joined.
        centred: all its lines are centred, or take the whole width.
        aside: it is set apart from the text, as footnotes are.
        framed: a frame is drawn around it.
    """

    text: str
    glyphs: tuple[Glyph | None, ...]
    pages: tuple[tuple[int, int], ...]
    seams: tuple[int, ...] = ()
    centred: bool = False
    aside: bool = False
    framed: bool = False

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.pages[0][1]

    @property
    def size(self) -> float:
        """The size of most of its glyphs, in points."""
        sizes = Counter(round(g.size, 1) for g in self.glyphs if g is not None)
        return max(sizes, key=lambda size: (sizes[size], size), default=0.0)

    def part(self, start: int, end: int) -> Paragraph:
        """Return the words from `start` to `end` as a paragraph."""
        before = [number for offset, number in self.pages if offset <= start]
        pages = [(0, before[-1]), *((o - start, number) for o, number in self.pages if start < o < end)]
        seams = tuple(seam - start for seam in self.seams if start < seam < end)
        glyphs = self.glyphs[start:end]
        return msgspec.structs.replace(
            self, text=self.text[start:end], glyphs=glyphs, pages=tuple(pages), seams=seams, centred=False
        )


class _Pair(NamedTuple):
    """Two lines of which the second may go on with the first; `first`: the one above opens a paragraph."""

    above: TypeLine
    below: TypeLine
    after: TypeLine | None
    first: bool


def paragraphs(flow: Sequence[TypeLine | TableRow], margins: Margins) -> list[Paragraph | TableRow]:
    """Return the paragraphs that lines in reading order form; rows of tables stay what they are.

    Lines that belong to the portal from which the page was saved become asides.
    """
    found: list[Paragraph | TableRow] = []
    lines: list[TypeLine] = []
    for index, item in enumerate(flow):
        if isinstance(item, TableRow):
            found += _closed(lines, margins)
            lines = []
            found.append(item)
            continue
        after = flow[index + 1] if index + 1 < len(flow) else None
        after = after if isinstance(after, TypeLine) else None
        if lines and not _goes_on(_Pair(lines[-1], item, after, len(lines) == 1), margins):
            found += _closed(lines, margins)
            lines = []
        lines.append(item)
    return found + _closed(lines, margins)


def _closed(lines: Sequence[TypeLine], margins: Margins) -> list[Paragraph | TableRow]:
    if not lines:
        return []
    aside = len(lines) == 1 and is_toolbar(lines[0].text)
    return [paragraph(lines, margins, aside=aside)]


def _goes_on(pair: _Pair, margins: Margins) -> bool:
    above, below = pair.above, pair.below
    if above.region != below.region or abs(above.size - below.size) > _SAME_SIZE * above.size:
        return False
    if is_centred(below, margins):
        return (is_centred(above, margins) or is_full(above, below, margins)) and _one_title(
            above, below, margins
        )
    if _indent(below, margins) >= _INDENT and not _hangs(pair, margins):
        return False
    if is_full(above, below, margins):
        return not _set_off(pair, margins)
    unfinished = _cues().dangles(fold(above.text)) or _is_nearly_full(above, margins)
    return unfinished and _distance(pair, margins) <= _SPACE


def _one_title(above: TypeLine, below: TypeLine, margins: Margins) -> bool:
    """Say whether a centred line goes on with the one above, which is centred or takes the whole width."""
    return (
        above.page == below.page
        and is_centred(above, margins, 0.0)
        and 0 < below.base - above.base <= _TITLE_LEADING * above.size
        and above.glyphs[-1].font == below.glyphs[-1].font
        and not above.text.endswith(_TERMINAL)
        and not _cues().begins(fold(below.text))
    )


def _set_off(pair: _Pair, margins: Margins) -> bool:
    """Say whether the second line stands apart though the first is full and it has no indent."""
    distance = _distance(pair, margins)
    return distance > _GULF or (distance > _SPACE and pair.above.text.endswith(_TERMINAL))


def _distance(pair: _Pair, margins: Margins) -> float:
    """Return the distance of two lines in leadings; over the end of a page or column they are neighbours."""
    step = pair.below.base - pair.above.base
    return step / margins.of(pair.below).leading if pair.above.page == pair.below.page and step > 0 else 1.0


def _indent(line: TypeLine, margins: Margins) -> float:
    return (line.left - margins.of(line).left) / line.size


def _hangs(pair: _Pair, margins: Margins) -> bool:
    """Say whether an indented line goes on with the one above: in a block that is indented as a whole."""
    above, below, after = pair.above, pair.below, pair.after
    measure = margins.of(below)
    if below.left - measure.left > _DEEP * (measure.right - measure.left) or _cues().begins(fold(below.text)):
        return False
    aligned = abs(above.left - below.left) < _INDENT / 2 * below.size
    unfinished = not above.text.endswith(_TERMINAL)
    if aligned:
        return not pair.first or unfinished
    if after is None or after.region != below.region or below.left < above.left:
        return False
    block = abs(after.left - below.left) < _INDENT / 2 * below.size and is_full(below, after, margins)
    return block and pair.first and (unfinished or _cues().marker(fold(above.text)) is not None)


def _cues() -> Cues:
    return cues(default_lexicon())


def is_centred(line: TypeLine, margins: Margins, inset: float = _INSET) -> bool:
    """Say whether a line stands in the middle, at least `inset` times its size away from both margins."""
    measure = margins.of(line)
    left, right = line.left - measure.left, measure.right - line.right
    return min(left, right) >= (inset - _HANGING) * line.size and abs(left - right) <= _CENTRE * line.size


def is_full(above: TypeLine, below: TypeLine, margins: Margins) -> bool:
    """Say whether the first word of a line would not have fitted behind the line above."""
    return margins.of(above).right - above.right < _first_word(below)


def _is_nearly_full(line: TypeLine, margins: Margins) -> bool:
    """Say whether a line ends so close to the margin that it would be full in the font it was set for.

    Where first lines are indented a new paragraph would show; elsewhere it must break off in a sentence.
    """
    room = margins.of(line).right - line.right
    return room <= _NEARLY * line.size and (margins.indents or not line.text.endswith(_TERMINAL))


def _first_word(line: TypeLine) -> float:
    """Return the width of what can't be parted at the beginning of a line, with the marks that follow it."""
    glyphs = [glyph for _, glyph in line.pieces if glyph is not None]
    count = 1
    if glyphs[0].char.isascii() and glyphs[0].char.isalnum():
        while count < len(glyphs) and glyphs[count].char.isascii() and not glyphs[count].char.isspace():
            count += 1
    if count < len(glyphs) and glyphs[count].char in _CLOSING:
        count += 1
    return glyphs[count - 1].right - glyphs[0].left


def paragraph(lines: Sequence[TypeLine], margins: Margins, *, aside: bool = False) -> Paragraph:
    """Return the paragraph that lines form together."""
    text, glyphs = "", list[Glyph | None]()
    pages: list[tuple[int, int]] = []
    seams: list[int] = []
    for index, line in enumerate(lines):
        if index:
            if _space_between(lines[index - 1], line, margins):
                text += " "
                glyphs.append(None)
            seams.append(len(text))
        if not pages or pages[-1][1] != line.page:
            pages.append((len(text), line.page))
        text += line.text
        glyphs += [glyph for _, glyph in line.pieces]
    centred = all(is_centred(line, margins, 0.0) for line in lines)
    framed = lines[0].region is not None and lines[0].region.framed
    return Paragraph(text, tuple(glyphs), tuple(pages), tuple(seams), centred, aside, framed)


def _space_between(above: TypeLine, below: TypeLine, margins: Margins) -> bool:
    """Say whether a word ends with a line: Latin words are parted by its end, unless they fill it."""
    last, first = above.text[-1], below.text[0]
    if not (last.isascii() and first.isascii() and first.isalnum()) or last in "-/(":
        return False
    room = margins.of(above).right - above.right
    return above.blank_after or (
        last.isalpha() and first.isalpha() and room > below.glyphs[0].right - below.left
    )


def cell_lines(lines: Iterable[TypeLine]) -> list[list[TypeLine]]:
    """Return the lines of a cell by paragraphs: narrow and often centred, their words alone part them."""
    parts: list[list[TypeLine]] = []
    for line in lines:
        finished = parts and parts[-1][-1].text.endswith(("。", "；", "！", "？", ";"))
        if parts and not (finished and _cues().marker(fold(line.text))):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts
