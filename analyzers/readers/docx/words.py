"""The words of a paragraph as the final text shows them, without codes, deletions and hidden text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..lines import HEADING_FACES, Run
from ..zipped import Element
from .package import W
from .styles import RunLooks, Styles, run_looks, value

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "dir",
        "bdo",
        "fldSimple",
    )
)
"""Elements that only wrap what they hold."""

_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent"))
_MARKS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_LISTS_OF_PLACES = ("TOC", "INDEX", "TOA")
"""Fields whose results repeat the headings of the document with page numbers."""


class Words(NamedTuple):
    """What a paragraph holds.

    Attributes:
        runs: its words; a line break in them is where the author broke the line.
        boxes: the text boxes anchored in it.
        notes: its footnotes and endnotes, by the kind of note and its id.
        size: the size of its first word.
    """

    runs: list[Run]
    boxes: list[Element]
    notes: list[tuple[str, str]]
    size: str


class _Field(NamedTuple):
    """A field under way: its result is shown once the code is over, unless it is a table of contents."""

    hidden: bool
    result: bool


class WordReader:
    """Reads paragraphs in reading order; fields may run over several of them."""

    def __init__(self, styles: Styles) -> None:
        """Begin a document."""
        self._styles = styles
        self._fields: list[_Field] = []
        self._words = Words([], [], [], "")

    def read(self, paragraph: Element, looks: RunLooks) -> Words:
        """Return the words of a paragraph whose style gives them these looks."""
        self._words = Words([], [], [], "")
        self._walk(paragraph, looks)
        return self._words

    def _walk(self, parent: Element, looks: RunLooks) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                self._run(element, looks)
            elif tag in TRANSPARENT and not is_list_of_places(element):
                self._walk(element, looks)
            elif tag in {f"{_MATH}oMath", f"{_MATH}oMathPara"}:
                self._add("".join(part.text or "" for part in element.iter(f"{_MATH}t")), looks)

    def _run(self, run: Element, outer: RunLooks) -> None:
        properties = run.find(f"{W}rPr")
        style = self._styles.run(value(properties, "rStyle"))
        looks = run_looks(properties).over(style).over(outer)
        for element in run:
            tag = element.tag
            if tag == f"{W}fldChar":
                self._turn(element.get(f"{W}fldCharType") or "")
            elif tag == f"{W}instrText":
                self._note_code(element.text or "")
            elif looks.hidden:
                continue
            elif tag == f"{W}t":
                self._add(element.text or "", looks)
            elif tag == f"{W}br":
                self._add("" if element.get(f"{W}type") in {"page", "column"} else "\n", looks)
            elif tag in _MARKS:
                self._add(_MARKS[str(tag)], looks)
            else:
                self._special(element, looks)

    def _special(self, element: Element, looks: RunLooks) -> None:
        tag = element.tag
        if tag in _DRAWINGS:
            self._words.boxes.extend(_boxes(element))
        elif tag == f"{W}ruby":
            for base in element.iter(f"{W}rubyBase"):
                self._walk(base, looks)
        elif tag == f"{W}sym":
            self._add(_symbol(element.get(f"{W}char") or ""), looks)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
            self._words.notes.append((kind, element.get(f"{W}id") or ""))

    def _add(self, text: str, looks: RunLooks) -> None:
        if not text or any(field.hidden or not field.result for field in self._fields):
            return
        if text.strip() and not self._words.size:
            self._words = self._words._replace(size=looks.size or "")
        face = bool(looks.face and HEADING_FACES.search(looks.face))
        self._words.runs.append(Run(text, bool(looks.bold), face=face))

    def _turn(self, kind: str) -> None:
        """Follow a field from its beginning to its separator and its end (ECMA-376, 17.16.18)."""
        if kind == "begin":
            self._fields.append(_Field(hidden=False, result=False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = self._fields[-1]._replace(result=True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note_code(self, code: str) -> None:
        if self._fields and not self._fields[-1].result and _names_places(code):
            self._fields[-1] = self._fields[-1]._replace(hidden=True)


def is_list_of_places(element: Element) -> bool:
    """Say whether an element wraps a table of contents or an index."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    if gallery is not None and "contents" in (gallery.get(f"{W}val") or "").lower():
        return True
    return _names_places(element.get(f"{W}instr") or "")


def _names_places(code: str) -> bool:
    return code.strip().upper().startswith(_LISTS_OF_PLACES)


def _boxes(drawing: Element) -> Iterator[Element]:
    """Yield the text boxes of a drawing, of two descriptions for old and new programs the first with any."""
    if drawing.tag == f"{_MC}AlternateContent":
        for variant in drawing:
            boxes = list(_boxes(variant))
            if boxes:
                yield from boxes
                return
        return
    for element in drawing:
        if element.tag == f"{W}txbxContent":
            yield element
        else:
            yield from _boxes(element)


def _symbol(code: str) -> str:
    """Return a character of a symbol font; in its private area it is a picture."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= number <= 0xF8FF or not 0 < number < 0x10000 else chr(number)
