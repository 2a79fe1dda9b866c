"""Whether a plan commits to a number, or why it does not."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from ..lexicons import Lexicon
from .horizons import present_year
from .indicators import IndicatorReader, Reading, TargetCue, indicator_reader
from .model import Facts, Unit
from .quantities import Quantity, quantity_reader
from .sentences import Sentence
from .vocabulary import DocumentKind, RejectionReason
from .years import find_years

COMMITTING: tuple[DocumentKind, ...] = (
    "plan",
    "action_plan",
    "implementation",
    "opinion",
    "work_report",
    "proposal",
)
"""Kinds of document whose tasks commit to the numbers that they name; elsewhere only a stated year does."""

_DURATION_NAMES = re.compile(r"时间|时长|寿命|时限|年龄|周期|小时|分钟|到达|响应")

_MODIFIES = re.compile(r"的|[、和及与或][^,;。]*\d[^\s、,;]{0,6}的")
"""What follows a quantity that only says which things are meant: 井深超过800米的矿山."""


_FROM = re.compile(r"[由从](?:(?:19|20)\d\d年的?)?$")
_TO = re.compile(
    r"、?[^,;。、]{0,8}?(?:提高|提升|增加|增长|上升|扩大|拓展|下降|降低|减少|缩短|压减|增|升|降)[到至]"
)


class Place(NamedTuple):
    """Where a quantity stands; `committed` where a quantity before it in the clause is a target."""

    facts: Facts
    unit: Unit | None
    sentence: Sentence
    clause: str
    committed: bool


class Gate:
    """The reasons of `targets.yaml`, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the patterns by reason."""
        self._reader: IndicatorReader = indicator_reader(lexicon)
        self._bounds = quantity_reader(lexicon).before
        self._reasons: dict[RejectionReason, re.Pattern[str]] = {
            c.reason: re.compile("|".join(c.patterns))
            for c in lexicon.table("targets", TargetCue)
            if c.use == "reject" and c.reason
        }

    def reason(self, place: Place, quantity: Quantity, reading: Reading) -> RejectionReason | None:
        """Return why a quantity is no target; None if it is one.

        Args:
            place: its document, outline unit, sentence and clause.
            quantity: the quantity, with offsets in the clause.
            reading: how the words around it are read.
        """
        if _starts_change(place.clause, quantity):
            return "history"
        return (
            self._by_form(place, quantity, reading)
            or self._by_words(place, quantity)
            or self._by_place(place, quantity, reading)
        )

    def _by_form(self, place: Place, quantity: Quantity, reading: Reading) -> RejectionReason | None:
        clause = place.clause
        if _inside_quotes(clause, quantity.number_start) or clause[: quantity.number_start].endswith("每"):
            return "name"
        if reading.behind and reading.end and clause[: reading.end].endswith("率"):
            return "name"
        modifies = _MODIFIES.match(clause, quantity.end) if not reading.behind else None
        counted = quantity.dimension == "count" and quantity.start == quantity.number_start
        if modifies and (not counted or modifies.group() == "的"):
            return "scope"
        if (
            self._reasons["count"].search(clause[quantity.number_end - len(quantity.unit) :])
            and quantity.dimension == "count"
        ):
            return "count"
        if quantity.unit == "级" or not (quantity.unit or reading.tail or quantity.relation != "="):
            return "name"
        if quantity.dimension == "duration":
            if self._reasons["deadline"].search(clause[quantity.number_end - len(quantity.unit) :]):
                return "deadline"
            return (
                None
                if _DURATION_NAMES.search(clause[: quantity.number_start] + clause[quantity.end :])
                else "deadline"
            )
        return None

    def _by_words(self, place: Place, quantity: Quantity) -> RejectionReason | None:
        clause, before = place.clause, place.clause[: quantity.start]
        around = quantity.dimension == "money" and not any(find_years(clause))
        if self._reasons["incentive"].search(place.sentence.text if around else clause):
            return "incentive"
        if self._reasons["eligibility"].search(clause):
            return "eligibility"
        if self._reasons["existing"].search(before):
            return "existing"
        if self._reasons["means"].search(clause):
            return "means"
        if self._reasons["history"].search(clause) or self._is_past(place):
            return "history"
        return None

    def _by_place(self, place: Place, quantity: Quantity, reading: Reading) -> RejectionReason | None:
        role = place.unit.role if place.unit else None
        if role == "background":
            return "history"
        if role in ("appendix", "principle") or (role == "other" and place.facts.kind != "news"):
            return "scope"
        years = [y.year for y in find_years(place.sentence.text)]
        dated = bool(years) and max(years) >= present_year(place.facts) > 0
        if role == "goal" or dated:
            return None
        if place.facts.kind not in COMMITTING or role is None:
            return "requirement"
        bounded = self._bounds.get(place.clause[quantity.start : quantity.number_start].strip()) in (
            ">=",
            "<=",
        )
        return None if bounded or place.committed or self._reader.commits(reading) else "scope"

    @staticmethod
    def _is_past(place: Place) -> bool:
        if place.sentence.text.lstrip().startswith(("截至", "截止")):
            return not any(y.year >= present_year(place.facts) for y in find_years(place.sentence.text))
        years = [y.year for y in find_years(place.clause)]
        return bool(years) and max(years) < present_year(place.facts)


def gate(lexicon: Lexicon) -> Gate:
    """Return the compiled gate of a lexicon, made once for it."""
    return lexicon.keep("gate", partial(Gate, lexicon))


def _starts_change(clause: str, quantity: Quantity) -> bool:
    """Tell whether a quantity is where a change sets out: `由32.7%提高至33.3%`."""
    before, behind = clause[: quantity.start], clause[quantity.end :]
    return bool(_FROM.search(before) and _TO.match(behind))


def _inside_quotes(clause: str, position: int) -> bool:
    before = clause[:position]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")
