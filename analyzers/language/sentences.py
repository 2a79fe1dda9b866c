"""Sentences and clauses of a passage, with quotation marks and brackets protecting what they hold."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import accumulate, pairwise

from ...lexicons import Entry, default_lexicon
from ..document import Passage, Span

OPENING = "“‘《〈(〔[【{"
CLOSING = "”’》〉)〕]】}"
SENTENCE_ENDS = "。!?"
CLAUSE_ENDS = "。!?;:,"

_PAIRS = tuple(zip(OPENING, CLOSING, strict=True))
_PARTNER = {closing: opening for opening, closing in _PAIRS}
_MARKS = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
_TITLE_CLOSING = "》〉"
_GOING_ON = ",;:、…—"

# Marks inside a figure (3,000; 8:30; not 表1:2025年) or an address on the web say nothing of the sentence.
_FIGURE = r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]:(?=[0-9])(?!(?:19|20)[0-9]{2}年)"
_ADDRESS = r"(?<![a-zA-Z])[a-zA-Z]+://[!-~]*[a-zA-Z0-9/]"

_NO_END = re.compile("[,:](?:[0-9]|//)")
"""What every figure and address has that holds a mark; few sentences have any, and the look for it is fast."""

_PAIR_REACH = 800
"""Marks further apart are no pair: two partners were forgotten. True quotations are nearly all shorter."""

_CONTINUATION_REACH = 4
"""How many characters behind a quotation show whether its sentence goes on."""


class Sentence:
    """A stretch of a passage, by the passage's own positions: a sentence, a clause, or a part of one.

    Attributes:
        passage: the passage that holds it.
        local_start: the passage's position of its first character.
        local_end: the passage's position behind its last.
        text: the folded words.
        start: offset in the document of the first character.
    """

    __slots__ = ("_clauses", "local_end", "local_start", "passage", "start", "text")

    def __init__(self, passage: Passage, local_start: int, local_end: int) -> None:
        self.passage = passage
        self.local_start = local_start
        self.local_end = local_end
        self.text = passage.text[local_start:local_end]
        self.start = passage.offset(local_start)
        self._clauses: tuple[Sentence, ...] | None = None

    @property
    def span(self) -> Span:
        """The place in the document."""
        return self.passage.span(self.local_start, self.local_end)

    @property
    def clauses(self) -> tuple[Sentence, ...]:
        """What stands between ， ； ： and the sentence's end; cut once, for all who ask."""
        if self._clauses is None:
            base = self.local_start
            places = split(self.text, CLAUSE_ENDS)
            self._clauses = tuple(Sentence(self.passage, base + a, base + b) for a, b in places)
        return self._clauses

    def locate(self, start: int, end: int) -> Span:
        """Return the document's span of the sentence's characters `start` … `end` (at least one)."""
        return self.passage.span(self.local_start + start, self.local_start + end)


def split(text: str, ends: str) -> list[tuple[int, int]]:
    """Return the stretches of folded `text` that close with one of `ends` outside quotes and brackets.

    Every character but white space around a stretch lies in exactly one; empty stretches are not given.

    - Several ends in a row, and stray closing marks behind them, belong to one stretch.
    - A quotation or bracket (not a title in 《》) that closes with one of `ends` closes the stretch too,
      unless what follows continues it: `他说:“好。”随后…` are two, `“好不好?”的问题` is one.
    - A mark without its partner, or further than 800 characters from it, protects nothing. Straight
      quotes don't tell opening from closing, so they never protect.
    - Marks inside figures and web addresses don't count (`3,000`, `8:30`).

    Args:
        text: folded text, of any length: the time taken grows in proportion to it.
        ends: the characters that close a stretch.
    """
    parts: list[tuple[int, int]] = []
    start = 0
    stops = _stops(text, ends)
    if not stops or stops[-1] < len(text):
        stops.append(len(text))
    if text and "".join(text.split()) == text:
        return list(pairwise((0, *stops)))
    for stop in stops:
        part = text[start:stop]
        kept = len(part.strip())
        if 0 < kept == stop - start:
            parts.append((start, stop))
        elif kept:
            begin = stop - len(part.lstrip())
            parts.append((begin, begin + kept))
        start = stop
    return parts


def sentences(passage: Passage) -> tuple[Sentence, ...]:
    """Return the sentences of a passage."""
    return tuple(Sentence(passage, a, b) for a, b in split(passage.text, SENTENCE_ENDS))


def _stops(text: str, ends: str) -> list[int]:
    """Return the positions behind the last character of each stretch; that of the last may be left out."""
    exact = _NO_END.search(text)
    if not exact and not _holding_pattern(ends).search(text):
        return list(accumulate(map(len, _stretch_pattern(ends).findall(text))))
    pattern = _exact_end_pattern(ends) if exact else _end_pattern(ends)
    if not pattern.search(text):
        return []
    stops: list[int] = []
    position = 0
    for opening, closing in _protected(text):
        stops += [hit.end() for hit in pattern.finditer(text, position, opening) if hit.lastgroup]
        position = closing + 1
        if _closes_stretch(text, opening, closing, ends):
            stops.append(position)
    return stops + [hit.end() for hit in pattern.finditer(text, position) if hit.lastgroup]


@cache
def _holding_pattern(ends: str) -> re.Pattern[str]:
    """Compile what finds an opening mark behind which another mark or an end comes before its partner."""
    other = re.escape(OPENING + CLOSING + ends)
    return re.compile("|".join(f"{re.escape(a)}[^{other}]*+(?!{re.escape(b)})" for a, b in _PAIRS))


@cache
def _stretch_pattern(ends: str) -> re.Pattern[str]:
    """Compile what finds the stretches, the last too, where no mark, no figure and no address holds an end."""
    one = re.escape(ends)
    return re.compile(f"[^{one}]*+[{one}][{one}{re.escape(CLOSING)}]*|[^{one}]+")


@cache
def _end_pattern(ends: str) -> re.Pattern[str]:
    """Compile what finds the ends (as group `end`) where no figure and no address holds some."""
    one = re.escape(ends)
    return re.compile(f"(?P<end>[{one}][{one}{re.escape(CLOSING)}]*)")


@cache
def _exact_end_pattern(ends: str) -> re.Pattern[str]:
    """Compile what finds the ends (as group `end`) and swallows the figures and addresses that hold some."""
    return re.compile(f"{_ADDRESS}|{_FIGURE}|{_end_pattern(ends).pattern}")


def _protected(text: str) -> list[tuple[int, int]]:
    """Return the positions of the opening and closing marks of the outermost pairs, in order."""
    pairs: list[tuple[int, int]] = []
    waiting: list[int] = []
    count: Counter[str] = Counter()
    for hit in _MARKS.finditer(text):
        if hit.group() in OPENING:
            waiting.append(hit.start())
            count[hit.group()] += 1
        elif count[_PARTNER[hit.group()]]:
            opening = _take(text, waiting, count, _PARTNER[hit.group()])
            if hit.start() - opening <= _PAIR_REACH:
                while pairs and pairs[-1][0] > opening:
                    pairs.pop()
                pairs.append((opening, hit.start()))
    return pairs


def _take(text: str, waiting: list[int], count: Counter[str], partner: str) -> int:
    """Take the last waiting `partner`, and drop what waits behind it: its partner never came."""
    while True:
        position = waiting.pop()
        count[text[position]] -= 1
        if text[position] == partner:
            return position


def _closes_stretch(text: str, opening: int, closing: int, ends: str) -> bool:
    """Tell whether the pair ends with one of `ends` and nothing behind it continues the stretch."""
    last = closing - 1
    while last > opening and text[last] in CLOSING:
        last -= 1
    if text[closing] in _TITLE_CLOSING or text[last] not in ends:
        return False
    rest = text[closing + 1 : closing + 1 + _CONTINUATION_REACH]
    if not rest or rest[0] in ends + _GOING_ON:
        return False
    following = default_lexicon().matcher("sentences", Entry).first(rest)
    return following is None or following.start > 0
