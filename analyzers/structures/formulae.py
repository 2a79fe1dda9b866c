"""The numbered formulae of a document that stand for its structures, with what they are formulae of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ...lexicons import Entry, Lexicon
from ...lexicons.compiling import compiled
from ..context import Context
from ..document import Passage
from ..vocabulary import StructureKind
from .formula_words import Exclusions, FormulaWords
from .notations import Shape, find_shapes

WINDOW = 18
"""How many characters behind a formula may belong to the noun phrase that it opens."""

REACH = 10
"""How many characters before a formula the verb may stand that introduces it."""

GAP = 2
"""How many characters between two head nouns may belong to one noun phrase (产业+发展+格局)."""

HALF = 0.5
"""What share of a formula's parts must be parts of a space to make it a layout."""

_STOP = compiled(r"[。,;:、!?“”‘’\"《》()\s的]")
_SPELLED_OUT = compiled(r"[”’\"](?:\([^()、]{1,40}、|是?指|[\u4e00-\u9fff]{0,10}:|,?即)")
_CONJUNCTION = compiled(r"[和与及](?![美谐平])|以及")
_AS = compiled(r"[”’\"](?:\([^()]{1,40}\))?为[\u4e00-\u9fff]{2}")
_ITEMISED = compiled(
    r"[”’\"]\([一二三四五六七八九十两][^、()]{1,8}(?:、[一二三四五六七八九十两][^、()]{1,8})+\)"
)
_NAMED = compiled(r"”[\u4e00-\u9fff]{2}")
_ASIDE = compiled(r"\([^()]{1,160}\)")
_NEXT_QUOTE = compiled(r"[、和与及]?[“‘\"][^“”‘’\"]{1,24}[”’\"]")


class HeadWord(Entry, frozen=True, kw_only=True):
    """Nouns that say what a formula is a formula of.

    Attributes:
        kind: the kind of structure, where the noun alone decides it.
        strong: whether it is enough for digits and for formulae without quotation marks.
        names: whether it says what a formula is a formula of, not what is done with it (建设).
    """

    kind: StructureKind | None = None
    strong: bool = False
    names: bool = True


class FieldWord(Entry, frozen=True, kw_only=True):
    """Nouns that say what a system is made of."""

    kind: StructureKind


class Head(NamedTuple):
    """The noun phrase behind a formula, up to its head noun, by the passage's own positions."""

    start: int
    end: int
    entry: HeadWord


class Formula(NamedTuple):
    """A formula that stands for a structure of the plan, by the passage's own positions."""

    passage: Passage
    shape: Shape
    head: Head | None

    @property
    def key(self) -> str:
        """The formula without white space: mentions of one structure have the same."""
        return "".join(self.passage.text[self.shape.start : self.shape.end].split()).upper()


class FormulaFinder:
    """The lexicons of formulae, compiled.

    Attributes:
        hint: what every passage with a formula holds.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `notations`, `not_structures`, `structure_heads` and `structure_fields`."""
        self._words = FormulaWords(lexicon)
        self.hint = self._words.hint
        self._exclusions = Exclusions(lexicon)
        self._heads = lexicon.matcher("structure_heads", HeadWord)
        self._fields = lexicon.matcher("structure_fields", FieldWord)
        self._head_terms = frozenset(t for e in self._heads.entries if e.strong for t in e.terms)

    def find(self, passage: Passage) -> Iterator[Formula]:
        """Yield the formulae of a passage that stand for structures, in order."""
        text = passage.text
        for full in find_shapes(text, self._words.bare(text)):
            if (full.form == "spelled" and self._words.ordinary(full)) or self._exclusions.cover(text, full):
                continue
            shape = self._trimmed(full)
            head = self._head(text, shape)
            if self._supported(text, shape, head):
                yield Formula(passage, shape, head)

    def _trimmed(self, shape: Shape) -> Shape:
        """Leave a head noun out of the formula that swallowed it: “双核多点布局” is 双核多点."""
        last = shape.elements[-1]
        for length in range(len(last.noun) - 1, 1, -1):
            suffix = last.noun[-length:]
            if suffix in self._head_terms and suffix not in self._words.places:
                kept = last._replace(noun=last.noun[:-length], end=last.end - length)
                return shape._replace(end=kept.end, elements=(*shape.elements[:-1], kept))
        return shape

    def _head(self, text: str, shape: Shape) -> Head | None:
        """Return the noun phrase behind the formula, over asides and further quotations."""
        start = shape.end
        if shape.quoted and text[start : start + 1] in ("”", "’", '"'):
            start += 1
            while quote := _NEXT_QUOTE.match(text, start):
                start = quote.end()
        if aside := _ASIDE.match(text, start):
            start = aside.end()
        start += text.startswith(" ", start)
        start += text.startswith("的", start)
        if text.startswith("等", start):
            if shape.form == "digits":  # “528”等政策: a name among others
                return None
            start += 1
        if _CONJUNCTION.match(text, start):  # “四高地一中心”和都市圈建设: an item beside another
            return None
        stop = _STOP.search(text, start, start + WINDOW)
        window = text[start : stop.start() if stop else start + WINDOW]
        hits = list(self._heads.find(window))
        if not hits:
            return None
        hit = hits[0]
        for later in hits[1:]:  # 产业集群体系: heads that follow each other are one phrase
            if later.start - hit.end > GAP or (hit.entry.strong and not later.entry.strong):
                break
            hit = later
        return Head(start, start + hit.end, hit.entry)

    def _supported(self, text: str, shape: Shape, head: Head | None) -> bool:
        """Whether the words around the formula, or its own, say that it is one."""
        if shape.quoted and shape.form == "digits" and _ITEMISED.match(text, shape.end):
            return True
        if shape.form == "digits" or not shape.quoted:
            return head is not None and head.entry.strong
        if head or all(map(self._words.is_place, shape.elements)) or _SPELLED_OUT.match(text, shape.end):
            return True
        if text[shape.start - 2 : shape.start] == "的“" and _NAMED.match(text, shape.end):
            return True
        if text[shape.start - 2 : shape.start] == "以“" and _AS.match(text, shape.end):
            return True
        return self._words.cues.first(text[max(0, shape.start - REACH) : shape.start]) is not None

    def kind(self, formula: Formula) -> StructureKind:
        """Return the kind of a formula: by what it counts, and by what it is a formula of."""
        head, elements = formula.head, formula.shape.elements
        field = self._fields.first(formula.passage.text[head.start : head.end]) if head else None
        parts = self._words.share_of(elements, "spatial")
        spatial = parts + self._words.share_of(elements, "site")
        if self._words.share_of(elements, "industry") > parts:
            return "industry"
        if head and head.entry.kind == "spatial":
            industrial = field is not None and field.entry.kind == "industry"
            return "industry" if industrial and not parts else "spatial"
        if head and head.entry.kind and (head.entry.strong or not spatial):
            return head.entry.kind
        if parts >= HALF or (spatial >= 1 and not (head and head.entry.strong)):
            return "spatial"
        if field:
            return field.entry.kind
        return "work" if head else "other"


def find_formulae(context: Context) -> tuple[Formula, ...]:
    """Return the mentions of numbered structures in a document, in order."""
    finder = formula_finder(context.lexicon)
    return tuple(formula for passage in context.holding(finder.hint) for formula in finder.find(passage))


def formula_finder(lexicon: Lexicon) -> FormulaFinder:
    """Return the compiled words of formulae, made once for a lexicon."""
    return lexicon.keep("formulae", partial(FormulaFinder, lexicon))
