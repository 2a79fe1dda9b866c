"""Sentences and clauses of a passage, with quotation marks and brackets protecting what they hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from ...lexicons import Entry, default_lexicon
from ...lexicons.compiling import compiled
from ..document import Passage, Span

OPENING = "“‘《〈(〔[【{"
CLOSING = "”’》〉)〕]】}"
SENTENCE_ENDS = "。!?"
_WITHIN = ";:,"
CLAUSE_ENDS = SENTENCE_ENDS + _WITHIN

_PAIRS = tuple(zip(OPENING, CLOSING, strict=True))
_PARTNER = {closing: opening for opening, closing in _PAIRS}
_MARKS = compiled(f"[{re.escape(OPENING + CLOSING)}]")
_TITLE_CLOSING = "》〉"
_GOING_ON = ",;:、…—"

# Marks inside a figure (3,000; 8:30; not 表1:2025年) or an address on the web say nothing of the sentence.
_FIGURE = r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]:(?=[0-9])(?!(?:19|20)[0-9]{2}年)"
_ADDRESS = r"(?<![a-zA-Z])[a-zA-Z]+://[!-~]*[a-zA-Z0-9/]"

_NO_END = compiled("[,:](?:[0-9]|//)")
"""What every figure and address has that holds a mark; few sentences have any, and the look for it is fast."""

_IDEOGRAPH = "[\u4e00-\u9fff]"

_PAIR_REACH = 800
"""Marks further apart are no pair: two partners were forgotten. True quotations are nearly all shorter."""

_CONTINUATION_REACH = 4
"""How many characters behind a quotation show whether its sentence goes on."""


class Sentence(msgspec.Struct, eq=False, gc=False):
    """A stretch of a passage, by the passage's own positions: a sentence, a clause, or a part of one.

    Attributes:
        passage: the passage that holds it.
        local_start: the passage's position of its first character.
        text: the folded words.
    """

    passage: Passage
    local_start: int
    text: str
    _clauses: tuple[Sentence, ...] | None = None

    @property
    def local_end(self) -> int:
        """The passage's position behind the last character."""
        return self.local_start + len(self.text)

    @property
    def start(self) -> int:
        """Offset in the document of the first character."""
        return self.passage.offset(self.local_start)

    @property
    def span(self) -> Span:
        """The place in the document."""
        return self.passage.span(self.local_start, self.local_end)

    @property
    def clauses(self) -> tuple[Sentence, ...]:
        """What stands between ， ； ： and the sentence's end; cut once, for all who ask."""
        if self._clauses is None:
            self._clauses = _cut(self.passage, self.local_start, self.text, CLAUSE_ENDS)
        return self._clauses

    def locate(self, start: int, end: int) -> Span:
        """Return the document's span of the sentence's characters `start` … `end` (at least one)."""
        return self.passage.span(self.local_start + start, self.local_start + end)


def sentences(passage: Passage) -> tuple[Sentence, ...]:
    """Return the sentences of a passage."""
    return _cut(passage, 0, passage.text, SENTENCE_ENDS)


def clauses_of(run: Sentence) -> list[tuple[int, str]]:
    """Return the clauses of all sentences in a stretch that holds whole ones: their passage's positions and words.

    They are those of each of its sentences, cut in one go where they are plain to see.
    """
    pieces: list[str] = _clause_pattern().findall(run.text)
    if len("".join(pieces)) < len(run.text):
        cut = _cut(run.passage, run.local_start, run.text, SENTENCE_ENDS)
        return [(clause.local_start, clause.text) for sentence in cut for clause in sentence.clauses]
    found: list[tuple[int, str]] = []
    position = run.local_start
    for piece in pieces:
        words = piece.strip()
        if words:
            found.append((position if words is piece else position + piece.index(words), words))
        position += len(piece)
    return found


def closes_sentence(words: str) -> bool:
    """Tell whether a clause closes its sentence, too, by the mark at its end."""
    return words.rstrip(CLOSING)[-1:] in SENTENCE_ENDS


def stretch(passage: Passage, start: int, end: int) -> Sentence:
    """Return what stands from `start` to `end` of a passage, as if it were a sentence."""
    return Sentence(passage, start, passage.text[start:end])


def holding(stretches: Iterable[Sentence], places: Sequence[int]) -> list[Sentence]:
    """Return those of some stretches of a passage in which one of some places lies; see `with_places`."""
    return [words for words, _ in with_places(stretches, places)]


def with_places(stretches: Iterable[Sentence], places: Sequence[int]) -> list[tuple[Sentence, Sequence[int]]]:
    """Return those of some stretches of a passage in which some places lie, with those places.

    Args:
        stretches: sentences or clauses, in order.
        places: positions of the passage, in order.
    """
    found: list[tuple[Sentence, Sequence[int]]] = []
    passed, count = 0, len(places)
    for words in stretches:
        if passed == count:
            break
        end = words.local_start + len(words.text)
        if places[passed] < end:
            first = bisect_left(places, words.local_start, passed)
            passed = bisect_left(places, end, first)
            if first < passed:
                found.append((words, places[first:passed]))
    return found


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
    position = 0
    for piece in _pieces(text, ends):
        words = piece.strip()
        if words:
            start = position + piece.index(words)
            parts.append((start, start + len(words)))
        position += len(piece)
    return parts


def first_end(text: str, ends: str) -> int:
    """Return where the first stretch of a text ends, or 0 where there is none; see `split`."""
    piece = _piece_pattern(ends).match(text)
    end = piece.end() if piece else 0
    if end == len(text):
        return len(text.rstrip())
    return end if end and text[end - 1] in ends else next((stop for _, stop in split(text, ends)), 0)


def _cut(passage: Passage, position: int, text: str, ends: str) -> tuple[Sentence, ...]:
    """Return the stretches of a text that begins at `position` of a passage; see `split`."""
    found: list[Sentence] = []
    for piece in _pieces(text, ends):
        words = piece.strip()
        if words:
            start = position if words is piece else position + piece.index(words)
            found.append(Sentence(passage, start, words))
        position += len(piece)
    return tuple(found)


def _pieces(text: str, ends: str) -> list[str]:
    """Return the stretches with the white space around them: joined they are the text."""
    first = _any_end(ends).search(text)
    if first is None or first.end() == len(text):
        return [text]
    pieces: list[str] = _piece_pattern(ends).findall(text)
    if len("".join(pieces)) < len(text):
        return [text[start:stop] for start, stop in pairwise((0, *_stops(text, ends), len(text)))]
    return pieces


@cache
def _any_end(ends: str) -> re.Pattern[str]:
    return compiled(f"[{re.escape(ends)}]")


@cache
def _piece_pattern(ends: str) -> re.Pattern[str]:
    """Compile what finds all pieces of nearly every text, and leaves out a character where it takes more to tell.

    It takes more where a mark has no partner, or one that is too far or with other marks before it; where a pair
    closes with an end; and where a figure or an address may be. There the pattern matches but an empty word.
    """
    return compiled(_piece(ends, f"{_sure_end(ends)}[{re.escape(ends + CLOSING)}]*"))


@cache
def _clause_pattern() -> re.Pattern[str]:
    """Do the same for clauses, each of which closes with its sentence or within it: not first so, then so (`。,`)."""
    end, closing = _sure_end(CLAUSE_ENDS), re.escape(CLOSING)
    within = f"(?=[{_WITHIN}]){end}[{_WITHIN}{closing}]*+"
    last = f"(?:{within}|(?=[{SENTENCE_ENDS}]){end})[{SENTENCE_ENDS}{closing}]*+(?![{_WITHIN}])"
    return compiled(_piece(CLAUSE_ENDS, last))


def _sure_end(ends: str) -> str:
    """Return an expression for an end that no figure and no address can hold."""
    one = re.escape(ends)
    return f"[{one}](?:(?![0-9/])|(?<![0-9a-zA-Z].))"


def _piece(ends: str, last: str) -> str:
    """Return an expression for words, pairs that are plain to see, and behind them an end that `last` finds.

    Most pieces are ideographs all, and more of them follow the end: these are asked for first.
    """
    one, marks, opening = map(re.escape, (ends, OPENING + CLOSING, OPENING))
    words = f"[^:{one}{opening}]*+"
    within = f"[^{marks}]{{0,{_PAIR_REACH - 1}}}+"
    held = [
        re.escape(a) + within + ("" if b in _TITLE_CLOSING else f"(?<![{one}])") + re.escape(b)
        for a, b in _PAIRS
    ]
    if ":" not in ends:
        held.append(":(?!//)")
    others = f"(?:(?:{'|'.join(held)}){words})*+(?:{last})?"
    return f"{_IDEOGRAPH}*+{words}(?:[{one}](?={_IDEOGRAPH})|{others})"


def _stops(text: str, ends: str) -> list[int]:
    """Return the positions behind the last character of each stretch; that of the last may be left out."""
    pattern = _exact_end_pattern(ends) if _NO_END.search(text) else _end_pattern(ends)
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
def _end_pattern(ends: str) -> re.Pattern[str]:
    """Compile what finds the ends (as group `end`) where no figure and no address holds some."""
    one = re.escape(ends)
    return compiled(f"(?P<end>[{one}][{one}{re.escape(CLOSING)}]*)")


@cache
def _exact_end_pattern(ends: str) -> re.Pattern[str]:
    """Compile what finds the ends (as group `end`) and swallows the figures and addresses that hold some."""
    return compiled(f"{_ADDRESS}|{_FIGURE}|{_end_pattern(ends).pattern}")


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
