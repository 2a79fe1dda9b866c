"""How much text a second: the whole extraction, each analyzer, each reader, and what others start from."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeVar

from planscan.analyzers import Document, analyze, read
from planscan.analyzers.context import Context
from planscan.analyzers.pipeline import ANALYZERS
from planscan.analyzers.segmenter.engines import default_segmenter
from planscan.lexicons import default_lexicon

from .documents import TEXTS, annotated, corpus, is_readable
from .measuring import Spread, ratios, seconds_of, spread

T = TypeVar("T")

REFERENCE = "jieba.cut"
FORMATS = (".txt", ".md", ".html", ".docx", ".pdf")
PER_FORMAT = 8
"""Enough documents of a format to even out their differences; a PDF takes long."""


class Rate(NamedTuple):
    """A row of the table: seconds for all documents, MB of UTF-8 text a second, documents a second, the ratio."""

    name: str
    seconds: Spread
    megabytes: float
    documents: float
    to_reference: Spread | None


def extraction(rounds: int) -> list[Rate]:
    """Return the rates of the whole extraction (reading included) and of the tokenizers on the same text."""
    return _beside(references(), annotated(), rounds)


def whole_corpus(rounds: int) -> list[Rate]:
    """Return the rates of the whole extraction and of the usual tokenizer on all text and Markdown of the corpus."""
    paths = [path for path in corpus(*TEXTS) if is_readable(path)]
    return _beside({REFERENCE: references()[REFERENCE]}, paths, rounds) if paths else []


def _beside(tools: Mapping[str, Callable[[str], object]], paths: Sequence[Path], rounds: int) -> list[Rate]:
    documents = [read(path) for path in paths]
    texts = [document.text for document in documents]
    work: dict[str, Callable[[], object]] = {"planscan extract": partial(_extract, paths)}
    work |= {name: partial(_each, cut, texts) for name, cut in tools.items()}
    return _rates(work, documents, rounds)


def analyzers(rounds: int) -> list[Rate]:
    """Return the rates of reading, of outline and facts, and of each kind of record on top of these."""
    paths = annotated()
    documents = [read(path) for path in paths]
    work: dict[str, Callable[[], object]] = {
        "reading": partial(_each, read, paths),
        "outline and facts": partial(_find, documents, lambda context: context.outline),
    }
    for kind, find in ANALYZERS:
        work[f"… and {kind}"] = partial(_find, documents, _behind_outline(find))
    work["all kinds"] = partial(_each, analyze, documents)
    return _rates(work, documents, rounds)


def readers(rounds: int) -> list[Rate]:
    """Return the rates of reading documents of each format of the corpus."""
    rows: list[Rate] = []
    for suffix in FORMATS:
        paths = [path for path in corpus(suffix)[:PER_FORMAT] if is_readable(path)]
        if paths:
            documents = [read(path) for path in paths]
            rows += _rates({suffix: partial(_each, read, paths)}, documents, rounds)
    return rows


def references() -> dict[str, Callable[[str], object]]:
    """Return what others do with a text, as far as it is installed: cut it into words, tag them, find quantities.

    The extractors of JioNLP and Recognizers-Text (extra `peers`) get the text sentence by sentence.
    """
    warnings.simplefilter("ignore")
    jieba, posseg = import_module("jieba"), import_module("jieba.posseg")
    jieba.setLogLevel(logging.ERROR)
    logging.disable(logging.ERROR)  # JioNLP tells of each phrase that it can't read
    found: dict[str, Callable[[str], object]] = {
        REFERENCE: jieba.lcut,
        "jieba.posseg": posseg.lcut,
    }
    if find_spec("rjieba"):
        found["rjieba.cut"] = import_module("rjieba").cut
    if find_spec("jionlp"):
        ner = import_module("jionlp").ner
        found |= {
            f"JioNLP {name}": _by_sentence(getattr(ner, name)) for name in ("extract_money", "extract_time")
        }
    if find_spec("recognizers_number"):
        recognize = import_module("recognizers_number").recognize_number
        found["Recognizers-Text number"] = _by_sentence(lambda text: recognize(text, "zh-cn"))
    return found


def _by_sentence(find: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: [find(sentence) for sentence in text.split("。")]


def _rates(work: dict[str, Callable[[], object]], documents: Sequence[Document], rounds: int) -> list[Rate]:
    size = sum(len(document.text.encode("utf-8", "surrogatepass")) for document in documents)
    times = seconds_of(work, rounds)
    against = times.get(REFERENCE)
    return [
        Rate(
            name,
            taken := spread(seconds),
            size / taken.middle / 1e6,
            len(documents) / taken.middle,
            ratios(seconds, against) if against else None,
        )
        for name, seconds in times.items()
    ]


def _extract(paths: Sequence[Path]) -> None:
    for path in paths:
        analyze(read(path))


def _behind_outline(find: Callable[[Context], object]) -> Callable[[Context], object]:
    return lambda context: (context.outline, find(context))


def _find(documents: Sequence[Document], find: Callable[[Context], object]) -> None:
    for document in documents:
        find(Context(document, default_lexicon(), default_segmenter()))


def _each(do: Callable[[T], object], things: Sequence[T]) -> None:
    for thing in things:
        do(thing)
