"""Responsible units: who leads, who does, who helps, who watches, as the document says it for an item.

Statements stand in brackets or on a line of their own, with labels before the names (`责任单位：…`), with
predicates behind them (`…牵头，…配合`), or bare at the end of a paragraph (`（市财政局、市科技局）`); a sentence may
also open with the units that lead (`由…牵头`). Rules that a document states once hold for what follows: which of
the units lead (`列第一位者为牵头单位，下同`), and who takes part everywhere (`以下均需各市落实，不再列出`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ...lexicons import Lexicon
from ...lexicons.compiling import compiled
from ..document import Citation, Document, Passage
from ..model import Responsible
from .grammar import APART, Grammar, LeadRule, grammar_of
from .office_names import Named

LONGEST_LINE = 400
"""A line that opens with a label is a statement up to this many characters."""

_PHRASE_END = compiled("[,;。]|$")


class Statement(NamedTuple):
    """What one statement says: the offset where it begins, who leads, and the others with their parts."""

    start: int
    lead: tuple[Citation, ...]
    units: tuple[Responsible, ...]


class _Rules(NamedTuple):
    """What the document has laid down for all statements that follow."""

    leads: LeadRule | None = None
    standing: tuple[Responsible, ...] = ()


def find_statements(
    document: Document, passages: Iterable[Passage], lexicon: Lexicon
) -> tuple[Statement, ...]:
    """Return the statements of responsibility in a document, in order.

    Args:
        document: the document.
        passages: those of its passages that may hold one (see `Grammar.told`), or all.
        lexicon: the knowledge.
    """
    grammar = grammar_of(lexicon)
    statements: list[Statement] = []
    rules = _Rules()
    for passage in passages:
        before = rules
        if grammar.rules(passage.text):
            rules = _laid_down(document, passage, rules, grammar)
        statements += (
            _cite(document, passage, start, named, rules._replace(standing=before.standing))
            for start, named in _statements(passage, grammar)
        )
    return tuple(s for s in statements if s.lead or s.units)


def _laid_down(document: Document, passage: Passage, rules: _Rules, grammar: Grammar) -> _Rules:
    leads = grammar.lead_rule(passage.text) or rules.leads
    standing = grammar.standing.search(passage.text)
    if standing is None:
        return _Rules(leads, rules.standing)
    named = grammar.offices.names(passage.text, *standing.span(standing.lastgroup or "names"))
    cited = (_responsible(document, passage, replace(n, label=None), inherited=True) for n in named)
    return _Rules(leads, tuple(cited))


def _statements(passage: Passage, grammar: Grammar) -> Iterator[tuple[int, list[Named]]]:
    text = passage.text
    line = grammar.label.match(text.lstrip(" ([【〔"))
    if line and len(text) < LONGEST_LINE and not text.lstrip().startswith(("(", "[", "【", "〔")):
        yield 0, list(_segments(text, 0, grammar.stop(text, 0, len(text)), grammar))
        return
    taken: list[tuple[int, int]] = []
    for hit in grammar.bracket.finditer(text):
        start, stop = hit.span("words")
        if not (grammar.assigns(text, start, stop) or _is_apart(text, *hit.span())):
            continue
        stop = grammar.stop(text, start, stop)
        named = list(_segments(text, start, stop, grammar))
        if not named and _is_apart(text, *hit.span()):
            named = _bare(text, start, stop, grammar)
        if named:
            taken.append(hit.span())
            yield hit.start(), named
    for hit in grammar.leading_clauses(text):
        named = list(_leading(text, hit, grammar))
        before = bisect_left(taken, (hit.end(),))
        if named and not (before and hit.start("names") < taken[before - 1][1]):
            yield hit.start("names"), named


def _is_apart(text: str, start: int, end: int) -> bool:
    """A bracket behind a whole sentence, at the end of its paragraph or before another, belongs to the paragraph."""
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    closes = end == len(text) or text[end] in "(【〔" or (text[end] == "。" and end + 1 == len(text))
    return closes and start > 0 and text[start - 1] in APART


def _bare(text: str, start: int, stop: int, grammar: Grammar) -> list[Named]:
    """Return the units of a bracket that names nothing but offices."""
    named = grammar.offices.names(text, start, stop)
    return (
        named if named and all(grammar.offices.is_plain_office(text[n.start : n.end]) for n in named) else []
    )


def _leading(text: str, hit: re.Match[str], grammar: Grammar) -> Iterator[Named]:
    """Yield who leads in a running sentence, and whom they do it with: `由…牵头`, `…会同…`, `…牵头，…参加`."""
    offices = grammar.offices
    names = [replace(n, label=hit["label"]) for n in offices.names(text, *hit.span("names"))]
    if not all(offices.acts(text[n.start : n.end]) for n in names):
        return
    yield from (replace(n, part="lead") for n in names)
    if hit["label"] == "会同":
        span = grammar.companions(text, hit.end())
    else:
        joining = grammar.joining.match(text, hit.end())
        span = joining.span("names") if joining else (0, 0)
    for name in offices.names(text, *span):
        if offices.acts(text[name.start : name.end]):
            yield replace(name, part="cooperating", label=hit["label"])


def _segments(text: str, start: int, end: int, grammar: Grammar) -> Iterator[Named]:
    """Yield the units of a statement, segment by segment: `牵头单位：…；配合单位：…`, `…牵头，…参与`."""
    if not grammar.assigns(text, start, end):
        return
    labels = list(grammar.label.finditer(text, start, end)) or list(
        grammar.bare_label.finditer(text, start, end)
    )
    if labels:
        for label, after in zip(labels, [*labels[1:], None], strict=True):
            stop = after.start() if after else end
            written = label["label"]
            yield from grammar.offices.names(text, label.end(), stop, grammar.parts[written], written)
        return
    begin = start
    for hit in _PHRASE_END.finditer(text[start:end]):
        stop = start + hit.start()
        predicate = grammar.predicate(text[begin:stop])
        if predicate:
            found, part = predicate
            names = grammar.offices.names(text, begin, begin + found.start())
            if grammar.offices.are_listed([text[n.start : n.end] for n in names]):
                yield from (replace(n, part=part, label=found["label"]) for n in names)
            begin = stop + 1


def _cite(
    document: Document, passage: Passage, start: int, named: Sequence[Named], rules: _Rules
) -> Statement:
    stated = any(n.part == "lead" for n in named)
    leads = [n for n in named if n.part == "lead"] if stated else _leads_by_rule(passage, named, rules)
    others = [_responsible(document, passage, n) for n in named if n not in leads]
    cited = [document.cite(*_place(passage, n)) for n in leads]
    known = {c.text for c in cited} | {unit.text for unit in others}
    others += (unit for unit in rules.standing if unit.text not in known)
    return Statement(passage.offset(start), tuple(cited), tuple(others) if named else ())


def _leads_by_rule(passage: Passage, named: Sequence[Named], rules: _Rules) -> list[Named]:
    """Return those who lead by the document's rule: the first, those before the first comma, or those in bold."""
    doing = [n for n in named if n.part == "responsible"]
    if not doing or rules.leads is None:
        return []
    if rules.leads == "first":
        return doing[:1]
    if rules.leads == "comma":
        groups = {n.group for n in doing}
        return [n for n in doing if n.group == doing[0].group] if len(groups) > 1 else []
    bold = passage.block.bold
    places = ((n, _place(passage, n)) for n in doing)
    return [n for n, (a, b) in places if any(s.start <= a and b <= s.end for s in bold)]


def _place(passage: Passage, name: Named) -> tuple[int, int]:
    span = passage.span(name.start, name.end)
    return span.start, span.end


def _responsible(
    document: Document, passage: Passage, name: Named, *, inherited: bool = False
) -> Responsible:
    cited = document.cite(*_place(passage, name))
    part = "responsible" if name.part == "lead" else name.part
    return Responsible(
        text=cited.text, start=cited.start, end=cited.end, part=part, label=name.label, inherited=inherited
    )
