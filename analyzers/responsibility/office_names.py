"""Names of public offices and other units: how a list of them is split, and what looks like one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from ...lexicons import alternation
from ...lexicons.compiling import compiled

Part = Literal["lead", "responsible", "cooperating", "supervising"]

NAME_LIMIT = 40
"""A name of a unit has at most this many characters; longer stretches are sentences."""

LISTED_SHARE = 0.5
"""Before a predicate at least this share of the names look like units; the others are taken with them."""

_MARKS = compiled("[、,;。(〔〈<)〕〉>]")
_JOINING = compiled("[和及与]")
"""What every word has that joins two names."""


class Named(msgspec.Struct, frozen=True, gc=False):
    """A unit that a statement names, by the passage's own positions.

    Attributes:
        start: where its name begins.
        end: where it ends.
        group: which of the parts that commas separate holds it, from 0.
        part: its part; responsible where the statement says no other.
        label: the label or predicate as written; None where there is none.
    """

    start: int
    end: int
    group: int = 0
    part: Part = "responsible"
    label: str | None = None


class Offices:
    """What names of units look like, compiled from the lexicon's words."""

    def __init__(self, words: Callable[[str], list[str]], patterns: Callable[[str], str]) -> None:
        """Take the terms and the joined patterns of each use in the lexicon."""
        suffix, office = (alternation(words(use)) for use in ("suffix", "office"))
        within = rf"[\u4e00-\u9fff“”〈〉<>()〔〕·A-Za-z0-9、]{{0,{NAME_LIMIT}}}?"
        behind = r"(?:[(〔〈<][^()〔〕〈〉<>]*[)〕〉>])?$"
        self.suffix = suffix
        self._unit = compiled(rf"^{within}(?:{suffix}|{office}){behind}")
        self._office = compiled(rf"^{within}(?:{office}){behind}")
        self._plain = compiled(r"^[\u4e00-\u9fff“”〈〉<>()〔〕·A-Za-z0-9]{2,30}$")
        self._no_office = compiled(patterns("no_office"))
        self._every = compiled(patterns("every"))
        self._open = compiled(patterns("open"))
        self._cut = compiled(patterns("cut"))
        joint = r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:以及|和|及|与)"
        self._joint = compiled(rf"(?P<name>{alternation(words('name'))})|(?P<joint>{joint})")

    def acts(self, name: str) -> bool:
        """In running text only public offices lead a task; 鼓励龙头企业牵头 assigns none."""
        return bool(self._unit.match(name)) and not self._no_office.search(name)

    def is_plain_office(self, name: str) -> bool:
        """Tell whether a name is that of an office beyond doubt, where nothing else tells what is listed."""
        if not self._plain.match(name) or self._no_office.search(name):
            return False
        return bool(self._office.match(name)) or bool(self._every.match(name) and self._unit.match(name))

    def are_listed(self, names: Sequence[str]) -> bool:
        """Tell whether the names before a predicate are units: plain words all, of which enough look like units."""
        if not names or not all(self._plain.match(name) for name in names):
            return False
        units = sum(bool(self._unit.match(name)) for name in names)
        return units >= max(1, LISTED_SHARE * len(names))

    def names(
        self, text: str, start: int, end: int, part: Part = "responsible", label: str | None = None
    ) -> list[Named]:
        """Return the names in a list, without the words that leave it open.

        Args:
            text: the passage.
            start: where the list begins.
            end: where it ends.
            part: the part that they take.
            label: what stands before the list, so that predicates behind names belong to none of them.
        """
        found: list[Named] = []
        for begin, stop, group in self._split(text, start, end):
            while begin < stop and text[begin] in " :由":
                begin += 1
            words = text[begin:stop].rstrip(" 。;,")
            for pattern in (self._cut, self._open) if label else (self._open,):
                if behind := pattern.search(words):
                    words = words[: behind.start()]
            if 2 <= len(words) <= NAME_LIMIT:
                found.append(Named(begin, begin + len(words), group, part, label))
        return found

    def _split(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Split a list at 、 and ， outside brackets, and at 和 and its like where both sides are units."""
        depth, begin, group = 0, start, 0
        for hit in _MARKS.finditer(text, start, end):
            mark = hit.group()
            if mark in "(〔〈<":
                depth += 1
            elif mark in ")〕〉>":
                depth -= 1
            elif depth <= 0:
                yield from self._split_joint(text, begin, hit.start(), group)
                group += mark != "、"
                begin = hit.end()
        yield from self._split_joint(text, begin, end, group)

    def _split_joint(self, text: str, start: int, end: int, group: int) -> Iterator[tuple[int, int, int]]:
        for hit in self._joint.finditer(text, start, end) if _JOINING.search(text, start, end) else ():
            left, right = text[start : hit.start()].strip(), text[hit.end() : end].strip()
            if not hit["joint"] or min(len(left), len(right)) < 2:
                continue
            closed = self._open.sub("", right) or right
            if "等" in hit["joint"] or (self._unit.match(left) and self._unit.match(closed)):
                yield start, hit.start(), group
                start = hit.end()
        yield start, end, group
