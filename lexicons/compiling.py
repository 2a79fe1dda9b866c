"""Compiled expressions that outlive the process.

Compiling the expressions of a run takes longer than reading most documents. Python does it in two steps: it
translates a pattern into a list of numbers, in Python, and hands them to the matcher, in C, which checks and runs
them. The first step is slow; what it gives is kept in the user's cache. An expression is kept only if what is
made from the numbers equals what `re.compile` makes, and wherever anything is amiss `re.compile` does it all.
"""

from __future__ import annotations

import atexit
import re
import sys
from array import array
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from weakref import WeakValueDictionary

import msgspec

from .cache import can_write, read_cached, write_cached

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


class _Shelf:
    """The expressions of this process, and the numbers of those that earlier ones left."""

    def __init__(self) -> None:
        self.made: WeakValueDictionary[str, re.Pattern[str]] = WeakValueDictionary()
        self.missing: dict[str, re.Pattern[str]] = {}
        self._room = _MOST
        self._codes: dict[str, _Code] | None = None

    def codes(self) -> dict[str, _Code]:
        """Return the numbers that earlier processes left, by their patterns."""
        if self._codes is None:
            self._codes = _stored()
        return self._codes

    def miss(self, pattern: str, made: re.Pattern[str]) -> None:
        """Keep an expression that no earlier process left, to leave it to later ones; not where they grow too many."""
        if self._room <= 0:
            return
        if not self.missing:
            atexit.register(self.leave)
        self._room -= len(pattern)
        self.missing[pattern] = made

    def leave(self) -> None:
        """Write for later processes what this one had to compile."""
        if not can_write():
            return
        translated = ((pattern, _translated(made)) for pattern, made in self.missing.items())
        new = {pattern: code for pattern, code in translated if code}
        if not new:
            return
        content = msgspec.msgpack.encode(_stored() | new)  # others may have left some meanwhile
        if len(content) > _LIMIT:
            kept = {pattern: code for pattern, code in self.codes().items() if pattern in self.made}
            content = msgspec.msgpack.encode(kept | new)
        write_cached(_CACHE, content)


_shelf = _Shelf()


def compiled(pattern: str) -> re.Pattern[str]:
    """Return what `re.compile` makes of a pattern, sooner.

    Args:
        pattern: a regular expression; flags are written in it.

    Raises:
        re.error: it is none.
    """
    known = _shelf.made.get(pattern)
    if known is None:
        code = _shelf.codes().get(pattern)
        known = _restored(pattern, code) if code else None
        if known is None:
            known = re.compile(pattern)
            _shelf.miss(pattern, known)
        _shelf.made[pattern] = known
    return known


def _stored() -> dict[str, _Code]:
    try:
        return msgspec.msgpack.decode(read_cached(_CACHE) or b"\x80", type=dict[str, _Code])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return {}


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
