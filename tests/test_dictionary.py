"""Verbs that are told from longer words without cutting are told as the engines cut them."""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import accumulate
from math import prod
from pathlib import Path
from textwrap import fill

import jieba
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planscan.analyzers.language.verbs import VerbEntry
from planscan.analyzers.segmenter import EngineName, segmenter
from planscan.analyzers.segmenter.dictionary import certain_words, dictionary_words
from planscan.lexicons import alternation, default_lexicon

FILE = Path(__file__).resolve().parents[1] / "lexicons" / "dictionary.yaml"
ENGINES: tuple[EngineName, ...] = ("rjieba", "jieba")
INDENT = " " * 6
MARGIN = 2
"""How many times likelier than its characters a word has to be: what users add shifts likelihoods a little."""

VERBS = sorted(t for e in default_lexicon().table("verbs", VerbEntry) if e.use == "action" for t in e.terms)


@cache
def frequencies() -> dict[str, int]:
    with jieba.Tokenizer().get_dict_file() as file:
        lines = file.read().decode().splitlines()
    return {word: int(count) for word, count, *_ in (line.split(" ") for line in lines)}


@cache
def holding_verbs() -> list[str]:
    verb = re.compile(alternation(VERBS))
    return sorted(word for word in frequencies() if verb.search(word))


@cache
def table() -> str:
    """Return what the dictionary says of the verbs of the lexicon."""
    known = frequencies()
    total = sum(known.values())
    certain = [
        verb
        for verb in VERBS
        if known.get(verb, 0) * total ** (len(verb) - 1) > MARGIN * prod(known.get(c, 1) for c in verb)
    ]
    behind: dict[str, set[str]] = {verb: set() for verb in certain}
    pattern = re.compile(rf"(?=({alternation(certain)})(.))")
    for word in known:
        for verb, following in pattern.findall(word):
            behind[verb].add(following)
    return " ".join("/".join(filter(None, (verb, "".join(sorted(behind[verb]))))) for verb in certain)


def test_the_table_says_what_the_dictionary_says() -> None:
    """`PLANSCAN_RECORD=1` writes it anew after verbs have changed."""
    written = FILE.read_text(encoding="utf-8")
    head, mark, shown = written.partition("    table: >-\n")
    if "PLANSCAN_RECORD" in os.environ:
        lines = fill(table(), 64, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False)
        FILE.write_text(f"{head}{mark}{lines}\n", encoding="utf-8")
    else:
        assert shown.split() == table().split()


def test_every_word_that_holds_a_verb_is_told_as_both_engines_cut_it() -> None:
    verb = re.compile(alternation(VERBS))
    for text in holding_verbs():
        for hit in verb.finditer(text):
            told = {segmenter(name).ends_by(text, *hit.span()) for name in ENGINES}
            assert told == {cut_within(name, text, *hit.span()) for name in ENGINES}, text


def cut_within(name: EngineName, text: str, start: int, end: int) -> bool:
    return (
        next(place for place in accumulate(len(w.text) for w in segmenter(name).words(text)) if place > start)
        <= end
    )


@st.composite
def around_verbs(draw: st.DrawFn) -> tuple[str, int, int]:
    """Return a text with a verb in it, in the middle of other words, and where the verb begins and ends."""
    pieces = st.one_of(
        st.sampled_from(VERBS),
        st.sampled_from(holding_verbs()),
        st.text(alphabet="设建发展加强者厅局的和在一人大中国新高管理机制,、a5", max_size=3),
    )
    before, verb, behind = (
        "".join(draw(st.lists(pieces, max_size=2))),
        draw(st.sampled_from(VERBS)),
        "".join(draw(st.lists(pieces, max_size=3))),
    )
    return before + verb + behind, len(before), len(before) + len(verb)


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=400)
@given(place=around_verbs())
@example(place=("建立健全制度", 0, 2))
@example(place=("发展改革委", 0, 2))
@example(place=("全面深化改革", 2, 4))
def test_a_word_is_told_as_it_is_cut(name: EngineName, place: tuple[str, int, int]) -> None:
    assert segmenter(name).ends_by(*place) == cut_within(name, *place)


def test_words_that_users_add_lengthen_verbs_too() -> None:
    assert "云" not in dictionary_words(())["建设"]
    assert "云" in dictionary_words(["数字建设云"])["建设"]
    assert "建设" not in dictionary_words(["建"])


def test_what_is_not_known_is_not_certain() -> None:
    assert certain_words("建设/者 发展", ()) == {"建设": frozenset("者"), "发展": frozenset()}
