"""What is derived from expressions, kept for later processes: deriving takes longer than reading most documents."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from .shelf import Shelf

_LIMIT = 1_000_000
"""So many bytes hold what planscan itself needs many times; more is left by lexicons and versions that are gone."""

_MOST = 300_000
"""So many characters one process adds at most: several times what planscan itself needs."""

_CACHE = f"derived-{sys.implementation.cache_tag}-{sys.hexversion:x}"
"""Expressions are taken apart by Python's own reader, which may change with each version."""

SOURCES = ("alternation.py", "necessary.py", "searching.py")
"""The modules whose functions derive; what they gave before they were changed is worth nothing."""

Given = str | tuple[str, ...]
Derive = Callable[..., list[str]]


def derived(derive: Derive) -> Derive:
    """Return a function that gives what `derive` gives, looked up where an earlier process derived it.

    Args:
        derive: a function of one of `SOURCES`. It takes strings and tuples of strings, which alone decide what it
            gives.
    """

    @wraps(derive)
    def known(*given: Given) -> list[str]:
        key = _key(derive, given)
        found = _shelf.get(key)
        if found is None:
            found = _shelf.missing.get(key)
        if found is None:
            found = derive(*given)
            if key:
                _shelf.miss(key, found, sum(map(len, found)))
        return found

    return known


def was_derived(derive: Derive, *given: Given) -> bool:
    """Tell whether an earlier process derived what a function made by `derived` gives: asking it costs nothing."""
    return _shelf.get(_key(derive, given)) is not None


def _key(derive: Derive, given: tuple[Given, ...]) -> str:
    """Return what stands for a function, as it is now, and what it is given; `""` where it is not known how it is."""
    version = _version()
    if version is None:
        return ""
    words = [derive.__name__]
    for one in given:
        words += [one] if isinstance(one, str) else [str(len(one)), *one]
    content = "\0".join(words).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=12, key=version).hexdigest()


@cache
def _version() -> bytes | None:
    """Return the digest of `SOURCES`; None where they are no files."""
    folder = Path(__file__).parent
    try:
        return hashlib.blake2b(b"".join([(folder / name).read_bytes() for name in SOURCES])).digest()
    except OSError:
        return None


def _storable(found: list[str]) -> list[str] | None:
    """Return what can be stored: lone surrogates can't."""
    try:
        "".join(found).encode()
    except UnicodeEncodeError:
        return None
    return found


def _new_shelf() -> Shelf[list[str], list[str]]:
    return Shelf(_CACHE, list[str], _storable, limit=_LIMIT, most=_MOST)


_shelf = _new_shelf()
