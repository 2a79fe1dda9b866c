"""What a page says of itself outside its text: meta elements, information tables, labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ....lexicons import default_lexicon
from ..lines import Line, Row, Run
from .parts import PagePart, entries, folded_words, is_part, without_prefix
from .tree import Element, elements

_LONGEST = {"title": 200}
_LONG = 60
"""Characters that a value has at most: longer ones are text that happens to follow such a word."""

_GAP = re.compile(r"\s{2,}|[|丨]")
_PLACEHOLDER = re.compile(r"[-—/无暂\s]*")
_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_DATES = frozenset({"issued", "published"})
_SUFFIX = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]{1,30}$")


class Found(NamedTuple):
    """A value for a field, with the rank of what gave it: the least counts, of equals the first."""

    field: str
    rank: int
    value: str


def meta_hints(root: Element) -> list[Found]:
    """Return what the meta elements of a page state."""
    return list(_from_meta(root))


def find_hints(
    stated: Iterable[Found], lines: Iterable[Line | Row], parts: Iterable[Element]
) -> dict[str, str]:
    """Return title, issuer, issued, published, number and source as far as a page states them.

    Args:
        stated: what its meta elements state.
        lines: its lines around the text.
        parts: the trees in which it shows the date of its publication.
    """
    hints: dict[str, str] = {}
    found = [*stated, *_from_lines(lines), *(found for part in parts for found in _from_elements(part))]
    for item in sorted(found, key=lambda item: item.rank):
        hints.setdefault(item.field, item.value)
    return dict(sorted(hints.items()))


def page_title(root: Element) -> str:
    """Return the `title` element of a page without the name of the site."""
    title = root.find(".//title")
    text = _squeezed("".join(str(t) for t in title.itertext())) if title is not None else ""
    return _SUFFIX.sub("", text) if len(_SUFFIX.sub("", text)) >= 4 else text


def _from_meta(root: Element) -> Iterator[Found]:
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        for entry in entries("meta"):
            value = meta.get("content") or ""
            if name and any(re.search(p, name) for p in entry.patterns):
                yield from _accepted(entry.field, entry.rank, value)


def _from_lines(lines: Iterable[Line | Row]) -> Iterator[Found]:
    for line in lines:
        if isinstance(line, Row):
            cells = [_text(cell) for cell in line.cells]
            for label, value in zip(cells, [*cells[1:], ""], strict=True):
                yield from _labelled(label, value)
        else:
            yield from _in_line(line.text)


def _in_line(text: str) -> Iterator[Found]:
    """Find `label：value` in a line; the value ends where the next label begins, or at a gap."""
    hits = list(_label().finditer(folded_words(text)))
    words = text.strip()
    ends = [*(hit.start() for hit in hits[1:]), len(words)]
    for hit, end in zip(hits, ends, strict=False):
        value = words[hit.end() : end]
        parts = [part for part in _GAP.split(value.strip()) if part.strip()]
        yield from _labelled(hit["label"], parts[0] if parts else "")


def _from_elements(root: Element) -> Iterator[Found]:
    for element in elements(root):
        if is_part(element, "date"):
            text = _squeezed("".join(str(t) for t in element.itertext()))
            hit = _DATE.search(text)
            if hit and len(text) < _LONG:
                yield Found("published", 9, text[hit.start() :])


def _labelled(label: str, value: str) -> Iterator[Found]:
    entry = _entry_of(label)
    if entry:
        yield from _accepted(entry.field, entry.rank + 1, value)


def _entry_of(label: str) -> PagePart | None:
    words = re.sub(r"[\s:]", "", folded_words(label))
    for entry in entries("label"):
        if any(re.fullmatch(p, words) for p in entry.patterns):
            return entry
    return None


def _label() -> re.Pattern[str]:
    """Return the expression for a label with its colon; such words are often spread out with spaces."""

    def make() -> re.Pattern[str]:
        known = "|".join(p for entry in entries("label") for p in entry.patterns)
        loose = re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", r"\\s*", known)
        return re.compile(rf"(?<![\u4e00-\u9fff])(?P<label>{loose})\s*:")

    return default_lexicon().keep("web_pages_labels", make)


def _accepted(field: str, rank: int, value: str) -> Iterator[Found]:
    """Yield a value that says something: a date must hold one, others must not be too long to be one."""
    words = _squeezed(value).strip("【】[] -—")
    if field == "title":
        words = without_prefix(words)
    fits = _DATE.search(words) if field in _DATES else not _PLACEHOLDER.fullmatch(words)
    if fits and len(words) <= _LONGEST.get(field, _LONG):
        yield Found(field, rank, words)


def _text(cell: Iterable[Run]) -> str:
    return "".join(run.text for run in cell).strip()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
