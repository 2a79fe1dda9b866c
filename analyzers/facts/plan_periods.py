"""From which year to which a plan runs, and until when a document is valid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ...lexicons import Entry, Lexicon
from ..language.expressions import expressions
from ..numbers.dates import Date, first_date
from ..numbers.numerals import parse_integer

Period = tuple[int, int]


class PeriodEntry(Entry, frozen=True, kw_only=True):
    """The periods of the five-year plans, and their names."""

    table: str = ""


class Validity(NamedTuple):
    """The first and the last day of a document's validity, as far as it says."""

    start: date | None
    end: date | None
    end_iso: str | None


class PlanPeriods:
    """What texts say of periods."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the entries of `five_year_plans.yaml` and `validity.yaml`."""
        plans = {entry.id: entry for entry in lexicon.table("five_year_plans", PeriodEntry)}
        rows = (line.split() for line in plans["five_year_plans.periods"].table.splitlines())
        self._plans: dict[str, Period] = {number: (int(first), int(last)) for first, last, number in rows}
        self._names = expressions(lexicon, "five_year_plans", PeriodEntry)
        self._years = expressions(lexicon, "plan_years")
        self._validity = expressions(lexicon, "validity")

    def five_year_plan(self, text: str) -> Period | None:
        """Return the first and last year of the five-year plan that folded `text` names (`“十四五”`)."""
        found = (hit for pattern in self._names.each("name") for hit in pattern.finditer(text))
        hits = [hit for hit in found if hit["n"] in self._plans]
        return self._plans[min(hits, key=lambda hit: hit.start())["n"]] if hits else None

    def of_title(self, title: str, issued: int | None) -> Period | None:
        """Return the years of a folded title without white space: a range, a five-year plan, else a year.

        A single year counts only beside the year of issue, if that is known: the plan of a year is made in it
        or shortly before.
        """
        hit = self._years["range"].search(title)
        if hit:
            return int(hit["first"]), int(hit["last"])
        single = self._years["single"].search(title)
        year = int(single["first"]) if single else None
        if year and issued and abs(year - issued) > 1:
            year = None
        return self.five_year_plan(title) or ((year, year) if year else None)

    def of_words(self, texts: Iterable[str]) -> Period | None:
        """Return the years that folded prose gives as those of the plan (`规划期限为2021—2035年`)."""
        hits = (self._years["stated"].search(text) for text in texts if "期" in text)
        return next(((int(hit["first"]), int(hit["last"])) for hit in hits if hit), None)

    def of_report(self, opening: Sequence[str], given: Date | None) -> Period | None:
        """Return the year that a work report is for, or the five-year plan that it lays before the congress.

        The year is the one behind that which it reviews, else the one in which it is given.

        Args:
            opening: the folded paragraphs and headings at its beginning, without white space.
            given: the date on which it is given.
        """
        said = next(filter(None, map(self._years["said"].search, opening)), None)
        reviewed = next(filter(None, map(self._years["reviewed"].search, opening)), None)
        year = int(reviewed["first"]) + 1 if reviewed else given.year if given and said else None
        plan = self.five_year_plan(said[0]) if said else None
        return plan or ((year, year) if year else None)

    def validity(self, texts: Iterable[str], issued: date | None) -> Validity:
        """Return the validity that a document states of itself.

        Args:
            texts: folded paragraphs without white space; only sentences that speak of the document itself count,
                the last most.
            issued: the day from which 印发之日 counts.
        """
        found = Validity(None, None, None)
        of_itself = self._validity["self"]
        for text in texts:
            if ("期" in text or "行" in text) and of_itself.search(text):
                for sentence in text.split("。"):
                    if of_itself.search(sentence):
                        found = self._stated(sentence, issued, found)
        return found

    def _stated(self, sentence: str, issued: date | None, known: Validity) -> Validity:
        start = self._start(sentence, issued) or known.start
        end, iso = self._end(sentence, start or issued)
        return Validity(start, end, iso) if iso else Validity(start, known.end, known.end_iso)

    def _match(self, part: str, sentence: str) -> re.Match[str] | None:
        return next((hit for cue in self._validity.each(part) if (hit := cue.search(sentence))), None)

    def _start(self, sentence: str, issued: date | None) -> date | None:
        hit = self._match("from", sentence)
        if not hit:
            return None
        found = first_date(hit["value"])
        if found:
            return date(found.year, found.month, found.day or 1)
        return issued if "日" in hit["value"] else None

    def _end(self, sentence: str, start: date | None) -> tuple[date | None, str | None]:
        until = self._match("until", sentence)
        found = first_date(until["value"]) if until else None
        if found:
            return date(found.year, found.month, found.day or 28), found.iso
        years = self._match("years", sentence)
        number = parse_integer(years["value"]) if years else None
        if not number or not start:
            return None, None
        end = _years_later(start, number) - timedelta(days=1)
        return end, end.isoformat()


def plan_periods(lexicon: Lexicon) -> PlanPeriods:
    """Return what the lexicon knows of periods."""
    return lexicon.keep("plan_periods", lambda: PlanPeriods(lexicon))


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
