"""Who issued a document, under which number and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ...lexicons import Lexicon
from ..characters import fold
from ..language.expressions import expressions
from ..lazy import cached_property
from ..numbers.dates import Date, find_dates, first_date, month_and_day
from .issuers import Issuers, issuers
from .layout import Layout, Line, Words
from .news import News
from .titles import Titles

_LONGEST_SIGNATURE = 12
"""Lines that the signatures of one document take up at most."""

_LAST_LINES = 4
_COVER_LINES = 3
_DATELINE = 80
"""Code points of an article in which its dateline stands."""


class Provenance:
    """What a document says of its origin. Its own words come first, then what its source says of it."""

    def __init__(
        self,
        layout: Layout,
        titles: Titles,
        news: News,
        lexicon: Lexicon,
        *,
        is_news: bool,
        plan_title: Words | None,
    ) -> None:
        """Take what is known of the document already.

        Args:
            layout: its lines.
            titles: its titles.
            news: the first words of an article.
            lexicon: the knowledge.
            is_news: whether it is an article.
            plan_title: the name of the plan that an article is about.
        """
        self._layout = layout
        self._titles = titles
        self._plan_title = plan_title
        self._news = news
        self._is_news = is_news
        self._known: Issuers = issuers(lexicon)
        self._validity = expressions(lexicon, "validity")

    @cached_property
    def issuers(self) -> Sequence[Words]:
        """The bodies that sign; else those that the title, the article, the source or the report names."""
        return next(filter(None, self._named()), ())

    def _named(self) -> Iterator[Sequence[Words]]:
        """Yield the issuers from each place where they may be named, the best first."""
        layout, known = self._layout, self._known
        yield self._signing
        yield from (known.of_order(line.words) for line in layout.parts("order"))
        yield self._titled
        yield self._on_cover
        if self._news.opening_words:
            yield known.of_words(self._news.opening_words)
        if self._plan_title:
            yield known.of_title(self._plan_title)
        yield from (known.split(words) for words in layout.values("issuer"))
        yield from (known.of_report(line.words) for line in layout.opening)

    @property
    def issuer(self) -> tuple[Words, ...]:
        """The issuer that the title names, else the first that signs; several if they stand in one line."""
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
            found = self._known.number(line.words)
            if found or line.part == "number":
                return found or line.words.stripped("()")
        behind = [title.behind for title in (self._titles.carrier, self._titles.own) if title]
        stated = self._layout.values("number")
        return next(filter(None, map(self._known.number, (*behind, *stated))), None)

    @cached_property
    def issued(self) -> str | None:
        """The date of making, else of publication, as ISO 8601 writes it and as precise as the text."""
        if self.day:
            return self.day.iso
        return self._dateline or (self._month.iso if self._month else None)

    @cached_property
    def day(self) -> Date | None:
        """The first whole date that may be the one of making."""
        last = self._dates[-1] if self._dates else None
        return last if last and last.day else None

    @property
    def _month(self) -> Date | None:
        """The first date that may be the one of making, whole or not."""
        return self._dates[0] if self._dates else None

    @cached_property
    def _dates(self) -> list[Date]:
        """The dates that may be the one of making, the best first, up to the first whole one."""
        found: list[Date] = []
        for text in self._dated():
            for day in find_dates(text) if text else ():
                found.append(day)
                if day.day:
                    return found
        return found

    def stated(self, *texts: str) -> date | None:
        """Return the first whole date that some folded texts hold."""
        found = next((day for text in texts if (day := first_date(text, whole=True))), None)
        return date(found.year, found.month, found.day or 1) if found else None

    def _dated(self) -> Iterator[str]:
        """Yield the texts in which the date of making may stand, then those with that of publication."""
        layout, hints = self._layout, self._layout.document.hints
        yield from (line.text for line in layout.parts("delivered"))
        if self._signed and not self._is_news:
            yield self._signed.text
        yield from (line.text for line in layout.parts("adopted"))
        yield from (title.behind.text for title in (self._titles.own, self._titles.carrier) if title)
        yield from (line.text for line in self._below_title)
        yield from (words.text for words in layout.values("issued"))
        yield fold(hints.get("issued", ""))
        if self._is_news:
            yield self._news.stamp
            yield from (line.text for line in layout.head if line.is_heading)
        yield from self._published()
        yield from (words.text for words in layout.values("effective"))
        announced = self._validity["announced"]
        last = (announced.search(line.passage.text) for line in layout.lines[-_LAST_LINES:])
        yield from (hit["value"] for hit in last if hit)

    def _published(self) -> Iterator[str]:
        """Yield the texts in which the date of publication may stand."""
        layout = self._layout
        yield from (line.text for line in layout.lines[-_LAST_LINES:] if line.text.endswith("印发"))
        yield from (words.text for words in layout.values("published"))
        yield fold(layout.document.hints.get("published", ""))
        labelled = {id(field.line) for field in layout.fields}
        yield from (line.text for line in layout.above if id(line) not in labelled)
        front = layout.lines[: layout.body_starts]
        yield from (line.text for line in front if line.part in ("plain", "date"))

    @cached_property
    def _signed(self) -> Line | None:
        """The line with the date of making: below a signature, else one that stands where it should."""
        dated = [line for line in self._layout.dated if line.index and ":" not in line.text]
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
            names = self._known.signing(line)
            if names:
                found.append(names)
            elif not (self._known.is_person(line) or line.part == "noise"):
                break
        return [words for names in reversed(found) for words in names]

    def _may_date(self, line: Line) -> bool:
        """Say whether a date without signature is that of making: below an official, or at the end."""
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
    def _on_cover(self) -> list[Words]:
        """The bodies that stand on the cover of a plan, below its title."""
        own = self._titles.own
        cover = self._layout.lines[own.last + 1 : self._layout.body_starts][:_COVER_LINES] if own else ()
        return [words for line in cover for words in self._known.signing(line)]

    @property
    def _below_title(self) -> list[Line]:
        own = self._titles.own or self._titles.carrier
        near = self._layout.lines[own.last + 1 : own.last + 4] if own else self._layout.head[:3]
        return [line for line in near if line.part == "date"]

    @property
    def _dateline(self) -> str | None:
        """The date of a dateline without a year (`某社某地12月14日电`), in the year that the source gives."""
        day = month_and_day(self._news.opening[:_DATELINE]) if self._month else None
        if not day or not self._month or not self._news.is_reported:
            return None
        try:
            return date(self._month.year, *day).isoformat()
        except ValueError:
            return None

    def _in_one_line(self, chosen: Sequence[Words]) -> bool:
        text = self._layout.document.text
        return not any("\n" in text[one.span.end : other.span.start] for one, other in pairwise(chosen))
