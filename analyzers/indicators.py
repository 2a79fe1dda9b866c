"""What a quantity measures: the noun phrase before its verb, or behind its classifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal, NamedTuple

from ..lexicons import Entry, Lexicon
from .quantities import Quantity
from .vocabulary import Change, MeasureOf, RejectionReason

Use = Literal[
    "reach",
    "make",
    "lead",
    "growth",
    "increment",
    "decrease",
    "reject",
    "strength",
    "constraint",
    "predicate",
]

REACH = 8
"""At most this many characters stand between a verb of reaching and its number: 保持在地表水Ⅲ类."""

NOUN_LENGTH = 2
"""An indicator has at least this many characters."""

_TIME = re.compile(
    r"^(?:到|至|在|于|力争|争取|确保|预计|预测|,|，)*\s?(?:“?十[一二三四五六七]五”?(?:规划)?(?:末期?|期间|时期|期末)?|(?:19|20)\d\d\s?年?(?:底|末|前|以前|之前)?)"
    r"(?:,|，|时)?(?:底|末|前)?"
)
_TIME_BEHIND = re.compile(r"(?:(?:均|都|也)?(?:比|较)|到|至|在)?(?:19|20)\d\d\s?年(?:底|末|前)?$")
_FROM_BEHIND = re.compile(r"(?:分别)?[由从](?:(?:19|20)\d\d年的?)?$")
_EDGE = " 、,;:。的和及与并且到“"


class TargetCue(Entry, frozen=True, kw_only=True):
    """Words around targets; `reason` says why a number is none."""

    use: Use
    reason: RejectionReason | None = None


class Reading(NamedTuple):
    """How the words around a quantity are read.

    Attributes:
        start: where the indicator begins in the clause; None when it is elided.
        end: where it ends.
        behind: the indicator stands behind the number (`100家优质企业`).
        tail: the verbs and adverbs between indicator and number.
        head: the words before the indicator or the counted thing.
    """

    start: int | None
    end: int | None
    behind: bool
    tail: str
    head: str


class IndicatorReader:
    """The words of `targets.yaml`, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the words around targets."""
        cues = lexicon.table("targets", TargetCue)
        words = {
            use: [t for c in cues if c.use == use for t in c.terms]
            for use in ("reach", "make", "lead", "predicate")
        }
        self._tail = re.compile(rf"(?:{_any(words['reach'])}|[\s,的])+$")
        strong = [w for w in words["reach"] if len(w) > 1 and w[-1] in "到至在"]
        self._reached = re.compile(
            rf"(?:稳定|持续|基本|总体|全部|均|全面|稳步)*(?:{_any(strong)})[^,;:、到至]{{1,{REACH}}}$"
        )
        self._made = re.compile(rf"(?:{_any(words['make'])})\s?$")
        self._lead = re.compile(rf"^(?:{_any(words['lead'])}|{_any(words['make'])})(?=.{{2}})")
        self._predicate = re.compile(_any(words["predicate"]))
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
        noun = self._noun_behind(clause, quantity, stop)
        if noun and (
            self._made.search(before.rstrip())
            or before.endswith("等")
            or not self._noun_before(clause, begin, quantity.start)
        ):
            return Reading(*noun, behind=True, tail=before, head=before)
        tail = self._reached.search(before) or self._tail.search(before)
        cut = tail.start() if tail else len(before)
        subject = self._noun_before(clause, begin, begin + cut)
        return Reading(*(subject or (None, None)), behind=False, tail=before[cut:], head=before)

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
        opened = reading.head.lstrip(_EDGE)[:6] if not reading.behind and quantity.unit != "%" else ""
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
            or bool(self._made.search(reading.head.rstrip()))
            or bool(self._lead.match(reading.head.strip(_EDGE)))
        )

    def _noun_behind(self, clause: str, quantity: Quantity, stop: int) -> tuple[int, int] | None:
        if (
            quantity.dimension not in ("count", "people", "area", "length", "")
            or not quantity.unit
            or quantity.unit == "级"
        ):
            return None
        start = quantity.end
        while start < stop and clause[start] in " 的":
            start += 1
        words = clause[start:stop]
        predicate = self._predicate.search(words, 2)
        words = words[: predicate.start()] if predicate else words
        words = words.rstrip(_EDGE + "。;")
        if len(words) < NOUN_LENGTH or words[0] in ",;、()。":
            return None
        return start, start + len(words)

    def _noun_before(self, clause: str, begin: int, end: int) -> tuple[int, int] | None:
        start = begin
        while start < end:
            words = clause[start:end]
            step = (
                len(words) - len(words.lstrip(_EDGE))
                or _length(_TIME.match(words))
                or _length(self._lead.match(words))
            )
            if not step:
                break
            start += step
        if start > begin and clause[start - 1] == "“" and "”" in clause[start:end]:
            start -= 1
        words = _TIME_BEHIND.sub("", clause[start:end].rstrip(_EDGE))
        tail = self._tail.search(words)
        words = words[: tail.start()].rstrip(_EDGE) if tail and tail.start() else words
        words = _FROM_BEHIND.sub("", words)
        return (
            (start, start + len(words))
            if len(words) >= NOUN_LENGTH and not self._tail.fullmatch(words)
            else None
        )


def indicator_reader(lexicon: Lexicon) -> IndicatorReader:
    """Return the compiled words around targets, made once for a lexicon."""
    return lexicon.keep("indicator_reader", partial(IndicatorReader, lexicon))


def _length(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _any(terms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(dict.fromkeys(terms), key=len, reverse=True))) or "(?!)"


def _holding(cues: Iterable[TargetCue], use: Use) -> Callable[[str], bool]:
    chosen = [c for c in cues if c.use == use]
    terms = _any(t for c in chosen for t in c.terms)
    without = _any(w for c in chosen for w in c.without)
    pattern = re.compile(rf"(?:{without})|(?P<term>{terms})")
    return lambda text: any(hit["term"] for hit in pattern.finditer(text))
