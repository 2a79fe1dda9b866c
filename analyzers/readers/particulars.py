"""Lines of a text file that are not the document's own: a portal's particulars above it, buttons of its page.

They stay in the text as asides: `发布日期：…` must not disturb the outline, nor `浏览次数：…` the figures;
what they say of the document becomes hints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...lexicons import Entry, Lexicon, default_lexicon, either, necessary
from ...lexicons.compiling import compiled
from ..characters import fold
from .cues import cues

HEAD = 60
"""Lines with words in which particulars are looked for."""

LONGEST = 200
"""Code points that a line of particulars has at most, addresses of pages not counted."""

_BODY = "body"
_HINTS = frozenset({"title", "issuer", "number", "issued", "published", "effective", "expires", "source"})
_NOTHING = compiled(r"[-—/\s]*(?:无|暂无|空)?[-—/\s]*")
_DATE = compiled(r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_SPREAD_LABEL = compiled(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,3}\s*(?=[:：])")
_ADDRESS = compiled(r"https?://\S+")
_ORNAMENT = "*#-·•【】[] "
_COLON = compiled(f"[{re.escape(_ORNAMENT)}]*:")


class LabelEntry(Entry, frozen=True, kw_only=True):
    """The labels of one particular."""

    field: str


class FurnitureEntry(Entry, frozen=True, kw_only=True):
    """Lines that belong to the page: `head` ones only above the body, `weak` ones only beside others."""

    head: bool = False
    weak: bool = False


class Particulars(NamedTuple):
    """The lines that are not the document's own, by number, and what they say of it by field."""

    lines: frozenset[int]
    hints: Mapping[str, str]


class _Label(NamedTuple):
    field: str
    start: int
    end: int


def find(lines: Sequence[str], written: Sequence[str]) -> Particulars:
    """Return the lines of a text that are particulars or furniture.

    Args:
        lines: the folded words of its lines, without the empty ones.
        written: the same words as they are written.
    """
    lexicon = default_lexicon()
    known = _furniture(lexicon)
    apart = {number for number, hit in enumerate(map(known.strong.match, lines)) if hit}
    hints: dict[str, str] = {}
    for number, words in enumerate(lines[:HEAD]):
        labels = _labels(words, lexicon, anywhere=number == 0 and words.endswith(":"))
        values = _values(written[number], labels) if labels else []
        if labels and (
            _is_stated(words, values, lexicon) or labels[-1].field == _BODY or number - 1 in apart
        ):
            apart.add(number)
            _note(hints, written[number], values)
        elif known.head.match(words):
            apart.add(number)
        elif number not in apart and not known.weak.match(words) and _opens_body(words, lexicon):
            break
    _spread(apart, lines, known.weak)
    return Particulars(frozenset(apart), hints)


def stated(written: str) -> list[tuple[str, str]]:
    """Return the field and the value of each particular in a line that stands outside of any text.

    Args:
        written: the line as it is written; its labels may be spread out (`文　号：`).
    """
    line = _SPREAD_LABEL.sub(lambda hit: re.sub(r"\s", "", hit.group()), written)
    values = _values(line, _labels(fold(line), default_lexicon(), anywhere=True))
    return [(field, value) for field, value in values if field in _HINTS and not _NOTHING.fullmatch(value)]


def body_start(words: str) -> int:
    """Return where the body begins behind a label (`正文：`) inside a folded line; 0 if it has none."""
    lexicon = default_lexicon()
    if not lexicon.keep("body_labels", lambda: _body_labels(lexicon)).search(words, 0, LONGEST):
        return 0
    for label in _labels(words[:LONGEST], lexicon, anywhere=True):
        if label.field == _BODY and "。" not in words[: label.start] and label.end < len(words):
            return label.end
    return 0


def _body_labels(lexicon: Lexicon) -> re.Pattern[str]:
    entries = [entry for entry in lexicon.table("portal_labels", LabelEntry) if entry.field == _BODY]
    return necessary((p for e in entries for p in e.patterns), (term for e in entries for term in e.terms))


def _labels(words: str, lexicon: Lexicon, *, anywhere: bool = False) -> list[_Label]:
    """Return the labels of a line of particulars: one begins it, others follow values."""
    found: list[_Label] = []
    if ":" not in words or (len(words) > LONGEST and len(_ADDRESS.sub("", words)) > LONGEST):
        return found
    for hit in lexicon.matcher("portal_labels", LabelEntry).find(words):
        colon = _COLON.match(words, hit.end)
        if colon and (found or anywhere or not _DATE.sub("", words[: hit.start]).strip(_ORNAMENT + ",")):
            found.append(_Label(hit.entry.field, hit.start, colon.end()))
    return found


def _values(written: str, labels: Sequence[_Label]) -> list[tuple[str, str]]:
    """Return the field and the value of each label; prose is no value."""
    ends = [*(label.start for label in labels[1:]), len(written)]
    pairs = [
        (label.field, written[label.end : end].strip(_ORNAMENT + ",，"))
        for label, end in zip(labels, ends, strict=False)
    ]
    return [(field, value) for field, value in pairs if "。" not in value]


def _is_stated(words: str, values: Iterable[tuple[str, str]], lexicon: Lexicon) -> bool:
    """Whether a line says something of the document, not what an appendix is called."""
    return any(value for _, value in values) and not _is_appendix(words, lexicon)


def _note(hints: dict[str, str], written: str, values: Iterable[tuple[str, str]]) -> None:
    """Add what a line says to the hints; what was said before stands."""
    for field, value in values:
        if field in _HINTS and not _NOTHING.fullmatch(value):
            hints.setdefault(field, value)
    date = _DATE.search(written)
    if date and any(field == _BODY for field, _ in values):
        hints.setdefault("published", date.group())


def _is_appendix(words: str, lexicon: Lexicon) -> bool:
    """Whether a line names an appendix: above a text of its own (`附件：某规划`) that is its title."""
    marker = cues(lexicon).marker(words)
    return marker is not None and marker.family.shape == "appendix"


def _opens_body(words: str, lexicon: Lexicon) -> bool:
    """Whether a line is the first of the body: prose, a salutation, the heading of a unit."""
    marker = cues(lexicon).marker(words)
    return "。" in words or words.endswith(":") or (marker is not None and marker.family.shape == "heading")


def _spread(apart: set[int], lines: Sequence[str], weak: re.Pattern[str]) -> None:
    """Add the weak lines that touch lines apart, from either side."""
    for step in (1, -1):
        for number in tuple(apart):
            number += step
            while 0 <= number < len(lines) and number not in apart and weak.match(lines[number]):
                apart.add(number)
                number += step


class _Furniture(NamedTuple):
    strong: re.Pattern[str]
    head: re.Pattern[str]
    weak: re.Pattern[str]


def _furniture(lexicon: Lexicon) -> _Furniture:
    """Return the compiled lines of `furniture.yaml`, made once for a lexicon."""

    def make() -> _Furniture:
        entries = lexicon.table("furniture", FurnitureEntry)
        return _Furniture(
            strong=either(
                p for entry in entries if not entry.head and not entry.weak for p in entry.patterns
            ),
            head=either(p for entry in entries if entry.head for p in entry.patterns),
            weak=either(p for entry in entries if entry.weak for p in entry.patterns),
        )

    return lexicon.keep("compiled_furniture", make)
