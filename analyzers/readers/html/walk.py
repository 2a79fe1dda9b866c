"""The lines of an element: paragraphs, headings, list items and table rows as a browser lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from lxml import etree

from ....lexicons.compiling import compiled
from ...vocabulary import BlockKind
from ..lines import HEADING_FACES, Line, Looks, Row, Run
from ..wrapping import columns
from .markers import ListNumbers
from .tables import is_box, is_data_table, rows
from .tree import Element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "html body div section article main header footer aside nav address blockquote figure figcaption hr form "  # noqa: SIM905
    "center fieldset details summary p pre ul ol li dl dt dd table caption thead tbody tfoot tr td th".split()
) | frozenset(_HEADINGS)
_SPACES = compiled(r"[ \t\r\n\f]+")
_HAN = r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]"
_HAN_BREAK = compiled(rf"(?<={_HAN})[ \t]*[\r\n][ \t\r\n\f]*(?={_HAN})")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*[1-9]", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*([^;]+)", re.IGNORECASE)


class _State(NamedTuple):
    """What an element gives to all that it holds."""

    bold: bool = False
    centred: bool = False
    size: str = ""
    face: bool = False
    level: int | None = None
    kind: BlockKind = "paragraph"
    kept: bool = False
    indented: bool = False
    boxed: bool = False


def lines(root: Element, skipped: Element | None = None) -> Iterator[Line | Row]:
    """Yield the lines of an element in reading order.

    Args:
        root: the element.
        skipped: an element inside that is passed over.
    """
    return _Walk(root, skipped).lines()


class _Walk:
    """A walk over the elements, without recursion: nothing bounds how deep pages are nested but `Limits`."""

    def __init__(self, root: Element, skipped: Element | None) -> None:
        self._root = root
        self._skipped = skipped
        self._states = [_State()]
        self._runs: list[Run] = []
        self._size = ""
        self._line: int | None = None
        self._gap = False
        self._marker: str | None = None
        self._numbers = ListNumbers()

    def lines(self) -> Iterator[Line | Row]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                yield from self._leave(element)
            elif element is self._skipped:
                yield from self._flush()
                self._states.append(self._states[-1])
                walk.skip_subtree()
            else:
                yield from self._enter(element)
                if element.tag == "table" and element is not self._root and is_data_table(element):
                    yield from rows(element, lines)
                    walk.skip_subtree()
                else:
                    self._add(element.text, element.sourceline)
        yield from self._flush()

    def _enter(self, element: Element) -> Iterator[Line]:
        tag = element.tag
        if tag in _BLOCKS:
            yield from self._flush()
        state = _state(element, self._states[-1])
        framed = tag == "table" and element is not self._root and is_box(element, self._root)
        self._states.append(state._replace(boxed=True) if framed else state)
        if tag == "br":
            yield from self._flush(forced=True)
        if tag == "li":
            self._marker = self._numbers.marker(element)

    def _leave(self, element: Element) -> Iterator[Line]:
        if element.tag in _BLOCKS:
            yield from self._flush(forced=element.tag in {"p", "div"} and bool(self._runs))
        self._states.pop()
        if element is not self._root:
            self._add(element.tail, element.sourceline)

    def _add(self, text: str | None, sourceline: int | None) -> None:
        if not text or (not self._runs and text.isspace()):
            return
        state = self._states[-1]
        if state.kept:
            text = text.replace("\n", "\v")
        else:
            text = _SPACES.sub(" ", _HAN_BREAK.sub("", text))
            if self._runs and self._runs[-1].text.endswith(" "):
                text = text.removeprefix(" ")
        if text.strip() and self._line is None:
            self._line, self._size = sourceline, state.size
        self._runs.append(Run(text, state.bold, face=state.face))

    def _flush(self, forced: bool = False) -> Iterator[Line]:
        """Yield the words so far as a line; an empty one that the page forces is a gap."""
        state = self._states[-1]
        if any(run.text.strip() for run in self._runs):
            looks = Looks(state.centred, self._size, self._gap, self._indented(state))
            marker = (Run(self._marker, edit="inserted"),) if self._marker else ()
            for runs in _split(marker + tuple(self._runs)):
                yield Line(
                    runs=runs,
                    kind=state.kind,
                    level=state.level,
                    line=self._line,
                    boxed=state.boxed,
                    looks=looks,
                )
            self._gap, self._marker = False, None
        elif forced:
            self._gap = True
        self._runs, self._line, self._size = [], None, ""

    def _indented(self, state: _State) -> bool:
        text = "".join(run.text for run in self._runs[:4])
        return state.indented or columns(text[: len(text) - len(text.lstrip())]) >= 2


def _split(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """Yield the lines of preformatted text, whose breaks were kept as vertical tabs."""
    if not any("\v" in run.text for run in runs):
        yield runs
        return
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\v")
        line.append(msgspec.structs.replace(run, text=first))
        for text in others:
            yield tuple(line)
            line = [msgspec.structs.replace(run, text=text)]
    yield tuple(line)


def _state(element: Element, outer: _State) -> _State:
    tag, style = element.tag, element.get("style") or ""
    bold = outer.bold or tag in {"b", "strong"} or tag in _HEADINGS or bool(style and _BOLD.search(style))
    if style and _NOT_BOLD.search(style):
        bold = False
    align = _ALIGN.search(style) if style else None
    written = align[1] if align else element.get("align")
    centred = written.lower() == "center" if written else outer.centred or tag == "center"
    size, family = (_SIZE.search(style), _FAMILY.search(style)) if style else (None, None)
    face = family[1] if family else element.get("face")
    kind: BlockKind = "heading" if tag in _HEADINGS else "item" if tag == "li" else outer.kind
    return _State(
        bold=bold,
        centred=centred,
        size=size[1].strip() if size else element.get("size") or outer.size,
        face=bool(HEADING_FACES.search(face)) if face else outer.face,
        level=_HEADINGS.get(str(tag), outer.level),
        kind=kind,
        kept=outer.kept or tag == "pre",
        indented=bool(style and _INDENT.search(style)),
        boxed=outer.boxed,
    )
