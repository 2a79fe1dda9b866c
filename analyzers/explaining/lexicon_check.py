"""Whether entries match what they say and nothing else, each read as the rules that use it read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ...lexicons import Entry, Lexicon, TermMatcher, default_lexicon
from ...lexicons.errors import LexiconFault
from ...lexicons.loader import convert
from ...lexicons.overlays import Located, Overlay, lexicon_names, shipped
from ..characters import fold
from ..language.sentences import CLAUSE_ENDS, split
from ..numbers.quantities import find_quantities
from ..sections.markers import marker_reader
from ..segmenter.engines import default_segmenter
from .entry_types import entry_type

Finder = Callable[[str], set[str]]
"""Gives the ids of the entries of a file that match somewhere in a sentence."""


def check_shipped(lexicon: Lexicon) -> Iterator[str]:
    """Yield a sentence with file, line and remedy for each broken entry of the shipped files."""
    for name in lexicon_names():
        try:
            entries = shipped(name)
        except LexiconFault as fault:
            yield str(fault)
        else:
            yield from check_entries(name, entries, lexicon)


def check_overlay(overlay: Overlay, lexicon: Lexicon) -> Iterator[str]:
    """Yield a sentence for each broken entry of a user's file; `lexicon` is the knowledge with that file."""
    for name, entries in overlay.entries.items():
        yield from check_entries(name, entries, lexicon)


def check_entries(name: str, given: Iterable[Located], lexicon: Lexicon) -> Iterator[str]:
    """Yield a sentence with file, line and remedy for each entry that is broken or fails its examples.

    Args:
        name: the lexicon that the entries belong to.
        given: the entries as they are written.
        lexicon: the knowledge that they are part of. Examples are tried when all entries can be read.
    """
    sound: list[tuple[Located, Entry]] = []
    broken = False
    for located in given:
        try:
            entry = convert(located.fields, entry_type(name), located.where)
            problem = _unreadable(name, entry)
        except LexiconFault as fault:
            broken = True
            yield str(fault)
            continue
        if problem:
            broken = True
            yield f"{located.where}：{problem}"
        else:
            sound.append((located, entry))
    if broken:
        return
    whole = finder(name, lexicon.table(name, entry_type(name)), lexicon)
    for located, entry in sound:
        yield from (f"{located.where}：{problem}" for problem in _failures(name, entry, whole, lexicon))


def finder(name: str, entries: Iterable[Entry], lexicon: Lexicon) -> Finder:
    """Return what finds entries of the lexicon `name` in a sentence, as its rules do."""
    special = _SPECIAL.get(name)
    return special(tuple(entries), lexicon) if special else _by_terms(name, entries)


def _unreadable(name: str, entry: Entry) -> str | None:
    """Return what keeps rules from reading an entry, if anything does."""
    if not re.fullmatch(rf"{name}\.[a-z0-9_.]+", entry.id):
        return f"条目名 {entry.id} 应以 {name}. 开头，只用小写字母、数字、点和下划线，请改名"
    for word in (*entry.terms, *entry.without, *entry.patterns):
        if not word.strip() or word != word.strip():
            return f"{entry.id} 的“{word}”是空的，或首尾有空格，请删去或改正"
        if fold(word) != word:
            return f"{entry.id} 的“{word}”应写成规则所读的半角、简体形式，请改为“{fold(word)}”"
    for pattern in entry.patterns:
        try:
            re.compile(pattern)
        except re.error as problem:
            return f"{entry.id} 的正则式 {pattern} 不合法（{problem.msg}），请改正"
    return _without_groups(name, entry)


def _without_groups(name: str, entry: Entry) -> str | None:
    """Return which named groups a pattern lacks that all shipped ones of its use have: rules ask for them."""
    peers = [other for other in default_lexicon().table(name, entry_type(name)) if _use(other) == _use(entry)]
    shipped_groups = [_groups(pattern) for other in peers for pattern in other.patterns]
    needed = frozenset[str].intersection(*shipped_groups) if shipped_groups else frozenset[str]()
    for pattern in entry.patterns:
        if lacking := needed - _groups(pattern):
            groups = "、".join(f"(?P<{group}>…)" for group in sorted(lacking))
            return f"{entry.id} 的正则式 {pattern} 缺少规则要用的 {groups}，请补上"
    return None


def _groups(pattern: str) -> frozenset[str]:
    return frozenset(re.compile(pattern).groupindex)


def _use(entry: Entry) -> object:
    return getattr(entry, "use", None)


def _failures(name: str, entry: Entry, whole: Finder, lexicon: Lexicon) -> Iterator[str]:
    """An example must match by the entry alone; a counter-example must not match in the company of the others."""
    alone = finder(name, [entry], lexicon)
    for example in entry.examples:
        if entry.id not in alone(example):
            yield f"{entry.id} 的例句“{example}”不匹配，请改 terms、patterns 或例句"
    for example in entry.counter_examples:
        if entry.id in whole(example):
            yield f"{entry.id} 的反例“{example}”却匹配，请加 without 或改反例"


def _by_terms(name: str, entries: Iterable[Entry]) -> Finder:
    matcher = TermMatcher(entries)
    reading = _READINGS.get(name, lambda sentence: [sentence])
    return lambda sentence: {
        match.entry.id for text in reading(fold(sentence)) for match in matcher.find(text)
    }


def _as_header(cell: str) -> list[str]:
    """Headers of tables are read without the spaces that spread them (指 标)."""
    return [cell.replace(" ", "")]


def _as_signature(element: str) -> list[str]:
    """Elements of web pages are known by their names in lower case."""
    return [element.lower()]


def _around_numbers(sentence: str) -> list[str]:
    """Cues for targets also look at the words before a number, from its unit on, and behind it."""
    places = ((q.number_start, q.number_end - len(q.unit), q.end) for q in find_quantities(sentence))
    parts = ((sentence[:start], sentence[unit:], sentence[end:]) for start, unit, end in places)
    return [sentence, *(part for three in parts for part in three)]


def _by_clause(sentence: str) -> list[str]:
    """Marks of tense are looked for clause by clause."""
    return [sentence[start:end] for start, end in split(sentence, CLAUSE_ENDS)]


def _markers(entries: tuple[Entry, ...], lexicon: Lexicon) -> Finder:  # noqa: ARG001 - one signature for all
    """Markers count where a unit begins."""

    def find(sentence: str) -> set[str]:
        marker = marker_reader(lexicon).read(fold(sentence))
        return {marker.family.id} if marker else set()

    return find


def _words(entries: tuple[Entry, ...], lexicon: Lexicon) -> Finder:
    """Words that the dictionary gets count where the segmenter cuts them out."""

    def find(sentence: str) -> set[str]:
        cut = {word.text for word in default_segmenter(lexicon).words(fold(sentence))}
        return {entry.id for entry in entries if cut & set(entry.terms)}

    return find


def _units(entries: tuple[Entry, ...], lexicon: Lexicon) -> Finder:
    """Units count behind a number, alone, as the first of a compound (微克/立方米), or as the last (5元2角)."""

    def find(sentence: str) -> set[str]:
        text = fold(sentence)
        written = [(q.unit, text[q.number_start : q.number_end]) for q in find_quantities(text, lexicon)]
        return {
            entry.id
            for entry in entries
            if any(unit.startswith(entry.terms) or words.endswith(entry.terms) for unit, words in written)
        }

    return find


_READINGS = {
    "rejections": _around_numbers,
    "tables": _as_header,
    "targets": _around_numbers,
    "tenses": _by_clause,
    "web_pages": _as_signature,
}
"""What is searched where it is not the whole sentence."""

_SPECIAL = {"markers": _markers, "units": _units, "words": _words}
"""Files that are held for another use than a search for their words."""
