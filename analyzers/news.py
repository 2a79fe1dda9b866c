"""News articles: what shows that a text is one, and what its first words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from ..lexicons import Entry, Lexicon
from .layout import Layout, Words

_STAMPED_BODY = re.compile(r"^(?P<stamp>.{0,160}?)[,，]?\s*正文:\s*")
_HEAD = 500
"""Code points of the first paragraph in which the marks of an article are looked for."""

_TAIL = 100
_MEETING_PARAGRAPHS = 3
"""Paragraphs that report what a meeting said, from which on a text is the report of a meeting."""

_LONGEST_TITLE = 60
_GAP = re.compile(r"\s{3,}|。|\s*(?:来源:|[(【][^()【】]{0,16}记者)")
_DATELINE_IN_TITLE = re.compile(
    r"\s*(?:中国)?[一-龥]{2}(?:网|报|社)(?:讯|[一-龥]{0,4}\d{1,2}月\d{1,2}日(?:电|讯))|\s*本报讯"
)


class NewsEntry(Entry, frozen=True, kw_only=True):
    """A mark of news articles, and where it stands."""

    where: Literal["head", "tail", "lines", "text"]


class News:
    """The marks of a news article in one document.

    Attributes:
        stamp: what stands before the label 正文 in its line: when and where the article appeared.
        decided: whether the document is a news article, once that is known.
    """

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        """Take the document's lines and the knowledge."""
        self._layout = layout
        self._marks = lexicon.keep("news", lambda: _marks(lexicon))
        self._opening = next((line for line in layout.head if line.part == "prose"), None)
        self._begin = 0
        self.stamp = next(_stamps(layout), "")
        self.is_stamped = bool(self.stamp)
        self.decided = False
        stamped = _STAMPED_BODY.match(self._opening.passage.text) if self._opening else None
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
        """The title that stands before the first words (`原标题：…`); None if there is none."""
        hit = re.match(r"\s*原标题:\s*", self.opening)
        if not hit or not self._opening:
            return None
        words = self.opening[hit.end() :]
        start = self._begin + hit.end()
        end = _end_of_title(words)
        return Words.of(self._opening.passage, start, start + end) if end else None

    def _in_head(self) -> bool:
        head = self.opening.strip()
        return any(pattern.search(head) for pattern in self._marks["head"])

    def _in_tail(self) -> bool:
        ends = (line.passage.text[-_TAIL:] for line in self._layout.lines[-3:])
        return any(pattern.search(text) for text in ends for pattern in self._marks["tail"])

    def _in_text(self) -> bool:
        prose = [line.text for line in self._layout.head if line.part == "prose"]
        reports = sum(any(pattern.match(text) for pattern in self._marks["lines"]) for text in prose)
        return reports >= _MEETING_PARAGRAPHS or any(p.search(text) for p in self._marks["text"] for text in prose)


def _stamps(layout: Layout) -> Iterator[str]:
    """Yield the lines set apart that end with the label 正文 in the line in which the article begins."""
    text = layout.document.text
    for line in layout.above:
        end = line.passage.end
        if line.text.endswith("正文:") and "\n" not in text[end : end + 1] and line.text != "正文:":
            yield line.text


def _marks(lexicon: Lexicon) -> dict[str, tuple[re.Pattern[str], ...]]:
    entries = lexicon.table("news", NewsEntry)
    return {
        place: tuple(re.compile(p) for entry in entries if entry.where == place for p in entry.patterns)
        for place in ("head", "tail", "lines", "text")
    }


def _end_of_title(words: str) -> int:
    """Return where a title ends that runs on into the article: at a gap, a dateline, or where it is repeated."""
    again = words.find(words[:8], 8) if len(words) > 16 else -1
    ends = [again] if 0 < again <= _LONGEST_TITLE else []
    ends += [hit.start() for pattern in (_GAP, _DATELINE_IN_TITLE) if (hit := pattern.search(words))]
    end = min((end for end in ends if end > 3), default=0)
    if 0 < end <= _LONGEST_TITLE:
        return end
    comma = words.find(",", 8, _LONGEST_TITLE)
    return max(comma, 0)
