"""Properties of how statements of responsibility are found."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from planscan.analyzers.context import Context
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.responsibility.grammar import grammar_of
from planscan.analyzers.responsibility.statements import find_statements
from planscan.analyzers.segmenter import default_segmenter
from planscan.lexicons import default_lexicon

PIECES = [
    "由",
    "市财政局",
    "甲",
    "会同",
    "牵头",
    "牵头单位",
    "统筹推进",
    "要",
    "、",
    ",",
    "。",
    ";",
    ":",
    " ",
    "甲" * 130,
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_units_that_lead_are_asked_for_once_in_each_clause(text: str) -> None:
    grammar = grammar_of(default_lexicon())
    assert [h.span() for h in grammar.leading_clauses(text)] == [
        h.span() for h in grammar.leading.finditer(text)
    ]


SAID = [
    "(",
    ")",
    "【",
    "】",
    "市财政局负责",
    "市商务局",
    "列第一位者为牵头单位",
    "责任单位",
    "参与",
    "\n",
    "\n\n",
]


@given(st.lists(st.sampled_from([*PIECES, *SAID]), max_size=20).map("".join))
@example("加强统筹。 (市财政局、市商务局)")
@example("加强统筹。\u3000（市财政局、市商务局）")
def test_only_passages_with_certain_words_say_who_is_responsible(text: str) -> None:
    document = read_bytes(f"一、重点任务\n{text}".encode(), "case.txt")
    context = Context(document, default_lexicon(), default_segmenter())
    found = find_statements(document, document.passages, context.lexicon)
    passages = context.holding(grammar_of(context.lexicon).told)
    assert find_statements(document, passages, context.lexicon) == found
