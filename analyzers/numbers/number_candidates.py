"""Where a quantity may begin: most numerals of a plan (2025年, 5G, 一批, 队伍) are none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import chain

from ...lexicons import alternation
from ...lexicons.compiling import compiled
from .bounds import Bounds
from .numerals import FINANCIAL_DIGITS, FINANCIAL_NUMERALS, PLAIN_NUMERALS, ROMAN
from .units import Units

LEAST = 100
"""Chinese numerals below it are quantities only with a unit, or as a place in an order."""

TOP, ORDINAL = "前", "第"
ORDERS = TOP + ORDINAL
"""What stands before a place in an order."""

RANKS = ("位", "名", "强")
"""Units of such places."""

ENDS = "。;,、!?:)”的之行以左内 "
"""What may follow a number without a unit: 进入全国前三、前三的城市, 降至0.28，."""

FEW = ("multiple", "share")
"""Dimensions in which 一 is a number, and not the article that it is before 个 or 家."""

CONNECTOR = r"(?:\(不?含\))?\s?(?:—{1,3}|-{1,2}|~|至|到)\s?"
"""What stands between the ends of a range."""

_CONNECTING = r"\s(—\-~至到"
"""The characters with which what `CONNECTOR` finds may begin."""

_DIGITS = "0123456789"
_SMALL = "一二两三四五六七八九十廿卅"
"""Numerals of these alone are below `LEAST`."""

_SINGLE = f"〇零{FINANCIAL_DIGITS}"
"""So is each of these by itself."""

_OTHERS = "".join(sorted({*PLAIN_NUMERALS, *ROMAN, *"IV"} - {*_SMALL, *_SINGLE}))

_CHARACTERS = f"{_DIGITS}{_SMALL}{_SINGLE}{_OTHERS}"
"""Every number begins with one of these characters."""

_YEAR = "年"
_ARTICLE = "一"


def quantity_candidates(units: Units, bounds: Bounds, words: Collection[str]) -> re.Pattern[str]:
    """Compile what finds the first characters of all numbers that may be quantities, and of few others.

    It opens with a class of characters, which is searched fast; what follows looks around the first of them.

    Args:
        units: the units, one of which stands behind most quantities.
        bounds: the words around numbers.
        words: the words that are quantities without a number, found too.
    """
    small, ordinal = _small(units, bounds), _ordinal(bounds)
    single, digits = _single(units, bounds), _arabic(units, bounds)
    number = (
        rf"(?<=[{_SMALL}{_SINGLE}])(?<={TOP}.)"
        rf"|(?<=[{_SMALL}])(?<![{_SMALL}{ORDINAL}].)(?:{small})"
        rf"|(?<=[{_SMALL}])(?<={ORDINAL}.)(?:{ordinal})"
        rf"|(?<=[{_SINGLE}])(?:{single})"
        rf"|(?<=[0-9])(?<![0-9.A-Za-z].)(?:{digits})"
        rf"|(?<=[{_OTHERS}])"
    )
    return compiled(
        rf"(?s)[{_CHARACTERS}{_any_of(word[0] for word in words)}]"
        rf"(?:(?<=[{_CHARACTERS}])(?={number})|(?={_said(words)}))"  # what it looks at may open a number, too
    )


def every_number(words: Iterable[str]) -> re.Pattern[str]:
    """Compile what finds the first characters of all numbers, whatever they count, and of some words."""
    return compiled(f"[{_CHARACTERS}]|(?={alternation(words)})")


def _small(units: Units, bounds: Bounds) -> str:
    """Behind 三 there must be a unit, a further numeral, a range or the end of what is read; behind 一 not any unit."""
    alone = rf"(?:(?<!{_ARTICLE})|(?=[{_SMALL}]))[{_SMALL}]*+{units.opening}"
    return rf"[{_SMALL}]*+(?:[{_going_on(bounds)}]|\Z)|{alone}|{units.opening_of(FEW)}"


def _ordinal(bounds: Bounds) -> str:
    """第三 is a place where nothing follows that it could number: of 第三产业 and 第一批 there are many."""
    return rf"[{_SMALL}]*+(?:[{_any_of({*RANKS, *ENDS})}{_going_on(bounds)}]|\Z)"


def _single(units: Units, bounds: Bounds) -> str:
    return rf"[{_SMALL}{_going_on(bounds)}]|\Z|{units.opening}"


def _going_on(bounds: Bounds) -> str:
    numerals = {*_SINGLE, *_OTHERS, *FINANCIAL_NUMERALS}
    return _any_of({*numerals, *bounds.between, "点", "分"}) + _CONNECTING


def _arabic(units: Units, bounds: Bounds) -> str:
    """The number of a year needs more than 年 behind it; without a unit a number needs a bound, or a place."""
    alone = _any_of(units.going_on(_YEAR)) + _CONNECTING
    year = rf"(?:(?<=1)9|(?<=2)0)[0-9]{{2}}{_YEAR}[^{alone}]"
    before = _any_of({*ORDERS, " ", *(word[-1] for word in bounds.before)})
    behind = (
        _any_of({*_CHARACTERS, *bounds.between, *(word[0] for word in bounds.after), *",.分"}) + _CONNECTING
    )
    bare = rf"(?<![{before}].)[0-9]*+(?:\.(?![0-9])|(?!{units.opening})[^{behind}])"
    return rf"(?!{year}|{bare})"


def _said(words: Collection[str]) -> str:
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    said = "|".join(rf"(?<={re.escape(first)})(?:{alternation(rest)})" for first, rest in rests.items())
    seconds = "" if "" in chain(*rests.values()) else f"(?=[{_any_of(word[1] for word in words)}])"
    return rf"(?<=[{_any_of(rests)}]){seconds}(?:{said})" if rests else "(?!)"


def _any_of(characters: Iterable[str]) -> str:
    return re.escape("".join(sorted(set(characters))))
