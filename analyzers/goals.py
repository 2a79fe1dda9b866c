"""Goals: what will have been achieved, and by when.

In a goals section each enumerated item is a goal, and each sentence that states a result. Elsewhere a
sentence is one when it says so itself (`力争到2027年，…`, `主要目标是：…`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..lexicons import Entry, TermMatcher
from ..lexicons.compiling import compiled
from .context import Context
from .document import Span
from .language.sentences import CLAUSE_ENDS, Sentence, split
from .model import Goal, Unit
from .numbers.years import find_years
from .targets.horizons import present_year, year_by
from .vocabulary import Role

REVIEWING: tuple[Role, ...] = ("background", "appendix", "principle")
"""Roles whose sentences state no goals, whatever years they name."""

_OTHERWISE_READ = frozenset((*REVIEWING, "goal"))

_FIGURE = compiled(r"\d|[百千万亿]\s?[个家项亩元人户所座]|翻.?番")
_NAMES = compiled(r"(?:19|20)\d\d\s?年?|“[^”]*”|《[^》]*》|[A-Za-z]+\d+|\d+[A-Za-z]+")
"""What holds digits and is no figure: years, quoted names, 5G and the like."""


class GoalCue(Entry, frozen=True, kw_only=True):
    """How a goal is stated, announced, or only talked about."""

    use: Literal["result", "state", "announce", "comment"]


class _Cues:
    def __init__(self, entries: tuple[GoalCue, ...]) -> None:
        of_use = {
            use: [e for e in entries if e.use == use] for use in ("result", "state", "announce", "comment")
        }
        self.result, self.state, self.announce, self.comment = map(TermMatcher, of_use.values())
        self.announcing = self.announce.needed


class _Found(NamedTuple):
    start: int
    end: int
    unit: Unit | None
    rule: str
    sentence: Sentence | None


def find_goals(context: Context) -> tuple[Goal, ...]:
    """Return the goals of a document in order.

    Args:
        context: the document with its outline.
    """
    cues = context.lexicon.keep("goal_cues", lambda: _Cues(context.lexicon.table("goals", GoalCue)))
    found = sorted({f.start: f for f in [*_of_sections(context, cues), *_announced(context, cues)]}.values())
    return tuple(_goal(context, f) for f in found)


def _of_sections(context: Context, cues: _Cues) -> Iterator[_Found]:
    """Yield the items and sentences of the goals sections."""
    for unit in context.units:
        if unit.role != "goal":
            continue
        if _is_item(context, unit):
            if unit.leaf and not _is_table(unit) and _achieves(context, unit, cues):
                yield _Found(unit.title_span.start, unit.end, unit, "goals.item", None)
            continue
        for sentence in context.own_sentences(unit):
            if (
                sentence.start >= unit.title_span.end
                and _states_result(sentence, cues)
                and not cues.comment.first(sentence.text)
            ):
                yield _Found(*_extent(sentence), unit, "goals.sentence", sentence)


def _is_item(context: Context, unit: Unit) -> bool:
    """An item of a goals section is a goal as a whole; the body of a heading is read sentence by sentence.

    An unnumbered lead is the first sentence of an item, unless the source sets it in bold, as headings are.
    """
    if unit.rule.startswith("markers.which"):
        return True
    inside = unit.parent is not None and context.unit_by_id[unit.parent].role == "goal"
    return inside and not (unit.marker == "" and _is_bold(context, unit.title_span))


def _is_bold(context: Context, span: Span) -> bool:
    block = context.document.block_at(span.start)
    return block is not None and any(b.start <= span.start and span.end <= b.end for b in block.bold)


def _announced(context: Context, cues: _Cues) -> Iterator[_Found]:
    """Yield the sentences outside the goals sections that say of themselves that they state goals."""
    for passage in context.holding(cues.announcing):
        running = False
        for sentence in context.sentences_of(passage):
            if not running and cues.announce.lacks(sentence.text, 0, len(sentence.text)):
                continue
            unit = context.unit_at(sentence.start)
            if unit and unit.role in _OTHERWISE_READ:
                running = False
                continue
            announced = cues.announce.first(sentence.text)
            if not (announced or running):
                continue
            if announced and not (_is_future(context, sentence) and not _leads_into_items(context, sentence)):
                announced = None
            continues = running and unit is None
            if not (announced or continues) or cues.comment.first(sentence.text):
                running = False
            elif (announced and _states_result(sentence, cues, announced.start)) or (
                continues and _ends_in_states(sentence, cues)
            ):
                running = True
                yield _Found(*_extent(sentence), unit, "goals.announced", sentence)


def _extent(sentence: Sentence) -> tuple[int, int]:
    span = sentence.span
    return span.start, span.end


def _achieves(context: Context, unit: Unit, cues: _Cues) -> bool:
    """An item of a goals section states a result or a figure; one that only says how to go about it is no goal."""
    text = context.document.folded[unit.title_span.start : unit.end]
    return any(
        _FIGURE.search(c) or cues.result.first(c) or cues.state.first(c)
        for c in (text[a:b].rstrip("。;,:!? ") for a, b in split(text, CLAUSE_ENDS))
    )


def _is_table(unit: Unit) -> bool:
    """An indicator table holds targets; its box is no goal of its own."""
    return unit.rule == "markers.box"


def _states_result(sentence: Sentence, cues: _Cues, behind: int = 0) -> bool:
    """A goal has a clause that states a result in words; figures alone are targets, a colon only leads in.

    Args:
        sentence: the sentence.
        cues: the compiled cues.
        behind: clauses that end before this place in the sentence don't count.
    """
    if sentence.text.endswith(":") or len(sentence.text) < 6:
        return False
    phrases = [c for c in _phrases(sentence) if c.local_end - sentence.local_start > behind]
    return any(_is_result(clause.text.rstrip("。;,:!? "), cues) for clause in phrases)


def _phrases(sentence: Sentence) -> list[Sentence]:
    return [c for c in sentence.clauses if len(c.text) > 3]


def _is_result(clause: str, cues: _Cues) -> bool:
    if _FIGURE.search(_NAMES.sub("", clause)):
        return False
    return bool(cues.result.first(clause) or cues.state.first(clause))


def _ends_in_states(sentence: Sentence, cues: _Cues) -> bool:
    return any(cues.state.first(c.text.rstrip("。;, ")) for c in _phrases(sentence))


def _leads_into_items(context: Context, sentence: Sentence) -> bool:
    """The items that begin inside the sentence say what it announces."""
    start, end = _extent(sentence)
    return context.unit_begins_between(start + 1, end)


def _is_future(context: Context, sentence: Sentence) -> bool:
    """The sentence names no year, or one that is not before the document's own."""
    years = [y.year for y in find_years(sentence.text)]
    return not years or max(years) >= present_year(context.facts)


def _goal(context: Context, found: _Found) -> Goal:
    words = context.document.text[found.start : found.end].rstrip("，；,;、 \u3000")
    end = found.start + len(words)
    own = [s.text for s in context.sentences_between(found.start, found.end)]
    before = context.sentences_between(found.sentence.passage.start, found.start) if found.sentence else ()
    year, source = year_by(context, own, (s.text for s in before), found.start, found.unit)
    return context.record(Goal, "goal", found.start, end, found.rule, year=year, year_from=source)
