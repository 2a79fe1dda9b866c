"""By which year a goal or target holds, and where that was found.

The year of a clause comes from the clause; else it is the last future year earlier in its paragraph; else that of
the lead sentence or the heading of its section; else, in a goals section only, the last year of the plan's period.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...lexicons.compiling import compiled
from ..context import Context
from ..model import Facts, Unit
from ..numbers.years import find_years, years_needed
from ..vocabulary import YearSource

THIS_YEAR = ("今年", "本年", "年内", "全年")
"""Words for the year in which a document was issued."""


def year_by(
    context: Context, own: Iterable[str], before: Iterable[str], start: int, unit: Unit | None
) -> tuple[int | None, YearSource | None]:
    """Return the year by which something holds, and where it was found.

    Args:
        context: the document.
        own: the folded words of the clause or sentence itself.
        before: the folded sentences earlier in its paragraph, asked for where its own words name no year.
        start: its offset in the document.
        unit: the outline unit that holds it.
    """
    if year := first_future(context, own):
        return year, "clause"
    if year := last_future(context, [*before]):
        return year, "paragraph"
    if year := _section_year(context, start, unit):
        return year, "section"
    period = context.facts.period
    in_goals = unit is not None and unit.role == "goal"
    return (period[1], "period") if period and in_goals else (None, None)


def present_year(facts: Facts) -> int:
    """Return the first year that counts as future for a document; 0 if it says nothing."""
    if facts.period:
        return facts.period[0]
    return int(facts.issued[:4]) if facts.issued else 0


class _FutureYears(dict[str, list[int]]):
    """The years of texts that are not before the document's own; many rules ask for those of one sentence."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._present = present_year(context.facts)
        self._reports = self._present > 0 and context.facts.kind == "work_report"

    def __missing__(self, text: str) -> list[int]:
        found = [y.year for y in find_years(text) if y.year >= self._present]
        if self._reports and not found and any(word in text for word in THIS_YEAR):
            found.append(self._present)
        self[text] = found
        return found


def _future(context: Context) -> _FutureYears:
    return context.keep("future_years", lambda: _FutureYears(context))


def first_future(context: Context, texts: Iterable[str]) -> int | None:
    """Return the first year in folded texts that is not before the document's own."""
    known = _future(context)
    for text in texts:
        if years := known[text]:
            return years[0]
    return None


def last_future(context: Context, texts: Sequence[str]) -> int | None:
    """Return the last such year."""
    known = _future(context)
    for text in reversed(texts):
        if years := known[text]:
            return years[-1]
    return None


def dated_passages(context: Context) -> frozenset[int]:
    """Return the places of the passages that may name a year: nothing in the others gives one."""
    return context.keep("dated_passages", lambda: frozenset(p.place for p in context.holding(_hint(context))))


def _hint(context: Context) -> re.Pattern[str]:
    """Return what is found in every text that gives a year, made once for a lexicon."""
    words = (years_needed().pattern, *THIS_YEAR)
    return context.lexicon.keep("future_year_hint", lambda: compiled("|".join(words)))


def _plan_future(context: Context, texts: Iterable[str]) -> int | None:
    """Return the plan's own last year where the texts name it, else the first future year."""
    known = _future(context)
    years = [year for text in texts for year in known[text]]
    period = context.facts.period
    return period[1] if period and period[1] in years else next(iter(years), None)


def _section_year(context: Context, start: int, unit: Unit | None) -> int | None:
    """Look through the sections around, the innermost first: their lead sentences, then their headings.

    The sentence that leads into the items (`…目标是：`) tells their year before any other; where several years
    are named, a sentence holds for the last one before it, an item for the plan's last year or else the first.
    Outside the goals sections only headings tell a year.
    """
    section = unit
    while section:
        if section.role == "goal":
            lead = [s.text for s in context.sentences_between(section.start, min(section.end, start))]
            introduction = next((text for text in reversed(lead) if text.endswith(":")), "")
            search = last_future if section is unit else _plan_future
            year = last_future(context, [introduction]) or search(context, lead)
        else:
            year = first_future(context, [section.title])
        if year:
            return year
        section = context.unit_by_id[section.parent] if section.parent else None
    return None
