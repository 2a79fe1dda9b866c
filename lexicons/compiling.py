"""Compiled expressions that outlive the process.

Compiling the expressions of a run takes longer than reading most documents. Python does it in two steps: it
translates a pattern into a list of numbers, in Python, and hands them to the matcher, in C, which checks and runs
them. The first step is slow; what it gives is kept in the user's cache. An expression is kept only if what is
made from the numbers equals what `re.compile` makes, and wherever anything is amiss `re.compile` does it all.
"""

from __future__ import annotations

import re
import sys
from array import array
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from weakref import WeakValueDictionary

import msgspec

from .shelf import Shelf

_LIMIT = 4_000_000
"""So many bytes hold what planscan itself needs several times; more is left by lexicons that are gone."""

_MOST = 300_000
"""About so many characters of patterns are translated again when a process ends: three times what planscan itself
needs, a second's work. Who needs more has tried many lexicons, and most of their expressions no later process wants."""

_PLATFORM = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{sys.byteorder}-{array('I').itemsize}"
_CACHE = f"expressions-{_PLATFORM}"

# The two steps have no public names; where they are missing nothing is kept.
_TRANSLATION: Any = import_module("re._compiler") if find_spec("re._compiler") else None
_PARSER: Any = import_module("re._parser") if find_spec("re._parser") else None
_MATCHER: Any = import_module("_sre") if find_spec("_sre") else None


class _Code(msgspec.Struct, frozen=True, array_like=True):
    """What the matcher takes besides the pattern."""

    flags: int
    numbers: bytes
    groups: int
    names: dict[str, int]


_made: WeakValueDictionary[str, re.Pattern[str]] = WeakValueDictionary()
"""The expressions that somebody holds."""


def compiled(pattern: str) -> re.Pattern[str]:
    """Return what `re.compile` makes of a pattern, sooner.

    Args:
        pattern: a regular expression; flags are written in it.

    Raises:
        re.error: it is none.
    """
    known = _made.get(pattern)
    if known is None:
        code = _shelf.get(pattern)
        known = _restored(pattern, code) if code else None
        if known is None:
            known = re.compile(pattern)
            _shelf.miss(pattern, known, len(pattern))
        _made[pattern] = known
    return known


def _restored(pattern: str, code: _Code) -> re.Pattern[str] | None:
    """Return the expression that the matcher makes of its numbers; None where it doesn't take them."""
    numbers = array("I")
    try:
        numbers.frombytes(code.numbers)
        of_group: list[str | None] = [None] * (code.groups + 1)
        for name, group in code.names.items():
            of_group[group] = name
        return _MATCHER.compile(
            pattern, code.flags, numbers.tolist(), code.groups, code.names, tuple(of_group)
        )
    except (AttributeError, IndexError, OverflowError, RuntimeError, TypeError, ValueError):
        return None


def _translated(made: re.Pattern[str]) -> _Code | None:
    """Return the numbers of a compiled expression, if the matcher makes the same of them."""
    try:
        made.pattern.encode()  # lone surrogates can't be stored
        numbers = _TRANSLATION._code(_PARSER.parse(made.pattern), 0)
    except (AttributeError, TypeError, ValueError):
        return None
    code = _Code(made.flags, array("I", numbers).tobytes(), made.groups, dict(made.groupindex))
    return code if _restored(made.pattern, code) == made else None


def _new_shelf() -> Shelf[re.Pattern[str], _Code]:
    return Shelf(_CACHE, _Code, _translated, limit=_LIMIT, most=_MOST)


_shelf = _new_shelf()
