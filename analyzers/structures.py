"""Numbered structures: which formulae a document names, what they are formulae of, and what stands behind each digit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .candidates import candidate_finder
from .context import Context
from .document import Citation, Span
from .formulae import Formula, find_formulae
from .glossary import glossary_reader
from .lists import list_reader
from .model import Group, Structure
from .outline_groups import OutlineGroups
from .sentences import sentences
from .series import Outline
from .solver import NOTHING, Candidate, Solution, solve, splits
from .spelled import SpelledSolver
from .vocabulary import StructureKind, StructureStatus

FOLLOWING = 3
"""How many sentences behind the one that names a formula may spell it out."""

ENOUGH = 1.2
"""What a digit's members must be worth on average; less is chance."""


class _Reading(NamedTuple):
    """A mention of a formula with the best that the words around it say of its members."""

    formula: Formula
    solution: Solution | None


def find_structures(context: Context) -> tuple[Structure, ...]:
    """Return the numbered structures of a document, one for each distinct notation, in the order of their first mention.

    The record's own span is the mention that spells the structure out; where none does, the first with a noun
    that says what it is a formula of (现代产业体系).
    """
    mentions: dict[str, list[Formula]] = {}
    for formula in find_formulae(context):
        mentions.setdefault(formula.key, []).append(formula)
    if not mentions:
        return ()
    solver = _StructureSolver(context)
    return tuple(solver.structure(formulae) for formulae in mentions.values())


class _StructureSolver:
    """Solves the formulae of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._outline = Outline(context)
        self._groups = OutlineGroups(context, self._outline)
        self._candidates = candidate_finder(context.lexicon)
        glossary = glossary_reader(context.lexicon).read(context)
        self._spelled = SpelledSolver(list_reader(context.lexicon), glossary)

    def structure(self, formulae: Sequence[Formula]) -> Structure:
        """Return the record of a notation from all its mentions."""
        readings = [_Reading(formula, self._solution(formula)) for formula in formulae]
        best = max(readings, key=_rank)
        formula, solution = best
        span = formula.passage.span(formula.shape.start, formula.shape.end)
        return self._context.record(
            Structure,
            "structure",
            span.start,
            span.end,
            f"structures.{formula.shape.form}",
            notation=self._context.document.text[span.start : span.end],
            kind=_kind(formulae, formula),
            subject=self._subject(formula),
            groups=self._cited(solution) if solution else (),
            status=_status(solution),
            mentions=tuple(self._cite(f.passage.span(f.shape.start, f.shape.end)) for f in formulae),
        )

    def _solution(self, formula: Formula) -> Solution | None:
        """Return the best that the words around a mention say of its members, if they say enough."""
        if formula.shape.form == "spelled":
            solution = self._spelled.solve(formula)
            return solution if solution.supported else None
        solutions = (
            solve(digits, zone)
            for zone in self._zones(formula)
            for digits in _digits(formula)
            if zone
        )
        return max(filter(_is_enough, solutions), key=lambda s: (s.exact, s.worth / len(s.digits)), default=None)

    def _zones(self, formula: Formula) -> Iterator[list[Candidate]]:
        """Yield what may stand behind the digits: before them and behind them in their sentence, in the
        sentences that follow, and in the outline that they introduce."""
        passage, shape = formula.passage, formula.shape
        around = list(sentences(passage))
        at = next(i for i, s in enumerate(around) if s.local_start <= shape.start < s.local_end)
        sentence, later = around[at], around[min(at + FOLLOWING, len(around) - 1)]
        yield self._candidates.find(passage, sentence.local_start, shape.start)
        yield self._candidates.find(passage, shape.end, sentence.local_end)
        yield self._candidates.find(passage, shape.end, later.local_end)
        start = passage.offset(shape.start)
        behind = self._outline.behind(passage.span(shape.start, sentence.local_end).end)
        if behind:
            yield self._groups.candidates(behind)
        unit = self._context.unit_at(start)
        if unit:
            yield from map(self._groups.candidates, self._outline.under(unit))

    def _subject(self, formula: Formula) -> Citation | None:
        head = formula.head
        return self._cite(formula.passage.span(head.start, head.end)) if head else None

    def _cited(self, solution: Solution) -> tuple[Group, ...]:
        return tuple(
            Group(
                count=digit,
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


def _is_enough(solution: Solution) -> bool:
    """Whether the members can't have come together by chance: every digit has some, most of them surely."""
    return solution.supported == len(solution.digits) and solution.worth >= ENOUGH * len(solution.digits)


def _rank(reading: _Reading) -> tuple[int, float, bool]:
    formula, solution = reading
    return (solution.exact, solution.worth, True) if solution else (0, 0.0, formula.head is not None)


def _kind(formulae: Sequence[Formula], best: Formula) -> StructureKind:
    """Return the kind that the best mention gives, or the first that says more than `other`."""
    return next((f.kind for f in (best, *formulae) if f.kind != "other"), "other")


def _status(solution: Solution | None) -> StructureStatus:
    if solution is None or all(fit is NOTHING for fit in solution.fits):
        return "named"
    return "resolved" if solution.exact == len(solution.digits) else "partial"
