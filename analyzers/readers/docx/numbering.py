"""The numbers that Word writes before paragraphs: lists, their levels, where they start and begin anew."""

from __future__ import annotations

import re
from typing import NamedTuple

from ....lexicons.compiling import compiled
from ..numbering import numeral
from ..zipped import Element
from .package import W
from .styles import NumberReference, Style, Styles, integer, switch, value

_LEVELS = 9
_PLACE = compiled(r"%([1-9])")
_DASHES = compiled(r"[—–―－-]+")
"""A bullet that one would write in a text; points and squares are pictures."""

_TIGHT = "、）．】》，：。"
"""Marks behind a number that need no space."""


class Level(NamedTuple):
    """A level of a list.

    Attributes:
        start: its first number.
        style: the name of its number format.
        text: the marker, `%1` standing for the number of the first level and so on.
        space: something stands between the marker and the text.
        legal: numbers of other levels appear as Arabic figures.
        restart: the level, from 1, behind which it begins anew; 0 for never, None for any above it.
        paragraph_style: the style whose paragraphs are at this level.
    """

    start: int = 1
    style: str = "decimal"
    text: str = ""
    space: bool = True
    legal: bool = False
    restart: int | None = None
    paragraph_style: str = ""


class _List(NamedTuple):
    """A list: the definition that it counts with, its levels, and where it starts them anew."""

    definition: str
    levels: tuple[Level, ...]
    starts: dict[int, int]


class Numbering:
    """The lists of a document, and how far they have counted. Paragraphs must come in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Read them from the part `numbering`, which a file may lack."""
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._styled: dict[str, str] = {}
        self._elements: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                name = element.get(f"{W}abstractNumId") or ""
                self._definitions[name] = element
                style = value(element, "styleLink")
                if style:
                    self._styled[style] = name
            elif element.tag == f"{W}num":
                self._elements[element.get(f"{W}numId") or ""] = element

    def marker(self, direct: NumberReference, style: Style) -> str | None:
        """Count a paragraph and return what Word writes before it; None if it belongs to no list.

        A bullet that is a picture gives an empty marker.

        Args:
            direct: what the paragraph itself states.
            style: its style.
        """
        name = direct.list_id if direct.list_id is not None else style.paragraph.numbers.list_id
        found = self._list(name) if name else None
        if name is None or found is None:
            return None
        level = self._level(direct, style, found)
        counts = self._count(name, found, level)
        return _marker(found.levels, level, counts)

    def _level(self, direct: NumberReference, style: Style, found: _List) -> int:
        """Return the level of a paragraph: its own, else that to which its style is bound."""
        level = direct.level
        if level is None and direct.list_id is None:
            bound = (i for i, level in enumerate(found.levels) if level.paragraph_style == style.numbered_by)
            level = next(bound, None) if style.numbered_by else None
            level = level if level is not None else style.paragraph.numbers.level
        return min(max(level or 0, 0), _LEVELS - 1)

    def _list(self, name: str) -> _List | None:
        if name not in self._lists:
            element = self._elements.get(name)
            self._lists[name] = self._read(element) if element is not None else None
        return self._lists[name]

    def _read(self, element: Element) -> _List | None:
        definition = value(element, "abstractNumId") or ""
        root = self._definitions.get(definition)
        link = value(root, "numStyleLink")
        if link:
            definition = self._styled.get(link, definition)
            root = self._definitions.get(definition)
        if root is None:
            return None
        levels = [Level()] * _LEVELS
        for child in root.iter(f"{W}lvl"):
            levels[_index(child)] = _read_level(child)
        starts: dict[int, int] = {}
        for override in element.iter(f"{W}lvlOverride"):
            index = _index(override)
            for child in override.iter(f"{W}lvl"):
                levels[index] = _read_level(child)
            start = integer(value(override, "startOverride"))
            if start is not None:
                starts[index] = start
        return _List(definition, tuple(levels), starts)

    def _count(self, name: str, found: _List, level: int) -> list[int]:
        """Count a paragraph at a level; return the numbers of all levels.

        Lists with the same definition go on with one another, but where one states its own start.
        """
        counts = self._counts.setdefault(found.definition, [None] * _LEVELS)
        last = counts[level]
        if level in found.starts and (name, level) not in self._begun:
            self._begun.add((name, level))
            counts[level] = found.starts[level]
        else:
            counts[level] = found.levels[level].start if last is None else last + 1
        for index in range(level + 1, _LEVELS):
            restart = found.levels[index].restart
            if restart is None or restart > level:
                counts[index] = None
        starts = [each.start for each in found.levels]
        return [start if count is None else count for count, start in zip(counts, starts, strict=True)]


def _read_level(element: Element) -> Level:
    start = integer(value(element, "start"))
    choice = element.find(f"{{*}}AlternateContent/{{*}}Choice/{W}numFmt")
    style = choice.get(f"{W}val") if choice is not None else value(element, "numFmt")
    return Level(
        start=1 if start is None else start,
        style=style or "decimal",
        text=value(element, "lvlText") or "",
        space=value(element, "suff") != "nothing",
        legal=bool(switch(element, "isLgl")),
        restart=integer(value(element, "lvlRestart")),
        paragraph_style=value(element, "pStyle") or "",
    )


def _marker(levels: tuple[Level, ...], level: int, counts: list[int]) -> str:
    own = levels[level]
    if own.style == "bullet":
        return own.text if _DASHES.fullmatch(own.text) else ""

    def number(hit: re.Match[str]) -> str:
        index = int(hit[1]) - 1
        if index > level:
            return ""
        return numeral(counts[index], "decimal" if own.legal else levels[index].style)

    text = _PLACE.sub(number, own.text)
    return f"{text} " if text and own.space and text[-1] not in _TIGHT else text


def _index(element: Element) -> int:
    return min(max(integer(element.get(f"{W}ilvl")) or 0, 0), _LEVELS - 1)
