"""What is derived from expressions, kept for later processes: deriving takes longer than reading most documents."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from functools import cache, partial, wraps
from pathlib import Path

from .shelf import Shelf

_LIMIT = 1_000_000
"""So many bytes hold what planscan itself needs many times; more is left by lexicons and versions that are gone."""

_MOST = 60_000
"""So many characters one process adds at most: five times what planscan itself needs."""

_CACHE = f"derived-{sys.implementation.cache_tag}-{sys.hexversion:x}"
"""Expressions are taken apart by Python's own reader, which may change with each version."""

SOURCES = ("alternation.py", "necessary.py", "searching.py")
"""The modules on which it depends what is derived; what they gave before they were changed is worth nothing."""

_LOADED = time.time()

Words = tuple[str, ...]
Derive = Callable[..., Words]


def derived(derive: Derive) -> Derive:
    """Return a function that gives what `derive` gives, looked up where an earlier process derived it.

    Args:
        derive: a function of one of `SOURCES`. It takes strings and tuples of strings, which alone decide what it
            gives.
    """
    return wraps(derive)(partial(_looked_up, derive))


def _looked_up(derive: Derive, *given: str | Words) -> Words:
    key = _key(derive, given)
    found = _shelf.get(key)
    if found is None:
        found = _shelf.missing.get(key)
    if found is None:
        found = derive(*given)
        if key:
            _shelf.miss(key, found, len(key) + sum(map(len, found)))
    return found


def was_derived(derive: Derive, *given: str | Words) -> bool:
    """Tell whether an earlier process derived what a function made by `derived` gives: it gives it at once then."""
    return _shelf.get(_key(derive, given)) is not None


def _key(derive: Derive, given: tuple[str | Words, ...]) -> str:
    """Return what stands for a function as it is now and for what it is given; `""` if nobody knows how it is."""
    version = _version()
    if version is None:
        return ""
    content = repr((derive.__module__, derive.__name__, given)).encode()
    return hashlib.blake2b(content, digest_size=12, key=version).hexdigest()


@cache
def _version() -> bytes | None:
    """Return the digest of `SOURCES`; None where they are no files, or others than those that were loaded."""
    files = [Path(__file__).parent / name for name in SOURCES]
    try:
        digest = hashlib.blake2b(b"".join([file.read_bytes() for file in files])).digest()
        states = [file.stat() for file in files]
    except OSError:
        return None
    changed = max(max(state.st_mtime, state.st_ctime) for state in states)
    return digest if changed < _LOADED else None


def _storable(found: Words) -> Words | None:
    """Return what can be stored: lone surrogates can't."""
    try:
        "".join(found).encode()
    except UnicodeEncodeError:
        return None
    return found


def _new_shelf() -> Shelf[Words, Words]:
    return Shelf(_CACHE, Words, _storable, limit=_LIMIT, most=_MOST)


_shelf = _new_shelf()
