"""The engines by name."""

from __future__ import annotations

from functools import partial
from types import ModuleType
from typing import Literal

from ...lexicons import Lexicon, default_lexicon
from .protocol import Segmenter
from .rust import RustSegmenter, load_extension
from .user_words import user_words

EngineName = Literal["rjieba", "jieba"]


def default_segmenter(lexicon: Lexicon | None = None) -> Segmenter:
    """Return the default engine: rjieba, or jieba where rjieba can't be imported."""
    return segmenter("rjieba", lexicon)


def segmenter(name: EngineName, lexicon: Lexicon | None = None) -> Segmenter:
    """Return the engine of that name; its dictionary is loaded when the first text is cut.

    Both engines cut alike, so where rjieba can't be imported its place is taken by jieba; the segmenter's
    `name` says which it is.

    Args:
        name: the engine.
        lexicon: gives the words to add, and keeps the engine for the next call; planscan's own if None.
    """
    knowledge = lexicon or default_lexicon()
    return knowledge.keep(("segmenter", name), lambda: _new_segmenter(name, knowledge))


def _new_segmenter(name: EngineName, lexicon: Lexicon) -> Segmenter:
    words = partial(user_words, lexicon)
    extension = _extension_or_none() if name == "rjieba" else None
    if extension:
        return RustSegmenter(extension, words)
    from .reference import ReferenceSegmenter  # with what its cache needs, which most runs don't

    return ReferenceSegmenter(words)


def _extension_or_none() -> ModuleType | None:
    try:
        return load_extension()
    except ImportError:
        return None
