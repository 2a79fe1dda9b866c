"""Counts that a document announces, and how many of them its outline or its lists then hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...lexicons import Entry
from ..context import Context
from ..language.lists import list_reader
from ..model import Declared, Unit
from ..sections.markers import marker_reader
from ..sections.series import Series, outline_series
from ..structures.outline_groups import outline_groups
from ..vocabulary import DeclaredStatus, Role
from .counted import ASPECT, Counted, counted_finder, find_members, tally_terms
from .totals import Levels, total_reader

TAIL = 6
"""How many characters may stand behind an announced count in the sentence that introduces a series."""

PREDICATE = 16
"""How many characters may do so where it says in how many respects something is done: 从七个方面出台了政策措施."""

UNITY = "一体"
"""三位一体 counts, but announces nothing."""

REPEATED = 20
"""How many repetitions of a count are looked at for a list beside one."""

MOST = 30
"""Larger counts in a heading are amounts (53个项目), which nobody lists."""

REFERENCE = 16
"""How many characters before a count may say that it is somebody else's (贯彻落实国家…二十条政策)."""

_NUMERALS = "0123456789一二三四五六七八九十两"
_MARKS = " ,:;。"
_COLONS = ("(", ":", ",即", "(即", "(包括", ":即")

ANNOUNCED = ("task", "measure", "goal", "principle", "direction")
"""The roles whose counts are reported although nothing was found for them."""


class _Found(NamedTuple):
    """An announced count with what was found for it.

    Attributes:
        counted: the announcement.
        of: the role of what was found, or the role that the noun speaks of.
        found: how many were found.
        place: where: counts with the same place announce the same things.
        fits: whether what was found has the role that the noun speaks of.
        rule: the id of the rule that found it.
    """

    counted: Counted
    of: Role | None
    found: int
    place: tuple[str, int]
    fits: bool
    rule: str

    @property
    def start(self) -> int:
        """Offset in the document of the announcement."""
        return self.counted.passage.offset(self.counted.start)

    @property
    def name(self) -> tuple[int, str]:
        """What the announcement counts, whichever words stand before its head noun."""
        return self.counted.number, self.counted.head_text

    @property
    def status(self) -> DeclaredStatus:
        """Whether as many were found as announced."""
        if not self.found:
            return "unlisted"
        number = self.counted.number
        return "fulfilled" if self.found == number else "short" if self.found < number else "over"

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """What makes one finding better than another for the same announcement or the same place."""
        return self.status == "fulfilled", self.fits, self.found > 0


def find_declared(context: Context) -> tuple[Declared, ...]:
    """Return the announced counts of a document, each with the number of units or members that were found.

    A count that is announced again (五大措施 above, 5项措施 below) is one record, its first mention.
    """
    finder = counted_finder(context.lexicon)
    passages = tuple(context.holding(finder.hint))
    counts = tuple(counted for passage in passages for counted in finder.find(passage))
    bare = tuple(total_reader(context.lexicon).bare(passages))
    if not counts and not bare:
        return ()
    reconciler = _Reconciler(context, counts)
    attempts = (tuple(reconciler.attempts(counted)) for counted in counts)
    best = [max(found, key=lambda one: one.rank) for found in attempts if found]
    totals = list(reconciler.totals(counts, bare))
    known = {one.start for one in best if one.status == "fulfilled"}
    better = {one.start: one for one in totals if one.status == "fulfilled" or one.start not in known}
    others = (one for one in best if one.start not in better)
    return tuple(_record(context, found) for found in _distinct([*others, *better.values()]))


class _Reconciler:
    """Reconciles the announced counts of one document with its outline and its lists."""

    def __init__(self, context: Context, counts: Sequence[Counted]) -> None:
        self._context = context
        self._outline = outline_series(context)
        self._groups = outline_groups(context)
        self._lists = list_reader(context.lexicon)
        self._markers = marker_reader(context.lexicon)
        self._classes = tally_terms(context.lexicon, only_classes=True)
        self._totals = total_reader(context.lexicon)
        self._levels = Levels(self._outline)
        self._references = context.lexicon.matcher("references", Entry)
        self._same: dict[str, list[Counted]] = {}
        self._numbers: dict[str, set[int]] = {}
        for one in counts:
            self._same.setdefault(one.text, []).append(one)
            self._numbers.setdefault(one.text.lstrip(_NUMERALS), set()).add(one.number)

    def attempts(self, counted: Counted) -> Iterator[_Found]:
        """Yield what may fulfil a count: series below a heading or behind a sentence, members beside it."""
        if counted.number == 1 or self._ordinal(counted):
            return
        start = counted.passage.offset(counted.start)
        if not counted.known:
            yield from self._behind_colon(counted)
            return
        unit = self._context.unit_at(start)
        if unit and start < unit.title_span.end:
            yield from self._below(counted, unit)
        yield from self._behind(counted, start)
        yield from self._beside(counted, unit)

    def totals(self, counts: Sequence[Counted], bare: Iterable[tuple[Counted, Counted]]) -> Iterator[_Found]:
        """Yield the totals with their parts (6大类20项措施, 共七个部分36条) that the outline holds."""
        for total in counts:
            parts = self._totals.parts(total) if total.known else None
            if parts:
                yield from self._total(parts, total)
        for parts, total in bare:
            yield from self._total(parts, total)

    def _total(self, parts: Counted, counted: Counted) -> Iterator[_Found]:
        """Yield a total and its parts, each with the level of the outline that holds it.

        A level that holds as many as the total counts is it wherever the total reaches; one that holds
        others falls short or over only where the sentence or the heading with the total introduces it.
        """
        start = counted.passage.offset(counted.start)
        unit = self._context.unit_at(start)
        reach = self._reach(unit)
        exact = self._levels.first(parts.number, counted.number, start, reach)
        introduced = (
            s for s in self._introduced(unit, start) if len(s.units) == parts.number and s.end <= reach
        )
        near = (level for series in introduced for level in self._levels.below(series))
        level = exact or next(near, None)
        if level:
            yield _in_series(parts, level.series, "declared.parts")
            role, fits = level.held[0].role, counted.role in (level.held[0].role, None)
            place = ("held", level.series.start)
            yield _Found(counted, role, len(level.held), place, fits, "declared.total")

    def _reach(self, unit: Unit | None) -> int:
        """Return where what a unit announces ends: with the unit that holds it, siblings included.

        What an outermost unit or the words before all units announce reaches to the end of the document.
        """
        above = self._context.unit_by_id[unit.parent] if unit and unit.parent else None
        return above.unit_end if above else len(self._context.document.text)

    def _introduced(self, unit: Unit | None, start: int) -> Iterator[Series]:
        """Yield the series below the heading that counts, and the one that follows the sentence of the count."""
        if unit and start < unit.title_span.end:
            yield from self._outline.under(unit)
        sentence = self._context.sentence_at(start)
        behind = self._outline.behind(sentence.span.end) if sentence else None
        if behind:
            yield behind

    def _below(self, counted: Counted, unit: Unit) -> Iterator[_Found]:
        """Yield the series below a heading that counts, or its sentences that name what it counts."""
        last = counted.passage.span(counted.start, counted.end).end + TAIL >= unit.title_span.end
        yield from self._repeated(counted, unit)
        for series in self._outline.within(unit):
            found = _in_series(counted, series, "declared.heading")
            if found.status == "fulfilled" or (last and found.fits and series in self._outline.under(unit)):
                yield found
        subjects = self._groups.subjects(unit, counted)
        if len(subjects) == counted.number:
            yield _Found(counted, unit.role, len(subjects), ("unit", unit.start), True, "declared.subjects")
        if last and counted.role in ANNOUNCED and self._own(counted) and not self._listed(counted):
            yield _Found(counted, counted.role, 0, ("announced", unit.start), True, "declared.unlisted")

    def _listed(self, counted: Counted) -> bool:
        """Whether as many stand before a count as it announces: 光电、北斗等[两大优势产业]."""
        number = counted.number
        before = self._lists.before(counted.passage.text, counted.start - counted.quoted, number, number)
        return before is not None and before.of(number) is not None

    def _repeated(self, counted: Counted, unit: Unit) -> Iterator[_Found]:
        """Yield the list that stands before the same words elsewhere: 光电、北斗等[五大优势产业]."""
        others = [one for one in self._same[counted.text] if one != counted and one.head_text != UNITY]
        for other in others[:REPEATED]:
            if other.number > 2 and self._listed(other):
                place = ("unit", unit.start)
                yield _Found(counted, counted.role, other.number, place, True, "declared.repeated")

    def _own(self, counted: Counted) -> bool:
        """Whether a heading announces a count of its own: it does not refer to one, and is no amount."""
        text, start = counted.passage.text, counted.start
        named = (
            text.rfind("《", 0, start) > text.rfind("》", 0, start) or "》" in text[start : counted.end + 1]
        )
        before = text[max(0, start - REFERENCE) : start]
        return counted.number <= MOST and not named and self._references.first(before) is None

    def _ordinal(self, counted: Counted) -> bool:
        """Whether a count is a class among others: 一类标准, 二类标准, 三类标准."""
        rest = counted.text.lstrip(_NUMERALS)
        numbers = self._numbers.get(rest) if rest.startswith(self._classes) else None
        if numbers is None:
            return False
        last = counted.number - 1 in numbers and not counted.passage.text[: counted.start].strip()
        return last or counted.number + 1 in numbers

    def _behind(self, counted: Counted, start: int) -> Iterator[_Found]:
        """Yield the series that the sentence introduces, if the count ends it or it points there (以下)."""
        yield from self._behind_colon(counted)
        sentence = self._context.sentence_at(start)
        series = self._outline.behind(sentence.span.end) if sentence else None
        if sentence and series:
            text = counted.passage.text
            tail = text[counted.end : sentence.local_end].strip(_MARKS)
            pointed = self._lists.points(text, sentence.local_start, counted.end)
            limit = PREDICATE if counted.head_text == ASPECT else TAIL
            if len(tail) <= limit or pointed:
                found = _in_series(counted, series, "declared.introduced")
                announced = pointed or not tail
                near = counted.number <= 2 * found.found and counted.role is not None
                if found.status == "fulfilled" or (found.fits and announced and near):
                    yield found

    def _behind_colon(self, counted: Counted) -> Iterator[_Found]:
        """Yield the series that begins right behind a colon, if it is as long as announced: 三条措施:一是…."""
        end = counted.passage.span(counted.start, counted.end).end
        series = self._outline.behind(end)
        if series and counted.passage.text[counted.end : counted.end + 1] == ":":
            found = _in_series(counted, series, "declared.introduced")
            if found.status == "fulfilled" and series.start - end <= TAIL:
                yield found

    def _beside(self, counted: Counted, unit: Unit | None) -> Iterator[_Found]:
        """Yield the members listed beside the count; a list that is left open can't fall short."""
        yield from self._below_colon(counted)
        text = counted.passage.text
        members = None
        if counted.head_text != UNITY and (counted.quoted or self._lists.after(text, counted.end)):
            members = find_members(counted, self._lists)
        if members is None or not (counted.quoted or members.start > counted.end):
            return
        reading = members.of(counted.number) or members.readings[0]
        whole = members.closed and "、" in text[members.start : members.end]
        announced = text[counted.end : members.start].strip("”’") in _COLONS
        marked = self._markers.read(text, members.start) is not None
        shared = counted.quoted and text[counted.start - 2 : counted.start - 1] in (
            "”",
            "’",
        )  # “三大高地”“五大战略”:…
        if len(reading) == counted.number or (whole and announced and not marked and not shared):
            role = unit.role if unit else counted.role
            place = ("list", counted.passage.offset(counted.start))
            yield _Found(counted, role, len(reading), place, True, "declared.listed")

    def _below_colon(self, counted: Counted) -> Iterator[_Found]:
        """Yield the list of the next line, where a colon behind the count ends the line: “五篇大文章”:."""
        passage = counted.passage
        if passage.text[counted.end :].strip("”’ ") != ":" or passage.place + 1 >= len(
            self._context.passages
        ):
            return
        below = self._context.passages[passage.place + 1]
        listed = self._lists.after(below.text, 0)
        if listed and listed.of(counted.number):
            place = ("list", passage.offset(counted.start))
            yield _Found(counted, counted.role, counted.number, place, True, "declared.listed")


def _in_series(counted: Counted, series: Series, rule: str) -> _Found:
    role = series.units[0].role
    fits = counted.role in (role, None)
    return _Found(counted, role, len(series.units), ("series", series.start), fits, rule)


def _distinct(found: Iterable[_Found]) -> list[_Found]:
    """Leave out what announces again what another count announces better, or earlier."""
    best: dict[tuple[str, int], _Found] = {}
    for one in found:
        known = best.get(one.place)
        if known is None or one.rank > known.rank:
            best[one.place] = one
    fulfilled = sorted((one for one in best.values() if one.status == "fulfilled"), key=lambda one: one.start)
    first = {one.counted.text: one for one in reversed(fulfilled)}
    names = {one.name for one in fulfilled}
    others = (one for one in best.values() if one.status != "fulfilled" and one.name not in names)
    in_series = (one for one in fulfilled if one.place[0] == "series")
    return sorted(dict.fromkeys([*first.values(), *in_series, *others]), key=lambda one: one.start)


def _record(context: Context, found: _Found) -> Declared:
    counted = found.counted
    span = counted.passage.span(counted.start, counted.end)
    return context.record(
        Declared,
        "declared",
        span.start,
        span.end,
        found.rule,
        quote=context.document.text[span.start : span.end],
        count=counted.number,
        of=found.of,
        found=found.found,
        status=found.status,
    )
