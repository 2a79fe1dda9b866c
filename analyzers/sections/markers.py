"""Reading the marker with which an outline unit begins: `一、`, `（一）`, `1.`, `一是`, `——`, `专栏1`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Literal

import msgspec

from ...lexicons import Entry, Lexicon, openings, searching
from ...lexicons.compiling import compiled
from ..document import Document
from ..lazy import cached_property
from ..numbers.numerals import HAN_NUMERAL, parse_integer

RUN_TOGETHER_LENGTH = 1000
"""A paragraph with this many characters is a document whose line breaks were lost."""

_NUMBER = "?P<n>"

_BEFORE = "。;:,!?”》) "
"""Behind these a marker may stand inside a paragraph."""

Shape = Literal["heading", "item", "box", "appendix"]


class MarkerEntry(Entry, frozen=True, kw_only=True):
    """A family of markers.

    Attributes:
        rank: its usual place in the order of nesting, outer families first.
        shape: whether it opens a heading, enumerates items, or sets a box or an appendix apart.
        inline: whether its items also run on inside a paragraph.
    """

    rank: int
    shape: Shape
    inline: bool = False


class Marker(msgspec.Struct, frozen=True, gc=False):
    """A marker as it was read.

    Attributes:
        family: the entry that describes it.
        number: the number that it writes; None for bullets, dashes and 最后.
        start: where it begins in the passage.
        end: where the words behind it begin.
    """

    family: MarkerEntry
    number: int | None
    start: int
    end: int


class MarkerReader:
    """The families of a lexicon, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the families of `markers.yaml`."""
        self.families = lexicon.table("markers", MarkerEntry)
        ways = [(family, pattern) for family in self.families for pattern in family.patterns]
        self._any = searching("|".join(_as_group(p, place) for place, (_, p) in enumerate(ways)))
        self._ways = {
            f"way{place}": (family, f"n{place}" if _NUMBER in pattern else None)
            for place, (family, pattern) in enumerate(ways)
        }
        self._inline = _Inside(f for f in self.families if f.inline)

    def read(self, text: str, position: int = 0) -> Marker | None:
        """Return the marker that begins at `position` of folded `text`, if one does."""
        hit = self._any.match(text, position)
        if hit is None or hit.lastgroup is None:
            return None
        family, number = self._ways[hit.lastgroup]
        return Marker(family, parse_integer(hit[number] or "") if number else None, position, hit.end())

    def inline(self, text: str) -> list[Marker]:
        """Return the markers inside folded `text`, not at its beginning, in order: of enumerations that run on.

        In a paragraph too long to be one (`RUN_TOGETHER_LENGTH`) the headings of a whole document run on too.
        """
        inside = self._run_on if len(text) >= RUN_TOGETHER_LENGTH else self._inline
        near = inside.near.search(text)
        if near is None:
            return []
        places = inside.places(text, near.start())
        return [marker for place in places if (marker := self.read(text, place))]

    def may_run_on(self, document: Document) -> set[int]:
        """Return the places of the passages that may hold what `inline` finds; in all others it finds nothing."""
        found = {passage.place for passage in document.holding(self._inline.near)}
        passages = document.passages
        return found | {passage.place for passage in passages if len(passage.text) >= RUN_TOGETHER_LENGTH}

    @cached_property
    def _run_on(self) -> _Inside:
        return _Inside(f for f in self.families if f.inline or f.shape == "heading")


class _Inside:
    """Some families for places inside a paragraph: behind the end of a sentence or clause.

    （一） may also stand directly behind the heading that it belongs to.

    Attributes:
        near: what is found at the beginning of every marker inside a text, and in few others.
    """

    def __init__(self, families: Iterable[MarkerEntry]) -> None:
        starts = "|".join(f"(?:{_expand(p)})" for family in families for p in family.patterns)
        names = starts.replace(_NUMBER, "?:")
        self._marker = searching(rf"(?:^|(?<=[{_BEFORE}])|(?=\({HAN_NUMERAL}\)))(?:{names})")
        own, either = (openings(way) or "(?s:.)" for way in (names, rf"{names}|\("))
        self.near = compiled(rf"{either}(?:(?<=[{_BEFORE}]{own})|(?<=.\(){HAN_NUMERAL}\))")

    def places(self, text: str, near: int) -> list[int]:
        """Return where markers begin behind the beginning of a text, in which `near` is first found at a place."""
        opening = self._marker.match(text)
        behind = max(near, opening.end() if opening else 1)
        return [hit.start() for hit in self._marker.finditer(text, behind)]


def marker_reader(lexicon: Lexicon) -> MarkerReader:
    """Return the compiled marker families of a lexicon, made once for it."""
    return lexicon.keep("marker_reader", partial(MarkerReader, lexicon))


def _expand(pattern: str) -> str:
    return pattern.replace("HAN", HAN_NUMERAL)


def _as_group(pattern: str, place: int) -> str:
    """Return one of many ways to write a marker; of all in one expression the first that fits is taken."""
    return f"(?P<way{place}>{_expand(pattern).replace(_NUMBER, f'?P<n{place}>')})"
