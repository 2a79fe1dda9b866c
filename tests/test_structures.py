"""Numbered structures: found, told from what only looks like one, and solved into their groups."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze, read
from planscan.analyzers.characters import fold
from planscan.analyzers.formulae import FormulaFinder
from planscan.analyzers.model import Plan, Structure
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.solver import splits
from planscan.lexicons import default_lexicon

CASES = Path(__file__).parent / "cases"


def cases(name: str):
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def plan_of(text: str) -> Plan:
    return analyze(read_bytes(text.encode(), "case.txt"))


def groups_of(structure: Structure) -> list[list[str]]:
    return [[member.text for member in group.members] for group in structure.groups]


@pytest.mark.parametrize("case", cases("notations.yaml"), ids=lambda c: c["text"])
def test_notations(case):
    assert [f"{s.notation} {s.kind}" for s in plan_of(case["text"]).structures] == case["found"]


@pytest.mark.parametrize("case", cases("structures.yaml"), ids=lambda c: c["id"])
def test_structures(case):
    found = {s.notation: s for s in plan_of(case["text"]).structures}
    structure = found[case["notation"]]
    assert (structure.kind, structure.status) == (case["kind"], case["status"])
    assert groups_of(structure) == case["groups"]


def test_mentions_of_one_notation_are_one_record_with_the_defining_one_first():
    text = (
        "打造“2+2”产业体系\n"
        "推进“2+2”产业体系，即钢铁、石化两大支柱产业，氢能、储能两大新兴产业。\n"
        "“2＋2”产业体系更加稳固。"
    )
    (structure,) = plan_of(text).structures
    assert [mention.text for mention in structure.mentions] == ["2+2", "2+2", "2＋2"]
    assert structure.start == structure.mentions[1].start
    assert structure.subject and structure.subject.text == "产业体系"
    assert [group.label and group.label.text for group in structure.groups] == [
        "两大支柱产业",
        "两大新兴产业",
    ]


def test_digits_strung_together_are_split_in_every_way_below_a_hundred():
    assert set(splits("1310")) == {(13, 10), (1, 3, 10)}
    assert (3, 3, 6, 18) in set(splits("33618"))
    assert (4, 15, None) in set(splits("415X"))


@given(st.text(alphabet="一二两三双多核带区轴3+×N“”、，。（）构建布局体系产业的", max_size=60))
def test_every_span_is_cited_from_the_text(text):
    document = read_bytes(("发展规划。" + text).encode(), "case.txt")
    for structure in analyze(document).structures:
        members = [m for group in structure.groups for m in (*group.members, *filter(None, [group.label]))]
        for cited in (structure, *structure.mentions, *members):
            assert document.text[cited.start : cited.end] == cited.text
        assert structure.notation == structure.text


def test_the_seed_is_solved_from_its_outline(shared):
    (path,) = (shared / "corpus").glob("000_*")
    found = {s.notation: s for s in analyze(read(path)).structures}
    assert groups_of(found["3+3+2"]) == [
        ["工程机械集群", "先进轨道交通装备集群", "中小航空发动机及航空航天装备集群"],
        ["电子信息集群", "新材料集群", "新能源与节能集群"],
        ["传统产业", "新兴产业"],
    ]
    named = [notation for notation, s in found.items() if s.status == "named"]
    assert named == [
        "三高四新", "一核两副三带四区", "一体两翼多向延伸", "一核聚集、一极支撑、多点联动", "双核多点", "两芯一生态",
    ]  # fmt: skip


def test_members_before_the_formula_in_one_sentence(shared):
    (path,) = (shared / "corpus").glob("263_*")
    (structure,) = (s for s in analyze(read(path)).structures if s.notation == "3+3+2")
    assert groups_of(structure) == [
        ["轨道交通", "航空动力", "先进硬质材料"],
        ["电子信息", "新能源", "高分子新材料"],
        ["传统产业", "新兴和未来产业"],
    ]


@pytest.mark.parametrize("number", ["280", "281", "283", "286", "287", "289"])
def test_documents_about_other_things_hold_none(shared, number):
    (path,) = (shared / "corpus").glob(f"{number}_*")
    assert analyze(read(path)).structures == ()


def test_notations_of_real_plans_are_told_from_what_looks_like_them(shared):
    """Recall and precision over the judged notations, each in its own sentence."""
    judged = cases("notation_judgements.yaml")
    verdicts = {(n, fold(w)): v for v, files in judged.items() for n, words in files.items() for w in words}
    rows = (shared / "gold" / "notations.tsv").read_text(encoding="utf-8").splitlines()[1:]
    hits: dict[str, list[bool]] = {"structures": [], "others": [], "unsure": []}
    finder = FormulaFinder(default_lexicon())
    for row in rows:
        notation, _, name, sentence, *_ = row.split("\t")
        passages = read_bytes(sentence.encode(), "case.txt").passages
        keys = {formula.key for passage in passages for formula in finder.find(passage)}
        hits[verdicts[name[:3], fold(notation)]].append(fold(notation).replace(" ", "") in keys)
    assert sum(hits["structures"]) / len(hits["structures"]) >= 0.95
    assert sum(hits["structures"]) / (sum(hits["structures"]) + sum(hits["others"])) >= 0.90
