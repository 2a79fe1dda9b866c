"""The title of a page: found among its headings, and put before the text where the text lacks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ....lexicons.compiling import compiled
from ..lines import Line, Looks, Row
from .parts import is_part, without_prefix
from .tree import Element, elements
from .walk import lines

_FIRST = 12
"""Lines at the beginning of a text in which its title stands, if it has one."""
_SHORTEST, _LONGEST = 5, 120
"""Characters of a title: shorter ones name a column of the site."""

_SPACE = compiled(r"\s")
_ENDS = compiled(r"[。；;！？!?：:，,]\s*$")


def find_headline(root: Element, removed: Iterable[Element], content: Element, stated: str) -> Line | None:
    """Return the title that a page shows, as a line.

    Args:
        root: the page without its furniture.
        removed: the furniture, in which some sites put the title.
        content: the element of its text.
        stated: the title that the page states in its head, empty if none.

    The heading that agrees with the stated title counts; without one, the last before the text, else the
    first in it.
    """
    order = {element: index for index, element in enumerate(elements(root))}
    found = [(order[element], line) for element in order for line in _headlines(element)]
    elsewhere = [line for part in removed for element in elements(part) for line in _headlines(element)]
    key = _key(stated)
    shown = [*(line for _, line in found), *elsewhere]
    agreeing = [line for line in shown if key and (_key(line.text) in key or key in _key(line.text))]
    if agreeing:
        return max(agreeing, key=lambda line: len(line.text))
    before = [line for index, line in found if index <= order[content]]
    inside = [line for index, line in found if index > order[content]]
    return (before or inside[:1] or [None])[-1]


def _headlines(element: Element) -> Iterator[Line]:
    if not is_part(element, "headline"):
        return
    parts = [line for line in lines(element) if isinstance(line, Line) and line.text]
    text = "".join(line.text for line in parts)
    linked = sum(len("".join(str(t) for t in link.itertext())) for link in element.iter("a"))
    fits = _SHORTEST <= len(text) <= _LONGEST and not _ENDS.search(text) and linked < len(text) / 2
    if fits and len(parts) <= 4:
        runs = tuple(run for line in parts for run in line.runs)
        yield Line(runs=runs, kind="heading", level=1, line=parts[0].line, looks=Looks(centred=True))


def with_headline(text: list[Line | Row], headline: Line | None) -> list[Line | Row]:
    """Return the lines of a text with its title before them, unless they already hold it."""
    if headline is None:
        return text
    first = "".join(_key(line.text) for line in text[:_FIRST] if isinstance(line, Line))
    wanted = _key(without_prefix(headline.text))
    return text if wanted in first else [headline, *text]


def _key(text: str) -> str:
    return _SPACE.sub("", text)
