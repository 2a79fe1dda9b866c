"""A number is a target where the plan commits to it, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planscan.analyzers import analyze, read
from planscan.analyzers.language.sentences import sentences
from planscan.analyzers.model import Plan
from planscan.analyzers.readers.registry import read_bytes
from planscan.analyzers.targets import indicators
from planscan.analyzers.targets.indicators import indicator_reader
from planscan.analyzers.targets.tenses import tense_reader
from planscan.lexicons import default_lexicon

sys.path.insert(0, str(Path(__file__).parent))

from plans import document

FOLDER = Path(__file__).parent / "cases"
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "targets.yaml").read_text(encoding="utf-8"))
TURNED_DOWN: list[dict[str, Any]] = yaml.safe_load((FOLDER / "rejections.yaml").read_text(encoding="utf-8"))

WORDS = [
    *("达到", "保持在", "稳定在", "提高到", "降至", "为", "实现", "建成", "新建", "力争", "至少建成", "引进"),
    *("到", "在", "2025年", "“十五五”末", "2030", "产值", "增长率", "水质", "个", "的", ",", "、", " ", "\n"),
]

OPENINGS = [
    *(
        "过去五年",
        "五年来",
        "2025年",
        "到2030年",
        "“十五五”时期",
        "截至",
        "近年来",
        "党代会以来",
        "今后五年",
        "未来",
    ),
    *(
        "今年",
        "力争",
        "要",
        "工作回顾",
        "主要任务",
        "主要目标是",
        "企业达到100家",
        "产值",
        "“",
        "”",
        "(",
        ")",
    ),
    *("3,", "8:", "：", "，", "；", "。", "！", " ", "\n"),
]


def find(text: str, folder: Path) -> Plan:
    """Return the targets of a text, and the numbers that were turned down."""
    path = folder / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return analyze(read(path), kinds=["targets", "rejected"])


def number(value: object) -> float | None:
    """Return a number of a case file, or of a record, as a float."""
    return None if value is None else float(str(value))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_targets(case: dict[str, Any], tmp_path: Path) -> None:
    found = find(document(case["text"], case.get("in", "goal")), tmp_path).targets
    rows = [[t.indicator, t.relation, number(t.value), t.unit, t.measure_of, t.year] for t in found]
    assert rows == [[*r[:2], number(r[2]), *r[3:]] for r in case["targets"]]
    for target, fields in zip(found, case.get("fields", []), strict=False):
        told = {name: getattr(target, name) for name in fields}
        assert told == fields


@pytest.mark.parametrize("case", TURNED_DOWN, ids=lambda case: case["text"])
def test_what_looks_like_a_target_and_is_none(case: dict[str, Any], tmp_path: Path) -> None:
    found = find(document(case["text"], case.get("in", "goal")), tmp_path)
    assert [(r.text, r.reason) for r in found.rejected] == [tuple(pair) for pair in case["rejected"]]
    assert [t.value_text for t in found.targets] == case.get("targets", [])


@settings(max_examples=30)
@given(
    st.integers(2, 9999),
    st.sampled_from(["亿元", "家", "%", "万吨"]),
    st.sampled_from(["企业总数", "产业规模"]),
)
def test_a_bound_behind_changes_the_relation_alone(value: int, unit: str, name: str) -> None:
    plain, bound = (said(f"到2030年，{name}达到{value}{unit}{word}。") for word in ("", "以上"))
    assert plain == [(name, "=", *plain[0][2:])]
    assert bound == [(name, ">=", *plain[0][2:])]


@settings(max_examples=30)
@given(st.integers(2, 9999), st.sampled_from(["2025年，", "过去五年，", "“十四五”期间，", "截至2025年底，"]))
def test_a_frame_of_the_past_takes_every_number(value: int, frame: str) -> None:
    assert said(f"{frame}企业总数达到{value}家。园区达到{value}个。") == []


def said(text: str) -> list[tuple[Any, ...]]:
    """Return the goals' targets in a plan: indicator, relation, value, unit, measure and year of each."""
    found = analyze(read_bytes(document(text).encode(), "plan.txt"), kinds=["targets"]).targets
    return [(t.indicator, t.relation, t.value, t.unit, t.measure_of, t.year) for t in found]


@given(st.lists(st.sampled_from(WORDS), max_size=6).map("".join))
def test_a_look_at_the_ends_of_words_hides_nothing(words: str) -> None:
    reader = indicator_reader(default_lexicon())
    looks = [
        (reader._tail_of(words), reader._tail.search(words)),
        (reader._leading(words), reader._lead.match(words)),
        (indicators._time(words), indicators._TIME.match(words)),
    ]
    assert [hit and hit.span() for hit, _ in looks] == [hit and hit.span() for _, hit in looks]
    assert reader._makes_behind(words) == bool(reader._made.search(words.rstrip()))


@given(st.lists(st.sampled_from(OPENINGS), min_size=1, max_size=8).map("".join).filter(str.strip))
def test_clauses_that_open_a_frame_are_found_in_one_pass(text: str) -> None:
    reader = tense_reader(default_lexicon())
    for passage in read_bytes(text.encode(), "plan.txt").passages:
        held = sentences(passage)
        places = reader.opening_places(held)
        for clause in (clause for sentence in held for clause in sentence.clauses):
            begin, end = clause.local_start, clause.local_end
            assert any(begin <= p < end for p in places) or not reader.opens(clause.text, 2026)
