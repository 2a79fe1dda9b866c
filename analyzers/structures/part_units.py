"""The parts of a spelled formula as units of the outline: （一）一核引领, **双廊。**, and what their text names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..context import Context
from ..document import Passage, Span
from ..language.list_items import Item
from ..language.lists import list_reader
from ..language.sentences import Sentence
from ..model import Unit
from ..sections.series import Outline
from .formulae import Formula
from .notations import Element
from .outline_groups import OutlineGroups
from .part_names import PartNames
from .solver import COUNTED, NOTHING, SHORT, Fit, Members

LEAD = 6
"""How many characters of a title (做强, 打造) may stand before the part that it names."""


class PartUnits:
    """Finds the units that spell the parts of formulae out."""

    def __init__(self, context: Context, outline: Outline, groups: OutlineGroups, names: PartNames) -> None:
        """Take what is known of a document's outline."""
        self._context = context
        self._outline = outline
        self._groups = groups
        self._names = names
        self._lists = list_reader(context.lexicon)

    def fits(self, formula: Formula) -> tuple[Fit, ...]:
        """Return what stands behind each part, in the first series that has units for half of the parts or more."""
        elements = formula.shape.elements
        parts = [formula.passage.text[e.start : e.end] for e in elements]
        for units in self._series(formula):
            titled = [self._titled(units, part, parts) for part in parts]
            if 2 * sum(unit is not None for unit in titled) >= len(elements):
                pairs = zip(elements, titled, strict=True)
                return tuple(self._fit(element, unit) if unit else NOTHING for element, unit in pairs)
        return (NOTHING,) * len(elements)

    def _series(self, formula: Formula) -> Iterator[Sequence[Unit]]:
        """Yield the units that the sentence of a formula introduces, those below its unit, and those beside it."""
        passage, start = formula.passage, formula.passage.offset(formula.shape.start)
        sentence = self._context.sentence_at(start)
        behind = self._outline.behind(sentence.span.end) if sentence else None
        if behind:
            yield behind.units
        unit = self._context.unit_at(passage.offset(formula.shape.start))
        if unit:
            yield from (series.units for series in self._outline.under(unit))

    def _titled(self, units: Sequence[Unit], part: str, parts: Sequence[str]) -> tuple[Unit, Span] | None:
        """Return the unit whose title names a part and no other, with the place of the name."""
        for unit in units:
            title = unit.title_span
            words = self._context.document.folded[title.start : title.end]
            place = words.find(part)
            if 0 <= place <= LEAD and sum(other in words for other in parts) == 1:
                return unit, Span(title.start + place, title.start + place + len(part))
        return None

    def _fit(self, element: Element, titled: tuple[Unit, Span]) -> Fit:
        unit, label = titled
        for members in self._readings(unit, element):
            if len(members) == element.number or (element.number is None and len(members) > 1):
                return Fit(label, members, COUNTED, exact=True, sure=True)
        listed = next((self._groups.names(series) for series in self._outline.under(unit)), ())
        return Fit(label, listed, SHORT, exact=False, sure=True)

    def _readings(self, unit: Unit, element: Element) -> Iterator[Members]:
        """Yield what a unit may mean: names that end in the noun, the list that explains it, other lists."""
        sentences = self._groups.body(unit)[:2]
        if sentences:
            yield self._named(sentences, element.noun)
            yield from self._announced(sentences[0])
        yield from self._groups.members(unit, None)

    def _announced(self, sentence: Sentence) -> Iterator[Members]:
        """Yield the readings of a list with which a sentence begins: 即甲和乙."""
        listed = self._lists.after(sentence.passage.text, sentence.local_start)
        for reading in listed.readings if listed else ():
            yield _located(sentence.passage, reading)

    def _named(self, sentences: Sequence[Sentence], noun: str) -> Members:
        found: dict[str, Span] = {}
        for sentence in sentences:
            text = sentence.passage.text
            for item in self._names.ending_in(
                text, noun, sentence.local_start, sentence.local_end, short=True
            ):
                if text[item.start : item.end].endswith(noun):
                    found.setdefault(text[item.start : item.end], sentence.passage.span(*item))
        return tuple(found.values())


def _located(passage: Passage, items: Sequence[Item]) -> Members:
    return tuple(passage.span(*item) for item in items)
