"""Whether a clause speaks of what has been or of what is to come.

A frame (`过去五年`, `2025年，`, `今年`, `到2030年`) holds for its clause and for what follows in its paragraph, until
another one opens. In reports, which go from a review to a programme, a frame that opens a paragraph or is a heading
holds over the paragraphs that follow. Marks of aspect (`已建成`, `同比`) say something of their own clause alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Literal, NamedTuple

from ..lexicons import Entry, Lexicon
from .context import Context
from .horizons import present_year
from .sentences import Sentence
from .vocabulary import DocumentKind
from .years import find_years

Tense = Literal["past", "future"]
Reach = Literal["document", "frame", "clause"]

REPORTS: tuple[DocumentKind, ...] = ("work_report",)
"""Kinds of document that go from a review to a programme."""

_OPENING = 4
"""At most this many characters stand before a year that opens a clause: 到2030年, ——到2030年."""

_BACK = re.compile(r"年(?:的)?(?:基础|水平|底数)|年(?:为|作为)基(?:期|年|数)")
"""A year as the base of a comparison opens no frame."""


class TenseEntry(Entry, frozen=True, kw_only=True):
    """Marks of one tense, and how far they reach."""

    tense: Tense
    reach: Reach


class Frame(NamedTuple):
    """The tense of a clause, and whether the clause itself says so or its surroundings do."""

    tense: Tense | None
    own: bool


class TenseReader:
    """The marks of `tenses.yaml`, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the marks by tense and reach."""
        marks: dict[tuple[Tense, Reach], list[str]] = {}
        for entry in lexicon.table("tenses", TenseEntry):
            if not entry.id.endswith(".compared"):
                marks.setdefault((entry.tense, entry.reach), []).extend(entry.patterns)
        self._marks = {key: re.compile("|".join(patterns)) for key, patterns in marks.items()}
        compared = next(e for e in lexicon.table("tenses", TenseEntry) if e.id.endswith(".compared"))
        self._compared = re.compile("|".join(compared.patterns))

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
        return self._has("past", "clause", clause) or (
            around != "future" and bool(self._compared.search(clause))
        )

    def _marked(self, clause: str, reach: Reach) -> Tense | None:
        if self._has("past", reach, clause):
            return "past"
        return "future" if self._has("future", reach, clause) else None

    def _has(self, tense: Tense, reach: Reach, clause: str) -> bool:
        marks = self._marks.get((tense, reach))
        return bool(marks and marks.search(clause))


def tense_reader(lexicon: Lexicon) -> TenseReader:
    """Return the compiled marks of a lexicon, made once for it."""
    return lexicon.keep("tense_reader", partial(TenseReader, lexicon))


def frames(context: Context) -> Mapping[int, Frame]:
    """Return the frame of each clause of a document, by the offset at which the clause begins."""
    return context.keep("tense_frames", lambda: dict(_frames(context)))


def _frames(context: Context) -> Iterator[tuple[int, Frame]]:
    reader, present = tense_reader(context.lexicon), present_year(context.facts)
    report = context.facts.kind in REPORTS
    over: Tense | None = "past" if report and present else None
    here: Tense | None = None
    passage = -1
    for sentence in context.sentences:
        if sentence.passage.index != passage:
            passage, here = sentence.passage.index, over
            over = here = _over(reader, sentence, present, over) if report else here
        for clause in sentence.clauses:
            opened = reader.opens(clause.text, present)
            if opened and not (opened == ("future", "frame") and over == "past"):
                here = opened[0]
            back = reader.looks_back(clause.text, here)
            yield clause.start, Frame("past" if back else here, own=back or bool(opened))


def _over(reader: TenseReader, first: Sentence, present: int, over: Tense | None) -> Tense | None:
    """Return the tense that goes on over the paragraphs from the one that begins with `first`."""
    opened = next(_document_frames(reader, first.clauses, present), None)
    return opened or over


def _document_frames(reader: TenseReader, parts: Iterable[Sentence], present: int) -> Iterator[Tense]:
    for clause in parts:
        opened = reader.opens(clause.text, present)
        if opened and opened[1] == "document":
            yield opened[0]


def _opening_year(clause: str) -> int | None:
    """Return the year with which a clause opens, the last one of a span of years."""
    years = list(find_years(clause))
    if not years or years[0].start > _OPENING or _BACK.match(clause, years[0].end - 1):
        return None
    return years[0].year
