"""What may stand behind the digits of a formula in running text: counted phrases, framed lists, batches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ...lexicons import Lexicon
from ...lexicons.compiling import compiled
from ..counts.counted import classifier_terms, counted_finder, find_members, tally_terms
from ..document import Passage, Span
from ..language.list_items import Item
from ..language.lists import Enumeration, ListWord, list_reader
from ..language.sentences import split
from ..numbers.numerals import parse_integer
from .notations import count_of
from .solver import IN_PASSING, OPEN_BATCH, Candidate

_BATCH = compiled(r"(?:等|等等)?一批(?P<noun>[^。,;:、为的“”()]{2,14})")
_NUMERALS = r"\dNXMY一二三四五六七八九十两双"
_DIGIT = compiled(
    rf"(?=[{_NUMERALS}])"
    r"(?:(?<=“)(?P<quoted>(?P<numeral>\d{1,2}|[NXMY]|[一二三四五六七八九十两双](?=[\u4e00-\u9fff]{1,3}”))[\u4e00-\u9fff]{0,3})”|(?<![\d.“+])(?P<bare>\d{1,2})(?=即|指|是指|代表))"
)
_NUMBER = r"\d{1,2}|[两二三四五六七八九]?十?[一二三四五六七八九两]"
_NUMBERED = compiled(r"“(?P<digit>\d{1,2}|[NXMY])”(?P<noun>[个家项支条座][^“”,;。、()]{2,24})")
_CLAUSES = ",;:。"
_EXPLAINS = "即指是代"


class _Found(NamedTuple):
    """A candidate by the positions of its passage."""

    start: int
    end: int
    number: int | None
    label: Item | None
    lists: tuple[tuple[Item, ...], ...]
    alone: Item | None
    share: float = 1.0


class CandidateFinder:
    """Finds candidates in running text."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the frames 以…为核心 out of the words that close lists."""
        self._lists = list_reader(lexicon)
        self._counted = counted_finder(lexicon)
        bare = sorted(tally_terms(lexicon), key=lambda term: (-len(term), term))
        self._tally = compiled(
            rf"(?=[等{_NUMERALS}])(?<=[^第、和与及])(?:等)?(?P<tally>(?P<number>{_NUMBER})(?:{'|'.join(bare)}))(?=[和与及,;。、的]|$)"
        )
        first = {term[0] for term in (*bare, *classifier_terms(lexicon), *_EXPLAINS)}
        behind = re.escape("".join(sorted(first))) + _NUMERALS
        self._hint = compiled(rf"[以“{_NUMERALS}](?:(?<=以)|(?=[{behind}]))")
        closing = [t for e in lexicon.table("list_words", ListWord) if e.part == "close" for t in e.terms]
        parts = "|".join(term[1:] for term in closing if term.startswith("为"))
        self._frame = compiled(
            rf"以(?<![可所予加难足]以)(?![及来]|[上下内外后前至][,;。、的])(?P<inner>[^。;,为]{{2,90}}?)为(?:[^,;。、的为]{{0,4}})(?:{parts})"
        )

    def find(self, passage: Passage, start: int, end: int, least: int = 0) -> list[Candidate]:
        """Return the candidates between two positions of a passage, in order and without overlaps.

        Where two overlap, digits that are explained go before counted phrases, those before batches (一批…),
        frames (以…为核心), and lists that stand in a clause by themselves.

        Args:
            passage: what holds them.
            start: where the first may begin.
            end: where the last may end.
            least: how many have to be more than lists in passing and batches; with fewer none are returned.
        """
        if least and len(self._hint.findall(passage.text, start, end)) < least:
            return []
        kept: list[_Found] = []
        sources = (
            self._explained, self._numbered, self._counts, self._tallies, self._batches, self._frames,
        )  # fmt: skip
        for source in sources:
            _keep(kept, source(passage, start, end))
        if least and sum(found.share == 1 for found in kept) < least:
            return []
        _keep(kept, self._clauses(passage, start, end, tuple(kept)))
        return [_located(passage, found) for found in sorted(kept)]

    def explained(self, passage: Passage, end: int) -> list[Candidate]:
        """Return the digits that a passage explains before its position `end` (“1”是指…)."""
        return [
            _located(passage, found) for found in self._explained(passage, 0, min(end, len(passage.text)))
        ]

    def _explained(self, passage: Passage, start: int, end: int) -> Iterator[_Found]:
        text = passage.text
        for hit in _DIGIT.finditer(text, start, end):
            digit = hit.group("numeral") or hit.group("bare")
            listed = self._lists.after(text, hit.end())
            if listed and listed.end <= end:
                number = count_of(digit)
                comma = text.find(",", listed.start, listed.end)
                whole = (Item(listed.start, comma if comma > 0 else listed.end),)
                lists = (whole, *listed.readings) if number == 1 else listed.readings
                label = Item(*hit.span("quoted" if hit.group("quoted") else "bare"))
                yield _Found(hit.start(), listed.end, number, label, lists, None)

    def _numbered(self, passage: Passage, start: int, end: int) -> Iterator[_Found]:
        """Yield 建设“1”个省级中心: a digit of the formula before what it counts, which is its one member."""
        for hit in _NUMBERED.finditer(passage.text, start, end):
            number = int(hit.group("digit")) if hit.group("digit").isdigit() else None
            if number in (1, None):
                noun = (Item(hit.start("noun") + 1, hit.end("noun")),)
                yield _Found(*hit.span(), number, Item(*hit.span("digit")), (noun,), None)

    def _tallies(self, passage: Passage, start: int, end: int) -> Iterator[_Found]:
        """Yield 省、市、县三级: a list that its own number closes, without a noun."""
        floor = start
        for hit in self._tally.finditer(passage.text, start, end):
            number = parse_integer(hit.group("number")) or 0
            listed = self._lists.before(passage.text, hit.start("tally"), number)
            if listed and listed.start < floor:  # 省、市、县三级和[园区、院校]两类
                listed = self._lists.between(passage.text, floor, hit.start("tally"), number)
            reading = listed.of(number) if listed and number > 1 else None
            if listed and reading:
                label = Item(*hit.span("tally"))
                yield _Found(reading[0].start, hit.end(), number, label, (reading,), None)
            floor = hit.end() + (passage.text[hit.end() : hit.end() + 1] in "和与及,")

    def _counts(self, passage: Passage, start: int, end: int) -> Iterator[_Found]:
        for counted in self._counted.find(passage, start, end):
            members = find_members(counted, self._lists)
            if not members and not counted.known:
                continue
            lists = _agreeing(members, counted.number) if members else ()
            edges = [counted.start, counted.end, *((members.start, members.end) if members else ())]
            label = Item(counted.start, counted.end)
            yield _Found(min(edges), max(edges), counted.number, label, lists, None)

    def _batches(self, passage: Passage, start: int, end: int) -> Iterator[_Found]:
        """Yield 升级陶瓷、服饰等一批传统产业: a member of a group, with members of its own."""
        text = passage.text
        for hit in _BATCH.finditer(text, start, end):
            noun = Item(*hit.span("noun"))
            listed = self._lists.before(text, hit.start())
            begin = listed.start if listed and listed.start >= start else hit.start()
            lists = listed.readings if listed and len(listed.readings[0]) > 1 else ()
            yield _Found(begin, noun.end, None, noun, lists, noun, OPEN_BATCH)

    def _frames(self, passage: Passage, start: int, end: int) -> Iterator[_Found]:
        """Yield 以电子信息、新材料为重点."""
        for hit in self._frame.finditer(passage.text, start, end):
            listed = self._lists.between(passage.text, *hit.span("inner"))
            if listed:
                whole = Item(listed.start, listed.end)
                yield _Found(*hit.span(), None, None, listed.readings, whole)

    def _clauses(self, passage: Passage, start: int, end: int, taken: Sequence[_Found]) -> Iterator[_Found]:
        """Yield the lists that fill a clause of which nothing is taken: 聚焦电子信息、新材料."""
        text = passage.text
        for a, b in split(text[start:end], _CLAUSES):
            begin, stop = start + a, start + b - (text[start + b - 1] in _CLAUSES)
            free = begin < stop and _is_free(begin, stop, taken)
            parted = free and self._lists.parting.search(text, begin, stop)
            listed = self._lists.between(text, begin, stop) if parted else None
            if listed and len(listed.readings[0]) > 1:
                yield _Found(begin, stop, None, None, listed.readings, None, IN_PASSING)


def candidate_finder(lexicon: Lexicon) -> CandidateFinder:
    """Return the compiled words of candidates, made once for a lexicon."""
    return lexicon.keep("candidate_finder", partial(CandidateFinder, lexicon))


def _keep(kept: list[_Found], found: Iterable[_Found]) -> None:
    """Add to `kept` what overlaps nothing there."""
    for one in found:
        if _is_free(one.start, one.end, kept):
            kept.append(one)


def _is_free(start: int, end: int, taken: Iterable[_Found]) -> bool:
    return all(end <= other.start or start >= other.end for other in taken)


def _agreeing(members: Enumeration, number: int) -> tuple[tuple[Item, ...], ...]:
    """Return the reading that has the announced number of items, else all."""
    agreeing = members.of(number)
    return (agreeing,) if agreeing else members.readings


def _located(passage: Passage, found: _Found) -> Candidate:
    def located(item: Item | None) -> Span | None:
        return passage.span(*item) if item else None

    return Candidate(
        start=passage.offset(found.start),
        end=passage.span(found.start, found.end).end,
        number=found.number,
        label=located(found.label),
        readings=tuple(tuple(passage.span(*item) for item in reading) for reading in found.lists),
        alone=located(found.alone),
        share=found.share,
    )
