"""The default engine: jieba's algorithm and dictionary in Rust (rjieba), made to cut as jieba does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, Protocol, cast

from ...lexicons.compiling import compiled
from .protocol import Engine, ends_of
from .user_words import CUTTABLE

EXTENSION = "rjieba.rjieba"

# rjieba takes more ideographs for Han than jieba does, and raises on lone surrogates. jieba makes a word of
# every character outside its alphabet (and one of \r\n); rjieba does so with spaces, and is given spaces.
_ALIEN = compiled(f"[^{CUTTABLE}\r\n]")

# rjieba joins letters and digits over - _ . (2026-02-09, 5G-A); jieba joins only the decimals of a number.
_JOINED = compiled("[a-zA-Z0-9][-_.][a-zA-Z0-9]")
_PART = compiled(r"[a-zA-Z0-9]+(?:\.[0-9]+)?%?|[^a-zA-Z0-9]+")


class _Extension(Protocol):
    """What we use of `rjieba.Jieba`."""

    def cut(self, text: str) -> list[str]: ...
    def add_word(self, text: str, freq: int | None, tag: str | None) -> int: ...
    def has_word(self, text: str) -> bool: ...


class RustSegmenter(Engine):
    """Cuts with an instance of rjieba that is its own; it can't be pickled."""

    name = "rjieba"

    def __init__(self, extension: ModuleType, load_words: Callable[[], Iterable[str]]) -> None:
        """Take what `load_extension` gives, and what gives the words to add to the dictionary."""
        super().__init__(load_words)
        self._extension = extension

    def ends(self, text: str) -> list[int]:
        """Return the places behind the words of `text` (code points), which together cover all of it."""
        plain = _ALIEN.sub(" ", text)
        pieces = self._engine.cut(plain)
        return ends_of(self._separated(pieces) if _JOINED.search(plain) else pieces)

    @cached_property
    def _engine(self) -> _Extension:
        engine = cast("_Extension", cast("Any", self._extension).Jieba())
        for word in self._load_words():
            engine.add_word(word, None, None)
        return engine

    def _separated(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            if _JOINED.search(piece) and not self._engine.has_word(piece):
                yield from _PART.findall(piece)
            else:
                yield piece


def load_extension() -> ModuleType:
    """Return rjieba's extension module, without its package where that is possible.

    The package fills a dictionary for its module-level functions as soon as it is imported, which nobody here
    uses (0.09 s, 25 MB).

    Raises:
        ImportError: rjieba is not installed, or does not run on this system.
    """
    loaded = sys.modules.get(EXTENSION)
    if loaded is not None:
        return loaded
    package = find_spec("rjieba")
    folders = package.submodule_search_locations if package else None
    spec = PathFinder.find_spec(EXTENSION, folders) if folders else None
    if spec is None or spec.loader is None:
        return import_module("rjieba")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    # Whoever imports the package later gets this same module; an extension is made once in a process.
    return sys.modules.setdefault(EXTENSION, module)
