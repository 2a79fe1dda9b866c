"""The reference engine: jieba itself, with a tokenizer of our own and without its cache."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from typing import Any, BinaryIO, Protocol, cast

from .frequencies import load_frequencies
from .protocol import Engine, ends_of


class _Tokenizer(Protocol):
    """What we use of `jieba.Tokenizer`."""

    FREQ: dict[str, int]
    total: int
    initialized: bool

    def cut(self, sentence: str) -> Iterator[str]: ...
    def add_word(self, word: str) -> None: ...
    def get_dict_file(self) -> BinaryIO: ...
    def gen_pfdict(self, f: BinaryIO) -> tuple[dict[str, int], int]: ...


class ReferenceSegmenter(Engine):
    """Cuts with a jieba tokenizer that is its own."""

    name = "jieba"

    def ends(self, text: str) -> list[int]:
        """Return the places behind the words of `text` (code points), which together cover all of it."""
        return ends_of(self._tokenizer.cut(text))

    @cached_property
    def _tokenizer(self) -> _Tokenizer:
        tokenizer = _new_tokenizer()
        with tokenizer.get_dict_file() as file:
            tokenizer.FREQ, tokenizer.total = load_frequencies(file.read(), tokenizer.gen_pfdict)
        # jieba's own initialize() logs to stderr, and trusts a cache in the shared temporary folder.
        tokenizer.initialized = True
        for word in self._load_words():
            tokenizer.add_word(word)
        return tokenizer


def _new_tokenizer() -> _Tokenizer:
    """Return a tokenizer of jieba without a dictionary.

    jieba's source has unknown escapes in plain strings, of which Python 3.12 and later warn when they compile
    it, and it imports pkg_resources where an old setuptools has it, which warns too.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jieba = cast("Any", import_module("jieba"))
    return cast("_Tokenizer", jieba.Tokenizer())
