"""Properties of how statements of responsibility are found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from planscan.analyzers.responsibility.grammar import grammar_of
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


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_units_that_lead_are_asked_for_once_in_each_clause(text: str) -> None:
    grammar = grammar_of(default_lexicon())
    assert [h.span() for h in grammar.leading_clauses(text)] == [
        h.span() for h in grammar.leading.finditer(text)
    ]
