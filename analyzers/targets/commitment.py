"""Whether a plan commits to a number, or why it does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Literal, get_args

import msgspec

from ...lexicons import Entry, Lexicon, necessary, searching
from ...lexicons.compiling import compiled
from ..language.sentences import Sentence
from ..lazy import cached_property
from ..model import Facts, Unit
from ..numbers.quantities import Quantity, quantity_reader
from ..numbers.years import find_years
from ..vocabulary import DocumentKind, RejectionReason
from .horizons import present_year
from .indicators import SIZES, IndicatorReader, Reading, indicator_reader
from .tenses import Frame, Frames

COMMITTING: tuple[DocumentKind, ...] = (
    "plan",
    "action_plan",
    "implementation",
    "opinion",
    "work_report",
    "proposal",
)
"""Kinds of document whose tasks commit to the numbers that they name; elsewhere only a stated year does."""

_DURATION_NAMES = compiled(r"时间|时长|寿命|时限|年龄|周期|小时|分钟|到达|响应")

_MODIFIES = compiled(r"的|[、和及与或][^,;。]*\d[^\s、,;]{0,6}的")
"""What follows a quantity that only says which things are meant: 井深超过800米的矿山."""

_QUOTES = ("“”", "《》")

_SIZES = frozenset((*SIZES, ""))
_BOUNDED_SIZES = frozenset((*SIZES, "money"))

_HAN = compiled("[\u4e00-\u9fff]")

_BASE = compiled(r"年(?:末|底)?(?:的)?(?:实际|完成|统计)?(?:基础|水平|底数|基数)")

_FROM = compiled(r"[由从](?:(?:19|20)\d\d年的?)?$")
_FROM_ENDS = ("由", "从", "年", "的", "\n")
_TO = compiled(
    r"、?[^,;。、]{0,8}?(?:提高|提升|增加|增长|上升|扩大|拓展|下降|降低|减少|缩短|压减|增|升|降)[到至]"
)
_TALLY = compiled(r"[^、,;。\d]{2,}、[^、,;。\d]{2,}(?<![和及与])$|[^高平同中均优初相]等$")
"""A list of names right before a count: the count tallies them."""

Where = Literal["clause", "sentence", "before", "behind", "after"]


class RejectionCue(Entry, frozen=True, kw_only=True):
    """Words that tell why a number is no target.

    Attributes:
        reason: why.
        where: where they are looked for.
        only: the dimensions of units for which they hold; all if empty.
        unless: expressions behind the number that take the reason away.
    """

    reason: RejectionReason
    where: Where
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class _Search:
    """Some patterns, looked for only where what they need stands."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._needed = necessary(patterns)
        self._pattern = searching("|".join(patterns))

    def finds(self, text: str) -> bool:
        return self._needed.search(text) is not None and self._pattern.search(text) is not None


_Cues = list[tuple[RejectionCue, _Search]]


class Place(msgspec.Struct, frozen=True, dict=True):
    """Where the quantities of a clause stand.

    Attributes:
        facts: what the document says of itself.
        unit: the outline unit around them.
        sentence: their sentence.
        part: their clause.
        clause: its folded words.
        frames: the frames of the document's clauses.
        dated: whether their passage may name a year.
    """

    facts: Facts
    unit: Unit | None
    sentence: Sentence
    part: Sentence
    clause: str
    frames: Frames
    dated: bool

    @cached_property
    def frame(self) -> Frame:
        """The tense of the clause; many quantities are turned down before anybody asks."""
        return self.frames.of(self.part)


class Gate:
    """The reasons of `rejections.yaml`, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the patterns of each entry."""
        self._reader: IndicatorReader = indicator_reader(lexicon)
        self._bounds = quantity_reader(lexicon).before
        cues = lexicon.table("rejections", RejectionCue)
        self._pays = compiled("|".join(p for c in cues if c.reason == "incentive" for p in c.patterns))
        self._cues: _Cues = [(cue, _Search(cue.patterns)) for cue in cues]
        self._needed = {where: _needed_in((where,), cues) for where in get_args(Where)}
        self._needed_in_clause = _needed_in([w for w in get_args(Where) if w != "sentence"], cues)
        self._chosen: dict[tuple[str, frozenset[Where]], _Cues] = {}

    def reason(
        self, place: Place, quantity: Quantity, reading: Reading, *, committed: bool
    ) -> RejectionReason | None:
        """Return why a quantity is no target; None if it is one.

        Args:
            place: its document, outline unit, sentence, clause and tense.
            quantity: the quantity, with offsets in the clause.
            reading: how the words around it are read.
            committed: whether a quantity before it in the clause is a target.
        """
        if _starts_change(place.clause, quantity):
            return "history"
        return (
            self._by_form(place.clause, quantity, reading)
            or self._by_words(place, quantity, reading, committed)
            or self._by_shape(place.clause, quantity, reading)
            or ("history" if _is_past(place) else None)
            or self._by_place(place, quantity, reading, committed)
        )

    def commits_in(self, place: Place) -> bool:
        """Tell whether a plan commits to a comparison without a number at a place."""
        role = place.unit.role if place.unit else None
        if role in ("background", "appendix", "principle", "other", None) or _is_past(place):
            return False
        if not (role == "goal" or place.facts.kind in COMMITTING or _is_dated(place)):
            return False
        wanted = ("forecast", "incentive", "eligibility")
        return not self._needed["clause"].search(place.clause) or not any(
            cue.where == "clause" and cue.reason in wanted and search.finds(place.clause)
            for cue, search in self._cues
        )

    def _by_form(self, clause: str, quantity: Quantity, reading: Reading) -> RejectionReason | None:
        if _inside_quotes(clause, quantity.number_start) or clause.endswith("每", 0, quantity.number_start):
            return "name"
        if reading.behind and reading.end and clause[: reading.end].endswith("率"):
            return "name"
        if quantity.unit == "级" or not (
            quantity.unit
            or reading.tail
            or quantity.implicit
            or quantity.relation != "="
            or quantity.dimension in ("rank", "multiple")
        ):
            return "name"
        return None

    def _by_shape(self, clause: str, quantity: Quantity, reading: Reading) -> RejectionReason | None:
        modifies = _MODIFIES.match(clause, quantity.end) if not reading.behind else None
        if modifies and self._reader.funds(clause):
            modifies = None
        counted = quantity.dimension in ("count", "") and quantity.start == quantity.number_start
        if modifies and (not counted or modifies.group() == "的"):
            return "scope"
        if reading.sized or self._names_size(clause, quantity, reading):
            return "name"
        if quantity.dimension == "length" and _HAN.match(clause, quantity.end) and not reading.behind:
            return "scope" if quantity.end > quantity.number_end else None
        return "count" if self._tallies(clause, quantity, reading) else None

    def _names_size(self, clause: str, quantity: Quantity, reading: Reading) -> bool:
        """A size between a noun and another, with no verb on either side, is part of a name: 某厂60万吨复合肥项目."""
        bounded = quantity.start != quantity.number_start
        if quantity.dimension not in (_BOUNDED_SIZES if bounded else _SIZES) or not quantity.unit:
            return False
        if reading.behind or reading.start is None or reading.tail.strip():
            return False
        behind = clause[quantity.end : quantity.end + 1]
        named = quantity.end == quantity.number_end and behind not in "、,;:。()和及与并的 "
        return named and not self._reader.opens_with_verb(clause[quantity.end :])

    def _tallies(self, clause: str, quantity: Quantity, reading: Reading) -> bool:
        """A count between a list of names and what they are is a tally of them: 甲、乙、丙3个综保区."""
        if quantity.dimension != "count" or quantity.relation != "=" or reading.made:
            return False
        before = clause[: quantity.start]
        listed = reading.noun_behind is not None and _TALLY.search(before)
        return bool(listed) and not self._reader.completes(before)

    def _by_words(
        self, place: Place, quantity: Quantity, reading: Reading, committed: bool
    ) -> RejectionReason | None:
        goal = place.unit is not None and place.unit.role == "goal"
        likely = self._likely(place, quantity)
        for cue, search in self._cues_of(quantity.dimension, frozenset(likely)) if likely else ():
            if goal and cue.reason == "requirement":
                continue
            aside = cue.where == "sentence" and cue.reason == "incentive"
            if aside and (any(find_years(place.clause)) or self._reader.funds(place.clause)):
                continue
            if cue.reason == "eligibility" and (reading.made or committed):
                continue
            if search.finds(likely[cue.where]) and not _taken_away(cue, place.clause, quantity):
                return cue.reason
        if quantity.dimension != "duration":
            return None
        named = _DURATION_NAMES.search(place.clause[: quantity.number_start] + place.clause[quantity.end :])
        return None if named else "deadline"

    def _likely(self, place: Place, quantity: Quantity) -> dict[Where, str]:
        """Return where cues are looked for, each with its words, but not where none can be."""
        clause, needed = place.clause, self._needed
        start, end, unit = quantity.number_start, quantity.end, quantity.number_end - len(quantity.unit)
        likely: dict[Where, str] = {}
        if needed["sentence"].search(place.sentence.text):
            likely["sentence"] = place.sentence.text
        if not self._needed_in_clause.search(clause):  # nor is anything found in a part of it
            return likely
        if needed["clause"].search(clause):
            likely["clause"] = clause
        if needed["before"].search(clause, 0, start):
            likely["before"] = clause[:start]
        if needed["behind"].search(clause, unit):
            likely["behind"] = clause[unit:]
        if needed["after"].search(clause, end):
            likely["after"] = clause[end:]
        return likely

    def _cues_of(self, dimension: str, places: frozenset[Where]) -> _Cues:
        """Return the cues that hold for a dimension and are looked for in some places."""
        found = self._chosen.get((dimension, places))
        if found is None:
            alike = (cue for cue in self._cues if not cue[0].only or dimension in cue[0].only)
            found = self._chosen[dimension, places] = [cue for cue in alike if cue[0].where in places]
        return found

    def _by_place(
        self, place: Place, quantity: Quantity, reading: Reading, committed: bool
    ) -> RejectionReason | None:
        role = place.unit.role if place.unit else None
        if role == "background":
            return "history"
        if role in ("appendix", "principle") or (role == "other" and place.facts.kind != "news"):
            return "scope"
        if role == "goal" or _is_dated(place):
            return None
        if place.facts.kind in COMMITTING and (role is not None or place.frame.tense == "future"):
            return None if committed or self._commits(place, quantity, reading) else "scope"
        return None if self._promises(place, quantity, reading) else "requirement"

    def _commits(self, place: Place, quantity: Quantity, reading: Reading) -> bool:
        """A verb or a bound make a number in a task one that the plan commits to, as a target before it does."""
        before = self._bounds.get(place.clause[quantity.start : quantity.number_start].strip())
        first = reading.start is not None and not reading.behind and reading.noun_behind is None
        behind = quantity.end > quantity.number_end and quantity.start == quantity.number_start
        bounded = first and (behind or quantity.relation in (">=", "<=")) and quantity.relation != "="
        return bounded or quantity.implicit or before in (">=", "<=") or self._reader.commits(reading)

    def _promises(self, place: Place, quantity: Quantity, reading: Reading) -> bool:
        """Support policies promise the things that they will make, in so many, not to whom and how much they pay."""
        if place.facts.kind != "measures" or place.unit is None or place.unit.role not in ("task", "measure"):
            return False
        if quantity.dimension != "count" or quantity.relation == "<=" or quantity.value <= 1:
            return False
        digits = place.clause[quantity.number_start].isdigit()
        made = reading.made or (quantity.value >= 10 and self._reader.makes(reading))
        return digits and made and not self._pays.search(place.sentence.text)


def gate(lexicon: Lexicon) -> Gate:
    """Return the compiled gate of a lexicon, made once for it."""
    return lexicon.keep("gate", partial(Gate, lexicon))


def _needed_in(places: Collection[Where], cues: Iterable[RejectionCue]) -> re.Pattern[str]:
    """Compile what is found wherever a cue is found that is looked for in one of those places."""
    return necessary(pattern for cue in cues if cue.where in places for pattern in cue.patterns)


def _taken_away(cue: RejectionCue, clause: str, quantity: Quantity) -> bool:
    return any(re.search(pattern, clause[quantity.end :]) for pattern in cue.unless)


def _is_dated(place: Place) -> bool:
    """Tell whether the sentence names a year that is still to come."""
    years = [y.year for y in find_years(place.sentence.text)] if place.dated else ()
    return bool(years) and max(years) >= present_year(place.facts) > 0


def _is_past(place: Place) -> bool:
    """The clause's own years come first, then the frame around it."""
    years = _own_years(place.clause) if place.dated else ()
    present = present_year(place.facts)
    if not years or not present:
        return place.frame.tense == "past"
    if max(years) < present:
        return True
    return place.frame.own and place.frame.tense == "past"


def _own_years(clause: str) -> list[int]:
    """Return the years of a clause, but not those that only give the base of a comparison."""
    return [y.year for y in find_years(clause) if not _BASE.match(clause, y.end - 1)]


def _starts_change(clause: str, quantity: Quantity) -> bool:
    """Tell whether a quantity is where a change sets out: `由32.7%提高至33.3%`."""
    if not clause.endswith(_FROM_ENDS, 0, quantity.start):
        return False
    return bool(_FROM.search(clause[: quantity.start]) and _TO.match(clause, quantity.end))


def _inside_quotes(clause: str, position: int) -> bool:
    for opening, closing in _QUOTES:
        if opening in clause and clause.count(opening, 0, position) > clause.count(closing, 0, position):
            return True
    return False
