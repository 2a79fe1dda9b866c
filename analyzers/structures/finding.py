"""Numbered structures: the formulae that a document names, and what stands behind each of their digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ..context import Context
from ..document import Citation, Passage, Span
from ..language.list_items import Reading
from ..language.lists import list_reader
from ..model import Group, Structure
from ..sections.series import outline_series
from ..vocabulary import StructureKind, StructureStatus
from .belonging import attach
from .candidates import candidate_finder
from .formulae import Formula, find_formulae, formula_finder
from .measured_digits import digit_reader
from .outline_groups import outline_groups
from .solver import AGREEING, NOTHING, Candidate, Fit, Solution, least_sure, solve, splits, surely
from .spelled import SpelledSolver
from .table_groups import TableGroups, framed

FOLLOWING = 3
"""How many sentences behind the one that names a formula may spell it out."""

REACH = 600
"""How many characters before a formula and behind it may spell it out."""


class _Reading(NamedTuple):
    """A mention of a formula with the best that the words around it say of its members."""

    formula: Formula
    solution: Solution | None


def find_structures(context: Context) -> tuple[Structure, ...]:
    """Return the numbered structures of a document, one for each distinct notation, in order.

    The record's own span is the mention that spells the structure out; where none does, the first with a noun
    that says what it is a formula of (现代产业体系).
    """
    mentions: dict[str, list[Formula]] = {}
    for formula in find_formulae(context):
        mentions.setdefault(formula.key, []).append(formula)
    if not mentions:
        return ()
    solver = _StructureSolver(context)
    return attach(context, [solver.structure(formulae) for formulae in mentions.values()])


class _StructureSolver:
    """Solves the formulae of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._finder = formula_finder(context.lexicon)
        self._outline = outline_series(context)
        self._groups = outline_groups(context)
        self._candidates = candidate_finder(context.lexicon)
        self._lists = list_reader(context.lexicon)
        self._digits = digit_reader(context.lexicon)
        self._tables = TableGroups(context)
        self._spelled = SpelledSolver(context, self._outline, self._groups, self._tables)

    def structure(self, formulae: Sequence[Formula]) -> Structure:
        """Return the record of a notation from all its mentions."""
        formula, solution = max(self._readings(formulae), key=_rank)
        span = formula.passage.span(formula.shape.start, formula.shape.end)
        return self._context.record(
            Structure,
            "structure",
            span.start,
            span.end,
            f"structures.{formula.shape.form}",
            notation=self._context.document.text[span.start : span.end],
            kind=self._kind((formula, *formulae)),
            subject=self._subject(
                next((f for f in (formula, *formulae) if f.head and f.head.entry.names), formula)
            ),
            belongs_to=None,
            groups=self._cited(solution) if solution else (),
            status=_status(solution),
            mentions=tuple(self._cite(f.passage.span(f.shape.start, f.shape.end)) for f in formulae),
        )

    def _readings(self, formulae: Sequence[Formula]) -> Iterator[_Reading]:
        """Yield the mentions with what they say, up to the first that says all."""
        for formula in formulae:
            solution = self._solution(formula)
            yield _Reading(formula, solution)
            if _status(solution) == "resolved":
                return

    def _solution(self, formula: Formula) -> Solution | None:
        """Return the best that the words around a mention say of its members, if they say enough."""
        if formula.shape.form == "spelled":
            solution = self._spelled.solve(formula)
            return solution if 2 * solution.exact >= len(solution.digits) else None
        whole = formula.shape.form == "digits"  # where they are parted is known only if all have members
        convincing: list[Solution] = []
        for solution in self._solutions(formula):
            if solution.convincing and (not whole or solution.parted):
                convincing.append(solution)
                if solution.perfect:
                    break
        if not convincing and (other := self._flat(formula) or self._measured(formula)):
            return other
        return max(
            convincing, key=lambda s: (s.exact == len(s.digits), s.worth / len(s.digits)), default=None
        )

    def _solutions(self, formula: Formula) -> Iterator[Solution]:
        """Yield the best assignments of what may stand behind the digits, place by place."""
        readings = tuple(_digits(formula))
        least = min(map(least_sure, readings), default=1)
        for zone in self._zones(formula, least):
            for digits in readings if surely(zone, least) else ():
                yield solve(digits, zone)

    def _flat(self, formula: Formula) -> Solution | None:
        """Return the members of one list beside a formula that has as many as all digits count together."""
        counts = [element.number or 0 for element in formula.shape.elements]
        if formula.shape.form != "plus" or 0 in counts or sum(counts) == len(counts):
            return None
        passage = formula.passage
        reading = next((r for r in self._lists_beside(formula, sum(counts)) if r), None)
        if reading is None:
            return None
        ends = list(accumulate(counts))
        groups = [reading[end - count : end] for end, count in zip(ends, counts, strict=True)]
        fits = tuple(
            Fit(None, tuple(passage.span(*item) for item in group), AGREEING, exact=True, sure=True)
            for group in groups
        )
        return Solution(tuple(counts), fits, AGREEING * len(fits))

    def _lists_beside(self, formula: Formula, count: int) -> Iterator[Reading | None]:
        """Yield the list in brackets or behind a colon, and the one before the formula: 甲、乙、丙“1+2”城市群."""
        text = formula.passage.text
        behind = formula.head.end if formula.head else formula.shape.end + formula.shape.quoted
        if text[behind : behind + 1] in ("(", ":"):
            listed = self._lists.after(text, behind)
            yield listed.of(count) if listed else None
        stop = formula.shape.start - formula.shape.quoted
        if text[max(0, stop - 1) : stop] not in ("、", "和", "与", "及"):
            listed = self._lists.before(text, stop, count, count)
            whole = listed is not None and listed.closed and listed.end == stop
            yield listed.of(count) if listed and whole else None

    def _measured(self, formula: Formula) -> Solution | None:
        """Return the amounts behind a formula in its sentence, if they are its digits in order."""
        passage, end = formula.passage, formula.shape.end
        sentence = self._context.sentence_at(passage.offset(formula.shape.start))
        stop = min(sentence.local_end, end + REACH) if sentence else end
        return self._digits.solve(passage, end + formula.shape.quoted, stop, tuple(_digits(formula)))

    def _zones(self, formula: Formula, least: int) -> Iterator[list[Candidate]]:
        """Yield what may stand behind the digits, by the place where it stands.

        It stands before them or behind them in their sentence, in the sentences that follow, or in the
        outline: in the series that the sentence introduces, or below the unit that holds it; or in a table.
        Places that hold fewer than `least` sure groups may be left out.
        """
        passage, shape = formula.passage, formula.shape
        start = passage.offset(shape.start)
        sentence = self._context.sentence_at(start)
        if sentence is None:
            return
        reach = min(passage.end, start + REACH)
        later = [sentence, *self._context.sentences_between(start, reach)][: 1 + FOLLOWING][-1]
        low, high = max(sentence.local_start, shape.start - REACH), min(later.local_end, shape.end + REACH)
        yield self._candidates.find(passage, low, shape.start, least)
        yield self._candidates.find(passage, shape.end, min(sentence.local_end, high), least)
        if sentence.local_end < high:
            further = self._candidates.find(passage, shape.end, high, least)
            yield [c for c in further if c.number is not None or c.start < sentence.span.end]
        yield self._explained_below(passage)
        behind = self._outline.behind(passage.span(shape.start, sentence.local_end).end)
        unit = self._context.unit_at(start)
        below = self._outline.under(unit) if unit else ()
        for series in (behind, *(series for series in below if series is not behind)):
            if series:
                yield self._groups.candidates(series, least)
        parts = len(shape.elements) if shape.form in ("plus", "times") else 0
        yield from (framed(groups, parts) for groups in self._tables.below(passage))

    def _explained_below(self, passage: Passage) -> list[Candidate]:
        """Return the digits that the next paragraphs explain."""
        below = self._context.passages[passage.place + 1 : passage.place + 1 + FOLLOWING]
        return [candidate for other in below for candidate in self._candidates.explained(other, REACH)]

    def _kind(self, formulae: Sequence[Formula]) -> StructureKind:
        """Return the first kind that the mentions give which says more than `other`."""
        for formula in formulae:
            if (kind := self._finder.kind(formula)) != "other":
                return kind
        return "other"

    def _subject(self, formula: Formula) -> Citation | None:
        head = formula.head
        named = head is not None and head.entry.names
        return self._cite(formula.passage.span(head.start, head.end)) if head and named else None

    def _cited(self, solution: Solution) -> tuple[Group, ...]:
        return tuple(
            Group(
                count=digit,
                found=(digit or 0) if fit.exact and not fit.members else len(fit.members),
                label=self._cite(fit.label) if fit.label else None,
                members=tuple(map(self._cite, fit.members)),
            )
            for digit, fit in zip(solution.digits, solution.fits, strict=True)
        )

    def _cite(self, span: Span) -> Citation:
        return self._context.document.cite(span.start, span.end)


def _digits(formula: Formula) -> Iterator[tuple[int | None, ...]]:
    if formula.shape.form == "digits":
        yield from (s for s in splits(formula.key) if len(s) > 1)
    else:
        yield tuple(element.number for element in formula.shape.elements)


def _rank(reading: _Reading) -> tuple[int, float, bool]:
    formula, solution = reading
    headed = formula.head is not None
    return (solution.exact, solution.worth, headed) if solution else (0, 0.0, headed)


def _status(solution: Solution | None) -> StructureStatus:
    if solution is None or all(fit is NOTHING for fit in solution.fits):
        return "named"
    return "resolved" if solution.exact == len(solution.digits) else "partial"
