"""Reading the marker with which an outline unit begins: `一、`, `（一）`, `1.`, `一是`, `——`, `专栏1`."""

from __future__ import annotations

import re
from functools import partial
from typing import Literal, NamedTuple

from ..lexicons import Entry, Lexicon
from .numerals import HAN_NUMERAL, parse_integer

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


class Marker(NamedTuple):
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
        self._compiled = [(family, _compile(p)) for family in self.families for p in family.patterns]
        starts = "|".join(
            f"(?:{_expand(p)})" for family in self.families if family.inline for p in family.patterns
        )
        names = re.sub(r"\?P<n>", "?:", starts)
        self._inline = re.compile(rf"(?:^|(?<=[。;:,!?”》)\s]))(?:{names})")

    def read(self, text: str, position: int = 0) -> Marker | None:
        """Return the marker that begins at `position` of folded `text`, if one does."""
        for family, pattern in self._compiled:
            hit = pattern.match(text, position)
            if hit:
                return Marker(family, parse_integer(hit.group("n") or "") if pattern.groups else None, position, hit.end())
        return None

    def inline(self, text: str) -> list[Marker]:
        """Return the markers of enumerations that run on inside folded `text`, in order."""
        found = (self.read(text, hit.start()) for hit in self._inline.finditer(text))
        return [marker for marker in found if marker and marker.family.inline]


def marker_reader(lexicon: Lexicon) -> MarkerReader:
    """Return the compiled marker families of a lexicon, made once for it."""
    return lexicon.keep("marker_reader", partial(MarkerReader, lexicon))


def _expand(pattern: str) -> str:
    return pattern.replace("HAN", HAN_NUMERAL)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(_expand(pattern))
