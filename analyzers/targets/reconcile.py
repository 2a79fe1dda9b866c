"""The last stage for targets: what is said twice, what contradicts, bases in the review, growth that does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import NamedTuple

import msgspec

from ..context import Context
from ..document import Message
from ..model import Target
from ..numbers.growth import Interval, Limits, grown, interval
from ..numbers.years import find_years
from .horizons import present_year
from .indicator_names import indicator_names
from .indicators import IndicatorReader, indicator_reader
from .measured import Measured, measured

YEARLY = "年均"
"""The word that tells growth by the year over a period from that of one year."""

Plain = Callable[[str], str]
"""Gives what an indicator is compared by: see `IndicatorNames`."""

_SHORTEST = 4
"""Shorter indicators (项目, 企业) are of many things, and the same words don't mean the same."""


class _Base(NamedTuple):
    """What the review says of an indicator."""

    id: str
    value: Decimal
    year: int | None
    written: str


def reconcile(
    context: Context, targets: tuple[Target, ...]
) -> tuple[tuple[Target, ...], tuple[Message, ...]]:
    """Return targets with what ties them together, and messages on those that don't fit.

    A target said again gets `same_as`; one whose indicator the review gives a figure for gets `base_value`,
    `base_year` and `base_from`.

    Args:
        context: the document.
        targets: its targets in order, with their final ids.
    """
    plain, words = cache(indicator_names(context.lexicon).plain), indicator_reader(context.lexicon)
    bases = _bases(context, {target.unit for target in targets if _takes_base(target)}, plain)
    linked = tuple(_based(target, bases, plain) for target in _repeated(targets, plain, words))
    general = {target.id for target in linked if _is_general(context, target)}
    messages = (*_contradictions(linked, general, plain, words), *_mismatches(linked, plain))
    return linked, messages


def _repeated(targets: Iterable[Target], plain: Plain, words: IndicatorReader) -> Iterator[Target]:
    """Yield the targets, those that an earlier one says already with its id."""
    first: dict[tuple[object, ...], str] = {}
    for target in targets:
        key = _identity(target, plain)
        same = first.get(key) if _comparable(target, words) else None
        if target.indicator:
            first.setdefault(key, target.id)
        yield msgspec.structs.replace(target, same_as=same) if same else target


def _comparable(target: Target, words: IndicatorReader) -> bool:
    name = target.indicator or ""
    return len(name) >= _SHORTEST or words.is_measure(name)


def _identity(target: Target, plain: Plain) -> tuple[object, ...]:
    what = plain(target.indicator or "")
    value = (target.relation, target.value, target.value_max, target.unit, target.year, target.measure_of)
    return (what, *value, target.comparator if target.value is None else None)


def _takes_base(target: Target) -> bool:
    return target.measure_of == "level" and target.base_value is None and target.value is not None


def _bases(context: Context, units: Collection[str], plain: Plain) -> dict[tuple[str, str], _Base]:
    """Return what the review says of each indicator in one of some units: the latest figure that it gives."""
    bases: dict[tuple[str, str], _Base] = {}
    words = indicator_reader(context.lexicon)
    for found in measured(context):
        if found.reason != "history" or not found.indicator or found.quantity.value_max is not None:
            continue
        if found.quantity.unit not in units:
            continue
        written = context.document.text[found.indicator.start : found.indicator.end]
        if not words.is_measure(written) or words.measure_of(found.reading, found.quantity) != "level":
            continue
        named = plain(written)
        base = _base(context, found)
        known = bases.get((named, found.quantity.unit))
        if known is None or (base.year or 0) >= (known.year or 0):
            bases[named, found.quantity.unit] = base
    return bases


def _base(context: Context, found: Measured) -> _Base:
    start = found.clause.locate(found.quantity.start, found.quantity.end).start
    present = present_year(context.facts)
    until = found.clause.local_end - found.sentence.local_start
    before = context.sentences_between(found.clause.passage.start, found.sentence.start)
    texts = [*(sentence.text for sentence in before), found.sentence.text[:until]]
    years = [y.year for text in texts for y in find_years(text) if y.year < present]
    return _Base(f"rejected-{start}", found.quantity.value, years[-1] if years else None, found.quantity.text)


def _based(target: Target, bases: dict[tuple[str, str], _Base], plain: Plain) -> Target:
    base = bases.get((plain(target.indicator or ""), target.unit)) if _takes_base(target) else None
    if not base:
        return target
    if target.base_year is not None and base.year != target.base_year:
        return target
    return msgspec.structs.replace(target, base_value=base.value, base_year=base.year, base_from=base.id)


def _is_general(context: Context, target: Target) -> bool:
    """Tell whether a target is one of the plan as a whole: in tasks the same words may be of narrower things."""
    unit = context.unit_by_id.get(target.section or "")
    return target.source == "table" or (unit is not None and unit.role == "goal")


def _contradictions(
    targets: Iterable[Target], general: Collection[str], plain: Plain, words: IndicatorReader
) -> Iterator[Message]:
    """Yield a message for two figures of one indicator, year and measure that no value fulfils."""
    groups: defaultdict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets:
        name = target.indicator or ""
        if target.value is not None and target.year and len(name) >= _SHORTEST and words.is_measure(name):
            yearly = YEARLY in target.quote
            what = plain(name)
            groups[what, target.year, target.unit, target.measure_of, target.change, yearly].append(target)
    for group in (group for group in groups.values() if len(group) > 1):
        yield from (_contradiction(one, other) for one, other in _apart(group, general))


def _apart(group: list[Target], general: Collection[str]) -> Iterator[tuple[Target, Target]]:
    """Yield the figures of one thing that an earlier one excludes, each with the strictest that does.

    Figures that share the words of their indicator are one statement, and one of two must be of the plan as a whole.
    """
    of_plan, of_any = Limits[Target](), Limits[Target]()
    for _, stated in groupby(group, lambda target: target.indicator_span):
        statement = tuple((target, _written(target)) for target in stated)
        for target, figure in statement:
            known = of_any if target.id in general else of_plan
            yield from ((earlier, target) for earlier in known.excluding(figure))
        for target, figure in statement:
            of_any.add(target, figure)
            if target.id in general:
                of_plan.add(target, figure)


def _contradiction(one: Target, other: Target) -> Message:
    return Message(
        "target-contradiction",
        "warning",
        f"“{one.indicator}”{one.year}年的目标前后不一致：{one.value_text}（{one.id}）与"
        f"{other.value_text}（{other.id}），请核对原文",
    )


def _mismatches(targets: tuple[Target, ...], plain: Plain) -> Iterator[Message]:
    """Yield a message for each level that its base and the yearly growth don't lead to."""
    rates: defaultdict[tuple[str, int | None], Limits[Target]] = defaultdict(Limits)
    for growth in targets:
        if growth.measure_of == "growth" and YEARLY in growth.quote and growth.value is not None:
            rates[plain(growth.indicator or ""), growth.year].add(growth, _written(growth))
    for level in targets:
        if level.measure_of != "level" or level.base_value is None or not level.base_year or not level.year:
            continue
        for growth, _ in rates[plain(level.indicator or ""), level.year].strictest():
            yield from _mismatch(level, growth, level.base_value, level.year - level.base_year)


def _mismatch(level: Target, growth: Target, base: Decimal, years: int) -> Iterator[Message]:
    start = interval(base, None, "=", level.value_text or "")
    expected = grown(start, _written(growth), years)
    if years > 0 and _written(level).apart(expected):
        made = base * (1 + (growth.value or Decimal(0)) / 100) ** years
        share = made / level.value if level.value else Decimal(0)
        yield Message(
            "target-growth-mismatch",
            "warning",
            f"“{level.indicator}”按{level.base_year}年的基数和{growth.value_text}的年均增速（{growth.id}）推算，"
            f"{level.year}年约为目标{level.value_text}（{level.id}）的{share * 100:.0f}%，请核对原文",
        )


def _written(target: Target) -> Interval:
    return interval(target.value or Decimal(0), target.value_max, target.relation, target.value_text or "")
