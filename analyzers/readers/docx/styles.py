"""What the styles of a Word file give to paragraphs and words: levels, numbering, bold, hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..zipped import Element
from .package import W

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)?$", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})
_BODY_LEVEL = 9
"""The outline level of ordinary text; the levels of headings are 0 to 8 (ECMA-376, 17.3.1.20)."""


class NumberReference(NamedTuple):
    """The list to which a paragraph belongs and the level in it, from 0, as far as they are stated."""

    list_id: str | None = None
    level: int | None = None


class ParagraphLooks(NamedTuple):
    """What is stated of a paragraph; None where nothing is.

    Attributes:
        level: its heading level from 1, 0 for ordinary text.
        numbers: the list to which it belongs.
        centred: it is centred.
        indented: its first line is indented.
    """

    level: int | None = None
    numbers: NumberReference = NumberReference()
    centred: bool | None = None
    indented: bool | None = None


class RunLooks(NamedTuple):
    """What is stated of words; None where nothing is.

    Attributes:
        bold, hidden: as Word has them.
        size: their size in half points.
        face: the typeface of their Han characters.
    """

    bold: bool | None = None
    hidden: bool | None = None
    size: str | None = None
    face: str | None = None

    def over(self, under: RunLooks) -> RunLooks:
        """Return these looks where they state something, `under` elsewhere."""
        return RunLooks(
            bold=under.bold if self.bold is None else self.bold,
            hidden=under.hidden if self.hidden is None else self.hidden,
            size=under.size if self.size is None else self.size,
            face=under.face if self.face is None else self.face,
        )


class Style(NamedTuple):
    """A style with all that it takes from those on which it is based.

    Attributes:
        id: its id.
        paragraph, run: what it states.
        title: it is the style of the document's title.
        contents: it is the style of a table of contents.
        numbered_by: the id of the style in the chain that states the list.
    """

    id: str = ""
    paragraph: ParagraphLooks = ParagraphLooks()
    run: RunLooks = RunLooks()
    title: bool = False
    contents: bool = False
    numbered_by: str = ""


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        """Read them from the part `styles`, which a file may lack."""
        self._elements: dict[str, Element] = {}
        self._defaults: dict[str, str] = {}
        self._known: dict[str, Style] = {}
        self._run = RunLooks()
        for element in root if root is not None else ():
            if element.tag == f"{W}style":
                name = element.get(f"{W}styleId") or ""
                self._elements[name] = element
                if (element.get(f"{W}default") or "0") not in _OFF:
                    self._defaults[element.get(f"{W}type") or ""] = name
            elif element.tag == f"{W}docDefaults":
                self._run = run_looks(element.find(f"{W}rPrDefault/{W}rPr"))

    def paragraph(self, name: str | None) -> Style:
        """Return the style of a paragraph, by default the default one, over the defaults of the document."""
        style = self._style(name or self._defaults.get("paragraph", ""))
        return style._replace(run=style.run.over(self._run))

    def run(self, name: str | None) -> RunLooks:
        """Return what a character style states."""
        return self._style(name).run if name else RunLooks()

    def numbers(self, name: str) -> NumberReference:
        """Return the list that a style states."""
        return self._style(name).paragraph.numbers

    def _style(self, name: str) -> Style:
        if name in self._known:
            return self._known[name]
        style = Style(name)
        for element in reversed(list(self._chain(name))):
            style = _based(style, element)
        self._known[name] = style
        return style

    def _chain(self, name: str) -> Iterator[Element]:
        """Yield a style and those on which it is based; a circle is followed once."""
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            element = self._elements[name]
            yield element
            name = value(element, "basedOn") or ""


def _based(base: Style, element: Element) -> Style:
    """Return the style of an element whose base is `base`."""
    name = value(element, "name") or ""
    looks = paragraph_looks(element.find(f"{W}pPr"))
    heading = _HEADING.match(name)
    level = looks.level if looks.level is not None else int(heading[1]) if heading else base.paragraph.level
    states_list = looks.numbers.list_id is not None
    under = base.paragraph
    numbers = NumberReference(
        looks.numbers.list_id if states_list else under.numbers.list_id,
        looks.numbers.level if looks.numbers.level is not None or states_list else under.numbers.level,
    )
    return Style(
        id=base.id,
        paragraph=ParagraphLooks(
            level=level,
            numbers=numbers,
            centred=under.centred if looks.centred is None else looks.centred,
            indented=under.indented if looks.indented is None else looks.indented,
        ),
        run=run_looks(element.find(f"{W}rPr")).over(base.run),
        title=base.title or bool(_TITLE.match(name)),
        contents=base.contents or bool(_CONTENTS.match(name)),
        numbered_by=(element.get(f"{W}styleId") or "") if states_list else base.numbered_by,
    )


def paragraph_looks(properties: Element | None) -> ParagraphLooks:
    """Return what a `pPr` element states."""
    if properties is None:
        return ParagraphLooks()
    outline = integer(value(properties, "outlineLvl"))
    numbers = properties.find(f"{W}numPr")
    align = value(properties, "jc")
    indent = properties.find(f"{W}ind")
    return ParagraphLooks(
        level=None if outline is None else outline + 1 if outline < _BODY_LEVEL else 0,
        numbers=NumberReference(value(numbers, "numId"), integer(value(numbers, "ilvl"))),
        centred=None if align is None else align in {"center", "distribute"},
        indented=None if indent is None else _is_indented(indent),
    )


def run_looks(properties: Element | None) -> RunLooks:
    """Return what an `rPr` element states."""
    if properties is None:
        return RunLooks()
    fonts = properties.find(f"{W}rFonts")
    return RunLooks(
        bold=switch(properties, "b"),
        hidden=switch(properties, "vanish"),
        size=value(properties, "sz"),
        face=fonts.get(f"{W}eastAsia") if fonts is not None else None,
    )


def _is_indented(indent: Element) -> bool:
    first = indent.get(f"{W}firstLineChars") or indent.get(f"{W}firstLine") or "0"
    return (integer(first) or 0) > 0


def value(parent: Element | None, name: str) -> str | None:
    """Return the attribute `val` of a child element; None if there is none."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def switch(parent: Element, name: str) -> bool | None:
    """Return whether a child element that is a switch is on; None if it is not there (ECMA-376, 17.17.4)."""
    child = parent.find(f"{W}{name}")
    return None if child is None else (child.get(f"{W}val") or "1") not in _OFF


def integer(text: str | None) -> int | None:
    """Return a whole number; None if the text writes none."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None
