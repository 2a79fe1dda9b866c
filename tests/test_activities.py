"""Actions of tasks and measures, and the units responsible for them."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze
from planscan.analyzers.activities.deadlines import due_passages, find_due
from planscan.analyzers.context import Context
from planscan.analyzers.language.verbs import VerbEntry, verb_reader
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.segmenter import default_segmenter
from planscan.analyzers.targets.horizons import dated_passages, first_future
from planscan.lexicons import default_lexicon

CASES = Path(__file__).parent / "cases"
FRAME = "一、主要任务\n（一）完善产业体系。{}\n（二）扩大开放合作。\n二、保障措施\n加强统筹。\n"


def task_with(body: str):
    """Return the task of a small plan that has this body."""
    plan = analyze(read_bytes(FRAME.format(body).encode(), "case.txt"))
    return next(task for task in plan.tasks if task.title == "完善产业体系")


def cases(name: str):
    """Return the cases of a file."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("actions.yaml"), ids=lambda c: c["id"])
def test_actions(case):
    assert [action.text for action in task_with(case["body"]).actions] == case["actions"]


@pytest.mark.parametrize("case", cases("responsibility.yaml"), ids=lambda c: c["id"])
def test_responsible_units(case):
    task = task_with("推动产业升级。" + case["text"])
    assert [unit.text for unit in task.lead] == case["lead"]
    assert [f"{unit.part} {unit.text}" for unit in task.units] == case["units"]


def test_a_rule_stated_once_makes_the_first_unit_lead_from_then_on():
    text = (
        "一、主要任务\n（一）完善体系。（省科技厅、省财政厅负责，列第一位者为牵头单位，下同）\n"
        "（二）扩大合作。（省商务厅、省教育厅负责）\n"
    )
    tasks = analyze(read_bytes(text.encode(), "case.txt")).tasks
    leads = {task.title: [unit.text for unit in task.lead] for task in tasks if task.leaf}
    assert leads == {"完善体系": ["省科技厅"], "扩大合作": ["省商务厅"]}


@pytest.mark.parametrize(
    ("rule", "leads"),
    [
        ("排在第一位的部门为牵头部门，下同", ["省商务厅"]),
        ("列第一位者为牵头单位，下同", ["省商务厅"]),
        ("排名第一的单位为牵头单位，下同", ["省商务厅"]),
        ("第一个单位为牵头单位，下同", ["省商务厅"]),
        ("逗号前面的为牵头单位，下同", ["省商务厅", "省教育厅"]),
        ("以下均需各市落实，不再列出", []),
    ],
)
def test_conventions_hold_for_all_that_follows(rule, leads):
    text = (
        f"一、主要任务\n（一）完善体系。（省科技厅、省财政厅负责。{rule}）\n"
        "（二）扩大合作。（省商务厅、省教育厅，各市人民政府负责）\n"
    )
    tasks = analyze(read_bytes(text.encode(), "case.txt")).tasks
    assert [unit.text for task in tasks if task.title == "扩大合作" for unit in task.lead] == leads


def test_units_named_once_for_all_that_follows_are_inherited():
    text = (
        "一、主要任务\n（一）完善体系。（省科技厅负责。以下均需各市人民政府、开发区管委会落实，不再列出）\n"
        "（二）扩大合作。（省商务厅负责）\n（三）改善环境。不断优化。\n"
    )
    tasks = analyze(read_bytes(text.encode(), "case.txt")).tasks
    found = {t.title: [(u.text, u.inherited) for u in t.units] for t in tasks if t.leaf}
    assert found == {
        "完善体系": [("省科技厅", False)],
        "扩大合作": [("省商务厅", False), ("各市人民政府", True), ("开发区管委会", True)],
        "改善环境": [],
    }


def test_bold_names_lead_where_a_rule_says_so():
    text = (
        "# 某方案\n\n为推进工作，制定本方案，请各单位结合实际认真贯彻落实，确保各项任务取得实效，切实抓好各项工作。\n\n"
        "一、主要任务\n\n（一）完善体系。（**省科技厅**、省财政厅负责，以黑体字标注的为牵头部门，下同）\n\n"
        "（二）扩大合作。（省教育厅、**省商务厅**负责）\n"
    )
    tasks = analyze(read_bytes(text.encode(), "case.md")).tasks
    assert {t.title: [u.text for u in t.lead] for t in tasks if t.leaf} == {
        "完善体系": ["省科技厅"],
        "扩大合作": ["省商务厅"],
    }


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("2026年6月底前完成验收。", "2026-06-30"),
        ("2025年底前建成平台。", "2025-12-31"),
        ("2027年3月1日前报送方案。", "2027-03-01"),
        ("2028年前完成改造。", "2028"),
        ("2028年2月末前完成改造。", "2028-02-29"),
        ("到2030年形成体系。", None),
        ("推动产业升级。", None),
    ],
)
def test_deadlines_are_as_precise_as_the_text(body, due):
    assert task_with(body).due == due


def test_measures_support_safeguard_or_improve_the_government_itself():
    text = "一、2026年主要任务\n扩大有效投资。\n二、保障措施\n（一）加强组织领导。\n三、加强政府自身建设\n（一）坚持依法行政。\n"
    measures = analyze(read_bytes(text.encode(), "case.txt")).measures
    assert {m.title: m.measure_kind for m in measures} == {
        "保障措施": "safeguard",
        "加强组织领导": "safeguard",
        "加强政府自身建设": "self",
        "坚持依法行政": "self",
    }


def words_of_verbs(*uses):
    """Return texts that words of some uses begin."""
    entries = default_lexicon().table("verbs", VerbEntry)
    openers = tuple(term for entry in entries if entry.use == "opener" for term in entry.terms)
    words = [w for e in entries if e.use in uses for w in (*e.terms, *e.without)]
    chosen = sorted(w for w in words if "opener" in uses or not w.startswith(openers))
    pieces = st.sampled_from(chosen) | st.text("加快建设支持鼓励发展改革委的新要、，。", max_size=2)
    return st.lists(pieces, max_size=4).map("".join)


@given(
    words_of_verbs("action", "adverb", "opener")
    | st.text(alphabet="加快建设支持鼓励引导发展改革委教育部进一步的主要是应当、，。 ", max_size=12)
)
def test_a_verb_is_known_at_a_glance_as_it_is_behind_white_space(text):
    """Behind white space nothing is known at a glance."""
    verbs = verb_reader(default_lexicon())
    opened = verbs.opens(f" {text}")
    assert verbs.opens(text) == (opened and (opened[0] - 1, opened[1] - 1))
    acting, behind_space = verbs.acts(text), verbs.acts(f" {text}")
    if behind_space:  # there no subject is looked for
        assert acting
        assert [place + 1 for place in acting[1]] == [*behind_space[1]]


@given(
    words_of_verbs("action", "adverb")
    | st.text(alphabet="省级政府各应当须要加强重要建设的、适必", max_size=20)
)
def test_those_who_act_are_looked_for_as_behind_an_opener(text):
    """Behind an opener nothing is known at a glance."""
    verbs = verb_reader(default_lexicon())
    opened, acting = verbs.acts(f"其中{text}"), verbs.acts(text)
    assert acting == (opened and (opened[0] - 2, (opened[1][0] - 2, opened[1][1] - 2)))


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "2027",
                    "二〇三〇",
                    "年",
                    "到",
                    "“十五五”",
                    "末",
                    "本世纪中叶",
                    "今年",
                    "全年",
                    "推动",
                    "。",
                    "\n",
                ]
            ),
            max_size=12,
        ).map("".join),
        max_size=4,
    )
)
def test_only_passages_that_may_name_a_year_give_one(lines):
    title = "某市2026年政府工作报告\n——2026年1月20日在某市第十四届人民代表大会第三次会议上\n各位代表：\n"
    document = read_bytes((title + "\n".join(lines)).encode(), "case.txt")
    context = Context(document, default_lexicon(), default_segmenter())
    dated = dated_passages(context)
    for sentence in context.sentences:
        assert sentence.passage.place in dated or first_future(context, [sentence.text]) is None


@given(
    st.lists(
        st.sampled_from(["加强", "主要是", "建设", "甲乙", "(", ")", "“", "”", "、", "的", " "]), max_size=9
    ).map("".join)
)
def test_parts_of_a_clause_are_known_at_a_glance_as_they_are_behind_a_bracket(rest):
    """Behind a bracket nothing is known at a glance."""
    plain, behind = (task_with(f"加强甲乙{bracket}{rest}。").actions for bracket in ("", "(丁)"))
    assert [action.text for action in plain] == [action.text.replace("(丁)", "") for action in behind]


PARTS = [
    "一、",
    "（二）",
    "1.",
    "一是",
    "二是",
    "三是",
    "加强甲乙",
    "以甲为乙",
    "“",
    "”",
    "。",
    "；",
    "，",
    "：",
    "2027年底前",
    " ",
    "\n",
    "\n\n",
]


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_sentences_belong_to_the_innermost_unit_around_their_beginning(text):
    document = read_bytes(f"一、重点任务\n{text}".encode(), "case.txt")
    context = Context(document, default_lexicon(), default_segmenter())
    for unit in context.units:
        own = context.own_sentences(unit)
        assert own == tuple(s for s in context.sentences if context.unit_at(s.start) is unit)
        assert own == tuple(s for run in context.own_runs(unit) for s in context.sentences_in(run))


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.integers(0, 40), st.integers(0, 40))
def test_sentences_are_found_by_where_they_begin(text, start, end):
    document = read_bytes(f"一、重点任务\n{text}".encode(), "case.txt")
    context = Context(document, default_lexicon(), default_segmenter())
    begun = [sentence for sentence in context.sentences if sentence.start <= start]
    assert context.sentence_at(start) is (begun[-1] if begun else None)
    found = [sentence for sentence in context.sentences if start <= sentence.start < end]
    assert [*context.sentences_between(start, end)] == found


@given(st.lists(st.sampled_from([*PARTS, "年", "20", "27", "6月", "以前", "末"]), max_size=20).map("".join))
def test_only_passages_that_may_name_a_deadline_give_one(text):
    document = read_bytes(f"一、重点任务\n{text}".encode(), "case.txt")
    context = Context(document, default_lexicon(), default_segmenter())
    due = due_passages(context)
    for sentence in context.sentences:
        assert sentence.passage.place in due or find_due([sentence.text], context.lexicon) is None
