"""What a quantity measures: the noun phrase before its verb, or behind its classifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal

import msgspec

from ...lexicons import Entry, Lexicon, alternation, necessary, searching
from ...lexicons.compiling import compiled
from ..characters import WHITE_SPACE
from ..language.verbs import verb_reader
from ..numbers.quantities import Quantity
from ..vocabulary import Change, MeasureOf

Use = Literal[
    "reach",
    "make",
    "complete",
    "lead",
    "growth",
    "increment",
    "decrease",
    "strength",
    "constraint",
    "predicate",
    "head",
    "add",
    "introduce",
    "compared",
    "least",
    "fund",
    "coverage",
    "place",
]

REACH = 8
"""At most this many characters stand between a verb of reaching and its number: 保持在地表水Ⅲ类."""

NOUN_LENGTH = 2
"""An indicator has at least this many characters."""

_TIME = compiled(
    r"^(?:到|至|在|于|力争|争取|确保|预计|预测|,|，)*\s?(?:“?十[一二三四五六七]五”?(?:规划)?(?:末期?|期间|时期|期末)?|(?:19|20)\d\d\s?年?(?:底|末|前|以前|之前)?)"
    r"(?:,|，|时)?(?:底|末|前)?"
)
_TIME_OPENINGS = WHITE_SPACE.union("到至在于力争确预,，“十12")
"""With these such words begin."""

_TIME_BEHIND = compiled(r"(?:(?:均|都|也)?(?:比|较)|到|至|在)?(?:19|20)\d\d\s?年(?:底|末|前)?$")
_YEAR_ENDS = ("年", "底", "末", "前")
_FROM_BEHIND = compiled(r"(?:分别)?[由从](?:(?:19|20)\d\d年的?)?$")
_FROM_ENDS = ("由", "从", "年", "的")
_EDGE = " 、,;:。的和及与并且到“"


SIZES = ("power", "mass", "electricity", "volume", "area", "length", "data", "energy")
"""Dimensions of units in which names tell how big a thing is: 60万吨复合肥项目."""

_COUNTS = frozenset(("count", "people", "area", "length", ""))
_MADE = _COUNTS.union(SIZES)
"""Dimensions of units behind which the thing stands that they count, and behind a verb of making."""

NOT_VERB = "型业率者商性化力费"
"""A word before one of these is part of a noun: 服务型, 建设者."""

_ASIDE = compiled(r"\([^()\d]{1,2}\)")
"""What a classifier has beside it in brackets: 2.5万套(间)危旧房."""


class TargetCue(Entry, frozen=True, kw_only=True):
    """Words around targets, by what they are there for."""

    use: Use


class Reading(msgspec.Struct, frozen=True, gc=False):
    """How the words around a quantity are read.

    Attributes:
        start: where the indicator begins in the clause; None when it is elided.
        end: where it ends.
        behind: the indicator stands behind the number (`100家优质企业`).
        tail: the verbs and adverbs between indicator and number.
        head: the words before the indicator or the counted thing.
        made: whether a verb of making stands right before the number.
        noun_behind: whether a noun stands behind the number, whatever the indicator is.
        sized: whether the quantity only tells how big a thing is that another one counts.
    """

    start: int | None
    end: int | None
    behind: bool
    tail: str
    head: str
    made: bool = False
    noun_behind: tuple[int, int] | None = None
    sized: bool = False


class IndicatorReader:
    """The words of `targets.yaml`, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the words around targets."""
        cues = lexicon.table("targets", TargetCue)
        words = {
            use: [t for c in cues if c.use == use for t in c.terms]
            for use in ("reach", "make", "complete", "lead", "predicate", "head", "add", "least", "place")
        }
        self._tail = searching(rf"(?:{alternation(words['reach'])}|[\s,的])+$")
        self._tail_ends = WHITE_SPACE.union((*(word[-1] for word in words["reach"]), *",的"))
        self._placed = searching(rf"(?:{alternation(words['place'])})[^,;:、\d]{{0,{REACH}}}$")
        strong = [w for w in words["reach"] if len(w) > 1 and w[-1] in "到至在"]
        self._reached = searching(
            rf"(?:稳定|持续|基本|总体|全部|均|全面|稳步)*(?:{alternation(strong)})[^,;:、到至]{{1,{REACH}}}$"
        )
        self._made = searching(rf"(?:{alternation(words['make'])})\s?$")
        self._made_ends = frozenset(word[-1] for word in words["make"])
        self._completed = searching(rf"(?:{alternation(words['complete'])})[^,;。]*$")
        self._head = searching(rf"(?:{alternation(words['head'])})$")
        self._lead = compiled(
            rf"^(?:{alternation(words['lead'])}|{alternation(words['make'])})(?![{NOT_VERB}])(?=.{{2}})"
        )
        self._lead_openings = frozenset(word[0] for word in (*words["lead"], *words["make"]))
        self._skipping = _TIME_OPENINGS | self._lead_openings
        self._least = searching(rf"(?:{alternation(words['least'])})(?:{alternation(words['make'])})\s?$")
        self._fund = searching("|".join(p for c in cues if c.use == "fund" for p in c.patterns))
        self._coverage = frozenset(t for c in cues if c.use == "coverage" for t in c.terms)
        self._lead_alone = compiled(rf"^(?:{alternation(words['lead'])})(?![{NOT_VERB}])")
        self._adds = compiled(rf"^(?:{alternation(words['add'])})")
        self._predicate = searching(alternation(words["predicate"]))
        self._compared = searching("|".join(p for c in cues if c.use == "compared" for p in c.patterns))
        self._verbs = verb_reader(lexicon)
        introduced = [p for c in cues if c.use == "introduce" for p in c.patterns]
        self._introducing = necessary(introduced)
        self._introduced = compiled("|".join(introduced))
        self._growth = _holding(cues, "growth")
        self._increase = _holding(cues, "increment")
        self._decrease = _holding(cues, "decrease")

    def read(self, clause: str, quantity: Quantity, begin: int, stop: int) -> Reading:
        """Return how the words around a quantity of a clause are read.

        Args:
            clause: the folded clause.
            quantity: the quantity, with its offsets in the clause.
            begin: where the words before it may begin: behind the quantity before it.
            stop: where the words behind it must end: before the next quantity.
        """
        before = clause[begin : quantity.start]
        fund = self._fund.search(clause)
        if fund and fund.start() < quantity.start < fund.end():
            named = clause.index("的", quantity.end) + 1, fund.end()
            return Reading(*named, behind=True, tail=before, head=before, noun_behind=named)
        made = self._makes_behind(before)
        noun = self._noun_behind(clause, quantity, stop, made)
        if noun and (made or before.endswith("等") or not self._noun_before(clause, begin, quantity.start)):
            return Reading(*noun, behind=True, tail=before, head=before, made=made, noun_behind=noun)
        placed = self._placed.search(before) if quantity.dimension == "rank" else None
        tail = placed or self._reached.search(before) or self._tail_of(before)
        cut = tail.start() if tail else len(before)
        subject = self._noun_before(clause, begin, begin + cut)
        place = subject or (None, None)
        return Reading(*place, behind=False, tail=before[cut:], head=before, made=made, noun_behind=noun)

    def measure_of(self, reading: Reading, quantity: Quantity) -> MeasureOf:
        """Return what the value measures: the level itself, growth, a change over the base, a multiple."""
        if quantity.dimension in ("multiple", "rank"):
            return "rank" if quantity.dimension == "rank" else "multiple"
        if self._growth(reading.tail) or (self._growth(reading.head[-8:]) and quantity.unit == "%"):
            return "growth"
        changed = (
            reading.tail + reading.head[: len(reading.head) - len(reading.tail)][-6:]
            if reading.behind
            else reading.tail
        )
        opened = self._opening(reading.head)[:6] if not reading.behind and quantity.unit != "%" else ""
        if quantity.dimension == "point" or any(
            self._increase(w) or self._decrease(w) for w in (changed, opened)
        ):
            return "increment"
        return "level"

    def change(self, reading: Reading) -> Change | None:
        """Return whether the value is to rise or to fall, where the words say so."""
        if self._decrease(reading.head):
            return "down"
        return "up" if self._increase(reading.head) or self._growth(reading.head) else None

    def commits(self, reading: Reading) -> bool:
        """Tell whether a verb of making or reaching governs the quantity."""
        return (
            bool(reading.tail.strip(" ,的"))
            or self._increase(reading.head)
            or self._makes_behind(reading.head)
            or self._leading(reading.head.strip(_EDGE)) is not None
        )

    def completes(self, words: str) -> bool:
        """Tell whether a verb that brings new things about governs the end of folded `words`."""
        return bool(self._completed.search(words))

    def adding_verb(self, head: str) -> str:
        """Return the verb with which the words before a counted thing begin, if it says that things are added."""
        hit = self._adds.match(self._opening(head, leads=True))
        return hit.group() if hit else ""

    def at_least(self, reading: Reading) -> bool:
        """Tell whether a bound stands before the verb: 至少建成1所."""
        return bool(self._least.search(reading.head))

    def covers(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is only a word for whole coverage (全覆盖), which no one counts as a figure."""
        return quantity.text in self._coverage

    def makes(self, reading: Reading) -> bool:
        """Tell whether the words before a thing that is counted behind it begin with a verb of making."""
        opening = self._opening(reading.head, leads=True)
        return not reading.behind and self._leading(opening) is not None and not reading.tail.strip(_EDGE)

    def funds(self, clause: str) -> bool:
        """Tell whether a clause founds a fund of some size (设立规模20亿元的基金)."""
        return bool(self._fund.search(clause))

    def _opening(self, head: str, *, leads: bool = False) -> str:
        """Return the words before a number without the time with which they begin."""
        words = head.lstrip(_EDGE)
        while step := _length(_time(words)) or (leads and _length(self._lead_alone.match(words))):
            words = words[step:].lstrip(_EDGE)
        return words

    def has_verb(self, reading: Reading) -> bool:
        """Tell whether the words around a quantity hold a verb of their own."""
        head = reading.head.strip(_EDGE)
        opens = self._verbs.opens(head) if head else None
        return bool(opens or reading.tail.strip(_EDGE) or self._leading(head) or self._makes_behind(head))

    def opens_with_verb(self, words: str) -> bool:
        """Tell whether folded words begin with a verb."""
        return self._verbs.opens(words) is not None

    def is_measure(self, noun: str) -> bool:
        """Tell whether a noun phrase ends in what can be measured: 收入, 比重, 产量."""
        return bool(self._head.search(noun))

    def subject(self, clause: str, begin: int, end: int) -> tuple[int, int] | None:
        """Return where the noun phrase stands that the words from `begin` to `end` speak of, without its verbs."""
        cut = clause.rfind("、", begin, end) + 1 if "、" in clause[begin:end] and begin else begin
        tail = self._tail_of(clause[cut:end])
        return self._noun_before(clause, cut, cut + tail.start() if tail else end)

    def grows(self, words: str) -> bool:
        """Tell whether folded words speak of growth."""
        return self._growth(words)

    def without_tail(self, words: str) -> str:
        """Return folded words without the verbs in which they end."""
        tail = self._tail_of(words) or self._made.search(words.rstrip())
        return words[: tail.start()] if tail else words

    def links(self, words: str) -> bool:
        """Tell whether words between a noun and a number, or two numbers, end in a verb."""
        return self._tail_of(words) is not None or self._makes_behind(words)

    def _tail_of(self, words: str) -> re.Match[str] | None:
        """Return the verbs of reaching in which words end, looked for where the last character may be theirs."""
        return self._tail.search(words) if words[-1:] in self._tail_ends else None

    def _makes_behind(self, words: str) -> bool:
        """Tell whether words end in a verb of making."""
        words = words.rstrip()
        return words[-1:] in self._made_ends and self._made.search(words) is not None

    def _leading(self, words: str) -> re.Match[str] | None:
        """Return the verb of leading or making with which words begin."""
        return self._lead.match(words) if words[:1] in self._lead_openings else None

    def _skipped(self, words: str) -> int:
        """Return the length of the time, or else of the verb of leading or making, with which words begin."""
        if words[:1] not in self._skipping:
            return 0
        return _length(_time(words) or self._leading(words))

    def _noun_behind(self, clause: str, quantity: Quantity, stop: int, made: bool) -> tuple[int, int] | None:
        if (
            quantity.dimension not in (_MADE if made else _COUNTS)
            or not (quantity.unit or quantity.vague)
            or quantity.unit == "级"
        ):
            return None
        aside = _ASIDE.match(clause, quantity.end) if clause.startswith("(", quantity.end) else None
        start = aside.end() if aside else quantity.end
        while start < stop and clause[start] in " 的":
            start += 1
        words = clause[start:stop]
        listed = words.rfind("、") if stop < len(clause) else -1
        words = words[:listed] if listed > 0 else words
        predicate = self._predicate.search(words, 2)
        words = words[: predicate.start()] if predicate else words
        words = words.rstrip(_EDGE + "。;")
        if len(words) < NOUN_LENGTH or words[0] in ",;、()。":
            return None
        return start, start + len(words)

    def _noun_before(self, clause: str, begin: int, end: int) -> tuple[int, int] | None:
        words = clause[begin:end]
        introduced = self._introduced.match(words) if self._introducing.search(words) else None
        words = words[_length(introduced) :].lstrip(_EDGE)
        while step := self._skipped(words):
            words = words[step:].lstrip(_EDGE)
        start = end - len(words)
        if start > begin and clause[start - 1] == "“" and "”" in words:
            start -= 1
            words = clause[start:end]
        words = words.rstrip(_EDGE)
        if words.endswith(_YEAR_ENDS):
            words = _TIME_BEHIND.sub("", words)
        tail = self._tail_of(words)
        words = words[: tail.start()].rstrip(_EDGE) if tail and tail.start() else words
        if words.endswith(_FROM_ENDS):
            words = _FROM_BEHIND.sub("", words)
        words = self._compared.sub("", words).rstrip(_EDGE)
        if len(words) < NOUN_LENGTH or (
            words[0] in self._lead_openings and self._lead_alone.fullmatch(words)
        ):
            return None
        tail = self._tail_of(words)
        return (start, start + len(words)) if tail is None or tail.start() else None


def indicator_reader(lexicon: Lexicon) -> IndicatorReader:
    """Return the compiled words around targets, made once for a lexicon."""
    return lexicon.keep("indicator_reader", partial(IndicatorReader, lexicon))


def _time(words: str) -> re.Match[str] | None:
    return _TIME.match(words) if words[:1] in _TIME_OPENINGS else None


def _length(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _holding(cues: Iterable[TargetCue], use: Use) -> Callable[[str], bool]:
    chosen = [c for c in cues if c.use == use]
    terms = alternation(t for c in chosen for t in c.terms)
    without = alternation(w for c in chosen for w in c.without)
    pattern = searching(rf"(?:{without})|(?P<term>{terms})")
    return lambda text: pattern.search(text) is not None and any(h["term"] for h in pattern.finditer(text))
