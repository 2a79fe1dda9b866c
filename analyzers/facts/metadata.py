"""What the document says of itself: title, issuer, kind, region, number, date and period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from ...lexicons import Lexicon
from ..characters import fold
from ..document import Citation, Document, Span
from ..lazy import cached_property
from ..model import Facts
from ..vocabulary import DocumentKind
from .coverage import Coverage
from .kinds import kinds
from .layout import Layout, Words
from .news import News
from .plan_periods import Period, Validity, plan_periods
from .provenance import Provenance
from .regions import Region
from .titles import TitleFinder, Titles

_UNITS_OF_A_PLAN = 3
"""Headings of units among the first lines from which on a titled text is no article about the plan."""


def find_facts(document: Document, lexicon: Lexicon) -> Facts:
    """Return what a document says of itself.

    Its own words decide; what its source says of it (portal metadata, front matter) fills what they leave
    open. For a news article title, kind and date are the article's, and `plan_title` names the plan.

    Args:
        document: the document.
        lexicon: the knowledge.
    """
    found = _Reading(document, lexicon)
    origin, region, issuer = found.origin, found.region, found.origin.issuer
    return Facts(
        path=document.path,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        format=document.format,
        encoding=document.encoding,
        characters=len(document.text),
        edits=document.edits,
        title=found.text(found.title) or found.stated_title,
        title_span=found.span(found.title),
        issuer=found.text(*issuer),
        issuer_span=found.span(*issuer),
        issuers=tuple(found.cite(words) for words in origin.issuers),
        kind=found.kind,
        region=region.name if region else None,
        region_code=region.code if region else None,
        number=found.text(origin.number) or document.hints.get("number"),
        number_span=found.span(origin.number),
        issued=origin.issued,
        period=found.period,
        valid_to=found.validity.end_iso,
        carrier_title=found.text(found.carrier) or found.stated_carrier,
        carrier_kind=found.carrier_kind,
        plan_title=found.text(found.plan_title),
    )


class _Reading:
    """One document as it is read; each thing is found once, when it is asked for."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.layout = Layout(document, lexicon)
        self.kinds = kinds(lexicon)
        self.periods = plan_periods(lexicon)
        self.finder = TitleFinder(self.layout, lexicon)
        self.titles: Titles = self.finder.find()
        self.news = News(self.layout, lexicon)
        self.is_news = self._is_news()

    @cached_property
    def origin(self) -> Provenance:
        return Provenance(
            self.layout,
            self.titles,
            self.news,
            self.lexicon,
            is_news=self.is_news,
            plan_title=self.plan_title,
        )

    @property
    def title(self) -> Words | None:
        own = self.titles.own.words if self.titles.own else None
        return (own or self.news.title) if self.is_news else own

    @cached_property
    def title_text(self) -> str:
        return self.title.text if self.title else "".join(fold(self.stated_title or "").split())

    @cached_property
    def stated_title(self) -> str | None:
        """The title that the source states outside the text: of the plan, if it is that of a notice."""
        stated = self.document.hints.get("title")
        return (self.finder.named_in(stated) or stated) if stated else None

    @property
    def stated_carrier(self) -> str | None:
        stated = self.document.hints.get("title")
        return stated if stated != self.stated_title and not self.title else None

    @property
    def carrier(self) -> Words | None:
        return self.titles.carrier.words if self.titles.carrier else None

    @property
    def carrier_kind(self) -> DocumentKind | None:
        if self.titles.carried or self.stated_carrier:
            return "notice"
        return "news" if self.titles.whole else None

    @cached_property
    def plan_title(self) -> Words | None:
        """The plan's name, where `title` is that of an article or of a page about it."""
        if self.titles.carried or not (self.is_news or self.titles.named):
            return None
        reported = self.finder.reported(*(w for w in (self.title, self.news.opening_words) if w))
        named = self.titles.named or reported
        return None if named and named.text == self.title_text else named

    @cached_property
    def kind(self) -> DocumentKind:
        if self.is_news:
            return "news"
        for kind in self._shown_kinds():
            if kind:
                return kind
        return "other"

    def _shown_kinds(self) -> Iterator[DocumentKind | None]:
        """Yield the kind that each thing shows that may show one, the best first."""
        own, named = self.titles.own, self.titles.named
        yield own.kind if own else None
        yield self.kinds.of_title(named.text) if named else None
        yield self._purpose if self._purpose != "notice" else None
        yield self.kinds.of_title(self.title_text)
        yield self.kinds.of_self(line.passage.text for line in self.layout.lines)
        yield "notice" if self.titles.carried or self._purpose else None
        yield self.kinds.of_content(line.passage.text for line in self.layout.head)

    @cached_property
    def _purpose(self) -> DocumentKind | None:
        prose = (line.words.text for line in self.layout.opening if line.part == "prose")
        return next((kind for words in prose if (kind := self.kinds.of_purpose(words))), None)

    def _is_news(self) -> bool:
        """Say whether the text is an article, and not the plan with an article or a notice around it."""
        own = self.titles.own
        if self.titles.carried or self.titles.whole:
            return False
        headings = [line.text for line in self.layout.head if line.is_heading]
        headings += [self.document.hints.get("title", ""), own.words.text if own else ""]
        if any(map(self.kinds.is_about, headings)):
            return True
        if own and own.kind and not self.news.is_stamped and self._is_laid_out_as_plan():
            return False
        return self.news.is_reported and self._purpose != "work_report"

    def _is_laid_out_as_plan(self) -> bool:
        units = (line for line in self.layout.head if line.part == "unit")
        if len(list(islice(units, _UNITS_OF_A_PLAN))) == _UNITS_OF_A_PLAN:
            return True
        return bool(self.layout.parts("number", "adopted", "delivered", "addressee"))

    @cached_property
    def region(self) -> Region | None:
        covered = Coverage(self.layout, self.lexicon)
        plans = [self.plan_title.text] if self.plan_title else []
        if self.is_news:
            return covered.of_article(self.title_text, plans, self.origin)
        return covered.of_plan(
            (self.title_text, *plans), self.origin, self.carrier.text if self.carrier else ""
        )

    @cached_property
    def period(self) -> Period | None:
        words = (self.plan_title, self.titles.named, self.carrier)
        titles = (self.title_text, *(title.text for title in words if title))
        issued = int(self.origin.issued[:4]) if self.origin.issued else None
        titled = next((found for title in titles if (found := self.periods.of_title(title, issued))), None)
        if titled or self.is_news:
            return titled
        opening = [line.text for line in self.layout.opening]
        if self.kind == "work_report":
            return self.periods.of_report(opening, self.origin.day)
        if self.kind == "proposal":
            return self.periods.five_year_plan("".join(opening[:2]))
        return self.periods.of_words([line.text for line in self.layout.lines]) or self._valid_years

    @property
    def _valid_years(self) -> Period | None:
        start, end = self.validity.start, self.validity.end
        return (start.year, end.year) if start and end and start.year <= end.year else None

    @cached_property
    def validity(self) -> Validity:
        """From when to when the document is valid, as its source says, else as it says itself."""
        if self.is_news:
            return Validity(None, None, None)
        effective, expires = (
            self.origin.stated(*(words.text for words in self.layout.values(name)))
            for name in ("effective", "expires")
        )
        issued = self.origin.stated(self.origin.issued or "")
        own = self.periods.validity([line.whole for line in self.layout.lines], effective or issued)
        end: date | None = expires or own.end
        return Validity(
            own.start or effective or issued, end, expires.isoformat() if expires else own.end_iso
        )

    def cite(self, words: Words) -> Citation:
        span = words.span
        return self.document.cite(span.start, span.end)

    def text(self, *words: Words | None) -> str | None:
        span = self.span(*words)
        return self.document.cite(span.start, span.end).text if span else None

    def span(self, *words: Words | None) -> Span | None:
        spans = [part.span for part in words if part and part.text]
        return Span(spans[0].start, spans[-1].end) if spans else None
