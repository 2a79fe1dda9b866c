"""Whether a clause speaks of what has been or of what is to come.

A frame (`过去五年`, `2025年，`, `今年`, `到2030年`) holds for its clause and for what follows in its paragraph, until
another one opens. In reports, which go from a review to a programme, a frame that opens a paragraph or is a heading
holds over the paragraphs that follow. Marks of aspect (`已建成`, `同比`) say something of their own clause alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple, get_args

from ...lexicons import Entry, Lexicon, default_lexicon, necessary, searching
from ...lexicons.compiling import compiled
from ..context import Context
from ..document import Passage
from ..language.sentences import Sentence, holding
from ..numbers.years import find_years, year_reader
from ..vocabulary import DocumentKind
from .horizons import present_year

Tense = Literal["past", "future"]
Reach = Literal["document", "frame", "clause"]

REPORTS: tuple[DocumentKind, ...] = ("work_report",)
"""Kinds of document that go from a review to a programme."""

_OPENING = 4
"""At most this many characters stand before a year that opens a clause: 到2030年, ——到2030年."""

_BACK = compiled(r"年(?:的)?(?:基础|水平|底数)|年(?:为|作为)基(?:期|年|数)")
"""A year as the base of a comparison opens no frame."""


class TenseEntry(Entry, frozen=True, kw_only=True):
    """Marks of one tense, and how far they reach."""

    tense: Tense
    reach: Reach


class Frame(NamedTuple):
    """The tense of a clause, and whether the clause itself says so or its surroundings do."""

    tense: Tense | None
    own: bool


class _Opened(NamedTuple):
    """The frames that the clauses of a passage open, by its own positions.

    Attributes:
        starts: where the clauses begin whose frames go on.
        tenses: the tense before each of them and behind the last.
        own: where all clauses begin that open a frame.
    """

    starts: list[int]
    tenses: list[Tense | None]
    own: set[int]


class TenseReader:
    """The marks of `tenses.yaml`, compiled.

    Attributes:
        opening: finds what every clause that opens a frame needs.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the marks by tense and reach."""
        marks: dict[tuple[Tense, Reach], list[str]] = {}
        for entry in lexicon.table("tenses", TenseEntry):
            if not entry.id.endswith(".compared"):
                marks.setdefault((entry.tense, entry.reach), []).extend(entry.patterns)
        self._marks = {key: searching("|".join(patterns)) for key, patterns in marks.items()}
        self._needed = {reach: _necessary(marks, reach) for reach in get_args(Reach)}
        opening = [p for (_, reach), patterns in marks.items() if reach != "clause" for p in patterns]
        self.opening = necessary((*opening, *year_reader(default_lexicon()).patterns))
        compared = next(e for e in lexicon.table("tenses", TenseEntry) if e.id.endswith(".compared"))
        self._compared = compiled("|".join(compared.patterns))

    def opening_places(self, sentences: Sequence[Sentence]) -> list[int]:
        """Return where sentences that follow one another have what every clause that opens a frame needs.

        The places are those of their passage.
        """
        first, last = sentences[0], sentences[-1]
        hits = self.opening.finditer(first.passage.text, first.local_start, last.local_end)
        return [hit.start() for hit in hits]

    def opens(self, clause: str, present: int) -> tuple[Tense, Reach] | None:
        """Return the frame that a clause opens, if it does.

        Args:
            clause: the folded clause.
            present: the first year that counts as future; 0 if the document says nothing.
        """
        if marked := self._marked(clause, "document"):
            return marked, "document"
        year = _opening_year(clause)
        if year and present:
            return ("future" if year >= present else "past"), "document"
        marked = self._marked(clause, "frame")
        return (marked, "frame") if marked else None

    def looks_back(self, clause: str, around: Tense | None) -> bool:
        """Tell whether a clause has a mark of the past of its own, in the frame around it."""
        marked = self._needed["clause"].search(clause) is not None and self._has("past", "clause", clause)
        return marked or (around != "future" and bool(self._compared.search(clause)))

    def _marked(self, clause: str, reach: Reach) -> Tense | None:
        if not self._needed[reach].search(clause):
            return None
        if self._has("past", reach, clause):
            return "past"
        return "future" if self._has("future", reach, clause) else None

    def _has(self, tense: Tense, reach: Reach, clause: str) -> bool:
        marks = self._marks.get((tense, reach))
        return bool(marks and marks.search(clause))


def tense_reader(lexicon: Lexicon) -> TenseReader:
    """Return the compiled marks of a lexicon, made once for it."""
    return lexicon.keep("tense_reader", partial(TenseReader, lexicon))


class Frames:
    """The frames of a document's clauses, looked for in the passages of which somebody asks."""

    def __init__(self, context: Context) -> None:
        """Take the document, and the marks of its lexicon."""
        self._context = context
        self._reader, self._present = tense_reader(context.lexicon), present_year(context.facts)
        self._passages: dict[int, _Opened] = {}
        self._over = self._over_passages() if context.facts.kind in REPORTS else {}

    def of(self, clause: Sentence) -> Frame:
        """Return the frame of a clause of the document."""
        opened, start = self._opened(clause.passage), clause.local_start
        here = opened.tenses[bisect_right(opened.starts, start)]
        back = self._reader.looks_back(clause.text, here)
        return Frame("past" if back else here, own=back or start in opened.own)

    def _opened(self, passage: Passage) -> _Opened:
        found = self._passages.get(passage.place)
        if found is None:
            over = self._over.get(passage.place)
            found = self._passages[passage.place] = _Opened([], [over], set())
            for clause, tense, reach in self._openings(self._context.sentences_of(passage)):
                found.own.add(clause.local_start)
                if not (tense == "future" and reach == "frame" and over == "past"):
                    found.starts.append(clause.local_start)
                    found.tenses.append(tense)
        return found

    def _openings(self, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Tense, Reach]]:
        """Yield the clauses of sentences that follow one another that open a frame, with its tense and reach."""
        places = self._reader.opening_places(sentences) if sentences else ()
        for sentence in holding(sentences, places):
            for clause in holding(sentence.clauses, places):
                opened = self._reader.opens(clause.text, self._present)
                if opened:
                    yield clause, *opened

    def _over_passages(self) -> dict[int, Tense | None]:
        """Return for each passage of a report the tense that holds over it, from the sentences that open passages."""
        over: Tense | None = "past" if self._present else None
        found: dict[int, Tense | None] = {}
        holding = {passage.place for passage in self._context.holding(self._reader.opening)}
        for passage in self._context.passages:
            if passage.place in holding:
                openings = self._openings(self._context.sentences_of(passage)[:1])
                over = next((tense for _, tense, reach in openings if reach == "document"), None) or over
            found[passage.place] = over
        return found


def frames(context: Context) -> Frames:
    """Return the frames of a document's clauses, made once for it."""
    return context.keep("tense_frames", lambda: Frames(context))


def _opening_year(clause: str) -> int | None:
    """Return the year with which a clause opens, the last one of a span of years."""
    first = next(find_years(clause), None)
    if first is None or first.start > _OPENING or _BACK.match(clause, first.end - 1):
        return None
    return first.year


def _necessary(marks: Mapping[tuple[Tense, Reach], Sequence[str]], reach: Reach) -> re.Pattern[str]:
    return necessary(p for (_, held), patterns in marks.items() if held == reach for p in patterns)
