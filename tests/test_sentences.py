"""Sentences and clauses: the cases of `cases/sentences.yaml`, and what holds for every text."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planscan.analyzers.characters import fold
from planscan.analyzers.document import Block, Passage, Span
from planscan.analyzers.language.sentences import (
    CLAUSE_ENDS,
    CLOSING,
    OPENING,
    SENTENCE_ENDS,
    clauses_of,
    closes_sentence,
    first_end,
    sentences,
    split,
    stretch,
)


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """A text and what it falls into, a `|` between two pieces."""

    name: str
    text: str
    sentences: str
    clauses: str | None = None


FILE = Path(__file__).parent / "cases" / "sentences.yaml"
CASES = msgspec.convert(yaml.safe_load(FILE.read_text(encoding="utf-8")), list[Case])
ENDS = st.sampled_from([SENTENCE_ENDS, CLAUSE_ENDS, "、", ",:"])
UNPAIRED = '甲乙的等a1 \u3000。!?,;:、…"\u200b'
ANYTHING = st.text(st.sampled_from(UNPAIRED + OPENING + CLOSING), max_size=60)
PAIRED = st.recursive(
    st.text(st.sampled_from(UNPAIRED), max_size=8),
    lambda inner: st.builds(
        lambda parts, pair: pair[0] + "".join(parts) + pair[1],
        st.lists(inner, max_size=4),
        st.sampled_from(list(zip(OPENING, CLOSING, strict=True))),
    ),
    max_leaves=12,
)

PIECES = [
    "3,000",
    "8:30",
    "2025:2026年",
    "http://a.b/?c=1,2;d",
    "://",
    "“甲,乙”",
    "《甲。》",
    "“甲。”",
    "(甲“乙”,丙)",
    "的",
]
HARD = st.lists(st.sampled_from([*PIECES, *UNPAIRED, "(", ")", "“", "”", "《", "》"]), max_size=12).map(
    "".join
)


def passage_of(text: str) -> Passage:
    """Return a text as the passage of one paragraph."""
    return Passage(fold(text), Block(kind="paragraph", stretches=(Span(0, len(text)),)), 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_falls_into_its_sentences(case: Case) -> None:
    assert "|".join(sentence.text for sentence in sentences(passage_of(case.text))) == case.sentences


@pytest.mark.parametrize("case", [c for c in CASES if c.clauses is not None], ids=lambda case: case.name)
def test_sentences_fall_into_their_clauses(case: Case) -> None:
    found = [clause for sentence in sentences(passage_of(case.text)) for clause in sentence.clauses]
    assert "|".join(clause.text for clause in found) == case.clauses


@given(ANYTHING, ENDS)
def test_stretches_lie_in_order_and_leave_out_nothing_but_white_space(text: str, ends: str) -> None:
    reached = 0
    for start, end in split(text, ends):
        assert reached <= start < end
        assert not text[reached:start].strip()
        assert text[start:end] == text[start:end].strip()
        reached = end
    assert not text[reached:].strip()


@given(st.lists(PAIRED, max_size=5).map("".join), ENDS)
def test_pairs_of_quotes_and_brackets_are_never_divided(text: str, ends: str) -> None:
    for start, end in split(text, ends):
        waiting: list[str] = []
        for character in text[start:end]:
            if character in OPENING:
                waiting.append(character)
            elif character in CLOSING:
                assert waiting
                assert OPENING.index(waiting.pop()) == CLOSING.index(character)
        assert not waiting


@given(ANYTHING, ENDS)
def test_outside_of_pairs_a_stretch_goes_no_further_than_its_ends(text: str, ends: str) -> None:
    bare = "".join(character for character in text if character not in OPENING + CLOSING + "1:,")
    for start, end in split(bare, ends):
        assert not any(end_mark in bare[start:end].rstrip(ends) for end_mark in ends)


@given(HARD, ENDS)
def test_a_text_with_no_end_but_at_its_own_is_one_stretch(text: str, ends: str) -> None:
    bare = "".join(character for character in text if character not in ends)
    for whole in (bare, *(bare + end for end in ends)):
        assert [whole[a:b] for a, b in split(whole, ends)] == [whole.strip()] * bool(whole.strip())


@settings(max_examples=500)
@given(HARD, ENDS)
def test_a_mark_without_a_partner_before_a_text_changes_nothing(text: str, ends: str) -> None:
    """Behind it a text is read mark by mark; without it, mostly at a glance."""
    expected = [(start + 1, end + 1) for start, end in split(text, ends)] or [(1, 1)]
    expected[0] = (0, expected[0][1])
    assert split("【" + text, ends) == expected


@settings(max_examples=500)
@given(HARD)
def test_clauses_of_many_sentences_are_cut_together_as_they_are_one_by_one(text: str) -> None:
    passage = passage_of(text)
    found = sentences(passage)
    assert [(s.local_start, s.local_end) for s in found] == split(passage.text, SENTENCE_ENDS)
    clauses = [clause for sentence in found for clause in sentence.clauses]
    places = [(s.local_start + a, s.local_start + b) for s in found for a, b in split(s.text, CLAUSE_ENDS)]
    assert [(clause.local_start, clause.local_end) for clause in clauses] == places
    assert clauses_of(stretch(passage, 0, len(text))) == [(c.local_start, c.text) for c in clauses]


@settings(max_examples=500)
@given(HARD)
def test_a_clause_tells_whether_its_sentence_goes_on(text: str) -> None:
    for sentence in sentences(passage_of(text)):
        assert not any(closes_sentence(clause.text) for clause in sentence.clauses[:-1])


@given(HARD, ENDS)
def test_the_first_stretch_is_the_first_of_all(text: str, ends: str) -> None:
    assert first_end(text, ends) == next((end for _, end in split(text, ends)), 0)


@given(ANYTHING)
def test_clauses_cover_their_sentence(text: str) -> None:
    for sentence in sentences(passage_of(text)):
        pieces = "".join("".join(clause.text.split()) for clause in sentence.clauses)
        assert pieces == "".join(sentence.text.split())


@pytest.mark.parametrize("ends", [SENTENCE_ENDS, CLAUSE_ENDS])
@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("(" * 400 + "甲。" + ")" * 400, 1),
        ("(" * 100_000 + "甲。乙", 2),
        ("甲。乙" + ")" * 100_000, 2),
        ("“(《" * 100_000 + "甲。乙" + "”" * 100_000, 1),
        ("“甲”" * 100_000, 1),
        ("“甲。”" * 100_000, 100_000),
        ("甲。" * 100_000, 100_000),
        ("。" * 100_000, 1),
        ("a" * 300_000, 1),
        ("a://" * 100_000, 1),
        (" " * 300_000 + "甲", 1),
    ],
    ids=lambda value: value[:6] if isinstance(value, str) else str(value),
)
def test_monstrous_texts_take_time_in_proportion(text: str, ends: str, pieces: int) -> None:
    """With time in the square of the length this would run for minutes."""
    assert abs(sum(1 for _ in split(text, ends)) - pieces) <= 1


def test_marks_too_far_apart_are_no_pair() -> None:
    forgotten = "(甲局" + "建设园区。" * 200 + "乙局)"
    assert len(list(split(forgotten, SENTENCE_ENDS))) == 201


def test_sentences_of_a_wrapped_paragraph_know_their_place_in_the_document() -> None:
    text = "目标：规模扩\n大。效益　提高。\n"
    block = Block(kind="paragraph", stretches=(Span(0, 6), Span(7, 16)))
    first, second = sentences(Passage(fold(text), block, 0))
    assert (first.text, second.text) == ("目标:规模扩大。", "效益 提高。")
    assert (first.span, second.span) == (Span(0, 9), Span(9, 15))
    assert first.locate(3, 7) == Span(3, 8)
    assert second.start == second.span.start
    assert [clause.span for clause in first.clauses] == [Span(0, 3), Span(3, 9)]
