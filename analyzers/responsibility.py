"""Responsible units: who leads, who does, who helps, who watches, as the document says it for an item.

Statements stand in brackets or on a line of their own, with labels before the names (`责任单位：…`) or with
predicates behind them (`…牵头，…配合`); a sentence may also open with the units that lead (`由…牵头`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ..lexicons import Entry, Lexicon
from .document import Citation, Document, Passage
from .model import Responsible
from .vocabulary import UnitPart

Part = Literal["lead", "responsible", "cooperating", "supervising"]

NAME_LIMIT = 40
"""A name of a unit has at most this many characters; longer stretches are sentences."""


class ResponsibilityEntry(Entry, frozen=True, kw_only=True):
    """A label, a predicate, a convention, or a piece of how names look."""

    use: Literal["label", "predicate", "rule", "suffix", "open", "name", "no_office"]
    part: Part | None = None


class Statement(NamedTuple):
    """What one statement says: the offset where it begins, who leads, and the others with their parts."""

    start: int
    lead: tuple[Citation, ...]
    units: tuple[Responsible, ...]


class _Named(NamedTuple):
    start: int
    end: int
    part: Part
    label: str


class _Grammar:
    """The lexicon's labels, predicates and names, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.table("responsibility", ResponsibilityEntry)
        self.parts: dict[str, Part] = {}
        for entry in entries:
            if entry.use == "label" and entry.part:
                self.parts |= dict.fromkeys(entry.terms, entry.part)
        names = "|".join(sorted(map(re.escape, self.parts), key=len, reverse=True))
        self.label = re.compile(rf"(?P<label>{names})\s*:\s*")
        self.bracket = re.compile(
            r"[(〔\[【](?P<words>(?:[^()〔〕\[\]【】]|[(〔][^()〔〕]{0,20}[)〕]){2,400})[)〕\]】]"
        )
        self.predicates: list[tuple[re.Pattern[str], Part]] = [
            (re.compile(rf"(?P<label>{p})[。,;]?\s*$"), e.part)
            for e in entries
            if e.use == "predicate" and e.part
            for p in e.patterns
        ]
        self.leading = re.compile(
            r"(?:^|[。;]|,(?=由))\s*(?:由)?(?P<names>[^。;:,]{3,120}?)(?:要)?(?P<label>牵头|会同|统筹推进|统筹协调)(?!单位|部门|组建|企业)"
        )
        self.rule = re.compile("|".join(p for e in entries if e.use == "rule" for p in e.patterns))
        self.open = re.compile("|".join(p for e in entries if e.use == "open" for p in e.patterns))
        suffixes = "|".join(
            sorted((t for e in entries if e.use == "suffix" for t in e.terms), key=len, reverse=True)
        )
        self.unit = re.compile(
            rf"^[\u4e00-\u9fff“”〈〉<>()〔〕·A-Za-z0-9、]{{0,{NAME_LIMIT}}}?(?:{suffixes})(?:[(〔〈<][^()〔〕〈〉<>]*[)〕〉>])?$"
        )
        self.companions = re.compile(
            rf"(?:[\u4e00-\u9fff]{{2,14}}?(?:{suffixes})[、和及与]?)+?(?![、和及与])"
        )
        self.no_office = re.compile("|".join(p for e in entries if e.use == "no_office" for p in e.patterns))
        compound = "|".join(re.escape(t) for e in entries if e.use == "name" for t in e.terms)
        self.joint = re.compile(rf"(?P<name>{compound})|(?P<joint>[和及与])")


def find_statements(document: Document, lexicon: Lexicon) -> tuple[Statement, ...]:
    """Return the statements of responsibility in a document, in order.

    Args:
        document: the document.
        lexicon: the knowledge.
    """
    grammar = lexicon.keep("responsibility_grammar", lambda: _Grammar(lexicon))
    statements: list[Statement] = []
    first_leads = False
    for passage in document.passages:
        for start, named in _statements(passage, grammar):
            statements.append(
                _cite(
                    document,
                    passage,
                    start,
                    named,
                    first_leads=first_leads or bool(grammar.rule.search(passage.text)),
                )
            )
        first_leads = first_leads or bool(grammar.rule.search(passage.text))
    return tuple(s for s in statements if s.lead or s.units)


def _statements(passage: Passage, grammar: _Grammar) -> Iterator[tuple[int, list[_Named]]]:
    text = passage.text
    line = grammar.label.match(text.lstrip(" ([【〔"))
    if line and len(text) < 400 and not text.lstrip().startswith(("(", "[", "【", "〔")):
        yield 0, list(_segments(text, 0, len(text), grammar))
        return
    taken: list[tuple[int, int]] = []
    for hit in grammar.bracket.finditer(text):
        named = list(_segments(text, hit.start("words"), hit.end("words"), grammar))
        if named:
            taken.append(hit.span())
            yield hit.start(), named
    for hit in grammar.leading.finditer(text):
        named = list(_leading(text, hit, grammar))
        if named and not any(a < hit.end() and hit.start("names") < b for a, b in taken):
            yield hit.start("names"), named


def _leading(text: str, hit: re.Match[str], grammar: _Grammar) -> Iterator[_Named]:
    """Yield who leads in a running sentence, and whom they do it with: `由…牵头`, `…会同…`."""
    names = [(a, b) for a, b in _names(text, hit.start("names"), hit.end("names"), grammar)]
    if not all(_is_office(text[a:b], grammar) for a, b in names):
        return
    yield from (_Named(a, b, "lead", hit["label"]) for a, b in names)
    if hit["label"] == "会同" and (companions := grammar.companions.match(text, hit.end())):
        for a, b in _names(text, *companions.span(), grammar):
            if _is_office(text[a:b], grammar):
                yield _Named(a, b, "cooperating", hit["label"])


def _is_office(name: str, grammar: _Grammar) -> bool:
    """In running text only public offices lead a task; 鼓励龙头企业牵头 assigns none."""
    return bool(grammar.unit.match(name)) and not grammar.no_office.search(name)


def _segments(text: str, start: int, end: int, grammar: _Grammar) -> Iterator[_Named]:
    """Yield the units of a statement, segment by segment: `牵头单位：…；配合单位：…`, `…牵头，…参与`."""
    labels = list(grammar.label.finditer(text, start, end))
    if labels:
        for label, after in zip(labels, [*labels[1:], None], strict=True):
            stop = after.start() if after else end
            part = grammar.parts[label["label"]]
            yield from (
                _Named(a, b, part, label["label"]) for a, b in _names(text, label.end(), stop, grammar)
            )
        return
    begin = start
    for hit in re.finditer(r"[,;。]|$", text[start:end]):
        stop = start + hit.start()
        for pattern, part in grammar.predicates:
            found = pattern.search(text[begin:stop])
            if found:
                names = list(_names(text, begin, begin + found.start(), grammar))
                if names and all(grammar.unit.match(text[a:b]) for a, b in names):
                    yield from (_Named(a, b, part, found["label"]) for a, b in names)
                begin = stop + 1
                break


def _names(text: str, start: int, end: int, grammar: _Grammar) -> Iterator[tuple[int, int]]:
    """Yield the places of the names in a list, without the words that leave it open and without predicates."""
    for pattern, _ in grammar.predicates:
        if found := pattern.search(text[start:end]):
            end = start + found.start()
    for begin, stop in _split(text, start, end, grammar):
        while begin < stop and text[begin] in " :由":
            begin += 1
        words = text[begin:stop].rstrip(" 。;,")
        opened = grammar.open.search(words)
        words = words[: opened.start()] if opened else words
        if 2 <= len(words) <= NAME_LIMIT:
            yield begin, begin + len(words)


def _split(text: str, start: int, end: int, grammar: _Grammar) -> Iterator[tuple[int, int]]:
    """Split a list at 、 and ， outside brackets, and at 和 and its like where both sides are units."""
    depth, begin = 0, start
    for position in range(start, end + 1):
        character = text[position] if position < end else "、"
        depth += (character in "(〔〈<") - (character in ")〕〉>")
        if (position == end or (character in "、,;" and depth <= 0)) and begin <= position:
            yield from _split_joint(text, begin, position, grammar)
            begin = position + 1


def _split_joint(text: str, start: int, end: int, grammar: _Grammar) -> Iterator[tuple[int, int]]:
    for hit in grammar.joint.finditer(text, start, end):
        left, right = text[start : hit.start()], text[hit.end() : end]
        if (
            hit["joint"]
            and grammar.unit.match(left.strip())
            and grammar.unit.match(right.strip())
            and len(left) > 2
            and len(right) > 2
        ):
            yield start, hit.start()
            yield from _split_joint(text, hit.end(), end, grammar)
            return
    yield start, end


def _cite(
    document: Document, passage: Passage, start: int, named: Iterable[_Named], *, first_leads: bool
) -> Statement:
    lead: list[Citation] = []
    units: list[Responsible] = []
    stated = any(n.part == "lead" for n in named)
    for place, name in enumerate(named):
        span = passage.span(name.start, name.end)
        cited = document.cite(span.start, span.end)
        if name.part == "lead" or (first_leads and not stated and place == 0):
            lead.append(cited)
        else:
            part: UnitPart = name.part
            units.append(
                Responsible(text=cited.text, start=cited.start, end=cited.end, part=part, label=name.label)
            )
    return Statement(passage.offset(start), tuple(lead), tuple(units))
