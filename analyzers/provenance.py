"""Who issued a document, under which number and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from ..lexicons import Lexicon
from .characters import fold
from .dates import Date, find_dates, first_date, month_and_day
from .issuers import Issuers, issuers
from .layout import Layout, Line, Words
from .news import News
from .titles import Titles

_NUMBER = re.compile(r"[一-龥A-Za-z]{1,15}[〔\[(【](?:19|20)\d{2}[〕\])】]第?\d{1,5}号")
_BODY_BEFORE_NUMBER = re.compile(r".*(?:政府|国务院|办公厅|委员会|日|以)")
"""What a number in a sentence may follow without a mark between: the issuer, a date."""

_LONGEST_SIGNATURE = 12
"""Lines that the signatures of one document take up at most."""

_LAST_LINES = 4
_DATELINE = 80
"""Code points of an article in which its dateline stands."""


class Provenance:
    """What a document says of its origin. Its own words come first, then what its source says of it."""

    def __init__(self, layout: Layout, titles: Titles, plan_title: Words | None, news: News, lexicon: Lexicon) -> None:
        """Take what is known of the document already.

        Args:
            layout: its lines.
            titles: its titles.
            plan_title: the name of the plan that an article is about.
            news: what shows that it is an article; `news.decided` says whether it is one.
            lexicon: the knowledge.
        """
        self._layout = layout
        self._titles = titles
        self._plan_title = plan_title
        self._news = news
        self._known: Issuers = issuers(lexicon)

    @cached_property
    def issuers(self) -> Sequence[Words]:
        """The bodies that sign; else those that the title, the article, the source or the report names."""
        named = self._news.opening_words
        return (
            self._signing
            or next((found for line in self._layout.parts("order") if (found := self._known.of_order(line.words))), ())
            or self._titled
            or (self._known.of_words(named) if named else ())
            or (self._known.of_title(self._plan_title) if self._plan_title else ())
            or next((found for words in self._layout.values("issuer") if (found := self._known.split(words))), ())
            or next((found for line in self._layout.opening if (found := self._known.of_report(line.words))), ())
        )

    @property
    def issuer(self) -> tuple[Words, ...]:
        """The issuer as the title names it, else the first that signs; several that stand in one line together."""
        titled = [words for words in self._titled if not self._known.is_bare(words.text)]
        chosen = tuple(titled or self.issuers)
        return chosen if self._in_one_line(chosen) else chosen[:1]

    @property
    def is_central(self) -> bool:
        """Whether a central body issued it."""
        return any(self._known.is_central(words.text) for words in self.issuers)

    @cached_property
    def number(self) -> Words | None:
        """The number (发文字号) in a line of its own, below the title, or among the particulars."""
        for line in self._layout.parts("number", "adopted"):
            found = _number(line.words)
            if found or line.part == "number":
                return found or line.words.stripped("()")
        return next((found for words in self._layout.values("number") if (found := _number(words))), None)

    @cached_property
    def issued(self) -> str | None:
        """The date of making, else of publication, as ISO 8601 writes it and as precise as the text."""
        whole = next((day for day in self.days if day.day), None)
        if whole:
            return whole.iso
        return self._dateline or (self.days[0].iso if self.days else None)

    @cached_property
    def days(self) -> tuple[Date, ...]:
        """The dates that may be the one of making, the best first."""
        return tuple(day for text in self._dated() for day in find_dates(text))

    def stated(self, *texts: str) -> date | None:
        """Return the first whole date that some folded texts hold."""
        found = next((day for text in texts if (day := first_date(text, whole=True))), None)
        return date(found.year, found.month, found.day or 1) if found else None

    def _dated(self) -> Iterator[str]:
        """Yield the texts in which the date of making may stand, the best first."""
        layout, hints = self._layout, self._layout.document.hints
        yield from (line.text for line in layout.parts("delivered"))
        if self._signed and not self._news.decided:
            yield self._signed.text
        yield from (line.text for line in layout.parts("adopted"))
        yield from (line.text for line in self._below_title)
        yield from (words.text for words in layout.values("issued"))
        yield fold(hints.get("issued", ""))
        if self._news.decided:
            yield self._news.stamp
            yield from (line.text for line in layout.head if line.is_heading)
        yield from (line.text for line in layout.lines[-_LAST_LINES:] if line.text.endswith("印发"))
        yield from (words.text for words in layout.values("published"))
        yield fold(hints.get("published", ""))
        labelled = {id(field.line) for field in layout.fields}
        yield from (line.text for line in layout.above if id(line) not in labelled)
        yield from (line.text for line in layout.lines[: layout.body_starts] if line.part in ("plain", "date"))
        yield from (words.text for words in layout.values("effective"))
        yield from (hit for line in layout.lines[-_LAST_LINES:] if (hit := _announced(line.passage.text)))

    @cached_property
    def _signed(self) -> Line | None:
        """The line with the date of making: the first below a signature, else one that stands where it should."""
        dates = [line for line in self._layout.lines if line.part in ("date", "signed")]
        dated = [line for line in dates if line.index and ":" not in line.text]
        signed = next((line for line in dated if self._signatures(line)), None)
        return signed or next((line for line in dated if self._may_date(line)), None)

    @property
    def _signing(self) -> list[Words]:
        return self._signatures(self._signed) if self._signed else []

    def _signatures(self, dated: Line) -> list[Words]:
        """Return the bodies that sign above the line with the date of making."""
        if dated.part == "signed":
            return self._known.of_signature_and_date(dated.words)
        found: list[list[Words]] = []
        above = self._layout.lines[max(0, dated.index - _LONGEST_SIGNATURE) : dated.index]
        for line in reversed(above):
            if self._known.is_signature(line):
                found.append(self._known.split(line.words))
            elif not (self._known.is_person(line) or line.part == "noise"):
                break
        return [words for names in reversed(found) for words in names]

    def _may_date(self, line: Line) -> bool:
        """Say whether a date without signature is that of making: below an official, ending the notice or the text."""
        own = self._titles.own
        in_notice = self._titles.carried and own and self._layout.body_starts < line.index < own.first
        last = line.index >= len(self._layout.lines) - 3
        return bool(in_notice) or last or self._known.is_person(self._layout.lines[line.index - 1])

    @cached_property
    def _titled(self) -> Sequence[Words]:
        titles = [title.words for title in (self._titles.carrier, self._titles.own) if title]
        titles += self._layout.values("title")
        return next((found for title in titles if (found := self._known.of_title(title))), ())

    @property
    def _below_title(self) -> list[Line]:
        own = self._titles.own or self._titles.carrier
        near = self._layout.lines[own.last + 1 : own.last + 4] if own else self._layout.head[:3]
        return [line for line in near if line.part == "date"]

    @property
    def _dateline(self) -> str | None:
        """The date of a dateline without a year (`新华社北京12月14日电`), in the year that the source gives."""
        day = month_and_day(self._news.opening[:_DATELINE]) if self._news.is_reported else None
        if not day or not self.days:
            return None
        try:
            return date(self.days[0].year, *day).isoformat()
        except ValueError:
            return None

    def _in_one_line(self, chosen: Sequence[Words]) -> bool:
        text = self._layout.document.text
        return not any("\n" in text[a.span.end : b.span.start] for a, b in zip(chosen, chosen[1:], strict=False))


def _number(words: Words) -> Words | None:
    hit = _NUMBER.search(words.text)
    if not hit:
        return None
    before = _BODY_BEFORE_NUMBER.match(words.text, hit.start(), words.text.index("号", hit.start()))
    start = before.end() if before and before.end() < hit.end() - 8 else hit.start()
    return words.cut(start, hit.end())


def _announced(text: str) -> str | None:
    """Return what folded prose gives as the day on which the document was announced (`自公布之日(2023年12月1日)起`)."""
    hit = re.search(r"自(?:公布|印发|发布)之日\(([^()]{8,14})\)起", text)
    return hit[1] if hit else None
