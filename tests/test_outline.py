"""The outline and its roles: small documents as data, and what must hold for every document."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze
from planscan.analyzers.context import Context
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.sections.markers import marker_reader
from planscan.analyzers.sections.series import LEAD_IN, Outline
from planscan.analyzers.segmenter import default_segmenter
from planscan.lexicons import default_lexicon

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "outlines.yaml").read_text(encoding="utf-8"))


def plan_of(text: str):
    """Return the plan that a text is read as."""
    return analyze(read_bytes(text.encode(), "case.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_outline(case):
    found = [f"{u.level} | {u.marker} | {u.title} | {u.role}" for u in plan_of(case["text"]).outline]
    assert found == [line.replace("|  |", "|  |") for line in case["outline"]], case["why"]


MARKERS = st.sampled_from(
    ["一、", "二、", "（一）", "（二）", "1.", "2.", "——", "一是", "首先，", "专栏1 ", "附件1", ""]
)
WORDS = st.sampled_from(
    [
        "总体要求",
        "发展目标",
        "加强建设。推动发展，到2030年建成10个园区。",
        "（责任单位：市财政局）",
        "目标",
        "。",
        "一是加强。二是提高。",
    ]
)
LINES = st.lists(st.builds("{}{}".format, MARKERS, WORDS), min_size=1, max_size=14)


@given(LINES)
def test_units_form_a_tree_over_the_text(lines):
    plan = plan_of("\n".join(lines) + "\n")
    by_id = {u.id: u for u in plan.outline}
    assert len(by_id) == len(plan.outline)
    previous = None
    for unit in plan.outline:
        assert unit.start < unit.end <= unit.unit_end
        assert unit.start <= unit.title_span.start
        if previous:
            assert previous.start < unit.start
        if unit.parent:
            parent = by_id[unit.parent]
            assert parent.level < unit.level
            assert parent.start < unit.start
            assert unit.unit_end <= parent.unit_end
        else:
            assert unit.level == 1
        previous = unit


PIECES = [
    "一是",
    "(二)",
    "第三,",
    "其四是",
    "首先",
    "3.",
    "第五章 ",
    "甲",
    "甲乙",
    "。",
    ";",
    " ",
    "(",
    "一" * 1200,
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_marker_further_on_changes_nothing_about_those_before(text: str) -> None:
    reader = marker_reader(default_lexicon())
    assert reader.inline(f"{text}甲。一是")[:-1] == reader.inline(f"{text}甲。甲是")


@given(st.lists(st.sampled_from([*PIECES, "\n", "\n\n"]), max_size=20).map("".join))
def test_a_look_at_the_whole_document_misses_no_marker_inside_a_paragraph(text: str) -> None:
    reader = marker_reader(default_lexicon())
    document = read_bytes(f"甲{text}甲".encode(), "case.txt")
    holding = {passage.place for passage in document.passages if reader.inline(passage.text)}
    assert holding <= reader.may_run_on(document)


SERIES = [
    "一、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "一是",
    "二是",
    "三是",
    "加强甲乙",
    "丙" * 70,
    "。",
    "；",
    "\n",
    "\n\n",
]


@given(st.lists(st.sampled_from(SERIES), max_size=30).map("".join))
def test_a_series_is_found_by_the_place_at_which_it_begins(text):
    document = read_bytes(f"一、重点任务\n{text}".encode(), "case.txt")
    context = Context(document, default_lexicon(), default_segmenter())
    everything = Outline(context).all_series
    assert sorted(u.start for series in everything for u in series.units) == [u.start for u in context.units]
    lazy = Outline(context)
    for offset in range(0, len(document.text), 3):
        begun = (series for series in everything if offset <= series.start <= offset + LEAD_IN)
        assert lazy.behind(offset) == next(begun, None)
