"""Announced counts, reconciled with the outline and with lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze, read
from planscan.analyzers.characters import fold
from planscan.analyzers.context import Context
from planscan.analyzers.counts.counted import LONGEST_NUMBER, counted_finder
from planscan.analyzers.counts.totals import total_reader
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.segmenter import default_segmenter
from planscan.lexicons import default_lexicon

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "declared.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_declared(case):
    plan = analyze(read_bytes(case["text"].encode(), "case.txt"))
    found = [f"{d.quote} {d.count} {d.found} {d.of} {d.status}" for d in plan.declared]
    assert found == case["declared"]


@given(st.text(alphabet="第共从一二十两3个项大批方面措施工程“”、，。（：", max_size=40))
def test_a_quick_look_misses_no_count(text):
    finder = counted_finder(default_lexicon())
    folded = fold(text)
    opening = finder.opening.search(folded)
    if opening:
        hint = finder.hint.search(folded)
        assert hint
        assert hint.start() - LONGEST_NUMBER <= opening.start()
    found = [hit.span() for hit in finder.opening.finditer(folded)]
    assert [hit.span() for hit in finder.openings(folded, 0, len(folded))] == found


@given(st.text(alphabet="共分从第一二十两3个项大类方面部分章条，。", max_size=24).map(fold))
def test_a_quick_look_misses_no_total_without_a_noun(text):
    passage = read_bytes(("共" + text).encode(), "case.txt").passages[0]
    hint = counted_finder(default_lexicon()).hint
    assert hint.search(passage.text) or not list(total_reader(default_lexicon()).bare([passage]))


@given(st.lists(st.text(alphabet="共一二3个项大批方面“+核带、，。", max_size=8), max_size=8))
def test_passages_are_found_in_one_go_as_one_by_one(lines):
    document = read_bytes(("发展规划。\n" + "\n".join(lines)).encode(), "case.txt")
    context = Context(document, default_lexicon(), default_segmenter())
    hints = (
        counted_finder(context.lexicon).hint,
        re.compile("[+“带]|方面"),
        re.compile(""),
    )
    for hint in hints:
        assert list(context.holding(hint)) == [p for p in context.passages if hint.search(p.text)]


def test_the_counts_of_the_seed_are_fulfilled(shared):
    (path,) = (shared / "corpus").glob("000_*")
    found = {d.quote: (d.count, d.found, d.of, d.status) for d in analyze(read(path)).declared}
    assert found == {
        "4个重点发展方向": (4, 4, "direction", "fulfilled"),
        "6项重点任务": (6, 6, "task", "fulfilled"),
        "三大世界级先进制造业集群": (3, 3, "direction", "fulfilled"),
        "三大国家级先进制造业集群": (3, 3, "direction", "fulfilled"),
        "5项措施": (5, 5, "measure", "fulfilled"),
    }
