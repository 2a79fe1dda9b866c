"""What stands behind the parts of a spelled formula (一核两翼, 两低两高), by the nouns that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from .document import Passage, Span
from .formulae import Formula
from .glossary import Explanation
from .lists import BREAKS, Enumeration, Item, ListReader
from .notations import Element
from .solver import AGREEING, COUNTED, NOTHING, SHORT, Fit, Solution

_NOUN_END = re.compile(r"[。,;:、!?“”)的和与及等\s]|$")
NEAR = 600
"""How far from a formula in its paragraph the names of its parts are looked for."""


class SpelledSolver:
    """Finds the members of spelled formulae."""

    def __init__(self, lists: ListReader, glossary: Mapping[str, Sequence[Explanation]]) -> None:
        """Take the words of lists, and what the document explains."""
        self._lists = lists
        self._glossary = glossary

    def solve(self, formula: Formula) -> Solution:
        """Return the members of each part: from explanations, from a list beside the formula, or from its paragraph."""
        formula = _without_unity(formula)
        digits = tuple(element.number for element in formula.shape.elements)
        attempts = (self._explained(formula), self._beside(formula), self._named(formula))
        fits = max(attempts, key=lambda fits: sum(fit.worth for fit in fits))
        return Solution(digits, fits, sum(fit.worth for fit in fits))

    def _explained(self, formula: Formula) -> tuple[Fit, ...]:
        """“一核”指…，“两区”指…"""
        return tuple(self._explanation(formula, element) for element in formula.shape.elements)

    def _explanation(self, formula: Formula, element: Element) -> Fit:
        fits = [NOTHING]
        for passage, name, listed in self._glossary.get(formula.passage.text[element.start : element.end], ()):
            items = _reading(listed, element.number)
            exact = element.number in (len(items), None)
            members = tuple(passage.span(*item) for item in items)
            fits.append(Fit(passage.span(*name), members, COUNTED if exact else SHORT, exact))
        return max(fits, key=lambda fit: fit.worth)

    def _beside(self, formula: Formula) -> tuple[Fit, ...]:
        """三河三湖（淮河海河辽河、太湖巢湖滇池）, 低成本、低功耗、高精度、高可靠的“两低两高”."""
        passage, shape = formula.passage, formula.shape
        counts = [element.number for element in shape.elements]
        if None in counts:
            return (NOTHING,) * len(counts)
        for listed in self._lists_beside(formula):
            groups = _shared_out(passage.text, listed, shape.elements)
            if groups:
                return tuple(_fit(passage, e, group) for e, group in zip(shape.elements, groups, strict=True))
        return (NOTHING,) * len(counts)

    def _lists_beside(self, formula: Formula) -> Iterator[Enumeration]:
        text, start = formula.passage.text, formula.shape.start - formula.shape.quoted
        behind = formula.shape.end + formula.shape.quoted
        if text[behind : behind + 1] in ("(", ":") or text.startswith((",即", "即", ",包括"), behind):
            after = self._lists.after(text, behind)
            if after:
                yield after
        total = sum(element.number or 0 for element in formula.shape.elements)
        before = self._lists.before(text, start - text.startswith("的", start - 1), total)
        if before:
            yield before

    def _named(self, formula: Formula) -> tuple[Fit, ...]:
        """“精准定位网” and “孪生地图” for 一网一图: names in the paragraph that end in what is counted, for all parts."""
        fits = tuple(self._names(formula, element) for element in formula.shape.elements)
        return fits if all(fit.exact for fit in fits) else (NOTHING,) * len(fits)

    def _names(self, formula: Formula, element: Element) -> Fit:
        passage, shape = formula.passage, formula.shape
        low, high = max(0, shape.start - NEAR), min(len(passage.text), shape.end + NEAR)
        own = passage.text[element.start : element.end]
        found = self._ending_in(passage.text, element.noun, low, high)
        named = {passage.text[a:b]: Item(a, b) for a, b in found if own not in passage.text[a:b]}
        distinct = list(named.values())
        if not distinct or element.number not in (len(distinct), None):
            return NOTHING
        return Fit(passage.span(element.start, element.end), tuple(passage.span(*i) for i in distinct), AGREEING, exact=True)

    def _ending_in(self, text: str, noun: str, low: int, high: int) -> Iterator[Item]:
        """Yield the names that end in a noun: quoted ones, and those of a list or clause if the noun is no mere character."""
        floor = low
        for hit in re.finditer(re.escape(noun), text[low:high]) if noun else ():
            end = low + hit.end()
            if not _NOUN_END.match(text, end):
                continue
            opening = max(text.rfind("“", floor, end), floor - 1)
            quoted = text[end : end + 1] == "”" and "”" not in text[opening:end] and opening >= floor
            if quoted and end - opening - 1 > len(noun):
                yield Item(opening + 1, end)
            elif not quoted and len(noun) > 1:
                begin = max(floor, max(text.rfind(mark, floor, end) for mark in BREAKS) + 1)
                listed = self._lists.between(text, begin, end)
                if listed and listed.end - listed.start > len(noun):
                    yield from listed.readings[0]
            floor = end


def _without_unity(formula: Formula) -> Formula:
    """三位一体 counts its three members; the one that they make up has none."""
    first, *_ = formula.shape.elements
    if first.noun != "位":
        return formula
    return formula._replace(shape=formula.shape._replace(elements=(first,)))


def _reading(listed: Enumeration, number: int | None) -> tuple[Item, ...]:
    if number == 1:
        return (Item(listed.start, listed.end),)
    return listed.of(number) or listed.readings[0]


def _fit(passage: Passage, element: Element, items: Sequence[Item]) -> Fit:
    label = passage.span(element.start, element.end)
    return Fit(label, tuple(passage.span(*item) for item in items), COUNTED, exact=True)


def _shared_out(text: str, listed: Enumeration, elements: Sequence[Element]) -> list[Sequence[Item]] | None:
    """Return the items of a list that has as many as all parts count together, part by part."""
    counts = [element.number or 0 for element in elements]
    reading = listed.of(sum(counts))
    if reading is None:
        return None
    ends = list(accumulate(counts))
    groups: list[Sequence[Item]] = [reading[end - count : end] for end, count in zip(ends, counts, strict=True)]
    by_noun = [[i for i in reading if _names_it(text, i, element.noun)] for element in elements]
    if [len(group) for group in by_noun] == counts:
        return list(by_noun)
    return groups if all(map(len, groups)) else None


def _names_it(text: str, item: Item, noun: str) -> bool:
    return text[item.start : item.end].startswith(noun) or text[item.start : item.end].endswith(noun)
