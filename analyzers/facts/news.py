"""News articles: what shows that a text is one, and what its first words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ...lexicons import Entry, Lexicon
from ...lexicons.compiling import compiled
from ..lazy import cached_property
from .layout import Layout, Line, Words

_STAMPED_BODY = compiled(r"^(?P<stamp>.{0,160}?)[,，]?\s*正文:\s*")
_HEAD = 500
"""Code points of the first paragraph in which the marks of an article are looked for."""

_TAIL = 100
"""Code points of the last paragraphs in which they are."""

_LAST_LINES = 3
_REPORTING_PARAGRAPHS = 3
"""Paragraphs that retell what a meeting or a document said, from which on a text is an article about it."""

_REPEATED = 8
"""Code points that show a title to begin again."""

_SHORTEST_TITLE, _LONGEST_TITLE = 4, 60
_HEADLINE = 8
"""Code points that a headline in a line of its own has at least; dates and bylines have fewer."""

Place = Literal["head", "tail", "lines", "text", "title"]


class NewsEntry(Entry, frozen=True, kw_only=True):
    """A mark of news articles, and where it stands."""

    where: Place


class News:
    """The marks of a news article in one document.

    Attributes:
        stamp: what stands before the label 正文 in its line: when and where the article appeared.
        is_stamped: whether that label stands where an article begins.
    """

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        """Take the document's lines and the knowledge."""
        self._layout = layout
        self._lexicon = lexicon
        self._opening = next((line for line in layout.head if line.part == "prose"), None)
        self._begin = 0
        self.stamp = next(_stamps(layout), "")
        self.is_stamped = bool(self.stamp)
        opening = self._opening.passage.text if self._opening else ""
        stamped = _STAMPED_BODY.match(opening) if "正文:" in opening else None
        if stamped:
            self.stamp, self.is_stamped, self._begin = stamped["stamp"], True, stamped.end()

    @cached_property
    def opening(self) -> str:
        """The first words of the article, folded."""
        return self._opening.passage.text[self._begin : self._begin + _HEAD] if self._opening else ""

    @cached_property
    def opening_words(self) -> Words | None:
        """The first words of the article without white space, with their places."""
        if not self._opening:
            return None
        end = min(len(self._opening.passage.text), self._begin + _HEAD)
        return Words.of(self._opening.passage, self._begin, end)

    @cached_property
    def is_reported(self) -> bool:
        """Whether the text bears the marks of a news article."""
        return self.is_stamped or self._in_head() or self._in_tail() or self._in_text()

    @cached_property
    def title(self) -> Words | None:
        """The title that stands before the first words (`原标题：…`), or in a line above them."""
        hit = re.match(r"\s*原标题:\s*", self.opening)
        if not hit or not self._opening:
            return self._headline
        words = self.opening[hit.end() :]
        start = self._begin + hit.end()
        end = self._end_of_title(words)
        return Words.of(self._opening.passage, start, start + end) if end else None

    @property
    def _headline(self) -> Words | None:
        """The first short line above the article."""
        above = self._layout.lines[: self._layout.body_starts]
        short = (
            line for line in above if line.part == "plain" and _HEADLINE <= len(line.text) <= _LONGEST_TITLE
        )
        return next((line.words for line in short), None)

    def _in_head(self) -> bool:
        head = self.opening.strip()
        return any(pattern.search(head) for pattern in self._marks("head"))

    def _in_tail(self) -> bool:
        ends = [line.passage.text[-_TAIL:] for line in self._layout.lines[-_LAST_LINES:]]
        return any(pattern.search(text) for text in ends for pattern in self._marks("tail"))

    def _in_text(self) -> bool:
        head = self._layout.head
        if any(line.part == "prose" for line in self._told(head)):
            return True
        begins = self._marks("lines")
        reports = (line for line in head if any(mark.match(line.text) for mark in begins))
        return sum(line.part == "prose" for line in reports) >= _REPORTING_PARAGRAPHS

    def _told(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield the lines that hold the mark of an article anywhere: all are searched in one go."""
        whole = "\n".join([line.text for line in lines])
        for mark in self._marks("text"):
            yield from (lines[whole.count("\n", 0, hit.start())] for hit in mark.finditer(whole))

    def _end_of_title(self, words: str) -> int:
        """Return where a title ends that runs on into the article: at a gap, a dateline, its repetition.

        Where nothing shows it, the title is cited up to its first comma; 0 if there is none.
        """
        again = words.find(words[:_REPEATED], _REPEATED) if len(words) > 2 * _REPEATED else -1
        ends = [again, *(hit.start() for p in self._marks("title") if (hit := p.search(words)))]
        end = min((end for end in ends if end > _SHORTEST_TITLE), default=0)
        return end if 0 < end <= _LONGEST_TITLE else max(words.find(",", _REPEATED, _LONGEST_TITLE), 0)

    def _marks(self, place: Place) -> tuple[re.Pattern[str], ...]:
        return self._lexicon.keep(("news", place), lambda: _compiled(self._lexicon, place))


def _stamps(layout: Layout) -> Iterator[str]:
    """Yield the lines set apart that end with the label 正文 in the line in which the article begins."""
    text = layout.document.text
    for line in layout.above:
        end = line.passage.end
        if line.text.endswith("正文:") and "\n" not in text[end : end + 1] and line.text != "正文:":
            yield line.text


def _compiled(lexicon: Lexicon, place: Place) -> tuple[re.Pattern[str], ...]:
    entries = lexicon.table("news", NewsEntry)
    return tuple(compiled(p) for entry in entries if entry.where == place for p in entry.patterns)
