"""Counted noun phrases: 三大优势产业, 6项重点任务, “两大基础”, with the members that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal, NamedTuple

from ...lexicons import Entry, Lexicon, TermMatcher, any_of, searching
from ...lexicons.compiling import compiled
from ..document import Passage
from ..language.lists import Enumeration, ListAnnouncer, ListReader
from ..language.sentences import CLOSING
from ..language.verbs import verb_reader
from ..numbers.numerals import parse_integer
from ..vocabulary import Role

LONGEST = 20
"""How many characters may stand between a number and the end of the noun that it counts."""

NOUN = 2
"""The usual length of a noun."""

ANNOUNCED_NOUN = 8
"""The longest noun that a count before a colon may have without being in the lexicon: 突出三个衔接:一是…."""

ASPECT = "方面"
"""What counts respects in which something is done, with the verb behind it."""

_SOME = "批"
"""Behind 一 it says no number: 一批 are some."""

NUMBER = (
    rf"(?P<number>[1-9]\d?|[二三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]|一(?!{_SOME}))"
)
"""The numerals of announced counts, as a pattern with the group `number`."""

LONGEST_NUMBER = 3
"""How many characters they have at most."""

_NUMBER_END = r"[\d一二三四五六七八九十两]"
"""The characters with which they end."""

_ORDINAL = compiled(r"(?:第[〇一二三四五六七八九十\d、和至]+|党的)$")
_FIGURE = compiled(r"\d")
_STOP = r"[。,;:、!?()《》“”‘’\s—]|[为是将及和与在把被并等从以对]|[的](?=.)"


class CountedNoun(Entry, frozen=True, kw_only=True):
    """Head nouns of announced counts, with the role of what spells them out."""

    role: Role | None = None


class Tally(Entry, frozen=True, kw_only=True):
    """Classifiers that close a list with its number; `part` says whether they name classes as well."""

    part: Literal["closing", "class"]


class Counted(NamedTuple):
    """A counted noun phrase, by the positions of its passage.

    Attributes:
        passage: the passage that holds it.
        start: where its number begins.
        end: where its head noun ends.
        number: how many.
        head: where its head noun begins.
        role: the role that the head noun speaks of, if it does.
        quoted: whether quotation marks enclose it.
        known: whether its head noun is one with which enumerations are announced; what quotation marks enclose
            may count anything.
    """

    passage: Passage
    start: int
    end: int
    number: int
    head: int
    role: Role | None
    quoted: bool
    known: bool

    @property
    def text(self) -> str:
        """The folded words."""
        return self.passage.text[self.start : self.end]

    @property
    def head_text(self) -> str:
        """The folded head noun."""
        return self.passage.text[self.head : self.end]


class _Head(NamedTuple):
    """Where a head noun begins and ends, the role that it speaks of, and whether it is in the lexicon."""

    start: int
    end: int
    role: Role | None
    known: bool = True


class CountedFinder:
    """The classifiers and nouns of announced counts, compiled.

    Attributes:
        hint: what every counted noun phrase and every part of a total holds: the beginning of a classifier or of a
            word for parts, behind the end of a number.
        opening: the number and the classifier of one.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `classifiers`, `wholes`, `counted_nouns` and the words that announce lists."""
        classifiers = sorted(classifier_terms(lexicon), key=lambda term: (-len(term), term))
        self.opening = searching(
            rf"(?<![\d.〇零一二三四五六七八九十百千万亿第几数—~至上述这该-]){NUMBER}(?:{'|'.join(classifiers)})(?=\S)"
        )
        self._longest = max(map(len, classifiers), default=0)
        counting = [*classifiers, *whole_terms(lexicon)]
        self.hint = compiled(
            rf"{any_of(term[0] for term in counting)}(?<={_NUMBER_END}.)(?<![^十\n]一{_SOME})"
        )
        self._verbs = verb_reader(lexicon)
        announcers = [e for e in lexicon.table("list_announcers", ListAnnouncer) if e.part == "name"]
        spelled_out = "|".join(sorted(re.escape(t) for e in announcers for t in e.terms if len(t) > 1))
        self._stop = compiled(rf"{_STOP}|{spelled_out}")
        self._nouns: TermMatcher[CountedNoun] = lexicon.matcher("counted_nouns", CountedNoun)

    def find(self, passage: Passage, start: int = 0, end: int | None = None) -> Iterator[Counted]:
        """Yield the counted noun phrases of a passage, or of its characters `start` … `end`, in order."""
        text = passage.text
        last = len(text) if end is None else end
        for hit in self.openings(text, start, last):
            begin = hit.end()
            quoted = text[hit.start() - 1 : hit.start()] in ("“", "‘")
            stop = self._stop.search(text, begin, begin + LONGEST)
            if _ORDINAL.search(text, max(start, hit.start() - 12), hit.start()):  # 第三、四、[五项政策]
                continue
            head = self._head(text, begin, stop.start() if stop else min(len(text), begin + LONGEST), quoted)
            if head and head.end <= last and not _FIGURE.search(text, begin, head.end):
                number = parse_integer(hit.group("number")) or 0
                yield Counted(
                    passage, hit.start(), head.end, number, head.start, head.role, quoted, head.known
                )

    def openings(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield what `opening` finds between two positions of folded `text`, looked for where a hint stands."""
        for hint in self.hint.finditer(text, start, end):
            first, behind = hint.start() - LONGEST_NUMBER, hint.start() + self._longest + 1
            hit = self.opening.search(text, max(start, first), min(behind, end))
            if hit and hit.end("number") == hint.start():
                yield hit
                start = hit.end()

    def _head(self, text: str, begin: int, end: int, quoted: bool) -> _Head | None:
        """Return the head noun of the phrase that begins at `begin`, if it has one.

        The phrase runs to the words that stop it if a head noun stands there (三大产业集群培育工程), else
        to the end of the first head nouns that touch (5项措施|保障集群落地). What quotation marks hold is
        a phrase whatever its noun is (“两大底座”), and so is what a colon follows (三个衔接:).
        """
        hits = list(self._nouns.find(text[begin:end]))
        if quoted and text[end : end + 1] in ("”", "’") and begin < end:
            if hits and begin + hits[-1].end == end:
                return _Head(begin + hits[-1].start, end, hits[-1].entry.role)
            return _Head(max(begin, end - NOUN), end, None, known=False)
        if not hits and text[end : end + 1] == ":" and 0 < end - begin <= ANNOUNCED_NOUN:
            return _Head(max(begin, end - NOUN), end, None, known=False)
        if not hits:
            return None
        done = self._verbs.opens(text, begin) if text.endswith(ASPECT, 0, begin) else None
        if done and done[1] <= begin + hits[0].start:  # 从[七个方面]出台了政策措施
            return _Head(begin - len(ASPECT), begin, hits[-1].entry.role)
        last = hits[-1]
        if begin + last.end < end:
            last = hits[0]
            for hit in hits[1:]:
                if hit.start != last.end:
                    break
                last = hit
        return _Head(begin + last.start, begin + last.end, last.entry.role)


def counted_finder(lexicon: Lexicon) -> CountedFinder:
    """Return the compiled words of announced counts, made once for a lexicon."""
    return lexicon.keep("counted_finder", partial(CountedFinder, lexicon))


def classifier_terms(lexicon: Lexicon) -> tuple[str, ...]:
    """Return what stands between a number and the noun that it counts."""
    return tuple(term for entry in lexicon.table("classifiers", Entry) for term in entry.terms)


def whole_terms(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words for parts that are counted before the total of what they hold."""
    return tuple(term for entry in lexicon.table("wholes", Entry) for term in entry.terms)


def tally_terms(lexicon: Lexicon, only_classes: bool = False) -> tuple[str, ...]:
    """Return the classifiers that close a list with its number, or of them those that name classes."""
    entries = lexicon.table("tallies", Tally)
    return tuple(t for e in entries if e.part == "class" or not only_classes for t in e.terms)


def find_members(counted: Counted, reader: ListReader) -> Enumeration | None:
    """Return the members that stand right behind a counted noun phrase, or right before it.

    A list that agrees with the count is taken before one that does not; a list that does not agree is taken
    before none where it was announced, or stands behind 等: 钢铁、石化等六大产业.
    """
    text = counted.passage.text
    behind = counted.end + (counted.quoted and text[counted.end : counted.end + 1] in CLOSING)
    after = reader.after(text, behind)
    if after and after.of(counted.number):
        return after
    before = reader.before(text, counted.start - counted.quoted, counted.number, counted.number)
    if before and before.of(counted.number) and len(before.readings[0]) == counted.number:
        return before
    open_list = before if before and not before.closed else None
    return next((listed for listed in (after, open_list) if listed and len(listed.readings[0]) > 1), None)
