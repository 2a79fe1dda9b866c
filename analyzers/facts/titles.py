"""Titles: of the plan itself, and of the notice that carries it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...lexicons import Lexicon
from ...lexicons.compiling import compiled
from ..characters import fold
from ..language.expressions import expressions
from ..lazy import cached_property
from ..vocabulary import DocumentKind
from .issuers import Issuers, issuers
from .kinds import Kinds, kinds
from .layout import Layout, Line, Words

_QUOTES = "《》〈〉<>“”\"'()〔〕[] "
_QUOTE = compiled(f"[{re.escape(_QUOTES)}]")

_LONGEST_SIGN = 12
"""Code points of a document's number before its year."""

_LONGEST_PIECE = 50
"""Code points of a line of a title; only one that ends as titles do may be longer."""

_SHORTEST_NAME = 8
"""Code points of a plan's name; what is shorter stands for one that was named (`《若干措施》`)."""

_TRANSMITTAL_LINES = 40
"""Lines at the beginning in which a notice names what it carries."""


class Title(NamedTuple):
    """A title as it stands in the document.

    Attributes:
        words: its words.
        first: the index of its first line; -1 where it does not stand in lines of its own.
        last: the index of its last line.
        kind: what its noun announces.
        behind: a date or number that stands behind it in the same line; empty if none does.
    """

    words: Words
    first: int
    last: int
    kind: DocumentKind | None
    behind: Words


class Titles(NamedTuple):
    """What a document's titles say.

    Attributes:
        own: the title of the plan itself, or of the article.
        carrier: the title of the notice that carries it.
        named: the plan's name as the carrier or article gives it.
        carried: whether the text is carried by a notice, with or without a title.
        whole: whether an article says that the plan's own words follow.
    """

    own: Title | None = None
    carrier: Title | None = None
    named: Words | None = None
    carried: bool = False
    whole: bool = False


class TitleFinder:
    """The titles of one document."""

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        """Take the document's lines and the knowledge."""
        self._layout = layout
        self._kinds: Kinds = kinds(lexicon)
        self._issuers: Issuers = issuers(lexicon)
        self._carriers = expressions(lexicon, "carriers")
        self._pieces = expressions(lexicon, "title_lines")

    def find(self) -> Titles:
        """Return the titles of the document."""
        front = self.front
        carrier = next((title for title in reversed(front) if self._carried_by_title(title.words)), None)
        stated = next(iter(self._layout.values("title")), None)
        if carrier is None and stated and not front and self._carried_by_title(stated):
            carrier = _cited(stated, self._kinds)
        named = self._carried_by_title(carrier.words) if carrier else None
        told = self._named_in_words()
        if carrier or told:
            own = self._own_title(carrier, [name for name in (told, named) if name])
            return Titles(own, carrier, named or told, carried=True)
        return self._uncarried(front[-1] if front else None)

    def reported(self, *texts: Words) -> Words | None:
        """Return the name of the plan that an article reports: the first that is no short form."""
        for words in texts:
            for hit in self._carriers["any_name"].finditer(words.text):
                if self._kinds.of_title(hit["name"]) and len(hit["name"]) >= _SHORTEST_NAME:
                    return words.cut(*hit.span("name"))
        return None

    def named_in(self, title: str) -> str | None:
        """Return the name of the plan that a notice carries, by the notice's title; None if it is no such title."""
        folded = fold(title)
        hits = (cue.search(folded) for cue in self._carriers.each("title"))
        name = next((title[slice(*hit.span("name"))] for hit in hits if hit), None)
        return name.strip("《》") if name else None

    @cached_property
    def front(self) -> tuple[Title, ...]:
        """The titles that stand before the body."""
        lines = self._layout.lines[: self._layout.body_starts]
        return tuple(self._titles(lines)) or tuple(self._above_date(lines))

    def _uncarried(self, front: Title | None) -> Titles:
        whole, named = self._whole_text()
        own = front or self._heading()
        headline = own and self._first("headline", own.words)
        if whole:
            inner = self._titled(named, 0) if named else self._inner_title()
            return Titles(inner or self._unless_contradicted(own, named), None, named or headline, whole=True)
        return Titles(own or self._stated(), None, headline)

    def _unless_contradicted(self, own: Title | None, named: Words | None) -> Title | None:
        """Return the title of a page that announces the plan's text, the plan's name if that differs."""
        if own is None or named is None:
            return own or (_cited(named, self._kinds) if named else None)
        if self._first("headline", own.words):
            return own
        return own if _bare(own.words.text) == _bare(named.text) else _cited(named, self._kinds)

    def _own_title(self, carrier: Title | None, names: list[Words]) -> Title | None:
        """Return the title of what a notice carries: lines with its name, else those behind the signature."""
        behind = carrier.last + 1 if carrier else 0
        for name in names:
            titled = self._titled(name, behind) or self._titled(name, 0)
            if titled:
                return titled
        annexed = next(filter(None, map(self._annexed, names)), None)
        return annexed or self._behind_signature(behind) or (_cited(names[0], self._kinds) if names else None)

    def _annexed(self, name: Words) -> Title | None:
        """Return the last line that gives a name as that of an annex (`附件1：某市行动方案`), as a title."""
        for line in reversed(self._layout.lines):
            mark = self._pieces["annex"].match(line.text)
            if mark and _bare(line.text[mark.end() :]) == _bare(name.text):
                words = line.words.cut(mark.end(), len(line.text))
                return _cited(words, self._kinds)._replace(first=line.index, last=line.index)
        return None

    def _titled(self, name: Words, start: int) -> Title | None:
        """Return the title from line `start` on that has the words of a name, brackets and quotes aside."""
        wanted = _bare(name.text)
        for line in self._layout.lines[start:]:
            if not line.text.lstrip(_QUOTES).startswith(wanted[:1]):
                continue
            text = _bare(line.text)
            if text and line.part in ("plain", "unit") and wanted.startswith(text):
                title = self._spelled(line, wanted)
                if title:
                    return title
        return None

    def _spelled(self, line: Line, wanted: str) -> Title | None:
        """Return the title whose lines, from `line` on, spell the wanted words."""
        pieces: list[Line] = []
        text = ""
        for piece in self._layout.lines[line.index : line.index + 6]:
            if not wanted.startswith(text + _bare(piece.text)):
                break
            pieces.append(piece)
            text += _bare(piece.text)
        missing = wanted[len(text) :]
        if len(text) < _SHORTEST_NAME or not self._pieces["missing"].match(missing):
            return None
        return self._title(self._with_comment(pieces))

    def _behind_signature(self, start: int) -> Title | None:
        lines = self._layout.lines
        for line in lines[start : start + _TRANSMITTAL_LINES]:
            if line.part in ("date", "annex", "note"):
                title = next(self._titles(lines[line.index + 1 : line.index + 7]), None)
                if title and not self._carried_by_title(title.words):
                    return title
        return None

    def _inner_title(self) -> Title | None:
        """Return the first title behind the words that announce the plan's own text."""
        lines = self._layout.head
        start = next((line.index for line in lines if self._first("full_text", line.words)), 0)
        return next(self._titles(lines[start + 1 : start + 6]), None)

    def _heading(self) -> Title | None:
        heading = next((line for line in self._layout.head if line.is_heading and line.part == "plain"), None)
        return self._title([heading]) if heading else None

    def _stated(self) -> Title | None:
        stated = self._layout.values("title")
        return _cited(stated[0], self._kinds) if stated else None

    def _named_in_words(self) -> Words | None:
        """Return the name of what a notice says that it carries."""
        told = (self._first("words", line.words) for line in self._transmittal if line.part == "prose")
        return next((name for name in told if name), None)

    @cached_property
    def _transmittal(self) -> list[Line]:
        """The first lines that hold words with which notices and articles name what they carry."""
        first = self._layout.lines[:_TRANSMITTAL_LINES]
        hint = self._carriers["hint"]
        return [line for line in first if hint.search(line.text) and line.part in ("prose", "plain")]

    def _whole_text(self) -> tuple[bool, Words | None]:
        """Say whether an article announces the plan's own text, and by which name if by one."""
        announced = False
        for line in self._transmittal:
            hits = [hit for cue in self._carriers.each("full_text") if (hit := cue.search(line.text))]
            announced = announced or bool(hits)
            named = next((hit for hit in hits if hit.groupdict().get("name")), None)
            if named:
                return True, _unquoted(line.words.cut(*named.span("name")))
        return announced, None

    def _carried_by_title(self, words: Words) -> Words | None:
        return self._first("title", words)

    def _first(self, place: str, words: Words) -> Words | None:
        """Return the name, or else the words, that the first fitting pattern of a carrier finds."""
        for pattern in self._carriers.each(place):
            hit = pattern.search(words.text)
            if hit:
                start, end = hit.span("name") if "name" in pattern.groupindex else hit.span()
                return _unquoted(words.cut(start, end))
        return None

    def _titles(self, lines: Iterable[Line]) -> Iterator[Title]:
        """Yield the titles among some lines: runs of short lines up to one that ends as titles do."""
        run: list[Line] = []
        for line in lines:
            if not self._may_belong(line):
                run = []
                continue
            if run and self._begins_anew(run[-1], line):
                run = []
            run.append(line)
            if self._ends_as_title(line.text) and not self._goes_on(run):
                yield self._title(self._with_comment(run))
                run = []

    def _above_date(self, lines: Iterable[Line]) -> Iterator[Title]:
        """Yield the short lines above the line that says where and when a speech was given."""
        run: list[Line] = []
        for line in lines:
            if run and line.part == "delivered":
                yield self._title(run)
            run = [*run, line] if self._may_belong(line) else []

    def _with_comment(self, run: list[Line]) -> list[Line]:
        """Return the lines of a title with the line in brackets below them that goes on with it."""
        behind = self._layout.lines[run[-1].index + 1 : run[-1].index + 2]
        return run + [
            line for line in behind if line.part == "plain" and self._pieces["comment"].match(line.text)
        ]

    def _may_belong(self, line: Line) -> bool:
        fits = line.part == "plain" and not self._pieces["never"].search(line.text)
        return fits and (len(line.text) <= _LONGEST_PIECE or self._is_long_title(line.text))

    def _is_long_title(self, text: str) -> bool:
        """Say whether a long line is a title: it ends as titles do and holds no clause."""
        return "," not in text and self._ends_as_title(text)

    def _goes_on(self, run: list[Line]) -> bool:
        """Say whether a title that may end here goes on in the next line (`关于某制度 / 某制度的意见`)."""
        following = self._layout.lines[run[-1].index + 1 : run[-1].index + 2]
        subject = any("关于" in line.text for line in run)
        return subject and any(
            self._may_belong(line)
            and not self._begins_anew(run[-1], line)
            and self._pieces["bound"].match(line.text)
            for line in following
        )

    def _begins_anew(self, above: Line, line: Line) -> bool:
        """Say whether a line can't go on with the one above: a heading of its own, or below a signature."""
        signed = self._issuers.is_body(above.text) and not self._pieces["goes_on"].match(line.text)
        return signed or line.is_heading != above.is_heading or line.index != above.index + 1

    def _title(self, lines: list[Line]) -> Title:
        words = Words.joined(line.words for line in lines)
        end = self._end(words.text)
        own = words.cut(0, end)
        behind = words.cut(end, len(words.text))
        return Title(own, lines[0].index, lines[-1].index, self._kinds.of_title(own.text), behind)

    def _end(self, text: str) -> int:
        """Return where a title ends: before a date in brackets, or a number that follows without a mark."""
        date = self._pieces["date_behind"].search(text) if text.endswith((")", "日")) else None
        number = self._pieces["number_behind"].search(text) if text.endswith("号") else None
        if not number:
            return date.start() if date else len(text)
        ends = range(number.start() - 1, max(0, number.start() - _LONGEST_SIGN), -1)
        return next((end for end in ends if self._kinds.of_title(text[:end])), len(text))

    def _ends_as_title(self, text: str) -> bool:
        return self._kinds.of_title(text[: self._end(text)]) is not None


def _cited(words: Words, known: Kinds) -> Title:
    """Return a title that does not stand in lines of its own."""
    return Title(words, -1, -1, known.of_title(words.text), words.cut(0, 0))


def _unquoted(words: Words) -> Words:
    """Return the first of the names in 《》, without the marks, or the words as they are."""
    if not words.text.startswith(("《", "<", "〈")):
        return words
    depth = 0
    for position, character in enumerate(words.text):
        depth += (character in "《<〈") - (character in "》>〉")
        if depth == 0:
            return words.cut(1, position)
    return words.stripped("《》<>〈〉")


def _bare(text: str) -> str:
    return _QUOTE.sub("", text)
