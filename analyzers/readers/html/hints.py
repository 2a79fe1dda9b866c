"""What a page says of itself outside its text: meta elements, information tables, labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ....lexicons.compiling import compiled
from .. import particulars
from ..lines import Line, Row
from .parts import entries, is_part, without_prefix
from .tree import Element, elements

_LONGEST = {"title": 200}
_LONG = 60
"""Characters that a value has at most: longer ones are text that happens to follow such a word."""

_GAP = compiled(r"\s{2,}|[|丨]")
_DATE = compiled(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_DATES = frozenset({"issued", "published", "effective", "expires"})
_SUFFIX = compiled(r"\s*[-_|–—]+\s*[^-_|–—]{1,30}$")

Found = tuple[str, str]
"""A field and its value."""


def meta_hints(root: Element) -> list[Found]:
    """Return what the meta elements of a page state."""
    found: list[Found] = []
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        for entry in entries("meta"):
            if name and any(re.search(p, name) for p in entry.patterns):
                found.extend(_accepted(entry.field, meta.get("content") or ""))
    return found


def find_hints(
    stated: Iterable[Found], lines: Iterable[Line | Row], parts: Iterable[Element]
) -> dict[str, str]:
    """Return title, issuer, issued, published, number, source and the like as far as a page states them.

    Args:
        stated: what its meta elements state, which counts before the rest.
        lines: its lines around the text.
        parts: the trees in which it shows the date of its publication.
    """
    hints: dict[str, str] = {}
    found = [*stated, *_from_lines(lines), *(found for part in parts for found in _from_elements(part))]
    for field, value in found:
        hints.setdefault(field, value)
    return hints


def page_title(root: Element) -> str:
    """Return the `title` element of a page without the name of the site."""
    title = root.find(".//title")
    text = _squeezed("".join(title.itertext())) if title is not None else ""
    return _SUFFIX.sub("", text) if len(_SUFFIX.sub("", text)) >= 4 else text


def _from_lines(lines: Iterable[Line | Row]) -> Iterator[Found]:
    """Yield what labelled lines and pairs of cells say; a value ends at a gap."""
    for line in lines:
        for text in _pairs(line) if isinstance(line, Row) else [line.text]:
            for field, value in particulars.stated(text):
                parts = [part for part in _GAP.split(value) if part.strip()]
                yield from _accepted(field, parts[0] if parts else "")


def _pairs(row: Row) -> Iterator[str]:
    """Yield each cell with the next one as a labelled line."""
    cells = ["".join(run.text for run in cell).strip() for cell in row.cells]
    for label, value in pairwise(cells):
        yield f"{label.rstrip(':：')}：{value}"


def _from_elements(root: Element) -> Iterator[Found]:
    for element in elements(root):
        if is_part(element, "date"):
            text = _squeezed("".join(element.itertext()))
            hit = _DATE.search(text)
            if hit and len(text) < _LONG:
                yield "published", hit.group()


def _accepted(field: str, value: str) -> Iterator[Found]:
    """Yield a value that says something: a date must hold one, others must not be too long to be one."""
    words = _squeezed(value).strip("【】[] -—")
    if field == "title":
        words = without_prefix(words)
    if field in _DATES:
        date = _DATE.search(words)
        words = date.group() if date else ""
    if words and len(words) <= _LONGEST.get(field, _LONG):
        yield field, words


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
