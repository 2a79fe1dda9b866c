"""What stands behind the parts of a spelled formula (一核两翼, 两低两高), by the nouns that it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from ...lexicons.compiling import compiled
from ..context import Context
from ..document import Passage
from ..language.list_items import Item
from ..language.lists import Enumeration, list_reader
from ..language.sentences import CLAUSE_ENDS, split
from ..sections.series import Outline
from .formulae import Formula
from .glossary import Glossary
from .notations import Element, Shape
from .outline_groups import OutlineGroups
from .part_names import PartNames
from .part_units import PartUnits
from .solver import AGREEING, COUNTED, NOTHING, SHORT, Candidate, Fit, Solution
from .table_groups import TableGroups

_DEFINES = compiled(r"[,\s]?(?::|具体是?指|是?指|即)")
_NAME_END = compiled(r"[^。,;:、!?()“”‘’]{1,12}(?=:)")

NEAR = 2
"""How many sentences before a formula and behind it may hold the names of its parts."""

LEAST_OPENINGS, MOST_OPENINGS = 3, 12
"""How many clauses have to open with names of the parts, so that it is no chance, and how many may."""

LONGEST_NAME = 3
"""How many characters names have that stand without marks between them."""

REACH = 400
"""How many characters those sentences may reach, before the formula and behind it."""


class SpelledSolver:
    """Finds the members of spelled formulae."""

    def __init__(
        self, context: Context, outline: Outline, groups: OutlineGroups, tables: TableGroups
    ) -> None:
        """Take what is known of a document."""
        self._context = context
        self._part_names = PartNames(context)
        self._tables = tables
        self._units = PartUnits(context, outline, groups, self._part_names)
        self._lists = list_reader(context.lexicon)
        self._glossary = Glossary(context)
        self._attempts: tuple[tuple[Callable[[Formula], tuple[Fit, ...]], float], ...] = (
            (self._explained, COUNTED),
            (self._beside, COUNTED),
            (self._units.fits, COUNTED),
            (self._in_table, COUNTED),
            (self._named, AGREEING),
            (self._opening, AGREEING),
        )

    def solve(self, formula: Formula) -> Solution:
        """Return the members of each part: from explanations, a list beside the formula, or names near it."""
        formula = _without_unity(formula)
        digits = tuple(element.number for element in formula.shape.elements)
        best = Solution(digits, (NOTHING,) * len(digits), 0.0)
        for attempt, most in self._attempts:
            if best.worth < most * len(digits):
                fits = attempt(formula)
                best = max(best, Solution(digits, fits, sum(fit.worth for fit in fits)), key=_worth)
        return best

    def _explained(self, formula: Formula) -> tuple[Fit, ...]:
        """Take what the document explains: “一核”指…，“两区”指…."""
        return tuple(self._explanation(formula, element) for element in formula.shape.elements)

    def _explanation(self, formula: Formula, element: Element) -> Fit:
        fits = [NOTHING]
        words = formula.passage.text[element.start : element.end]
        for passage, name, listed in self._glossary.of(words):
            items = _reading(passage.text, listed, element.number)
            exact = element.number in (len(items), None)
            members = tuple(passage.span(*item) for item in items)
            fits.append(Fit(passage.span(*name), members, COUNTED if exact else SHORT, exact, sure=True))
        return max(fits, key=lambda fit: fit.worth)

    def _in_table(self, formula: Formula) -> tuple[Fit, ...]:
        """Take the rows or columns of the table behind the formula that the parts head: 一核 | 主城区."""
        for groups in self._tables.below(formula.passage):
            fits = tuple(self._headed(formula, element, groups) for element in formula.shape.elements)
            if all(fit is not NOTHING for fit in fits):
                return fits
        return (NOTHING,) * len(formula.shape.elements)

    def _headed(self, formula: Formula, element: Element, groups: Sequence[Candidate]) -> Fit:
        part = formula.passage.text[element.start : element.end]
        for group in groups:
            label = group.label
            words = self._context.document.folded[label.start : label.end] if label else ""
            if label and words.strip("“”").startswith(part):
                members = group.of(element.number) if element.number else group.first
                if members:
                    return Fit(label, members, COUNTED, exact=True, sure=True)
                return Fit(label, group.first, SHORT, exact=False, sure=True)
        return NOTHING

    def _beside(self, formula: Formula) -> tuple[Fit, ...]:
        """Take the list beside the formula: 低成本、低功耗、高精度、高可靠的“两低两高”."""
        passage, shape = formula.passage, formula.shape
        counts = [element.number for element in shape.elements]
        if None in counts:
            return (NOTHING,) * len(counts)
        for place, listed in self._lists_beside(formula):
            named_only = listed.end < shape.start and place is passage and len(counts) > 1
            groups = _shared_out(place.text, listed, shape.elements, named_only)
            if groups:
                pairs = zip(shape.elements, groups, strict=True)
                return tuple(_fit(passage, element, group, COUNTED, place) for element, group in pairs)
        return (NOTHING,) * len(counts)

    def _lists_beside(self, formula: Formula) -> Iterator[tuple[Passage, Enumeration]]:
        passage, text = formula.passage, formula.passage.text
        start = formula.shape.start - formula.shape.quoted
        behind = formula.shape.end + formula.shape.quoted
        total = sum(element.number or 0 for element in formula.shape.elements)
        if text[behind : behind + 1] in ("(", ":") or text.startswith((",即", "即", ",包括"), behind):
            after = self._lists.after(text, behind)
            if after:
                yield passage, after
                if text[behind] == "(":  # the bracket explains it; what follows goes on from there
                    return
        for place, position in self._definitions(formula, behind):
            announced = self._lists.after(place.text, position)
            for listed in filter(None, (announced, self._lists.spelled_out(place.text, position, total))):
                yield place, listed
        parts = len(formula.shape.elements)
        before = self._lists.before(text, start - text.startswith("的", start - 1), total, parts)
        if before and not text.startswith(
            ("、", "和", "与", "及"), start - 1
        ):  # “两河两港” is then an item of the list itself
            yield passage, before

    def _definitions(self, formula: Formula, behind: int) -> Iterator[tuple[Passage, int]]:
        """Yield where a definition may begin: behind the formula, its head noun, or a colon that ends the line."""
        passage = formula.passage
        named = _NAME_END.match(passage.text, behind)
        ends = (behind, formula.head.end if formula.head else behind, named.end() if named else behind)
        for position in dict.fromkeys(ends):
            if _DEFINES.match(passage.text, position):
                yield passage, position
            if passage.text[position:].strip() == ":" and passage.place + 1 < len(self._context.passages):
                yield self._context.passages[passage.place + 1], 0

    def _named(self, formula: Formula) -> tuple[Fit, ...]:
        """Take names that end in what is counted, if all parts have some: “定位网”, “地图” for 一网一图."""
        low, high = self._around(formula.passage, formula.shape)
        fits: list[Fit] = []
        for element in formula.shape.elements:
            fit = self._names(formula.passage, element, low, high)
            if not fit.exact:
                return (NOTHING,) * len(formula.shape.elements)
            fits.append(fit)
        return tuple(fits)

    def _names(self, passage: Passage, element: Element, low: int, high: int) -> Fit:
        own = passage.text[element.start : element.end]
        found = self._part_names.ending_in(passage.text, element.noun, low, high)
        named = {passage.text[a:b]: Item(a, b) for a, b in found if own not in passage.text[a:b]}
        distinct = list(named.values())
        if len(distinct) != element.number and (element.number or len(distinct) < 2):
            return NOTHING
        return _fit(passage, element, distinct, AGREEING)

    def _opening(self, formula: Formula) -> tuple[Fit, ...]:
        """Take the names with which the next clauses or sentences open, if they are as many as the parts count."""
        elements = formula.shape.elements
        counts = [element.number or 0 for element in elements]
        nouns = [element.noun for element in elements for _ in range(element.number or 0)]
        if 0 in counts or not LEAST_OPENINGS <= len(nouns) <= MOST_OPENINGS:
            return (NOTHING,) * len(elements)
        passage = formula.passage
        for places in self._openings(formula):
            if len(places) < len(nouns):
                continue
            items: list[Item] = []
            for noun, place in zip(nouns, places, strict=False):
                item = self._part_names.opening(passage.text, *place, noun)
                if item is None:
                    break
                items.append(item)
            if len(items) == len(nouns):
                ends = list(accumulate(counts))
                return tuple(
                    _fit(passage, element, items[end - count : end], AGREEING)
                    for element, end, count in zip(elements, ends, counts, strict=True)
                )
        return (NOTHING,) * len(elements)

    def _openings(self, formula: Formula) -> Iterator[list[tuple[int, int]]]:
        """Yield the sentences behind that of a formula, then the clauses behind its own in the sentence."""
        passage, start = formula.passage, formula.passage.offset(formula.shape.start)
        sentence = self._context.sentence_at(start)
        if sentence is None:
            return
        stop = min(passage.end, sentence.span.end + REACH)
        later = self._context.sentences_between(sentence.span.end, stop)
        yield [(s.local_start, s.local_end) for s in later if s.passage is passage]
        end = min(sentence.local_end, formula.shape.end + REACH)
        clauses = split(passage.text[formula.shape.end : end], CLAUSE_ENDS)
        yield [(formula.shape.end + a, formula.shape.end + b) for a, b in clauses][1:]

    def _around(self, passage: Passage, shape: Shape) -> tuple[int, int]:
        """Return where the sentences begin and end that are near a formula in its passage."""
        low, high = max(0, shape.start - REACH), min(len(passage.text), shape.end + REACH)
        near = self._context.sentences_between(passage.offset(low), passage.offset(high - 1) + 1)
        before = [s.local_start for s in near if s.local_start <= shape.start][-1 - NEAR :]
        behind = [s.local_end for s in near if s.local_end >= shape.end][: 1 + NEAR]
        return min(before, default=low), max(behind, default=high)


def _worth(solution: Solution) -> float:
    return solution.worth


def _without_unity(formula: Formula) -> Formula:
    """三位一体 counts its three members, 六个一 its six; the one behind them has none of its own."""
    first, *others = formula.shape.elements
    single = not first.noun and [(one.number, one.noun) for one in others] == [(1, "")]
    if first.noun != "位" and not single:
        return formula
    return formula._replace(shape=formula.shape._replace(elements=(first,)))


def _reading(text: str, listed: Enumeration, number: int | None) -> tuple[Item, ...]:
    if number == 1:
        comma = text.find(",", listed.start, listed.end)
        return (Item(listed.start, comma if comma > 0 else listed.end),)
    return listed.of(number) or listed.readings[0]


def _fit(
    passage: Passage, element: Element, items: Sequence[Item], worth: float, place: Passage | None = None
) -> Fit:
    """Return a part of the formula in `passage` with the items of a list in `place`, or in the same passage."""
    label = passage.span(element.start, element.end)
    members = tuple((place or passage).span(*item) for item in items)
    return Fit(label, members, worth, exact=True, sure=True)


def _shared_out(
    text: str, listed: Enumeration, elements: Sequence[Element], named_only: bool
) -> list[tuple[Item, ...]] | None:
    """Return the items of a list that has as many as all parts count together, part by part.

    They go to the parts whose nouns they begin or end with; if they don't, in order, unless `named_only`.
    """
    counts = [element.number or 0 for element in elements]
    reading = listed.of(sum(counts))
    if reading is None:
        return None if named_only else _evenly(text, listed, elements)
    ends = list(accumulate(counts))
    named = [tuple(i for i in reading if _names_it(text, i, element.noun)) for element in elements]
    if [len(group) for group in named] == counts:
        return named
    in_order = [reading[end - count : end] for end, count in zip(ends, counts, strict=True)]
    return None if named_only else in_order


def _evenly(text: str, listed: Enumeration, elements: Sequence[Element]) -> list[tuple[Item, ...]] | None:
    """Return the parts of a list that has one item a part, each of names without marks: 淮河海河辽河."""
    reading = listed.of(len(elements))
    if reading is None:
        return None
    groups: list[tuple[Item, ...]] = []
    for item, element in zip(reading, elements, strict=True):
        number = element.number or 0
        width, rest = divmod(item.end - item.start, number) if number > 1 else (0, 1)
        if rest or not 1 < width <= LONGEST_NAME or element.noun not in text[item.start : item.end]:
            return None
        groups.append(tuple(Item(start, start + width) for start in range(item.start, item.end, width)))
    return groups


def _names_it(text: str, item: Item, noun: str) -> bool:
    words = text[item.start : item.end]
    return words.startswith(noun) or words.endswith(noun)
