"""Reading enumerations: where the items of a list begin and end, quotation marks and brackets left whole.

A list has several readings: 和 joins two items in 电子信息和新材料, and lies inside one in 新兴和未来产业.
Where a count is announced, the reading that agrees with it is the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from ...lexicons import Entry, Lexicon, alternation
from ...lexicons.compiling import compiled
from .list_items import (
    EVEN,
    TOUCHING,
    Item,
    Reading,
    cut,
    even_items,
    in_quotes,
    is_quoted,
    read_items,
    trimmed,
)
from .sentences import CLOSING, OPENING, split

REACH = 160
"""How far a list may reach, back from the words that close it or on from those that announce it."""

SHORT_NAME = 2
"""The length of names among which a single character (市、县、乡) is one too."""

BREAKS = "。;!?:,\n"
"""What a list that runs on inside a clause does not reach over."""

_SENTENCE_ENDS = "。;!?\n"

_ETC = compiled(r"(?<=[^高平同中均优初相])等(?![级于待效号同离])")
_TALLY = compiled(
    r"(?<=[^、和及与]{2})(?:\d{1,2}|[两二三四五六七八九]?十?[一二三四五六七八九两])[个大项条类座级种][^、]{1,10}$"
)
_LONGEST_TALLY = 3 + 1 + 10 + 1
"""How many characters a tally has: its number, its classifier, its noun and the end of a line."""

_CONJOINED = compiled(
    r"(?:\d{1,2}|[两二三四五六七八九]?十?[一二三四五六七八九两])(?:[个大项条类级种])(?:[^、,;和与及]{0,12}[^、,;和与及个])?(?:和|与|及|以及)"
)
_STRUCTURE = compiled(f"[{re.escape(OPENING + CLOSING + BREAKS)}]")
_NEAR = 20
"""So many characters at a time are searched for the marks before a place."""


class ListWord(Entry, frozen=True, kw_only=True):
    """Words that join and close enumerations; `part` says which."""

    part: Literal["firm_joint", "joint", "close"]


class ListOpener(Entry, frozen=True, kw_only=True):
    """Words that lead to the first item; `inner` ones end a longer beginning as well."""

    inner: bool = False


class ListAnnouncer(Entry, frozen=True, kw_only=True):
    """Words that announce a list, behind the name that it spells out or before."""

    part: Literal["name", "pointer"]


class Enumeration(NamedTuple):
    """A list, with the ways in which its items can be told apart, the likeliest first.

    Attributes:
        start: where its first item begins.
        end: where its last item ends.
        readings: the lists of items.
        closed: whether no 等 leaves it open.
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    closed: bool

    def of(self, count: int | None) -> Reading | None:
        """Return the reading that has `count` items, the likeliest for None; None if there is none."""
        if count is None:
            return self.readings[0]
        return next((reading for reading in self.readings if len(reading) == count), None)


class ListReader:
    """The words of enumerations, compiled.

    Attributes:
        parting: what every list of more than one item holds.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `list_words`, `list_openers` and `list_announcers`."""
        terms = {entry.part: entry.terms for entry in lexicon.table("list_words", ListWord)}
        openers = lexicon.table("list_openers", ListOpener)
        announcers = {entry.part: entry.terms for entry in lexicon.table("list_announcers", ListAnnouncer)}
        self._opener = compiled(alternation(term for entry in openers for term in entry.terms))
        self._only_opens = compiled(rf"(?:{self._opener.pattern})+")
        self._inner = compiled(alternation(term for entry in openers if entry.inner for term in entry.terms))
        name = alternation(announcers["name"])
        self._announce = compiled(rf"[,\s]?(?:{name})+\s?")
        self._explained = compiled(rf"“[^“”]{{1,8}}”(?:{name})")
        self._pointer = compiled(alternation(announcers["pointer"]))
        self._close = compiled(rf"(?:{alternation(terms['close'])})$")
        self._joints = (
            compiled(alternation(terms["firm_joint"])),
            compiled(alternation([*terms["firm_joint"], *terms["joint"]])),
        )
        self.parting = compiled(f"[、,;]|{self._joints[-1].pattern}|{TOUCHING.pattern}")
        self._several = compiled(f"{self.parting.pattern}|{EVEN.pattern}")
        self._openings = frozenset(term[0] for entry in openers for term in entry.terms)
        self._endings = frozenset(("\n", *(term[-1] for term in terms["close"])))  # $ stands before it, too

    def before(self, text: str, end: int, count: int | None = None, least: int = 1) -> Enumeration | None:
        """Return the list that ends at `end` of folded `text`, in the clause that leads there.

        Args:
            text: a passage.
            end: the position behind its last item, or behind the 等 that closes it.
            count: how many items are announced; items further back are then left out.
            least: how many items it must have to be of use; none may be returned if it has fewer.
        """
        etc = text[end - 1 : end] == "等" and _ETC.search(text, end - 1, end)
        stop = etc.start() if etc else end
        start = _behind_earlier(text, _clause_start(text, stop), stop)
        if least > 1 and not self._several.search(text, start, stop):
            return None
        found = self.between(text, start, stop, count)
        if not found or self._only_opens.fullmatch(text, *found.readings[0][-1]):
            return None
        return found._replace(closed=found.closed and not etc)

    def after(self, text: str, start: int) -> Enumeration | None:
        """Return the list announced at `start` of folded `text`: in brackets, behind a colon, 即 or 包括."""
        if text[start : start + 1] == "(":
            inner = self._announce.match(text, start + 1)
            return self.between(text, inner.end() if inner else start + 1, _bracket_end(text, start))
        announced = self._announce.match(text, start)
        if not announced:
            return None
        begin = announced.end()
        end = self._end(text, begin)
        again = self._announce.match(text, end)  # “六横”指六条通道，包括…
        if again and "、" not in text[begin:end]:
            begin, end = again.end(), self._end(text, again.end())
        return self.between(text, begin, end)

    def spelled_out(self, text: str, start: int, count: int) -> Enumeration | None:
        """Return the sentence announced at `start` of folded `text`, if commas and 、 make `count` items of it."""
        announced = self._announce.match(text, start)
        if not announced:
            return None
        begin = announced.end()
        stops = [stop for mark in _SENTENCE_ENDS if (stop := text.find(mark, begin, begin + REACH)) >= 0]
        end = min(stops, default=min(len(text), begin + REACH))
        pieces = split(text[begin:end], "、,")
        items = trimmed(
            text, (Item(begin + a, begin + b - (text[begin + b - 1] in "、,")) for a, b in pieces)
        )
        if len(items) != count or "、" not in text[begin:end]:  # commas alone part clauses, not items
            return None
        return Enumeration(items[0].start, items[-1].end, (self._begun(text, items),), closed=True)

    def between(self, text: str, start: int, end: int, count: int | None = None) -> Enumeration | None:
        """Return the list that `start` … `end` of folded `text` holds, less its opening and closing words."""
        closed = True
        if text.find("等", start, end) >= 0 and (etc := _ETC.search(text, start, end)):
            end, closed = etc.start(), False
        while end > start and text[end - 1] in "的“‘ ":
            end -= 1
        while text[end - 1 : end] in self._endings and (close := self._close.search(text[start:end])):
            end = start + close.start()
        if "、" in text[start:end] and (tally := _TALLY.search(text, max(start, end - _LONGEST_TALLY), end)):
            end = tally.start() - text.endswith(("“", "‘"), 0, tally.start())
        items = read_items(text, start, end)
        if not items:
            return None
        readings = [r for r in dict.fromkeys(self._readings(text, items, count)) if r]
        widest = min(reading[0].start for reading in readings)
        return Enumeration(widest, readings[0][-1].end, tuple(readings), closed)

    def points(self, text: str, start: int, end: int) -> bool:
        """Whether words between two positions of folded `text` point to a list that follows (以下, 如下)."""
        return self._pointer.search(text, start, end) is not None

    def _end(self, text: str, start: int) -> int:
        """Return where a list that begins at `start` ends: with its clause, or its sentence with commas.

        Words that explain the next name end it too: “一核”指…，“两区”指….
        """
        depth, comma = 0, 0
        for mark in _STRUCTURE.finditer(text, start, start + REACH):
            position, character = mark.start(), mark.group()
            depth += (character in OPENING) - (character in CLOSING)
            if depth < 0 or (depth == 0 and character in "。;!?\n"):
                return comma if comma and "、" in text[start:position] else position
            if depth == 0 and character == "," and not comma:
                comma = position
                if self._explained.match(text, position + 1):
                    return comma
        return comma or min(len(text), start + REACH)

    def opened(self, text: str, item: Item, least: int = 2) -> Item:
        """Return an item without the verbs, adverbs and prepositions that lead to it.

        Args:
            text: the folded text that holds it.
            item: the item.
            least: how many characters have to be left of it.
        """
        start = item.start
        for inner in self._inner.finditer(text, item.start, item.end - least):
            if not in_quotes(text, item.start, inner.start()):
                start = inner.end()
        while (
            text[start : start + 1] in self._openings
            and (opener := self._opener.match(text, start, item.end))
            and item.end - opener.end() >= least
        ):
            if text[opener.end()] in "和与及":  # in 统筹[发展和安全] it is not a verb
                break
            start = opener.end()
        return Item(start, item.end)

    def _readings(self, text: str, items: list[Item], count: int | None) -> Iterator[Reading]:
        boldly = self._joined(text, items)
        plain = _different([next(boldly), items, *boldly])
        if count is None:
            for reading in plain:
                yield self._begun(text, reading)
            return
        for reading in plain:
            if len(reading) >= count > 0 and self._cut_before(text, reading, count):
                yield self._begun(text, reading[-count:])
        yield from even_items(text, items[-1], count)
        yield self._begun(text, items)

    def _cut_before(self, text: str, reading: Sequence[Item], count: int) -> bool:
        """Whether the last `count` items are a list by themselves: all there are, or begun with a verb."""
        first = reading[-count]
        return len(reading) == count or self.opened(text, first) != first

    def _begun(self, text: str, items: list[Item]) -> Reading:
        """Take the opening words from the first item, unless all items are verb phrases that begin so."""
        first, *others = items
        if is_quoted(text, first):
            return tuple(items)
        if not others:
            return tuple(trimmed(text, [self.opened(text, first)]))
        openers = [
            self._opener.match(text, item.start, item.end)
            for item in others
            if text[item.start] in self._openings
        ]
        verbs = [hit.group() for hit in openers if hit and len(hit.group()) > 1]  # 有 begins 有色 too
        if len(verbs) * 2 >= len(others):
            lead = self._opener.match(text, first.start, first.end)
            below = lead and self._opener.match(text, lead.end(), first.end)
            if lead and below and below.group() in verbs:  # 落实[加强领导、加强投入]
                first = Item(lead.end(), first.end)
            return (first, *others)
        short = all(item.end - item.start <= SHORT_NAME for item in others)
        begun = self.opened(text, first, 1 if short else 2)
        partner = text.rfind("与", begun.start, begun.end)
        if len(others) > 1 and begun.start < partner < begun.end - 1:  # 推进技术与[经济、政治、文化]融合
            begun = Item(partner + 1, begun.end)
        return (*trimmed(text, [begun]), *others)

    def _joined(self, text: str, items: list[Item]) -> Iterator[list[Item]]:
        """Yield the items cut at conjunctions, ever more boldly: at 和 and 以及 in the last, any there, any in all."""
        last = items[-1]
        firm, every = self._joints
        others = trimmed(text, items[:-1])
        if not every.search(text, *last):
            yield [*others, *trimmed(text, [last])]
        else:
            yield [*others, *trimmed(text, cut(text, last, firm))]
            yield [*others, *trimmed(text, cut(text, last, every))]
        if every.search(text, items[0].start, last.start):
            yield trimmed(text, (part for item in items for part in cut(text, item, every)))


def list_reader(lexicon: Lexicon) -> ListReader:
    """Return the compiled words of enumerations, made once for a lexicon."""
    return lexicon.keep("list_reader", partial(ListReader, lexicon))


def _different(readings: Iterable[list[Item]]) -> list[list[Item]]:
    """Return the readings that hold items, each once."""
    kept: list[list[Item]] = []
    for reading in readings:
        if reading and reading not in kept:
            kept.append(reading)
    return kept


def _clause_start(text: str, end: int) -> int:
    depth, low = 0, max(0, end - REACH)
    for mark in _marks_before(text, low, end):
        if mark.group() in CLOSING:
            depth += 1
        elif mark.group() in OPENING:
            depth -= 1
            if depth < 0:
                return mark.end()
        elif depth == 0:
            return mark.end()
    return low


def _marks_before(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the marks between two positions, the last first; who looks for one needs few of them."""
    while start < end:
        begin = max(start, end - _NEAR)
        yield from reversed(list(_STRUCTURE.finditer(text, begin, end)))
        end = begin


def _behind_earlier(text: str, start: int, end: int) -> int:
    """Return where the last list in a clause begins: 甲、乙等单位实施的[丙、丁], 甲、乙两大产业和[丙、丁]."""
    held = text[start:end]
    ends = [hit.end() for hit in _ETC.finditer(text, start, end)] if "等" in held else []
    if "和" in held or "与" in held or "及" in held:
        ends += [hit.end() for hit in _CONJOINED.finditer(text, start, end)]
    return max(ends, default=start)


def _bracket_end(text: str, start: int) -> int:
    """Return where the bracket that opens at `start` closes, or where a list can reach at most."""
    depth, limit = 0, min(len(text), start + REACH)
    for position in range(start, limit):
        depth += (text[position] == "(") - (text[position] == ")")
        if depth == 0:
            return position
    return limit
