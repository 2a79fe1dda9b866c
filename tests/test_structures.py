"""Numbered structures: found, told from what only looks like one, and solved into their groups."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planscan.analyzers import analyze, read
from planscan.analyzers.characters import fold
from planscan.analyzers.context import Context
from planscan.analyzers.document import Span
from planscan.analyzers.errors import PlanscanError
from planscan.analyzers.model import Plan, Structure
from planscan.analyzers.readers import read_bytes
from planscan.analyzers.segmenter import default_segmenter
from planscan.analyzers.structures.candidates import candidate_finder
from planscan.analyzers.structures.finding import find_structures
from planscan.analyzers.structures.formula_words import FormulaWords
from planscan.analyzers.structures.glossary import Glossary
from planscan.analyzers.structures.notations import SUM, find_shapes, sums
from planscan.analyzers.structures.solver import (
    COUNTED,
    IN_PASSING,
    OPEN_BATCH,
    Candidate,
    least_sure,
    solve,
    splits,
    surely,
)
from planscan.lexicons import Lexicon, default_lexicon
from planscan.lexicons.overlays import Located, Overlay

CASES = Path(__file__).parent / "cases"


def cases(name: str):
    """Return the cases of a file."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def plan_of(text: str) -> Plan:
    """Return the plan that a text is read as."""
    return analyze(read_bytes(text.encode(), "case.txt"))


def groups_of(structure: Structure) -> list[list[str]]:
    """Return the members of each group, as they are written."""
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
def test_a_quick_look_misses_no_formula(text):
    words, folded = FormulaWords(default_lexicon()), fold(text)
    shapes = find_shapes(folded, words.spelled.finditer(folded))
    assert find_shapes(folded, words.bare(folded)) == shapes
    assert words.hint.search(folded) or not shapes


@given(st.text(alphabet="12+×NX a。核", max_size=16).map(fold))
def test_sums_are_found_from_their_first_sign_on(text):
    assert [hit.span() for hit in sums(text)] == [hit.span() for hit in SUM.finditer(text)]


@given(
    st.text(alphabet="以为核心、“”一两3N个大类指即家产业集群和的，。", max_size=60).map(fold),
    st.integers(1, 3),
)
def test_a_quick_look_misses_no_group(text, least):
    finder = candidate_finder(default_lexicon())
    passage = read_bytes(("产业。" + text).encode(), "case.txt").passages[0]
    found = finder.find(passage, 0, len(passage.text))
    kept = finder.find(passage, 0, len(passage.text), least)
    assert list(kept) == (found if surely(found, least) else [])


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    """Draw a group that a formula may have: how many members are announced, and lists that may name them."""
    start = draw(st.integers(0, 99))
    number = draw(st.sampled_from([None, None, 1, 2, 3]))
    sizes = draw(st.lists(st.integers(1, 3), max_size=2))
    readings = tuple(tuple(Span(start + i, start + i + 1) for i in range(size)) for size in sizes)
    share = 1.0 if number else draw(st.sampled_from([1.0, IN_PASSING, OPEN_BATCH]))
    alone = draw(st.sampled_from([None, Span(start, start + 1)]))
    return Candidate(start, start + 3, number, None, readings, alone, share)


@given(st.lists(st.sampled_from([None, 1, 2, 3]), min_size=1, max_size=4), st.lists(candidates(), max_size=6))
def test_too_few_sure_groups_convince_of_nothing(digits, found):
    solution = solve(digits, found)
    assert surely(found, least_sure(digits)) or not solution.convincing
    assert solution.worth <= COUNTED * len(digits)


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


@pytest.fixture(scope="session")
def found_in_corpus(shared: Path) -> dict[tuple[str, str], Structure]:
    """The structures of all real documents, by the number of the document and the notation."""
    found: dict[tuple[str, str], Structure] = {}
    for path in sorted((shared / "corpus").glob("[0-9]*")):
        with suppress(PlanscanError):  # scans without a text layer
            context = Context(read(path), default_lexicon(), default_segmenter())
            found |= {(path.name[:3], folded(s.notation)): s for s in find_structures(context)}
    return found


def folded(notation: str) -> str:
    """Return a formula without white space, half-width, simplified and in capitals."""
    return "".join(fold(notation).split()).upper()


def judged(part: str) -> dict[tuple[str, str], Any]:
    """Return the verdicts of a part of the judgements, by the number of the document and the notation."""
    files = cases("notation_judgements.yaml")[part]
    return {(number, folded(n)): verdict for number, held in files.items() for n, verdict in held.items()}


def test_every_notation_of_the_list_is_judged(shared: Path) -> None:
    rows = (shared / "gold" / "notations.tsv").read_text(encoding="utf-8").splitlines()[1:]
    listed = {(name[:3], folded(notation)) for notation, _, name, *_ in (row.split("\t") for row in rows)}
    assert listed == judged("structures").keys() | judged("others").keys()


def test_structures_of_real_plans_are_told_from_what_looks_like_them(found_in_corpus) -> None:
    """Recall over the judged list; precision over all that is found, where what nobody judged counts as wrong."""
    wanted = set(judged("structures"))
    right = wanted | {key for key, verdict in judged("extra").items() if verdict == "structure"}
    assert len(wanted & found_in_corpus.keys()) >= 0.95 * len(wanted)
    wrong = sorted(found_in_corpus.keys() - right)
    assert len(wrong) <= 0.10 * len(found_in_corpus), wrong


def test_members_are_those_that_real_plans_spell_out(found_in_corpus) -> None:
    spelled = {key: groups for key, groups in judged("structures").items() if groups}
    wrong = [key for key, groups in spelled.items() if not agrees(found_in_corpus.get(key), groups)]
    assert len(wrong) <= 0.10 * len(spelled), wrong


def agrees(structure: Structure | None, wanted: list[list[str]]) -> bool:
    """Whether all members were found, each with or without the verb or suffix beside it."""
    found = groups_of(structure) if structure else []
    return len(found) == len(wanted) and all(
        not group
        or (len(group) == len(members) and all(a in b or b in a for a, b in zip(group, members, strict=True)))
        for group, members in zip(wanted, found, strict=True)
    )


def test_digits_that_stand_for_amounts_have_their_words_as_labels():
    text = "实施“1269”行动计划，打造12条重点产业链、6个先进制造业集群，规上工业营业收入年均增长9%左右。"
    (structure,) = plan_of(text).structures
    groups = [(group.count, group.found, group.label and group.label.text) for group in structure.groups]
    assert groups == [
        (12, 0, "12条重点产业链"),
        (6, 0, "6个先进制造业集群"),
        (9, 9, "规上工业营业收入年均增长9%左右"),
    ]


def test_a_glossary_says_the_same_however_many_names_it_was_asked_for() -> None:
    lines = [
        "“一核”指甲区、乙区；“两翼”即丙县、丁县。",
        "三带：沿江带、沿海带、沿山带。",
        "“一核”是指戊区、己区。",
    ]
    document = read_bytes("\n".join(lines).encode(), "甲.txt")
    context = Context(document, default_lexicon(), default_segmenter())
    names = ["一核", "两翼", "三带", "四区"]
    few, many = Glossary(context), Glossary(context)
    for number in range(100):
        assert not list(many.of(f"第{number}"))
    first, *others = ([list(g.of(name)) for name in names] for g in (few, few, many, many))
    assert [len(found) for found in first] == [2, 1, 1, 0]
    assert others == [first] * 3


@pytest.mark.parametrize(("term", "found"), [("三", ["三带两区"]), ("三带两区", [])])
def test_a_users_exclusion_of_one_character_excludes_nothing(term: str, found: list[str]) -> None:
    entry = {"id": "not_structures.own", "scope": "phrase", "terms": [term]}
    lexicon = Lexicon(overlays=[Overlay(b"", {"not_structures": (Located("own.yaml:1", entry),)})])
    document = read_bytes("一、空间布局\n构建“三带两区”空间格局。\n".encode(), "case.txt")
    assert [structure.text for structure in analyze(document, lexicon).structures] == found
