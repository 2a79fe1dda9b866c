"""Names that end in what a part of a spelled formula counts: [沿江制造带]重点发展… for the 带 of 一核两带."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicons.compiling import compiled
from ..context import Context
from ..language.list_items import Item
from ..language.lists import BREAKS, list_reader
from ..language.verbs import verb_reader

SUBJECT = 12
"""The longest name that a clause opens with before its verb."""

SHORTEST = 2
"""How many characters a name has at least before its noun."""

_NOUN_END = compiled(r"[。,;:、!?“”)的和与及等\s]|$")


class PartNames:
    """Finds the names in the text of a document."""

    def __init__(self, context: Context) -> None:
        """Take the words that lead to names."""
        self._lists = list_reader(context.lexicon)
        self._verbs = verb_reader(context.lexicon)

    def ending_in(self, text: str, noun: str, low: int, high: int, short: bool = False) -> Iterator[Item]:
        """Yield the names in `low` … `high` of folded `text` that end in a noun, in order.

        Quoted ones and subjects of clauses may end in any; others in a noun of one character only if it is `short`.
        """
        floor = low
        for hit in re.finditer(re.escape(noun), text[low:high]) if noun else ():
            end = low + hit.end()
            if end < floor + len(noun):
                continue
            if not _NOUN_END.match(text, end):
                if subject := self._subject(text, floor, end, noun):
                    yield subject
                    floor = end
                continue
            opening = max(text.rfind("“", floor, end), floor - 1)
            quoted = text[end : end + 1] == "”" and "”" not in text[opening:end] and opening >= floor
            if quoted and end - opening - 1 > len(noun):
                yield Item(opening + 1, end)
            elif not quoted and (short or len(noun) > 1):
                yield from self._listed(text, noun, floor, end)
            floor = end

    def opening(self, text: str, start: int, end: int, noun: str) -> Item | None:
        """Return the name that ends in a noun with which a clause opens, behind its verb: 推动[怀柔科学城]…."""
        begin = self._lists.opened(text, Item(start, end)).start
        if begin == start and (verb := self._verbs.opens(text, start)):
            begin = verb[1]
        found = text.find(noun, begin + SHORTEST, min(end, begin + SUBJECT + len(noun)))
        return Item(begin, found + len(noun)) if noun and found > 0 else None

    def _listed(self, text: str, noun: str, floor: int, end: int) -> Iterator[Item]:
        begin = max(floor, max(text.rfind(mark, floor, end) for mark in BREAKS) + 1)
        listed = self._lists.between(text, begin, end)
        if listed and listed.end - listed.start > len(noun):
            first, *others = listed.readings[0]
            yield from (self._behind_verb(text, first, noun) if first.start > begin else first, *others)

    def _behind_verb(self, text: str, item: Item, noun: str) -> Item:
        """Return a name without the place before its verb: 依托园区建设[总部港]."""
        for start in range(item.end - len(noun) - 1, item.start, -1):
            verb = self._verbs.opens(text, start)
            if verb and start == verb[0] and verb[1] < item.end - len(noun):
                return Item(verb[1], item.end)
        return item

    def _subject(self, text: str, floor: int, end: int, noun: str) -> Item | None:
        """Return the name that ends at `end`, if it opens its clause and a verb follows it."""
        begin = max(max(text.rfind(mark, floor, end) for mark in BREAKS) + 1, end - SUBJECT - 1, floor)
        opens = begin == 0 or text[begin - 1] in BREAKS or text[begin - 1].isspace()
        while begin < end and text[begin].isspace():
            begin += 1
        if not opens or end - begin <= len(noun) or self._verbs.opens(text, begin):
            return None
        return Item(begin, end) if self._verbs.opens(text, end) else None
