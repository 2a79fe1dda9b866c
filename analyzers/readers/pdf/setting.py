"""How words are set, as far as that tells headings from text: bold run-ins, titles in larger type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from ..lines import Line, Run
from .paragraphs import Paragraph
from .sheets import Glyph
from .typelines import is_han

_LARGER = 1.12
"""Times the size of the text's type: from here on a centred line is a heading by its size."""
_HEADING_LENGTH = 80
"""Characters of the longest heading."""
_RUN_IN = 2
"""Characters of the shortest words set apart: a single one in another face is a rare character."""
_SENTENCE_ENDS = ("。", "；", "，", "、")


class Setting:
    """The faces and sizes of a document's text, against which words stand out."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        """Count the Han characters of the paragraphs by face and size."""
        faces: dict[tuple[bool, int], Counter[str]] = {}
        sizes: Counter[float] = Counter()
        for paragraph in paragraphs:
            for glyph in paragraph.glyphs:
                if glyph is not None and is_han(glyph.char):
                    key = (paragraph.framed, round(glyph.size))
                    faces.setdefault(key, Counter())[glyph.font] += 1
                    sizes[round(glyph.size, 1)] += 1
        self._faces = {key: max(count, key=lambda f: (count[f], f)) for key, count in faces.items()}
        self.body = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
        self._levels: dict[int, int] = {}

    def lines(self, paragraphs: Sequence[Paragraph]) -> list[Line]:
        """Return the paragraphs as lines with what their setting says of them."""
        ranks = sorted({round(p.size) for p in paragraphs if self._is_heading(p)}, reverse=True)
        return [self._line(p, ranks) for p in paragraphs]

    def _line(self, paragraph: Paragraph, ranks: Sequence[int]) -> Line:
        level = ranks.index(round(paragraph.size)) + 1 if self._is_heading(paragraph) else None
        kind = "aside" if paragraph.aside else "heading" if level else "paragraph"
        boxed = paragraph.framed
        return Line(runs=self._runs(paragraph), kind=kind, level=level, page=paragraph.page, boxed=boxed)

    def _is_heading(self, paragraph: Paragraph) -> bool:
        return (
            paragraph.centred
            and not paragraph.aside
            and len(paragraph.text) <= _HEADING_LENGTH
            and not paragraph.text.endswith(_SENTENCE_ENDS)
            and paragraph.size >= _LARGER * self.body
        )

    def _runs(self, paragraph: Paragraph) -> tuple[Run, ...]:
        """Return the words of a paragraph by looks, with an empty run wherever lines were joined."""
        bold = self._bold(paragraph)
        seams = set(paragraph.seams)
        keys: list[tuple[int, bool, bool]] = []
        part = 0
        for offset, glyph in enumerate(paragraph.glyphs):
            part += offset in seams
            keys.append((part, bold[offset], glyph is None))
        runs: list[Run] = []
        position = 0
        for (now, heavy, made), group in groupby(keys):
            count = len(list(group))
            if position in seams and now:
                runs.append(Run("", edit="joined", bold=heavy))
            text = paragraph.text[position : position + count]
            runs.append(Run(text, bold=heavy, edit="inserted" if made else None))
            position += count
        return tuple(runs)

    def _bold(self, paragraph: Paragraph) -> list[bool]:
        """Return for each character whether it stands out: bold, or a run-in in a face of its own.

        Figures and Latin letters have faces of their own; they go with the Han characters before them.
        """
        heavy = _carried([None if g is None else g.heavy for g in paragraph.glyphs], paragraph.text)
        other = _carried([self._other(paragraph, g) for g in paragraph.glyphs], paragraph.text)
        opening = next((i for i, flag in enumerate(other) if not flag), len(other))
        if _RUN_IN <= opening < len(other):
            heavy[:opening] = [True] * opening
        return heavy

    def _other(self, paragraph: Paragraph, glyph: Glyph | None) -> bool | None:
        if glyph is None or not is_han(glyph.char):
            return None
        return glyph.font != self._faces.get((paragraph.framed, round(glyph.size)), glyph.font)


def _carried(flags: Sequence[bool | None], text: str) -> list[bool]:
    """Return flags in which unknown ones agree with both neighbours; runs too short to mean anything fall."""
    before = _filled(flags)
    after = _filled(flags[::-1])[::-1]
    filled = [a is not False and b is not False and bool(a or b) for a, b in zip(before, after, strict=True)]
    position = 0
    for flag, group in groupby(list(filled)):
        count = len(list(group))
        if flag and len(text[position : position + count].strip()) < _RUN_IN:
            filled[position : position + count] = [False] * count
        position += count
    return filled


def _filled(flags: Sequence[bool | None]) -> list[bool | None]:
    """Return flags in which unknown ones follow the one before."""
    filled: list[bool | None] = []
    for flag in flags:
        filled.append(filled[-1] if flag is None and filled else flag)
    return filled
